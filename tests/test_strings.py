"""Occurrences of a word in a text, and the difference of two strings."""

from __future__ import annotations

import re
from string import ascii_lowercase
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhlint.lexicon.strings import all_occurrences, common_ends, occurrences, repeated_words

SHORT = st.text("水火\n", max_size=12)


@pytest.mark.parametrize(
    ("text", "word", "offsets"),
    [
        ("水火水", "水", [0, 2]),
        ("哈哈哈", "哈哈", [0, 1]),
        ("水", "水火", []),
        ("", "水", []),
        ("水火", "", []),
    ],
)
def test_a_word_is_found_at_every_place(text: str, word: str, offsets: list[int]) -> None:
    assert list(occurrences(text, word)) == offsets


def test_a_word_must_stand_whole_between_the_bounds() -> None:
    assert list(occurrences("水火水火水火", "水火", 1, 5)) == [2]
    assert list(occurrences("水火水火水火", "水火", 1, 6)) == [2, 4]
    assert list(occurrences("水火水火水火", "水火", 2)) == [2, 4]


@given(SHORT, SHORT.filter(bool), st.integers(0, 12), st.integers(0, 12))
def test_occurrences_are_those_that_an_expression_finds(text: str, word: str, start: int, end: int) -> None:
    every = [match.start() for match in re.finditer(f"(?={re.escape(word)})", text)]
    assert list(occurrences(text, word)) == every
    assert list(occurrences(text, word, start, end)) == [at for at in every if start <= at and at + len(word) <= end]


@pytest.mark.parametrize(
    ("old", "new", "ends"),
    [
        ("", "", (0, 0)),
        ("水火", "水火", (2, 0)),
        ("水火木", "水土木", (1, 1)),
        ("水木", "水火木", (1, 1)),
        ("水水", "水水水", (2, 0)),
        ("水火水", "水", (1, 0)),
        ("水火", "木土", (0, 0)),
    ],
)
def test_two_strings_share_their_ends(old: str, new: str, ends: tuple[int, int]) -> None:
    assert common_ends(old, new) == ends


@given(SHORT, SHORT)
def test_what_lies_between_the_shared_ends_is_all_that_differs(old: str, new: str) -> None:
    head, tail = common_ends(old, new)
    assert old[:head] + new[head : len(new) - tail] + old[len(old) - tail :] == new
    cut_old, cut_new = old[head : len(old) - tail], new[head : len(new) - tail]
    assert not (cut_old and cut_new) or (cut_old[0] != cut_new[0] and cut_old[-1] != cut_new[-1])


class Searched(str):
    """A text that counts how often it is searched from end to end."""

    __slots__ = ("searches",)

    def find(self, *words: Any) -> int:
        self.searches = getattr(self, "searches", 0) + 1
        return super().find(*words)


@given(st.text("水火木", min_size=1, max_size=40), st.lists(st.text("水火木", max_size=4), max_size=6))
def test_the_places_of_many_words_are_those_of_each(text: str, words: list[str]) -> None:
    expected = sorted({(at, word) for word in words for at in occurrences(text, word)})
    padded, many = text + "土" * 20_001, [*words, *(f"金{letter}" for letter in ascii_lowercase)]
    assert sorted(set(all_occurrences(text, words))) == expected
    assert sorted(all_occurrences(padded, words)) == sorted(all_occurrences(padded, many)) == expected


def test_a_long_text_is_not_searched_for_each_word() -> None:
    words = [f"{first}{second}" for first in "甲乙丙丁戊己庚辛" for second in "水火木金土"]
    text = Searched("甲水乙火甲水" + "。" * 20_001)
    assert repeated_words(text, words) == {"甲水"}
    assert getattr(text, "searches", 0) == 0
