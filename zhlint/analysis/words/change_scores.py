"""Scores of changes of one character, at places that the draft repeats and at others."""

from __future__ import annotations

from math import inf
from typing import TYPE_CHECKING, Final, NamedTuple

from zhlint.analysis.words.change_features import Change, word_features
from zhlint.analysis.words.changes import changes_in
from zhlint.analysis.words.feature_weights import weight, weighted_sum
from zhlint.analysis.words.surroundings import surroundings

if TYPE_CHECKING:
    from collections.abc import Mapping

    from zhlint.analysis.words.windows import NumberedLine, Window
    from zhlint.model.table import NGrams

#: A change is weighed with the words around it where the table and the draft alone score it so.
LEAST_FIRST: Final = -5.0
#: The weakest change that is yielded.
LEAST_SCORE: Final = -2.25
_FIRST: Final = "likelihood-first.tsv"
_ALL: Final = "likelihood-weights.tsv"


class Doubt(NamedTuple):
    """A change that may be right, and its scores.

    The first score is that of a change at a place that the draft does not repeat, the second that of one that it does.
    """

    change: Change
    scores: tuple[float, float]


def doubts_in_line(window: Window, line: NumberedLine, table: NGrams) -> tuple[Doubt, ...]:
    """The doubts in the line of a window.

    Without those that score too low whatever the draft repeats.
    """
    doubts = (
        Doubt(change, _scores(table, window.text, change, found)) for change, found in changes_in(window, line, table)
    )
    return tuple(doubt for doubt in doubts if max(doubt.scores) >= LEAST_SCORE)


def _scores(table: NGrams, text: str, change: Change, around: Mapping[str, float]) -> tuple[float, float]:
    """The scores of a change, at a place not repeated and at one repeated."""
    first = weighted_sum(around, _FIRST)
    likely = first >= LEAST_FIRST, first + weight("again", _FIRST) >= LEAST_FIRST
    if not any(likely):
        return -inf, -inf
    features = {**around, **word_features(text, change), **surroundings(table, text, change.start)}
    once, again = (
        weighted_sum({**features, "again": is_again}, _ALL) if is_likely else -inf
        for is_likely, is_again in zip(likely, (False, True), strict=True)
    )
    return once, again
