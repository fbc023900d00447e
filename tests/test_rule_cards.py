"""What every shipped card must say, and how."""

from __future__ import annotations

import re
from collections import Counter
from string import Formatter
from typing import TYPE_CHECKING

import pytest

from zhlint.cards.packs import shipped_rules
from zhlint.manual.examples import findings_in, marked
from zhlint.rule import ERRATA

if TYPE_CHECKING:
    from zhlint.rule import Rule

RULES = shipped_rules(prose=True)
each_rule = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)


@pytest.mark.parametrize("key", ["code", "name"])
def test_codes_and_names_are_unique(key: str) -> None:
    counts = Counter(getattr(rule, key) for rule in RULES)
    assert [value for value, count in counts.items() if count > 1] == []


@each_rule
def test_a_card_is_complete(rule: Rule) -> None:
    assert re.fullmatch(r"[a-z]+(-[a-z0-9]+)*", rule.name)
    assert 2 <= len(rule.title) <= 6
    assert rule.why
    assert rule.source
    assert rule.since
    assert rule.measured
    assert rule.errata in ERRATA


@each_rule
def test_presets_widen(rule: Rule) -> None:
    assert rule.presets in {("core", "desk", "full"), ("desk", "full"), ("full",)}
    if "core" in rule.presets:
        assert rule.level == "error"


@each_rule
def test_a_message_is_short_chinese_and_polite(rule: Rule) -> None:
    assert len(re.sub(r"{\w+}", "", rule.message)) <= 60
    assert not re.search("您|！|抄|第{", rule.message)
    assert re.search("[\u4e00-\u9fff]", rule.message)


@each_rule
def test_a_message_needs_only_what_the_check_gives(rule: Rule) -> None:
    slots = {name for _, name, _, _ in Formatter().parse(rule.message) if name}
    for example in rule.examples:
        for finding in findings_in(rule, example, marked(example.text)[0]):
            assert not re.search("{|}|“”应为“”", finding.message)
            assert "fix" not in slots or finding.fix, f"{example.text}: the message names a fix that is not there"


@each_rule
def test_triggers_gate_no_example_away(rule: Rule) -> None:
    texts = [marked(example.text)[0] for example in rule.examples if "⟦" in example.text]
    if rule.triggers:
        assert all(any(trigger in text for trigger in rule.triggers) for text in texts)
        assert len(set(rule.triggers)) == len(rule.triggers)


@each_rule
@pytest.mark.parametrize("end", ["\r", "\r\n"], ids=["cr", "crlf"])
def test_line_ends_do_not_matter(rule: Rule, end: str) -> None:
    for example in rule.examples:
        text = marked(example.text)[0]
        if "\n" in text and "\n\n\n" not in text:
            found = [(one.text, one.message, one.line, one.column) for one in findings_in(rule, example, text)]
            other = [
                (one.text.replace(end, "\n"), one.message, one.line, one.column)
                for one in findings_in(rule, example, text.replace("\n", end))
            ]
            assert other == found, example.text
