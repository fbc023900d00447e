"""The quick search for introduced people finds the same as a walk over all titles."""

from __future__ import annotations

from random import Random

import pytest

from zhlint.analysis.speakers.introductions import (
    Introduction,
    introductions,
    may_name_officials,
    named_after,
    speaker_named,
)
from zhlint.analysis.speakers.titles import LONGEST_TITLE, TITLES
from zhlint.document import Block, Document, Span, TextSpan
from zhlint.reading.grammar.speaker import POSTS

POST_WORDS = POSTS.split("|")
NAMES = (
    "王小明", "张三", "阿列克谢·伊万", "艾买提江", "吉布木且", "安 平", "欧阳修", "甲乙丙", "甲 乙", "段王爷", "端木", "·",
)  # fmt: skip
PLACES = ("昌平区", "歙县", "四川", "昭觉县", "城", "市", "县", "省", "向阳区", "鼓楼", "区", "水务局")
OTHERS = (
    "说", "表示，", "介绍，", "，", "。", "：", "“", "”", "（注）", "同志", "的", "了", "在", "到", "出席", "近日", "时，", "还",
    "相关负责人", "负责同志", "记者", "——", " ", "\u3000", "委员", "主", "民", "长", "员", "、",
)  # fmt: skip


def mixtures(seed: int) -> list[Document]:
    """Texts of two blocks, mixed from titles, names, places and surroundings."""
    random = Random(seed)
    kinds = (POST_WORDS, POST_WORDS, NAMES, NAMES, PLACES, OTHERS, OTHERS)
    found = []
    for _ in range(300):
        text = "".join(random.choice(random.choice(kinds)) for _ in range(random.randint(4, 30)))
        cut = random.randint(1, len(text) - 1)
        blocks = (Block("paragraph", 0, cut), Block("caption", cut, len(text)))
        found.append(Document(text=text, source=text, blocks=blocks))
    return found


def walked(document: Document) -> dict[int, tuple[Introduction, ...]]:
    """The introductions found by looking behind every title."""
    found = {}
    for block in document.blocks:
        here = []
        for title in TITLES.finditer(document.text, block.start, block.end):
            if match := named_after(document.text, title.end(), block.end):
                span, name = Span(*title.span()), TextSpan(match["name"], *match.span("name"))
                speaker = speaker_named(document, block, span, name)
                here.append(Introduction(speaker, span, match.end(), bool(match["verb"])))
        if here:
            found[block.start] = tuple(here)
    return found


@pytest.mark.parametrize("seed", range(3))
def test_nobody_introduced_is_passed_over(seed: int) -> None:
    for document in mixtures(seed):
        found = walked(document)
        assert introductions(document) == found, document.text
        if any(one.speaker.place for here in found.values() for one in here):
            assert may_name_officials(document), document.text


@pytest.mark.parametrize(
    ("text", "is_placed"),
    [
        ("歙县县长王小明说，桥修好了。", True),
        ("歙县长王小明说，桥修好了。", True),
        ("顺义区委书记说，桥修好了。", True),
        ("顺义区水务局相关负责人介绍，桥修好了。", True),
        ("年轻的技术员王小明说，桥修好了。", False),
        ("顺义区的年轻的技术员王小明说，桥修好了。", False),
        ("□本报记者 王小明", False),
        ("顺义区的桥，书记说，修好了。", False),
    ],
)
def test_a_post_with_its_place(text: str, *, is_placed: bool) -> None:
    document = Document(text=text, source=text, blocks=(Block("paragraph", 0, len(text)),))
    assert may_name_officials(document) is is_placed


def test_no_title_is_longer_than_the_screen_looks() -> None:
    assert max(map(len, POST_WORDS)) < LONGEST_TITLE
    assert min(map(len, POST_WORDS)) > 1
    assert not set(POSTS) & set("的了在到向")
