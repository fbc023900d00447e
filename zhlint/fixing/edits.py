"""One round of fixes: none that overlap, each made all or not at all."""

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
    """The outcome of a round of fixes.

    `text` is the new text, `applied` the findings whose fixes were made, `left` the others, `edits` all replacements.
    """

    text: str
    applied: tuple[Finding, ...]
    left: tuple[Finding, ...]
    edits: tuple[Replacement, ...]


def edits_of(finding: Finding) -> tuple[Replacement, ...]:
    """The replacements of a finding's fix; none without a fix."""
    return finding.fix.edits if finding.fix else ()


def apply_round(text: str, findings: Iterable[Finding], *, unsafe: bool = False) -> Round:
    """Makes the fixes of the findings in `text`.

    Of two fixes that overlap, only that of the earlier finding is made; two insertions at one place overlap. With `unsafe`,
    fixes that a person should check are made too.
    """
    spans_in_use: list[tuple[int, int]] = []
    edits: list[Replacement] = []
    applied, left = [], []
    for finding in findings:
        spans = [(edit.place.start, edit.place.end) for edit in edits_of(finding)]
        if not may_apply(finding, unsafe=unsafe) or any(_overlaps(span, spans_in_use) for span in spans):
            left.append(finding)
            continue
        for span in spans:
            insort(spans_in_use, span)
        edits += edits_of(finding)
        applied.append(finding)
    edits.sort(key=lambda edit: (edit.place.start, edit.place.end))
    return Round(apply_edits(text, edits), tuple(applied), tuple(left), tuple(edits))


def may_apply(finding: Finding, *, unsafe: bool) -> bool:
    """Whether a finding has a fix that may be made: safe, or with `unsafe` any."""
    return finding.fix is not None and (unsafe or finding.fix.safety == "safe")


def apply_edits(text: str, edits: Iterable[Replacement], offset: int = 0) -> str:
    """The text after sorted replacements, whose places are offsets plus `offset`."""
    pieces, end = [], 0
    for place, new in edits:
        pieces += [text[end : place.start - offset], new]
        end = place.end - offset
    return "".join([*pieces, text[end:]])


class Shifts:
    """Offsets before and after edits, which are sorted and disjoint."""

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
        """The spans of the inserted text, after the edits."""
        return [Span(*new) for new in self._new]

    def after(self, span: Span) -> Span:
        """The span after the edits of a span before them."""
        start = span.start + self._grown[bisect_right(self._ends, span.start)]
        return Span(start, max(start, span.end + self._grown[bisect_left(self._starts, span.end)]))

    def before(self, offset: int) -> int:
        """The offset before the edits of an offset after them."""
        count = bisect_right(self._new, offset, key=itemgetter(0))
        if count and offset < self._new[count - 1][1]:
            return self._starts[count - 1]
        return offset - self._grown[count]


class SpanSet:
    """A set of spans, asked whether fixes meet them."""

    def __init__(self, spans: Iterable[Span]) -> None:
        ordered = sorted(spans)
        self._starts = [span.start for span in ordered]
        self._ends = list(accumulate((span.end for span in ordered), max))

    def meets_fix(self, finding: Finding) -> bool:
        """Whether an edit of a finding's fix meets or borders on a span."""
        return any(self._meet(edit.place) for edit in edits_of(finding))

    def _meet(self, place: Place) -> bool:
        count = bisect_right(self._starts, place.end)
        return count > 0 and place.start <= self._ends[count - 1]


def changing_lines(text: str, rounds: Sequence[Round]) -> set[Span]:
    """The lines of the old text that the last of the rounds changed."""
    lines = set()
    earlier = [Shifts(each.edits) for each in reversed(rounds[:-1])]
    for place, _ in rounds[-1].edits:
        start, end = place.start, place.end
        for shifts in earlier:
            start, end = shifts.before(start), shifts.before(end)
        lines.add(_line_of(text, start, end))
    return lines


def _line_of(text: str, start: int, end: int) -> Span:
    """The span of the lines that a span meets, without the last line end."""
    ends = [offset for offset in (text.find("\n", end), text.find("\r", end)) if offset >= 0]
    return Span(max(text.rfind("\n", 0, start), text.rfind("\r", 0, start)) + 1, min(ends, default=len(text)))


def _overlaps(span: tuple[int, int], others: Sequence[tuple[int, int]]) -> bool:
    """Whether a span meets one of the others, which are sorted and disjoint.

    Two empty spans meet where they are equal.
    """
    start, end = span
    number = bisect_left(others, span)
    meets_next = number < len(others) and (others[number] == span or others[number][0] < end)
    return meets_next or (number > 0 and start < others[number - 1][1])
