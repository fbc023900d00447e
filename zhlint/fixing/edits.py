"""One round of fixes: never two that overlap, each all or none."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from itertools import accumulate
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from zhlint.document import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from zhlint.finding import Finding, Place, Replacement


class Round(NamedTuple):
    """The text after a round, the findings whose fixes are in it, those left over, and the replacements made."""

    text: str
    applied: tuple[Finding, ...]
    left: tuple[Finding, ...]
    edits: tuple[Replacement, ...]


def edits_of(finding: Finding) -> tuple[Replacement, ...]:
    """The replacements of a finding's fix, none where it has no fix."""
    return finding.fix.edits if finding.fix else ()


def apply_round(text: str, findings: Iterable[Finding], *, unsafe: bool = False) -> Round:
    """The fixes of these findings in `text`, of two that overlap the one that begins first.

    Only safe fixes, or with `unsafe` also those that a person should look at. Two that insert at one place overlap.
    """
    taken: list[tuple[int, int]] = []
    edits: list[Replacement] = []
    applied, left = [], []
    for finding in findings:
        spans = [(edit.place.start, edit.place.end) for edit in edits_of(finding)]
        if not may_apply(finding, unsafe=unsafe) or any(_overlaps(span, taken) for span in spans):
            left.append(finding)
            continue
        for span in spans:
            insort(taken, span)
        edits += edits_of(finding)
        applied.append(finding)
    edits.sort(key=lambda edit: (edit.place.start, edit.place.end))
    return Round(apply_edits(text, edits), tuple(applied), tuple(left), tuple(edits))


def may_apply(finding: Finding, *, unsafe: bool) -> bool:
    """Whether a finding has a fix, and one that may be made."""
    return finding.fix is not None and (unsafe or finding.fix.safety == "safe")


def apply_edits(text: str, edits: Iterable[Replacement], offset: int = 0) -> str:
    """The text after these replacements, which are in order; it begins at `offset` of the text they are told of."""
    pieces, at = [], 0
    for place, new in edits:
        pieces += [text[at : place.start - offset], new]
        at = place.end - offset
    return "".join([*pieces, text[at:]])


class Shifts:
    """Where places of a text stand after edits, which are in order and disjoint, and the way back."""

    def __init__(self, edits: Sequence[Replacement]) -> None:
        self._starts = [place.start for place, _ in edits]
        self._ends = [place.end for place, _ in edits]
        self._grown = [0, *accumulate(len(new) - (place.end - place.start) for place, new in edits)]
        self._new = [
            (place.start + by, place.start + by + len(new))
            for (place, new), by in zip(edits, self._grown, strict=False)
        ]

    @property
    def new_spans(self) -> list[Span]:
        """Where the new text of the edits stands after them."""
        return [Span(*new) for new in self._new]

    def after(self, span: Span) -> Span:
        """Where a span of the text stands after the edits."""
        start = span.start + self._grown[bisect_right(self._ends, span.start)]
        return Span(start, max(start, span.end + self._grown[bisect_left(self._starts, span.end)]))

    def before(self, offset: int) -> int:
        """Where what stands at an offset after the edits stood before them."""
        count = bisect_right(self._new, offset, key=itemgetter(0))
        if count and offset < self._new[count - 1][1]:
            return self._starts[count - 1]
        return offset - self._grown[count]


class SpanSet:
    """Spans, in any order; answers whether a place meets one."""

    def __init__(self, spans: Iterable[Span]) -> None:
        ordered = sorted(spans)
        self._starts = [span.start for span in ordered]
        self._ends = list(accumulate((span.end for span in ordered), max))

    def meets_fix(self, finding: Finding) -> bool:
        """Whether an edit of the finding's fix meets one of the spans, or lies beside it."""
        return any(self._meet(edit.place) for edit in edits_of(finding))

    def _meet(self, place: Place) -> bool:
        before = bisect_right(self._starts, place.end)
        return before > 0 and place.start <= self._ends[before - 1]


def _overlaps(span: tuple[int, int], taken: Sequence[tuple[int, int]]) -> bool:
    """Whether a span meets one of these, which are sorted and disjoint; two empty ones meet where they are equal."""
    at = bisect_left(taken, span)
    start, end = span
    return (at < len(taken) and (taken[at] == span or taken[at][0] < end)) or (at > 0 and start < taken[at - 1][1])
