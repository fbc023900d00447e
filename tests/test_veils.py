"""Marks of posts around hidden words, and cries that only look like them."""

from __future__ import annotations

import pytest

import zhlint

LEFT = [
    "书房里藏着!!一句话!!，来的人要自己找。",
    "书房里，!!!重要!!!请带证件，!!第一句!!和!!第二句!!都在书里。",
    "他写道：>!管家来过!<，读到这里的人都吓了一跳。",
    "*[夜读]: 每周六晚上一次",
]
MENDED = [
    ("书房开门了!!来的人真多。", "书房开门了！！来的人真多。"),
    ("真好!!来的人多!!大家都说好。", "真好！！来的人多！！大家都说好。"),
    ("书房里，!!这里有人,那里有灯!!，真好!", "书房里，!!这里有人，那里有灯!!，真好！"),
]


@pytest.mark.parametrize("post", LEFT)
def test_the_marks_of_a_veil_are_left_alone(post: str) -> None:
    assert zhlint.fix(post, path="a.md").text == post


@pytest.mark.parametrize(("post", "mended"), MENDED)
def test_cries_and_words_behind_a_veil_are_mended(post: str, mended: str) -> None:
    assert zhlint.fix(post, path="a.md").text == mended
