"""Every example of every shipped card holds, and every guard of a pattern is needed by one of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from zhlint.cards.packs import shipped_rules
from zhlint.manual.examples import failures

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zhlint.rule import Rule

RULES = shipped_rules(prose=True)
GUARDS = ("before", "after", "not-before", "not-after", "at", "script")


def guarded() -> Iterator[Any]:
    """Each pattern rule once for every guard it has, without that guard."""
    for rule in RULES:
        if rule.kind != "pattern":
            continue
        for guard in GUARDS:
            if guard in rule.options:
                options = {key: value for key, value in rule.options.items() if key != guard}
                yield pytest.param(rule.with_options(options), id=f"{rule.code}-{guard}")
        for number, form in enumerate(rule.options.get("forms", [])):
            for guard in GUARDS:
                if guard in form:
                    forms = [dict(other) for other in rule.options["forms"]]
                    del forms[number][guard]
                    options = {**rule.options, "forms": forms}
                    yield pytest.param(rule.with_options(options), id=f"{rule.code}-form{number + 1}-{guard}")


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_examples_hold(rule: Rule) -> None:
    assert [f"{failure.example.text}: {failure.reason}" for failure in failures(rule)] == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_rule_shows_what_it_finds_and_what_it_leaves_alone(rule: Rule) -> None:
    found = [example for example in rule.examples if "⟦" in example.text]
    silent = [example for example in rule.examples if "⟦" not in example.text or example.fixed is not None]
    assert found
    assert silent


@pytest.mark.parametrize("rule", list(guarded()))
def test_a_guard_is_proved_by_an_example(rule: Rule) -> None:
    assert list(failures(rule)), "without this guard every example still holds: add one that needs it, or drop it"
