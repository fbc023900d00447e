"""Every example of every shipped card holds, and every guard is needed by one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from zhlint.cards.packs import shipped_rules
from zhlint.manual.examples import failures, unproved

if TYPE_CHECKING:
    from zhlint.rule import Rule

RULES = shipped_rules(prose=True)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_examples_hold(rule: Rule) -> None:
    assert [f"{failure.example.text}: {failure.reason}" for failure in failures(rule)] == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_rule_shows_what_it_finds_and_what_it_leaves_alone(rule: Rule) -> None:
    found = [example for example in rule.examples if "⟦" in example.text]
    silent = [example for example in rule.examples if "⟦" not in example.text or example.fixed is not None]
    assert found
    assert silent


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_every_guard_and_number_is_proved_by_an_example(rule: Rule) -> None:
    assert list(unproved(rule)) == [], "with this change every example still holds: add one that does not"


def test_no_card_that_ships_has_a_number_without_examples() -> None:
    assert [rule.code for rule in RULES if rule.unproved] == []
