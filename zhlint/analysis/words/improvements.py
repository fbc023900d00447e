"""Improvements: other characters for a place of a draft."""

from __future__ import annotations

from bisect import bisect
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable


class Improvement(NamedTuple):
    """Likelier characters for `start:end`, and their score.

    The score is the logarithm of their odds in the sentences it was fitted on.
    """

    start: int
    end: int
    likelier: str
    score: float


def best_apart(improvements: Iterable[Improvement]) -> tuple[Improvement, ...]:
    """The improvements in order, without those that overlap one with a higher score."""
    best: list[Improvement] = []
    for improvement in sorted(improvements, key=lambda one: (-one.score, one.start)):
        at = bisect(best, improvement)
        beside = best[max(0, at - 1) : at + 1]
        if all(improvement.end <= other.start or other.end <= improvement.start for other in beside):
            best.insert(at, improvement)
    return tuple(best)
