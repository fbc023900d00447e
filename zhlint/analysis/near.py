"""Passages that stand twice but for a few characters."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, Final, NamedTuple

from zhlint.analysis.heft import heft_of
from zhlint.analysis.passages import NEVER_FIRST, passages
from zhlint.analysis.runs import common_prefix, repeated_runs
from zhlint.analysis.stretches import Stretch, even, stretches

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zhlint.analysis.runs import Run
    from zhlint.document import Document, Span

NEAR_PASSAGE: Final = 30
_SEED: Final = 12
_ANCHOR: Final = 6
_GAP: Final = 4
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


class _Walk(NamedTuple):
    """How far two texts go together: characters of each, and the changes on the way.

    A change is where it begins here, how long it is here, and the same for the first passage.
    """

    here: int
    first: int
    changes: tuple[tuple[int, int, int, int], ...]


def near_passages(document: Document) -> tuple[NearCopy, ...]:
    """Later passages of at least 30 characters that differ from an earlier one in a few, exact copies left out."""
    body, heft = stretches(document), heft_of(document)
    copies = document.analyse(passages)
    ends = [copy.end for copy in copies]
    found: list[NearCopy] = []
    for run in repeated_runs([stretch.text for stretch in body], _SEED):
        span = body[run.later.text].span(run.later.start, run.later.end)
        after = bisect_right(ends, span.start)
        if (found and span.start < found[-1].end) or (after < len(copies) and copies[after].start < span.end):
            continue
        near = _grown(document, body, run)
        if near and near.length >= NEAR_PASSAGE and heft(even(document[near])) >= NEAR_PASSAGE:
            found.append(near)
    return tuple(found)


def _grown(document: Document, body: tuple[Stretch, ...], run: Run) -> NearCopy | None:
    """A run grown over small differences on both sides; none where there are too many, or none at all."""
    later, earlier = body[run.later.text], body[run.earlier.text]
    (_, start, end), (_, first, last) = run
    ahead = _walk(later.text[end : end + _REACH], earlier.text[last : last + _REACH])
    before = later.text[max(0, start - _REACH) : start], earlier.text[max(0, first - _REACH) : first]
    back = _walk(before[0][::-1], before[1][::-1])
    pieces = [
        (start - at - skip, skip, first - there - omit, omit)
        for at, skip, there, omit in reversed(back.changes)
    ]
    pieces += [(end + at, skip, last + there, omit) for at, skip, there, omit in ahead.changes]
    changes = tuple(
        Change(later.original(document, at, at + skip), earlier.original(document, there, there + omit))
        for at, skip, there, omit in pieces
    )
    start, first = _without_marks(later.text, start - back.here, first - back.first)
    end, last = end + ahead.here, last + ahead.first
    if not changes or len(changes) * _PER_CHANGE > end - start or (later is earlier and last > start):
        return None
    return NearCopy(*later.span(start, end), earlier.span(first, last), end - start, changes)


def _without_marks(text: str, start: int, first: int) -> tuple[int, int]:
    marks = next(
        number for number, char in enumerate(f"{text[start : start + _REACH]}文") if char not in NEVER_FIRST
    )
    return start + marks, first + marks


def _walk(here: str, first: str) -> _Walk:
    """As far as two texts agree, small changes allowed where at least six characters agree after them."""
    at = there = 0
    changes: list[tuple[int, int, int, int]] = []
    while True:
        same = common_prefix(here, at, first, there, min(len(here) - at, len(first) - there))
        at, there = at + same, there + same
        for skip, omit in _gaps():
            anchor = here[at + skip : at + skip + _ANCHOR]
            if len(anchor) == _ANCHOR and first.startswith(anchor, there + omit):
                changes.append((at, skip, there, omit))
                at, there = at + skip, there + omit
                break
        else:
            return _Walk(at, there, tuple(changes))


def _gaps() -> Iterator[tuple[int, int]]:
    """Lengths of what differs, the smallest first, a replacement before an insertion."""
    for most in range(1, _GAP + 1):
        yield most, most
        for least in range(most - 1, -1, -1):
            yield most, least
            yield least, most
