"""Messages use only the slots that their check fills."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from zhlint.cards.message import COMMON, legal_slots, slots_in
from zhlint.cards.options import message_fault
from zhlint.cards.packs import shipped_rules
from zhlint.checks import check_class, kinds
from zhlint.checks.numbering import Numbering
from zhlint.linter import Linter
from zhlint.manual.examples import split_marks
from zhlint.rule import RATE, UNUSED, Rule, build_check

if TYPE_CHECKING:
    from collections.abc import Iterator

RULES = [rule for rule in shipped_rules(prose=True) if rule.kind not in {RATE, UNUSED}]


def hits() -> Iterator[tuple[Rule, frozenset[str], tuple[str, ...]]]:
    """Each hit of a shipped card's examples: rule, slots, and legal slots."""
    linter = Linter()
    for rule in RULES:
        for example in rule.examples:
            check = build_check(rule.kind, {**rule.options, **example.settings.get("options", {})}, rule.folder)
            document = linter.parse(split_marks(example.text)[0])
            for hit in check.run(document):
                yield rule, frozenset(hit.slots), legal_slots(check) or ()


def test_what_a_hit_gives_may_be_asked_for() -> None:
    for rule, given, legal in hits():
        if rule.kind in {"pattern", "clause"}:
            assert set(legal) - set(COMMON) <= given, rule.code
        else:
            assert given <= set(legal), rule.code


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_shipped_message_asks_only_for_what_is_given(rule: Rule) -> None:
    assert set(slots_in(rule.message) or ()) <= set(legal_slots(rule.check) or ())


@pytest.mark.parametrize("kind", kinds())
def test_every_kind_declares_its_slots_itself(kind: str) -> None:
    assert isinstance(vars(check_class(kind)).get("slots"), tuple)


def test_a_kind_that_declares_none_is_refused_when_its_card_is_loaded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(Numbering, "slots")
    (rule,) = [rule for rule in RULES if rule.code == "STR001"]
    assert legal_slots(rule.check) is None
    reason = message_fault("没有空位的话", "numbering", rule.options, rule.folder)
    assert reason == "无从填写：numbering 这种检查没有声明 slots"


def test_a_slot_that_the_kind_lacks_is_refused_with_the_nearest_name() -> None:
    (rule,) = [rule for rule in RULES if rule.code == "STR001"]
    reason = message_fault("应为{expectd}", "numbering", rule.options, rule.folder)
    assert reason == "没有“{expectd}”可填，是否想写“expected”；可用：found、fix、there、expected、fault"


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
    assert slots_in(message) == expected
