"""Fixes of a text: overlaps, rounds, and rules that undo each other."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from conftest import PROSE
from hypothesis import given
from hypothesis import strategies as st
from test_properties import TEXTS, unhurried

import zhlint
from zhlint.cards.packs import shipped_rules
from zhlint.config.model import Config
from zhlint.finding import Finding, FindingFix, Place, Replacement
from zhlint.fixing.diff import diff_lines
from zhlint.fixing.fixer import ROUNDS, CircularFixesError, Scan, apply_round, fix_all
from zhlint.manual.examples import split_marks

if TYPE_CHECKING:
    from collections.abc import Callable


def finding(*edits: tuple[int, int, str], safety: str = "safe") -> Finding:
    """A finding whose fix makes these replacements; only its offsets matter."""
    places = [Replacement(Place(start, end, 1, start + 1, 1, end + 1), new) for start, end, new in edits]
    return Finding("HSE001", "x", "error", "", "", places[0].place, fix=FindingFix(safety, tuple(places)))


@pytest.mark.parametrize(
    ("findings", "after"),
    [
        ([finding((1, 2, "X"))], "aXcdef"),
        ([finding((1, 2, "X")), finding((2, 3, "Y"))], "aXYdef"),
        ([finding((1, 3, "X")), finding((2, 4, "Y"))], "aXdef"),
        ([finding((1, 3, "X"), (4, 5, "X")), finding((2, 4, "Y")), finding((5, 6, "Z"))], "aXdXZ"),
        ([finding((4, 5, "Y")), finding((1, 2, "X"), (4, 5, "X"))], "abcdYf"),
        ([finding((2, 2, "X")), finding((2, 2, "Y"))], "abXcdef"),
        ([finding((1, 3, "")), finding((2, 2, "Y"))], "adef"),
        ([finding((3, 3, "Y")), finding((1, 3, ""))], "aYdef"),
        ([finding((0, 6, "")), finding((6, 6, "."))], "."),
        ([finding((1, 2, "X"), safety="ask")], "abcdef"),
    ],
)
def test_of_two_fixes_that_overlap_the_first_is_made_and_each_whole_or_not_at_all(
    findings: list[Finding], after: str
) -> None:
    done = apply_round("abcdef", findings)
    assert done.text == after
    assert {*done.applied, *done.left} == {*findings}


def test_what_a_person_should_look_at_is_made_only_when_asked_for() -> None:
    ask = finding((1, 2, "X"), safety="ask")
    assert apply_round("abc", [ask], unsafe=True).text == "aXc"


def test_rounds_follow_until_nothing_is_left() -> None:
    def shorten(text: str) -> Scan:
        return Scan([finding((0, 1, ""))] if len(text) > 1 else [])

    done = fix_all("aaaa", shorten)
    assert (done.text, len(done.applied)) == ("a", 3)


def test_what_comes_up_beside_a_fix_is_the_same_place_and_what_comes_up_elsewhere_is_told_apart() -> None:
    def find(text: str) -> Scan:
        found = [finding((at, at + 1, "B")) for at, one in enumerate(text) if one == "a"]
        beside = [finding((at + 1, at + 2, "")) for at in range(len(text)) if text.startswith("B ", at)]
        far = [finding((at, at + 1, "Y")) for at, one in enumerate(text) if one == "x" and "B" in text]
        return Scan(found + beside + far)

    done = fix_all("a .. x, a", find)
    assert done.text == "B.. Y, B"
    assert (len(done.mended), len(done.further), len(done.applied)) == (2, 1, 4)


def test_of_two_fixes_for_one_place_both_are_mended_when_one_is_made() -> None:
    def find(text: str) -> Scan:
        return Scan([finding((0, 2, "X")), finding((1, 3, "Y"))] if text == "abc" else [])

    done = fix_all("abc", find)
    assert (done.text, len(done.mended), len(done.applied)) == ("Xc", 2, 1)


def turning(letter: str, other: str, code: str = "HSE001") -> Callable[[str], list[Finding]]:
    """A search for every `letter`, with `other` as its fix."""

    def find(text: str) -> list[Finding]:
        found = [finding((at, at + 1, other)) for at, one in enumerate(text) if one == letter]
        return [replace(one, code=code) for one in found]

    return find


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("a", "a"),
        ("x\na\nx", "y\na\ny"),
        ("xax\r\nx", "xax\r\ny"),
        ("x\rab\rx", "y\rab\ry"),
        ("ba\n\nb\n\nxx", "ba\n\nb\n\nyy"),
        ("xx", "yy"),
    ],
)
def test_the_lines_in_which_fixes_undo_each_other_stay_and_the_others_are_mended(text: str, after: str) -> None:
    finders = [turning("a", "b"), turning("b", "a", "HSE002"), turning("x", "y", "HSE003")]
    done = fix_all(text, lambda now: Scan([one for find in finders for one in find(now)]))
    assert done.text == after
    assert {one.code for one in done.applied} == ({"HSE003"} if "x" in text.replace("xax", "") else set())
    assert {one.code for one in done.circular} == ({"HSE001", "HSE002"} if "a" in text else set())


def test_fixes_that_go_on_in_more_lines_than_can_be_left_out_are_an_error() -> None:
    text = "\n".join("a" * 40)
    asked = iter(range(10_000))

    def find(now: str) -> Scan:
        at = 2 * (next(asked) // ROUNDS)
        return Scan([finding((at, at + 1, "b" if now[at] == "a" else "a"))])

    with pytest.raises(CircularFixesError, match="HSE001"):
        fix_all(text, find)


@pytest.mark.parametrize(("context", "lines"), [(3, 11), (0, 5)])
def test_a_change_among_equal_paragraphs_is_shown_alone(context: int, lines: int) -> None:
    same = "清晨的菜场里，卖豆腐的周师傅揭开蒸笼。\n\n" * 300
    before = f"{same}代表入场,会议开始。\n{same}"
    diff = [*diff_lines(before, before.replace("入场,", "入场，"), "a.txt", context=context)]
    assert len(diff) == lines
    assert diff[2] == (f"@@ -{601 - context},7 +{601 - context},7 @@\n" if context else "@@ -601 +601 @@\n")
    assert diff[3 + context : 5 + context] == ["-代表入场,会议开始。\n", "+代表入场，会议开始。\n"]


def test_lines_that_fixes_remove_are_shown_as_removed() -> None:
    assert [*diff_lines("甲\n\n\n乙\n丙", "甲\n\n乙\n丁", "a.txt", context=0)] == [
        "--- a.txt\n", "+++ a.txt\n", "@@ -3 +2,0 @@\n", "-\n", "@@ -5 +4 @@\n", "-丙\n\\ No newline at end of file\n", "+丁\n\\ No newline at end of file\n",
    ]  # fmt: skip


RULES = shipped_rules(prose=True)
CARDS = [split_marks(example.text)[0] for rule in RULES for example in rule.examples]


@pytest.fixture(scope="module")
def linter() -> zhlint.Linter:
    return zhlint.Linter(Config(preset="full"))


def fixed_once(linter: zhlint.Linter, text: str, path: str, *, unsafe: bool = False) -> str:
    return fix_all(text, lambda now: Scan(linter.lint_text(now, path=path).findings), unsafe=unsafe).text


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_every_example_settles_and_fixing_it_twice_is_fixing_it_once(
    linter: zhlint.Linter, rule: zhlint.rule.Rule
) -> None:
    for example in rule.examples:
        text = f"{split_marks(example.text)[0]}\n\n{PROSE}"
        path = "a.md" if example.settings.get("markdown") else "a.txt"
        once = fixed_once(linter, text, path)
        assert fixed_once(linter, once, path) == once


@unhurried(60)
@given(text=TEXTS, card=st.sampled_from(CARDS), markdown=st.booleans())
def test_fixing_twice_is_fixing_once(linter: zhlint.Linter, text: str, card: str, markdown: bool) -> None:
    path = "a.md" if markdown else "a.txt"
    once = fixed_once(linter, f"{text}\n\n{card}{text}\n\n{PROSE}", path)
    assert fixed_once(linter, once, path) == once
