"""The order of findings by weight: by level, then by how much they mislead readers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from zhlint.finding import LEVELS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from zhlint.finding import Finding
    from zhlint.report import Report

_WEIGHT: Final = ("NAM", "FCT", "FRM", "DUP", "GRM", "WRD", "TRM", "BYL", "STR", "CON", "NUM", "CHR", "PUN", "MET")


def gravity(finding: Finding) -> tuple[int, int]:
    """The graver a finding, the smaller: its level, then its family."""
    family = finding.code[:3]
    return LEVELS.index(finding.level), _WEIGHT.index(family) if family in _WEIGHT else len(_WEIGHT)


def worst(findings: Iterable[tuple[Report, Finding]], most: int) -> list[tuple[Report, Finding]]:
    """The gravest findings, at most `most` and one of each rule; hints are none."""
    first: dict[str, tuple[Report, Finding]] = {}
    for item in sorted(findings, key=lambda item: gravity(item[1])):
        if item[1].level != "hint":
            first.setdefault(item[1].code, item)
    return list(first.values())[:most]
