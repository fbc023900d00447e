"""Rules by what a person calls them: code, name, title or family."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zhlint.storage.toml import nearest_hint

if TYPE_CHECKING:
    from collections.abc import Iterable

    from zhlint.rule import Rule


def rules_named(name: str, known: Iterable[Rule]) -> list[Rule]:
    """The rules of a code, name, title or family, by code."""
    matches = [rule for rule in known if name.upper() in {rule.code, rule.family} or name in {rule.name, rule.title}]
    return sorted(matches, key=lambda rule: rule.code)


def nearest_rule_hint(name: str, known: Iterable[Rule]) -> str:
    """A hint in Chinese at the nearest name of a rule, or the empty string."""
    return nearest_hint(name, [word for rule in known for word in (rule.code, rule.family, rule.name, rule.title)])
