"""Dates: the year of a date without one, and the days of a draft."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from zhlint.analysis.figures.dates import dates, own_days
from zhlint.checks.impossible_date import ImpossibleDate
from zhlint.checks.relative_day import RelativeDay
from zhlint.checks.weekday import Weekday
from zhlint.desk import Desk
from zhlint.document import Block, Document
from zhlint.reading import parse

BODY = "大桥通车以后，两岸居民往来只要十分钟，渡口的老船工也领到了新工作，乡里乡亲都说这座桥修得好。"


def paragraph(text: str, day: date | None = None, **given: Any) -> Document:
    return Document(text=text, source=text, blocks=(Block("paragraph", 0, len(text)),), desk=Desk(date=day), **given)


@pytest.mark.parametrize(
    ("text", "day", "years"),
    [
        ("2023年5月1日开工", None, [2023]),
        ("二〇二三年五月一日开工", None, [2023]),
        ("5月1日开工", None, [None]),
        ("5月1日开工", date(2023, 6, 1), [2023]),
        ("12月30日开工", date(2023, 1, 5), [None]),
        ("去年12月30日开工", date(2023, 1, 5), [2022]),
        ("今年5月1日开工", None, [None]),
        ("1月1日开工", date(2023, 7, 3), [2023]),
        ("1月1日开工", date(2023, 7, 4), [None]),
        ("2019年5月1日开工，9月1日完工", date(2023, 9, 2), [2019, 2019]),
        ("2019年5月1日开工。9月1日完工", None, [2019, None]),
        ("2019年5月1日开工，去年底停工，9月1日完工", None, [2019, None]),
        ("农历五月初一、闰2月3日、藏历1月1日", None, []),
        ("阴历5月1日、旧历5月1日、夏历5月1日、古历5月1日", None, []),
        ("回历5月1日、伊历5月1日、佛历5月1日", None, []),
        ("农历乙巳蛇年的5月1日", None, []),
        ("农历乙巳年蛇年这个5月1日", None, [None]),
    ],
)
def test_a_year_is_inferred_only_where_it_is_sure(text: str, day: date | None, years: list[int | None]) -> None:
    assert [dated.year for dated in dates(paragraph(text, day))] == years


def test_the_days_a_draft_is_of() -> None:
    dated = f"大桥通车\n\n新华社江城5月1日电（记者钱一鸣）{BODY}\n"
    assert own_days(parse(dated)) == ()
    assert own_days(parse(dated, desk=Desk(date=date(2023, 5, 2)))) == (date(2023, 5, 2), date(2023, 5, 1))
    assert own_days(parse(f"大桥通车\n\n（2023年5月1日）\n\n{BODY}\n")) == (date(2023, 5, 1),)
    assert own_days(paragraph(BODY, metadata={"date": "2023-05-01"})) == (date(2023, 5, 1),)


@pytest.mark.parametrize(
    ("written", "own"),
    [("5月1日", True), ("11月1日", True), ("11月2日", False), ("2022年11月2日", True), ("2月30日", False)],
)
def test_a_dateline_counts_within_half_a_year_of_the_issue_or_with_its_year(written: str, own: bool) -> None:
    document = parse(f"大桥通车\n\n新华社江城{written}电（记者钱一鸣）{BODY}\n", desk=Desk(date=date(2023, 5, 2)))
    assert len(own_days(document)) == (2 if own else 1)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2月30日", ["2月30日"]),
        ("2月29日", []),
        ("2023年2月29日", ["2023年2月29日"]),
        ("2024年2月29日", []),
        ("1900年2月29日", ["1900年2月29日"]),
        ("2000年2月29日", []),
        ("2100年2月29日", ["2100年2月29日"]),
        ("12月31日", []),
        ("12月32日", ["12月32日"]),
        ("4月29日至31日", ["31日"]),
        ("4月28日、29日、31日", ["31日"]),
        ("4月29日至5月31日", []),
        ("0月5日", ["0月5日"]),
        ("13月份", ["13月份"]),
        ("5月36号文件", []),
        ("5月36号", ["5月36号"]),
        ("9月31日元旦", ["9月31日"]),
    ],
)
def test_days_no_calendar_has(text: str, found: list[str]) -> None:
    assert [text[hit.start : hit.end] for hit in ImpossibleDate().run(paragraph(text))] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2023年5月1日（星期三）", ["星期三"]),
        ("2023年5月1日（星期一）", []),
        ("2023年5月7日（星期天）", []),
        ("2023年5月1日，星期二，", ["星期二"]),
        ("周一（2023年5月1日）", []),
        ("周三（5月3日）、周四（5月3日）", ["周四"]),
        ("2023年5月1日至3日（星期一至星期三）", []),
        ("2023年5月1日至3日（星期二至星期三）", ["星期二"]),
        ("2023年5月1日至5月3日（星期四）", []),
        ("2023年5月1日周二仁到场", []),
    ],
)
def test_days_of_the_week(text: str, found: list[str]) -> None:
    assert [text[hit.start : hit.end] for hit in Weekday().run(paragraph(text, date(2023, 5, 2)))] == found


@pytest.mark.parametrize(
    ("word", "day"),
    [("今天", "2日"), ("昨天", "1日"), ("昨晚", "5月1日"), ("前天", "4月30日"), ("明天", "3日"), ("后天", "4日")],
)
def test_a_day_counted_from_the_issue(word: str, day: str) -> None:
    for shift, found in ((0, []), (1, [day])):
        text = f"大桥{word}（{day}）通车。"
        hits = RelativeDay().run(paragraph(text, date(2023, 5, 2) + timedelta(shift)))
        assert [text[hit.start : hit.end] for hit in hits] == found


def test_today_is_the_day_of_the_issue_or_of_the_dateline() -> None:
    draft = "大桥通车\n\n新华社江城5月1日电（记者钱一鸣）大桥今天（{}）通车。" + BODY + "\n"
    found = {
        day: [
            hit.slots["expected"]
            for hit in RelativeDay().run(parse(draft.format(day), desk=Desk(date=date(2023, 5, 2))))
        ]
        for day in ("1日", "5月2日", "3日")
    }
    assert found == {"1日": [], "5月2日": [], "3日": ["5月2日"]}
