"""Decides which rules are on, by presets and selectors (family, code or name)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from zhlint.rule import Rule

_EXACT: Final = 2
_FAMILY: Final = 1


def selector_names(rules: Iterable[Rule]) -> dict[str, str]:
    """Every legal selector, with `family`, `code` or `name` for its sort."""
    names: dict[str, str] = {}
    for rule in rules:
        names |= {rule.family: "family", rule.code: "code", rule.name: "name"}
    return names


def is_on(
    rule: Rule, preset: str, select: Collection[str] | None, extend: Collection[str], ignore: Collection[str]
) -> bool:
    """Whether a rule is selected.

    A code or name counts for more than a family; where both are alike, `ignore` wins. A family stands for those of its rules
    that are in the desk preset.
    """
    wanted = max(_strength(rule, select) if select is not None else 0, _strength(rule, extend))
    if wanted == _FAMILY and "desk" not in rule.presets:
        wanted = 0
    unwanted = _strength(rule, ignore)
    by_preset = select is None and preset in rule.presets
    return (wanted > unwanted) if wanted else (by_preset and not unwanted)


def level_of(rule: Rule, levels: Mapping[str, str]) -> str:
    """The level of a rule after the levels of a configuration.

    The name or code of a rule counts before its family.
    """
    for selector in (rule.code, rule.name, rule.family):
        if selector in levels:
            return levels[selector]
    return rule.level


def _strength(rule: Rule, selectors: Collection[str]) -> int:
    if rule.code in selectors or rule.name in selectors:
        return _EXACT
    return _FAMILY if rule.family in selectors else 0
