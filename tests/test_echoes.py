"""The quick search for repeats misses nothing that the full search finds."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhlint.analysis.copies.echoes import lines_that_may_repeat
from zhlint.analysis.copies.passages import passages
from zhlint.analysis.copies.search import copies_in
from zhlint.analysis.copies.stretches import stretches
from zhlint.analysis.copies.units import PARAGRAPH, SENTENCE, SHORT_PASSAGE
from zhlint.reading import parse

PIECES = st.sampled_from([
    "河堤加高了", "渡口的老船工把竹篙交给了江边新建的博物馆", "说", "，", "。", "”", "“", "、", "；", "！", "……", " ", "他想了想", "2025年",
    "这根竹篙比他的年纪还大而江水的脾气都记在上面然后他上了岸", "天黑了",
])  # fmt: skip
TEXTS = st.lists(st.lists(PIECES, min_size=1, max_size=24).map("".join), min_size=1, max_size=6).map("\n".join)

COPIED = "老渡工最后一次撑船过江,他把竹篙交给了江边新建的博物馆,说这根竹篙比他的年纪还大,江水的脾气都记在上面。"
LONG = "这根竹篙比他的年纪还大而江水的脾气都记在上面然后他上了岸"


@settings(max_examples=400)
@given(TEXTS)
def test_the_search_among_the_texts_concerned_finds_what_the_whole_search_finds(text: str) -> None:
    document = parse(text)
    body = stretches(document)
    whole = copies_in(document, body)
    assert passages(document) == whole


def test_neighbours_of_a_copy_are_not_concerned() -> None:
    texts = ["雨停了,人们出来看水。", COPIED, "新桥通了车。", COPIED]
    assert lines_that_may_repeat("\n".join(texts), SHORT_PASSAGE, PARAGRAPH, SENTENCE) == {1, 3}
    assert lines_that_may_repeat("\n".join(texts[:3]), SHORT_PASSAGE, PARAGRAPH, SENTENCE) == set()


@pytest.mark.parametrize(
    ("texts", "concerned"),
    [
        pytest.param([f"{COPIED}雨停了。", COPIED, COPIED], {0, 1, 2}, id="what is equal, and more"),
        pytest.param([f"{LONG}{LONG}{LONG}{LONG}"], {0}, id="a clause without a mark, in itself"),
        pytest.param([f"甲{LONG}、{LONG[:12]}", f"乙丙{LONG}、{LONG[:12]}", "雨停了。"], {0, 1}, id="no comma"),
        pytest.param(
            [f"甲{LONG[:19]},{LONG[:20]}", f"乙{LONG[:19]},{LONG[:20]}"],
            {0, 1},
            id="a mark in the middle, short before",
        ),
        pytest.param(
            [f"甲{LONG[:20]},{LONG[:19]}", f"乙{LONG[:20]},{LONG[:19]}"], {0, 1}, id="a mark in the middle, short after"
        ),
        pytest.param(
            [f"{LONG[:20]},{LONG[:19]}甲", f"乙{LONG[:20]},{LONG[:19]}"], {0, 1}, id="half a run is all of a clause"
        ),
        pytest.param([f"水落石出{'。' * 30}", "雨停了。"], {0, 1}, id="a row of marks is not judged"),
    ],
)
def test_texts_that_may_repeat(texts: list[str], concerned: set[int]) -> None:
    assert lines_that_may_repeat("\n".join(texts), SHORT_PASSAGE, PARAGRAPH, SENTENCE) == concerned
