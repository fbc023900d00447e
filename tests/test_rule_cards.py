"""The rules for the prose of shipped cards."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest

from zhlint.cards.card_store import card_files, with_prose
from zhlint.cards.packs import shipped_rules
from zhlint.manual.completeness import omissions
from zhlint.manual.examples import findings_in, split_marks
from zhlint.storage.toml import TomlFile

if TYPE_CHECKING:
    from pathlib import Path

    from zhlint.rule import Rule

RULES = shipped_rules(prose=True)
each_rule = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)


@pytest.mark.parametrize("key", ["code", "name"])
def test_codes_and_names_are_unique(key: str) -> None:
    counts = Counter(getattr(rule, key) for rule in RULES)
    assert [value for value, count in counts.items() if count > 1] == []


def test_the_prose_of_a_rule_is_read_from_few_files(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    asked = [rule for rule in shipped_rules() if rule.code == "NUM012"]

    def noted(file: Path) -> TomlFile:
        read.append(file.name)
        return TomlFile(file)

    monkeypatch.setattr("zhlint.cards.card.TomlFile", noted)
    (wanted,) = (rule for rule in RULES if rule.code == "NUM012")
    (found,) = with_prose(asked)
    assert (found.code, found.why, found.examples) == (wanted.code, wanted.why, wanted.examples)
    assert "numerals.toml" in read
    assert len(read) < len(card_files(found.folder)) / 2


@each_rule
def test_a_card_says_all_that_zhlint_test_demands(rule: Rule) -> None:
    assert list(omissions(rule, is_shipped=True)) == []


@each_rule
@pytest.mark.parametrize("end", ["\r", "\r\n"], ids=["cr", "crlf"])
def test_line_ends_do_not_matter(rule: Rule, end: str) -> None:
    for example in rule.examples:
        text = split_marks(example.text)[0]
        if "\n" in text and "\n\n\n" not in text:
            found = [(one.text, one.message, one.line, one.column) for one in findings_in(rule, example, text)]
            other = [
                (one.text.replace(end, "\n"), one.message, one.line, one.column)
                for one in findings_in(rule, example, text.replace("\n", end))
            ]
            assert other == found, example.text
