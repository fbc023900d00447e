"""Numerals: their value, their Chinese form, and sums."""

from __future__ import annotations

import pytest

from zhlint.analysis.figures.sums import sums
from zhlint.checks.chinese_year import ChineseYear
from zhlint.checks.range_unit import RangeUnit
from zhlint.document import Block, Document
from zhlint.lexicon.numerals import chinese, lunar_day, value

NUMERALS = [
    ("12", 12), ("１２", 12), ("1.2万", 12000), ("3万亿", 3e12), ("5千", 5000), ("十", 10), ("十二", 12), ("二十", 20),
    ("三百零五", 305), ("一千二百万", 12000000), ("两", 2), ("二〇二三", 2023), ("二○○一", 2001), ("一亿五千万", 150000000),
]  # fmt: skip
NO_NUMERALS = ["", "万", "几十", "1，2", "A3", "百分之五"]


def paragraph(text: str) -> Document:
    return Document(text=text, source=text, blocks=(Block("paragraph", 0, len(text)),))


@pytest.mark.parametrize(("text", "number"), NUMERALS)
def test_a_numeral_has_a_value(text: str, number: float) -> None:
    assert value(text) == number


@pytest.mark.parametrize("text", NO_NUMERALS)
def test_what_is_no_numeral_has_none(text: str) -> None:
    assert value(text) is None


def test_chinese_numbers_read_back() -> None:
    assert [value(chinese(number)) for number in range(100)] == list(range(100))


@pytest.mark.parametrize(
    ("day", "written"), [(1, "初一"), (10, "初十"), (15, "十五"), (20, "二十"), (29, "二十九"), (30, "三十")]
)
def test_a_day_of_the_old_calendar(day: int, written: str) -> None:
    assert lunar_day(day) == written


@pytest.mark.parametrize(
    ("text", "off", "complete"),
    [
        ("共有企业120家，其中甲类50家、乙类40家、丙类20家。", -10, True),
        ("共有企业110家，其中甲类50家、乙类40家、丙类20家。", 0, True),
        ("共36人，其中男职工20人，女职工18人。", 2, True),
        ("全区有图书馆20家，其中高校馆15家、社区室12家。", 7, False),
        ("产值10.1亿元，其中甲类3.3亿元、乙类3.4亿元、丙类3.3亿元。", 0, True),
        ("流量1.9亿人次，其中公路客流1.8亿人次、铁路客流550万人次、民航客流189万人次。", 0, True),
        ("14人死亡，其中男性4人、女性10人，成年人12人、儿童2人。", 0, True),
    ],
)
def test_parts_against_their_total(text: str, off: float, complete: bool) -> None:
    (division,) = sums(paragraph(text))
    assert (division.off, division.complete) == (off, complete)


@pytest.mark.parametrize(
    "text",
    [
        "约120家企业，其中甲类50家、乙类40家。",
        "120多家企业，其中甲类50家、乙类40家。",
        "120家企业，其中甲类50个、乙类40个。",
        "120家企业，其中甲类近50家、乙类40家。",
        "120家企业，其中规模最大的在城东。",
        "共有一百家。其中甲类50家、乙类40家。",
    ],
)
def test_no_sum_where_the_words_are_not_exact(text: str) -> None:
    assert sums(paragraph(text)) == ()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("增幅10～20%", ["10～20%"]),
        ("增幅10%～20%", []),
        ("0—0.1%", []),
        ("20—10%", []),
        ("2020至30%", []),
        ("A3-20%", []),
        ("第3至5%", []),
    ],
)
def test_the_first_number_of_a_range_has_the_sign_too(text: str, found: list[str]) -> None:
    hits = RangeUnit(units=("%",)).run(paragraph(text))
    assert [text[hit.start : hit.end] for hit in hits] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("二○二四年起", ["二○二四"]),
        ("二○二四年、二○二五年", ["二○二四", "二○二五"]),
        ("二○二三年、二○二四年、二○二五年", []),
        ("二○二三年、二○二四年、二○二五年、二〇二六年", ["二○二三", "二○二四", "二○二五"]),
        ("二零二三年、二○二四年、二○二五年、二○二六年", ["二零二三"]),
        ("一百零二年", []),
    ],
)
def test_circles_are_left_where_the_draft_knows_no_other_zero(text: str, found: list[str]) -> None:
    assert [text[hit.start : hit.end] for hit in ChineseYear().run(paragraph(text))] == found


@pytest.mark.parametrize(
    "unit",
    [
        "平方公里",
        "公里",
        "公顷",
        "千瓦",
        "人次",
        "个",
        "名",
        "位",
        "人",
        "家",
        "件",
        "项",
        "起",
        "所",
        "座",
        "条",
        "台",
        "辆",
        "只",
        "头",
        "场",
        "次",
        "户",
        "吨",
        "亩",
        "元",
        "米",
        "处",
        "份",
        "套",
        "例",
        "张",
        "支",
        "队",
        "幅",
        "篇",
        "部",
        "艘",
        "架",
        "株",
        "棵",
        "箱",
    ],
)
def test_a_division_is_counted_in_any_unit(unit: str) -> None:
    (division,) = sums(paragraph(f"共计30{unit}，其中甲类20{unit}、乙类11{unit}。"))
    assert division.off == 1


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("GDP7-8%的增速写进了报告。", ["7-8%"]),
        ("CPI2～3%的涨幅写进了报告。", ["2～3%"]),
        ("型号A3-20%的涂料。", []),
        ("GDP7%-8%的增速写进了报告。", []),
    ],
)
def test_letters_of_a_known_index_do_not_hide_a_range(text: str, found: list[str]) -> None:
    document = paragraph(text)
    assert [document.text[hit.start : hit.end] for hit in RangeUnit(units=("%",)).run(document)] == found
