"""A post of one holder that a draft gives to two people."""

from __future__ import annotations

import pytest

from zhlint.config.model import Config
from zhlint.linter import Linter

LINTER = Linter(Config(select=("NAM010",)))
FIRST = "夜校开到田头\n\n□本报记者 沈砚秋\n\n{}区长周志明介绍，夜校每周开两次，来的人不少，课程由各村自己定。\n\n"


def reported(later: str, first: str = "顺义区") -> list[str]:
    return [finding.text for finding in LINTER.lint_text(FIRST.format(first) + later + "\n").findings]


@pytest.mark.parametrize(
    "later",
    [
        "顺义区区长林晓岚说，秋后还要再开。",
        "散会后，顺义区区长林晓岚到渡口看了新船。",
        "“秋后还要再开。”顺义区区长林晓岚表示。",
        "参加的有顺义区区长林晓岚、昌平区区长郑云飞等。",
        "5月3日，顺义区区长林晓岚说，秋后还要再开。",
    ],
)
def test_a_second_holder_of_one_post_is_reported(later: str) -> None:
    assert reported(later) == ["林晓岚"]


@pytest.mark.parametrize(
    "later",
    [
        "顺义区区长周志明说，秋后还要再开。",
        "顺义区副区长林晓岚说，秋后还要再开。",
        "顺义区委副书记、区长林晓岚说，秋后还要再开。",
        "顺义区区长兼新城管委会主任林晓岚说，秋后还要再开。",
        "区长林晓岚说，秋后还要再开。",
        "昌平区区长林晓岚说，秋后还要再开。",
        "时任顺义区区长林晓岚说，秋后还要再开。",
        "原顺义区区长林晓岚说，秋后还要再开。",
        "接任顺义区区长的林晓岚说，秋后还要再开。当选后，顺义区区长林晓岚说，要办夜校。",
        "2013的顺义区区长林晓岚说过，要办夜校。",
        "去年，顺义区区长林晓岚说过，要办夜校。",
        "上届的顺义区区长林晓岚说过，要办夜校。",
        "顺义区区长周志铭说，秋后还要再开。",
        "顺义区区长林某说，秋后还要再开。",
    ],
)
def test_one_holder_or_two_terms_pass(later: str) -> None:
    assert reported(later) == []


def test_a_place_that_several_cities_have_passes() -> None:
    assert reported("鼓楼区区长林晓岚说，秋后还要再开。", "鼓楼区") == []
