"""Plain text: offsets back to the source, and hard-wrapped drafts."""

from __future__ import annotations

import re
import textwrap
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhlint.reading import parse
from zhlint.reading.widths import cells

if TYPE_CHECKING:
    from zhlint.document import Document

BODY = (
    "全市各级工会认真学习会议精神，把思想和行动统一到会议部署上来，组织职工代表120余人分赴各个车间，"
    "广泛开展“五个一”主题活动。各单位表示，要以这次大会为契机，团结带领广大职工坚定不移跟党走，"
    "在新征程上再立新功，为全面建设作出新的更大的贡献。"
)
MORE = (
    "下一步，各级工会将把学习成果转化为推动工作的实际行动，聚焦产业工人队伍建设改革，持续做好维权服务，"
    "让职工群众有更多的获得感、幸福感、安全感；同时加强自身建设，提高服务能力和水平。"
)
DRAFT = [
    "江城职工再出发 团结奋进开新局",
    "——全市职工大会侧记",
    "□本报记者 钱一鸣 孙二娘",
    BODY,
    "昌平区总工会主席 李三思",
    "奋力谱写新篇章",
    MORE,
    BODY,
    "顺义区总工会主席 周四方",
    "凝聚起奋进力量",
    BODY + MORE,
]
CLOSERS = "，。、；：！？”’）》"


def wrap(paragraph: str, width: int) -> str:
    """A paragraph wrapped at a width in cells; no line begins with a closing mark."""
    lines, line = [], ""
    for char in paragraph:
        if line and cells(line + char) > width and char not in CLOSERS:
            lines.append(line)
            line = char
        else:
            line += char
    return "\n".join([*lines, line])


def shape(document: Document) -> list[tuple[str, str]]:
    return [(block.role, re.sub(r"\s", "", document[block])) for block in document.blocks]


def names(document: Document) -> list[str]:
    return [section.speaker.name.text for section in document.sections if section.speaker]


REFERENCE = parse("\n\n".join(DRAFT))


@pytest.mark.parametrize(
    "text",
    [
        "\n".join(DRAFT),
        "\r\n".join(DRAFT),
        "\r\n\r\n".join(DRAFT),
        "\r\r".join(DRAFT),
        "\n".join("　　" + line for line in DRAFT),
        "\n".join("    " + line for line in DRAFT),
        "\n\n\n" + "\n\n".join(DRAFT) + "\n\n",
    ],
)
def test_one_line_per_paragraph(text: str) -> None:
    document = parse(text)
    assert shape(document) == shape(REFERENCE)
    assert names(document) == ["李三思", "周四方"]
    assert document.text == text


@pytest.mark.parametrize("width", [30, 40, 60, 76])
@pytest.mark.parametrize("indent", ["", "　　", "  ", "    "])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_hard_wrapped(width: int, indent: str, end: str) -> None:
    between = "\n" if indent else "\n\n"
    text = between.join(wrap(indent + line, width) for line in DRAFT).replace("\n", end)
    document = parse(text)
    assert shape(document) == shape(REFERENCE)
    assert names(document) == ["李三思", "周四方"]
    assert all("\n" not in document[block] for block in document.of_role("paragraph"))


@pytest.mark.parametrize(
    ("lines", "count"),
    [
        (["镇里为村民接通自来水，打了三口深", "井，又铺了十里长的管子，让家家户", "户都用上了。"], 1),
        (["镇里为村民接通自来水，打了三口深", "井，又铺了十里长的管子。", "村里另修一条路。"], 3),
        (["镇里为村民接通自来水打了三口", "井又铺了十里长的管子让家家户", "户都用上了。"], 3),
    ],
)
def test_two_lines_cut_at_a_width_make_a_wrapped_draft(lines: list[str], count: int) -> None:
    assert len(parse("\n".join(lines)).blocks) == count


@pytest.mark.parametrize("width", [20, 30, 38])
def test_wrapped_by_characters(width: int) -> None:
    text = "\n\n".join("\n".join(re.findall(f".{{1,{width}}}", line)) for line in DRAFT)
    assert shape(parse(text)) == shape(REFERENCE)


@pytest.mark.parametrize(
    "lines",
    [
        ["床前明月照，", "疑是地上霜。", "举头看江月，", "低头思故乡。"] * 3,
        ["春眠不觉晓", "处处闻啼鸟", "夜来风雨声", "花落知多少"] * 3,
        [f"{place}人大常委会副主任，区总工会主席 {name}" for place in ("昌平区", "顺义区", "怀柔区") for name in ("钱一鸣", "孙二娘")],
        ["1.加强领导，落实责任，细化措施，确保各项工作按时完成到位", "2.加强宣传，营造氛围，引导职工，积极参与各项主题活动等等"] * 3,
        [BODY, MORE, BODY, MORE],
        [BODY[:40] + "。", BODY[:40] + "。", BODY[:40] + "。", BODY[:40] + "。"],
    ],
)  # fmt: skip
def test_lines_that_are_never_joined(lines: list[str]) -> None:
    text = "\n".join(lines)
    assert len(parse(text).runs) == 1
    assert len(parse(text).blocks) == len(lines)


SHORT = [
    "■本报记者 钱一鸣",
    "昌平区总工会主席 李三思",
    "让老厂房重新有灯光",
    "我们请工会和文旅、园林三家坐到一张桌子上，把老厂房逐一编号造册，能修的修，不能修的立碑，让职工有一个去处。",
    "顺义区总工会主席 周四方",
    "“师傅”要先讲",
    "去年我们办起“师傅讲堂”，让老师傅上台讲、台下问，讲得好的全区推广，讲不清的回去再学。",
]


@pytest.mark.parametrize("width", [30, 40])
@pytest.mark.parametrize("apart", [False, True], ids=["indented", "blank lines"])
def test_a_short_draft_with_titles_is_hard_wrapped(apart: bool, width: int) -> None:
    """A few full lines tell the width, beside titles at the margin."""
    lines = ["江城职工再出发", *SHORT]
    text = "".join(
        f"{wrap(line if apart else '　　' + line, width) if line.endswith('。') else line}\n"
        + "\n" * (apart and "主席" not in line)
        for line in lines
    )
    assert shape(parse(text)) == shape(parse("\n".join(lines)))


@pytest.mark.parametrize(
    "line", ["■本报记者 钱一鸣", "本报记者 钱一鸣", "顺义区总工会主席 周四方", "让老厂房重新有灯光"]
)
def test_what_follows_a_full_last_line_opens_a_part(line: str) -> None:
    full = "一二三四五六七八九，一二三四五六七八九十，一二三四五六七八。"
    assert cells(full) == 60
    body = "\n".join(f"　　{wrap(BODY, 60)}" for _ in range(3))
    document = parse(f"江城职工再出发\n{body}\n　　{wrap(BODY[:28], 60)}\n{full}\n{line}\n　　{wrap(MORE, 60)}\n")
    assert line in [document[block] for block in document.blocks]


@pytest.mark.parametrize(
    ("mark", "count", "joined"), [("一", 2, True), ("一", 4, False), ("a", 4, False), ("“", 4, False), ("°", 4, True)]
)
def test_few_lines_of_a_wrapped_draft_are_wider_than_it(mark: str, count: int, joined: bool) -> None:
    """A line with narrow quotation marks or ° is not wide by every measure."""
    text = "\n\n".join([wrap(BODY + MORE, 40)] * 2 + [mark * 210] * count)
    assert (len(parse(text).runs) > 1) == joined


def test_what_is_left_out_is_only_the_break() -> None:
    text = "\n\n".join(wrap(line, 40) for line in DRAFT)
    document = parse(text)
    assert re.sub(r"\s", "", document.text) == re.sub(r"\s", "", text)
    span = document.to_source(*document.of_role("paragraph")[0][1:])
    assert text[span.start : span.end] == wrap(BODY, 40)


def test_a_break_between_latin_words_stays() -> None:
    english = "The union said that all of its members would take part in the meeting, and that the work would go on."
    document = parse("\n\n".join(textwrap.fill(english * 2, 40) for _ in range(3)))
    assert re.sub(r"\s+", " ", document[document.blocks[0]]) == english * 2


def test_a_break_between_names_stays() -> None:
    text = "\n\n".join(
        [wrap(line, 40) for line in DRAFT[:2]]
        + ["□本报记者 钱一鸣 孙二娘 李三思 周四方 吴五 \n郑六 王七"]
        + [wrap(line, 40) for line in DRAFT[3:]]
    )
    (credit,) = parse(text).credits
    assert [name.text for name in credit.names] == [
        "钱一鸣",
        "孙二娘",
        "李三思",
        "周四方",
        "吴五",
        "郑六",
        "王七",
    ]


PIECES = st.sampled_from([
    "全市各级工会认真学习", "，", "。", "\n", "\r\n", "\r", "\n\n", "　　", "  ", "昌平区总工会主席 钱一鸣", "□", "本报记者",
    "钱一鸣", "（", "）", "“", "”", "——", "新华社江城5月1日电", "记者", "摄", "：", "1.", "一、", "●", "word", "2023", "\t", "·",
    "编者按", "文/图", "\x0b", "\u2028", "\x85", "𠮷", "|", "问：", "责编", "\0",
])  # fmt: skip
TEXTS = st.one_of(st.text(max_size=80), st.lists(PIECES, max_size=40).map("".join))


def holds(document: Document) -> None:
    """The properties of every document."""
    assert all(document.source[document.to_source(at, at + 1).start] == char for at, char in enumerate(document.text))
    covered = set[int]()
    before = 0
    for block in document.blocks:
        assert before <= block.start < block.end <= len(document.text)
        before = block.end
        covered.update(range(block.start, block.end))
    assert all(at in covered or char.isspace() for at, char in enumerate(document.text))
    parts = [part for credit in document.credits for part in credit.names]
    speakers = [section.speaker for section in document.sections if section.speaker]
    parts += [part for speaker in speakers for part in (speaker.name, speaker.post, speaker.place) if part]
    assert all(document[part] == part.text for part in parts)


@settings(max_examples=300, deadline=None)
@given(TEXTS, st.booleans())
def test_every_text_is_read(text: str, markdown: bool) -> None:
    holds(parse(text, markdown=markdown))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(DRAFT), min_size=3, max_size=12), st.integers(20, 90))
def test_every_wrapped_text_is_read(lines: list[str], width: int) -> None:
    holds(parse("\n\n".join(wrap(line, width) for line in lines)))
