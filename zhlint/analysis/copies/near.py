"""Passages that stand twice but for a few characters."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, Final, NamedTuple

from zhlint.analysis.copies.growth import grown
from zhlint.analysis.copies.own_length import own_length_of
from zhlint.analysis.copies.passages import NEVER_FIRST, passages
from zhlint.analysis.copies.runs import repeated_runs
from zhlint.analysis.copies.stretches import Stretch, even, stretches

if TYPE_CHECKING:
    from zhlint.analysis.copies.runs import Run
    from zhlint.document import Document, Span

NEAR_PASSAGE: Final = 30
_SEED: Final = 12
_REACH: Final = 400
_PER_CHANGE: Final = 8


class Change(NamedTuple):
    """What stands here and what stood first, either may be empty."""

    here: str
    first: str


class NearCopy(NamedTuple):
    """A later passage, the first, its length without white space, and where they differ, in order."""

    start: int
    end: int
    first: Span
    length: int
    changes: tuple[Change, ...]


def near_passages(document: Document) -> tuple[NearCopy, ...]:
    """Later passages of at least 30 characters that differ from an earlier one in a few, exact copies left out."""
    body, own_length = stretches(document), own_length_of(document)
    copies = document.analyse(passages)
    ends = [copy.end for copy in copies]
    found: list[NearCopy] = []
    for run in repeated_runs([stretch.text for stretch in body], _SEED):
        span = body[run.later.text].span(run.later.start, run.later.end)
        after = bisect_right(ends, span.start)
        if (found and span.start < found[-1].end) or (after < len(copies) and copies[after].start < span.end):
            continue
        near = _grown(document, body, run)
        if near and near.length >= NEAR_PASSAGE and own_length(even(document[near])) >= NEAR_PASSAGE:
            found.append(near)
    return tuple(found)


def _grown(document: Document, body: tuple[Stretch, ...], run: Run) -> NearCopy | None:
    """A run grown over small differences on both sides; none where there are too many, or none at all."""
    later, earlier = body[run.later.text], body[run.earlier.text]
    found = grown(later.text, run.later.start, run.later.end, earlier.text, run.earlier.start, _REACH)
    changes = tuple(
        Change(later.original(document, at, at + skip), earlier.original(document, there, there + omit))
        for at, skip, there, omit in found.differences
    )
    start, first = _without_marks(later.text, found.start, found.first)
    end, last = found.end, found.last
    if not changes or len(changes) * _PER_CHANGE > end - start or (later is earlier and last > start):
        return None
    return NearCopy(*later.span(start, end), earlier.span(first, last), end - start, changes)


def _without_marks(text: str, start: int, first: int) -> tuple[int, int]:
    marks = next(number for number, char in enumerate(f"{text[start : start + _REACH]}文") if char not in NEVER_FIRST)
    return start + marks, first + marks
