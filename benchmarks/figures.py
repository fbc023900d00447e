"""Figures in Markdown: tables, and medians with their spread."""

from __future__ import annotations

from statistics import median
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

#: A ratio by what it is the ratio of, from the general to the special: ("one core", "zhlint", "1 draft of 10 MB").
Claims = dict[tuple[str, ...], float]


class Section(NamedTuple):
    """A section of the page in Markdown, with the ratios that targets judge."""

    text: str
    claims: Claims


def table(head: Sequence[str], rows: Iterable[Sequence[str]], words: int = 1) -> str:
    """A table whose first `words` columns are words, the others numbers."""
    rule = "|" + "---|" * words + "---:|" * (len(head) - words)
    return "\n".join([_row(head), rule, *map(_row, rows)])


def mebibytes(memory: float, least: float = 0) -> str:
    """A peak of memory, which is not known where it is no more than `least`."""
    return f"{memory:.0f}" if memory > least + 1 else f"under {least + 1:.0f}"


def spread(values: Sequence[float], digits: int = 2) -> str:
    """The median of repeated measures, and the least and the greatest."""
    told = f"{median(values):.{digits}f}"
    return told if len(values) == 1 else f"{told} ({min(values):.{digits}f}–{max(values):.{digits}f})"


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"
