"""Series of numbers: which are read, which follow, and how many were announced."""

from __future__ import annotations

from random import Random

import pytest

from zhlint.analysis.figures.numbering import _MARK, ordinals
from zhlint.checks.enumeration import Enumeration
from zhlint.checks.numbering import Numbering
from zhlint.document import Block, Document


def lines(*texts: str, role: str = "paragraph") -> Document:
    blocks, at = [], 0
    for text in texts:
        blocks.append(Block(role, at, at + len(text)))
        at += len(text) + 1
    return Document(text="\n".join(texts), source="\n".join(texts), blocks=tuple(blocks))


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("一是抓、二是干；三要快", [("一是", 1), ("一是", 2), ("一是", 3)]),
        ("第一，抓。第二，干", [("第一", 1), ("第一", 2)]),
        ("（一）抓", [("（一）", 1)]),
        ("十二、抓", [("一、", 12)]),
        ("3. 抓", [("1.", 3)]),
        ("3.2023年抓", [("1.", 3)]),
        ("3.5万人", []),
        ("①抓；②干", [("①", 1), ("①", 2)]),
        ("唯一是他，统一是好的，一是一、二是二", []),
        ("一、二、三产业", []),
        ("获得第一，第二名", []),
        ("第三条　应当", [("第一条", 3)]),
    ],
)
def test_the_numbers_of_series(text: str, read: list[tuple[str, int]]) -> None:
    assert [(one.style, one.number) for one in ordinals(lines(text))] == read


def test_every_number_is_read_wherever_it_stands() -> None:
    random = Random(1)
    signs = [*"一二三十第其是要，。、（）12.③百抓", "条　"]
    for _ in range(2000):
        text = "".join(random.choice(signs) for _ in range(random.randint(2, 16)))
        assert [(one.start, one.end) for one in ordinals(lines(text))] == read_one_by_one(text), text


def read_one_by_one(text: str) -> list[tuple[int, int]]:
    """The numbers of a text, looked for at every character.

    Numbers at the head of a line count, and those in a line behind a mark.
    """
    found = []
    for mark in _MARK.finditer(text):
        group, at = str(mark.lastgroup), mark.start()
        if group == "figure":  # no number before it in the line
            continue
        written = mark[group]
        first = written in {"一", "1"}
        marked = at > 0 and text[at - 1] in "。；：！？，、“”…）" + "到要即为有" * first
        if at == 0 or (marked and group not in {"part", "item", "article"}):
            found.append(mark.span())
    return found


@pytest.mark.parametrize(
    ("texts", "found"),
    [
        (["一是抓；三是干。"], [("三是", "跳号", "二是")]),
        (["一是抓；二是干；二是快。"], [("二是", "重号", "三是")]),
        (["一是抓；一是干；二是快。"], [("一是", "重号", "二是")]),
        (["一是抓。", "二是干。", "四是快。"], [("四是", "跳号", "三是")]),
        (["一是抓。", "别的事。", "别的事。", "好，三是快。"], []),
        (["（1）抓", "（2）干", "（4）快"], [("（4）", "跳号", "（3）")]),
        (["一、总则", "（一）抓", "（二）干", "二、附则", "（一）抓", "三、完"], []),
        (["一、总则", "（一）抓", "（三）干", "二、附则"], [("（三）", "跳号", "（二）")]),
        (["一、总则", "（二）分则", "三、附则"], [("（二）", "级别不一", "二、")]),
        (["10. 甲", "9. 乙", "8. 丙"], []),
        (["三、说明", "四、附件"], []),
        (["一是抓，有两条：一是快、二是准；二是干。"], []),
        (["一是抓。其次要干。三是快。"], []),
        (["第一条　抓", "第三条　干"], [("第三条", "跳号", "第二条")]),
        (["①抓；③干"], [("③", "跳号", "②")]),
        (["1、压实责任。", "2、2026年汛期前加固堤防。", "3、备足物资。"], []),
        (["1．抓", "2．3月底前完成", "3．干", "4．80人待命", "5．95%以上达标", "6．完"], []),
        (["1. 抓", "2.30个村先试", "3. 干"], []),
        (["1、抓", "2、3号楼停水", "2、干", "3、完"], []),
        (["1、抓", "2、干", "2、2026年底前完成", "3、完"], []),
        (["1、抓", "3、2026年底前完成", "4、完"], [("4、", "跳号", "2、")]),
        (["1、抓", "2、3月完成", "4、完"], [("4、", "跳号", "3、")]),
        (["1.5万人参加", "2.5万人观看", "3.5万人点赞"], []),
    ],
)  # fmt: skip
def test_series_that_do_not_follow(texts: list[str], found: list[tuple[str, str, str]]) -> None:
    document = lines(*texts)
    hits = Numbering().run(document)
    assert [(document[hit], hit.slots["fault"], hit.slots["expected"]) for hit in hits] == found


@pytest.mark.parametrize(
    ("texts", "found"),
    [
        (["提出三点：一是抓；二是干。"], [("三", "两")]),
        (["提出三点：一是抓；二是干；三是快。"], []),
        (["提出三点：", "一是抓。", "二是干。"], [("三", "两")]),
        (["提出三点：", "（一）抓", "细则。", "（二）干", "细则。", "（三）快"], []),
        (["提出两个方面：第一，抓，一是快、二是准；第二，干。"], []),
        (["有三条：抓；干。"], [("三", "两")]),
        (["提出三点，一是抓；二是干。"], []),
        (["下午三点：开会。"], []),
        (["第三项：一是抓；二是干。"], []),
        (["提出12项任务：一是抓；二是干。"], [("十二", "两")]),
    ],
)
def test_announced_points_are_counted(texts: list[str], found: list[tuple[str, str]]) -> None:
    hits = Enumeration().run(lines(*texts))
    assert [(hit.slots["claimed"], hit.slots["counted"]) for hit in hits] == found
