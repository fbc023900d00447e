"""Paragraphs that end without a stop: their least length, and closing words."""

from __future__ import annotations

import pytest

from zhlint.checks.open_end import OpenEnd
from zhlint.document import Block, Document

WORDS = "镇里为村民接通了自来水，户户都用上了"


def endings(text: str) -> list[str]:
    document = Document(text=text, source=text, blocks=(Block("paragraph", 0, len(text)),))
    return [hit.slots["ending"] for flowing in (True, False) for hit in OpenEnd(flowing=flowing).run(document)]


@pytest.mark.parametrize(
    ("texts", "flowing"),
    [
        ((f"{WORDS}。", f"水来了。{WORDS}"), True),
        ((f"{WORDS}。", WORDS, "今年还要修桥，秋后开工。"), True),
        ((f"{WORDS}。", WORDS), False),
        ((f"水来了。{WORDS}", "今年还要修桥，秋后开工。"), False),
        ((f"{WORDS}。", "水来了，通到村口。户户都用上了自来水的清水镇"), False),
        ((f"{WORDS}。", f"水来了。资料图：{WORDS}"), False),
    ],
)
def test_prose_is_parted_from_decks_links_and_captions(texts: tuple[str, ...], flowing: bool) -> None:
    text, at, blocks = "\n".join(texts), 0, []
    for one in texts:
        blocks.append(Block("paragraph", at, at + len(one)))
        at += len(one) + 1
    document = Document(text=text, source=text, blocks=tuple(blocks))
    assert len(list(OpenEnd(flowing=flowing).run(document))) == 1
    assert not list(OpenEnd(flowing=not flowing).run(document))


def test_the_last_six_characters_are_shown() -> None:
    assert endings(WORDS) == ["户户都用上了"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("镇里接通了自来水，户户都用上", 0),
        ("镇里接通了自来水，户户都用上了", 1),
        ("镇里接通了自来水。户户都用上了", 1),
        ("镇里接通了自来水；户户都用上了", 1),
        ("镇里接通了自来水让户户都用上了", 0),
    ],
)
def test_a_paragraph_has_fifteen_characters_and_a_mark(text: str, found: int) -> None:
    assert len(endings(text)) == found


@pytest.mark.parametrize("mark", [*"。！？…；：，.!?;:”’」』）)》】"])
def test_a_mark_may_end_a_paragraph(mark: str) -> None:
    assert endings(WORDS + mark) == []


@pytest.mark.parametrize(
    "closing",
    [
        *("完", "王小明摄", "王小明供图", "镇政府图片", "王小明文", "图/王小明", "资料来源江城日报"),
        *("记者王小明", "通讯员王小明", "编辑王小明", "本报记者：王小明", "王小明报道"),
    ],
)
def test_a_credit_after_the_last_stop_may_end_a_paragraph(closing: str) -> None:
    assert endings(f"{WORDS}。{closing}") == []
    assert endings(f"{WORDS}，{closing}") != []


@pytest.mark.parametrize(("length", "found"), [(1, 0), (20, 0), (21, 1)])
def test_twenty_characters_after_a_blank_may_end_a_paragraph(length: int, found: int) -> None:
    assert len(endings(f"{WORDS} {'王' * length}")) == found
    assert len(endings(f"{WORDS}\u3000{'王' * length}")) == found
