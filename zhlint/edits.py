"""One round of fixes: never two that overlap, each all or none."""

from __future__ import annotations

from bisect import bisect_left, insort
from typing import TYPE_CHECKING

from zhlint.document import Span
from zhlint.records import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from zhlint.finding import Finding, Replacement


class Round(NamedTuple):
    """The text after a round, the findings whose fixes are in it, those left over, and the replacements made."""

    text: str
    applied: tuple[Finding, ...]
    left: tuple[Finding, ...]
    edits: tuple[Replacement, ...]


def edits_of(finding: Finding) -> tuple[Replacement, ...]:
    """The replacements of a finding's fix, none where it has no fix."""
    return finding.fix.edits if finding.fix else ()


def fixed(text: str, findings: Iterable[Finding], *, unsafe: bool = False) -> Round:
    """The fixes of these findings in `text`, of two that overlap the one that begins first.

    Only safe fixes, or with `unsafe` also those that a person should look at. Two that insert at one place overlap.
    """
    taken: list[tuple[int, int]] = []
    edits: list[Replacement] = []
    applied, left = [], []
    for finding in findings:
        spans = [(edit.place.start, edit.place.end) for edit in edits_of(finding)]
        if not is_wanted(finding, unsafe=unsafe) or any(_overlaps(span, taken) for span in spans):
            left.append(finding)
            continue
        for span in spans:
            insort(taken, span)
        edits += edits_of(finding)
        applied.append(finding)
    edits.sort(key=lambda edit: (edit.place.start, edit.place.end))
    return Round(replaced(text, edits), tuple(applied), tuple(left), tuple(edits))


def is_wanted(finding: Finding, *, unsafe: bool) -> bool:
    """Whether a finding has a fix, and one that may be made."""
    return finding.fix is not None and (unsafe or finding.fix.safety == "safe")


def replaced(text: str, edits: Iterable[Replacement], offset: int = 0) -> str:
    """The text after these replacements, which are in order; it begins at `offset` of the text they are told of."""
    pieces, at = [], 0
    for place, new in edits:
        pieces += [text[at : place.start - offset], new]
        at = place.end - offset
    return "".join([*pieces, text[at:]])


def moved(span: Span, edits: Iterable[Replacement]) -> Span:
    """Where a span of the text stands after these edits."""
    grown = [(place, len(new) - (place.end - place.start)) for place, new in edits]
    start = span.start + sum(by for place, by in grown if place.end <= span.start)
    return Span(start, max(start, span.end + sum(by for place, by in grown if place.start < span.end)))


def origin(offset: int, edits: Iterable[Replacement]) -> int:
    """Where what stands at an offset after these edits, which are in order, stood before them."""
    grown = 0
    for place, new in edits:
        if offset < place.start + grown:
            break
        if offset < place.start + grown + len(new):
            return place.start
        grown += len(new) - (place.end - place.start)
    return offset - grown


def _overlaps(span: tuple[int, int], taken: Sequence[tuple[int, int]]) -> bool:
    """Whether a span meets one of these, which are sorted and disjoint; two empty ones meet where they are equal."""
    at = bisect_left(taken, span)
    start, end = span
    return (at < len(taken) and (taken[at] == span or taken[at][0] < end)) or (at > 0 and start < taken[at - 1][1])
