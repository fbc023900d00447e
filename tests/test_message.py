"""What a message may ask for is what its check gives."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from zhlint.cards.message import COMMON, OF_KIND, asked, slots
from zhlint.cards.packs import shipped_rules
from zhlint.linter import Linter
from zhlint.manual.examples import marked
from zhlint.rule import RATE, UNUSED, Rule, build_check

if TYPE_CHECKING:
    from collections.abc import Iterator

RULES = [rule for rule in shipped_rules(prose=True) if rule.kind not in {RATE, UNUSED}]


def hits() -> Iterator[tuple[Rule, frozenset[str], tuple[str, ...]]]:
    """Each hit in an example of a shipped card: its rule, the slots it has, and those a message may ask for."""
    linter = Linter()
    for rule in RULES:
        for example in rule.examples:
            check = build_check(rule.kind, {**rule.options, **example.given.get("options", {})}, rule.folder)
            document = linter.parse(marked(example.text)[0])
            for hit in check.run(document):
                yield rule, frozenset(hit.slots), slots(rule.kind, check) or ()


def test_what_a_hit_gives_may_be_asked_for() -> None:
    for rule, given, legal in hits():
        if rule.kind in {"pattern", "clause"}:
            assert set(legal) - set(COMMON) <= given, rule.code
        else:
            assert given <= set(legal) or rule.kind not in OF_KIND, rule.code


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_shipped_message_asks_only_for_what_is_given(rule: Rule) -> None:
    assert set(asked(rule.message) or ()) <= set(slots(rule.kind, rule.check) or asked(rule.message) or ())


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ("疑误", []),
        ("“{found}”应为“{fix}”", ["found", "fix"]),
        ("{}", [""]),
        ("{found", None),
        ("found}", None),
        ("{a{b}", None),
    ],
)
def test_braces_pair_or_the_message_is_wrong(message: str, expected: list[str] | None) -> None:
    assert asked(message) == expected
