"""Passages that stand twice but for a few characters."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, Final, NamedTuple

from zhlint.analysis.copies.growth import grow
from zhlint.analysis.copies.own_length import own_length_of
from zhlint.analysis.copies.passages import passages
from zhlint.analysis.copies.runs import NEVER_FIRST, repeated_runs
from zhlint.analysis.copies.stretches import Stretch, comparable, stretches

if TYPE_CHECKING:
    from zhlint.analysis.copies.runs import Run
    from zhlint.document import Document, Span

NEAR_PASSAGE: Final = 30
_SEED: Final = 12
_REACH: Final = 400
_PER_CHANGE: Final = 8


class Change(NamedTuple):
    """The differing words, later and first; either may be empty."""

    here: str
    first: str


class NearCopy(NamedTuple):
    """A later passage that nearly equals an earlier one.

    `first` is the span of the earlier one, `length` the number of characters without white space, `changes` the
    differences in order.
    """

    start: int
    end: int
    first: Span
    length: int
    changes: tuple[Change, ...]


def near_passages(document: Document) -> tuple[NearCopy, ...]:
    """Returns the later passages that differ in a few characters from an earlier one.

    They have at least 30 characters and are in order. Exact copies are left out: `passages` has them. There is at
    most one difference for every 8 characters.
    """
    body, own_length = stretches(document), own_length_of(document)
    copies = document.analyse(passages)
    ends = [copy.end for copy in copies]
    near_copies: list[NearCopy] = []
    for run in repeated_runs([stretch.text for stretch in body], _SEED):
        span = body[run.later.text].span(run.later.start, run.later.end)
        after = bisect_right(ends, span.start)
        if (near_copies and span.start < near_copies[-1].end) or (
            after < len(copies) and copies[after].start < span.end
        ):
            continue
        near = _near_copy(document, body, run)
        if near and near.length >= NEAR_PASSAGE and own_length(comparable(document[near])) >= NEAR_PASSAGE:
            near_copies.append(near)
    return tuple(near_copies)


def _near_copy(document: Document, body: tuple[Stretch, ...], run: Run) -> NearCopy | None:
    """The near copy around a run; None where it has too many differences, or none."""
    later, earlier = body[run.later.text], body[run.earlier.text]
    growth = grow(later.text, run.later.start, run.later.end, earlier.text, run.earlier.start, _REACH)
    changes = tuple(
        Change(later.original(document, at, at + skip), earlier.original(document, there, there + omit))
        for at, skip, there, omit in growth.differences
    )
    start, first = _without_marks(later.text, growth.start, growth.first)
    end, last = growth.end, growth.last
    if not changes or len(changes) * _PER_CHANGE > end - start or (later is earlier and last > start):
        return None
    return NearCopy(*later.span(start, end), earlier.span(first, last), end - start, changes)


def _without_marks(text: str, start: int, first: int) -> tuple[int, int]:
    """The starts of both passages, moved past marks that open none."""
    marks = next(number for number, char in enumerate(f"{text[start : start + _REACH]}文") if char not in NEVER_FIRST)
    return start + marks, first + marks
