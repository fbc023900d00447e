"""The selection of rules: presets, and selectors, the longest of which wins."""

from __future__ import annotations

from pathlib import Path

import pytest

from zhlint.engine.selection import is_on, level_of, selector_names
from zhlint.rule import Rule

ALL = ("core", "desk", "full")


def rule(code: str, name: str, presets: tuple[str, ...] = ALL) -> Rule:
    return Rule(code, name, "本报", "pattern", "error", "no", "", Path(), presets)


RULES = (
    rule("AAA001", "first"),
    rule("AAA002", "second", ("desk", "full")),
    rule("AAA003", "third", ("full",)),
    rule("BBB001", "other", ("desk", "full")),
    rule("BBB002", "never", ()),
)

CASES: list[tuple[str, list[str] | None, list[str], list[str], str]] = [
    # preset, select, extend-select, ignore, and the rules that are then on
    ("core", None, [], [], "AAA001"),
    ("desk", None, [], [], "AAA001 AAA002 BBB001"),
    ("full", None, [], [], "AAA001 AAA002 AAA003 BBB001"),
    ("desk", [], [], [], ""),
    ("desk", ["AAA"], [], [], "AAA001 AAA002"),
    ("core", ["AAA"], [], [], "AAA001 AAA002"),
    ("full", ["AAA"], [], [], "AAA001 AAA002"),
    ("desk", ["AAA003"], [], [], "AAA003"),
    ("desk", ["third"], [], [], "AAA003"),
    ("desk", ["never"], [], [], "BBB002"),
    ("desk", None, ["AAA003"], [], "AAA001 AAA002 AAA003 BBB001"),
    ("core", None, ["BBB"], [], "AAA001 BBB001"),
    ("desk", None, [], ["AAA"], "BBB001"),
    ("desk", None, [], ["AAA002"], "AAA001 BBB001"),
    ("desk", None, [], ["second"], "AAA001 BBB001"),
    ("desk", ["AAA"], [], ["AAA002"], "AAA001"),
    ("desk", ["AAA002"], [], ["AAA"], "AAA002"),
    ("desk", ["second"], [], ["AAA"], "AAA002"),
    ("desk", ["AAA"], [], ["AAA"], ""),
    ("desk", ["AAA002"], [], ["AAA002"], ""),
    ("desk", ["AAA002"], [], ["second"], ""),
    ("desk", None, ["AAA003"], ["AAA"], "AAA003 BBB001"),
    ("full", None, [], ["third"], "AAA001 AAA002 BBB001"),
]


@pytest.mark.parametrize(("preset", "select", "extend", "ignore", "expected"), CASES)
def test_a_rule_is_on_by_preset_and_selectors(
    preset: str, select: list[str] | None, extend: list[str], ignore: list[str], expected: str
) -> None:
    on = [rule.code for rule in RULES if is_on(rule, preset, select, extend, ignore)]
    assert " ".join(on) == expected


@pytest.mark.parametrize(
    ("levels", "expected"),
    [
        ({}, "error"),
        ({"AAA": "hint"}, "hint"),
        ({"AAA": "hint", "AAA001": "warning"}, "warning"),
        ({"AAA001": "warning", "AAA": "hint"}, "warning"),
        ({"AAA": "hint", "first": "warning"}, "warning"),
        ({"BBB": "hint", "AAA002": "hint"}, "error"),
    ],
)
def test_the_level_of_a_house_goes_by_the_longest_match(levels: dict[str, str], expected: str) -> None:
    assert level_of(RULES[0], levels) == expected


def test_family_code_and_name_are_selectors() -> None:
    assert set(selector_names(RULES[:2])) == {"AAA", "AAA001", "AAA002", "first", "second"}
