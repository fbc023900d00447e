"""Apply the fixes of findings to a text: never two that overlap, each all or none, until nothing is left to do."""

from __future__ import annotations

from bisect import bisect_left, insort
from typing import TYPE_CHECKING, Final

from zhlint.document import Span
from zhlint.records import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from zhlint.finding import Finding, Replacement

#: More rounds than any draft needs; fixes that go on longer undo each other.
ROUNDS: Final = 12


class Found(NamedTuple):
    """What was found in a text: findings to fix, and accepted ones, which are to stay as they are."""

    findings: Sequence[Finding]
    accepted: Sequence[Finding] = ()


class Kept(NamedTuple):
    """An accepted finding, and where its text stands after the fixes around it."""

    finding: Finding
    span: Span

    @property
    def mark(self) -> tuple[str, Span]:
        return self.finding.code, self.span


class Fixed(NamedTuple):
    """The text after the fixes, the findings whose fixes are in it, in order of application, and those left over.

    `edits` are the replacements made in the last round; `kept` are the accepted findings.
    """

    text: str
    applied: tuple[Finding, ...]
    left: tuple[Finding, ...]
    edits: tuple[Replacement, ...] = ()
    kept: tuple[Kept, ...] = ()


class UnsettledError(Exception):
    """Fixes that undo each other; `findings` are those of the last round. The text is to be left as it was."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        codes = "、".join(sorted({finding.code for finding in findings}))
        super().__init__(f"{codes} 的改法互相抵消，改了 {ROUNDS} 遍还没有停，文稿没有动")
        self.findings = tuple(findings)


def fixed(text: str, findings: Iterable[Finding], *, unsafe: bool = False) -> Fixed:
    """One round: the fixes of these findings in `text`, of two that overlap the one that begins first.

    Only safe fixes, or with `unsafe` also those that a person should look at. Two that insert at one place overlap.
    """
    taken: list[tuple[int, int]] = []
    edits: list[Replacement] = []
    applied, left = [], []
    for finding in findings:
        wanted = finding.fix and (unsafe or finding.fix.safety == "safe")
        spans = [(edit.place.start, edit.place.end) for edit in finding.fix.edits] if finding.fix else []
        if not wanted or any(_overlaps(span, taken) for span in spans):
            left.append(finding)
            continue
        for span in spans:
            insort(taken, span)
        edits += finding.fix.edits if finding.fix else ()
        applied.append(finding)
    edits.sort(key=lambda edit: (edit.place.start, edit.place.end))
    pieces, at = [], 0
    for place, new in edits:
        pieces += [text[at : place.start], new]
        at = place.end
    return Fixed("".join([*pieces, text[at:]]), tuple(applied), tuple(left), tuple(edits))


def settled(text: str, find: Callable[[str], Found], *, unsafe: bool = False) -> Fixed:
    """Rounds of `fixed`, each on what `find` finds in the text of the last, until one changes nothing.

    What was once accepted stays so, though a fix beside it changes its sentence. Raises UnsettledError where the rounds do not end.
    """
    applied: tuple[Finding, ...] = ()
    kept: dict[tuple[str, Span], Kept] = {}
    for _ in range(ROUNDS):
        found = find(text)
        for finding in found.accepted:
            known = Kept(finding, Span(finding.place.start, finding.place.end))
            kept.setdefault(known.mark, known)
        done = fixed(
            text, [one for one in found.findings if (one.code, one.place[:2]) not in kept], unsafe=unsafe
        )
        if done.text == text:
            return done._replace(applied=applied, kept=tuple(kept.values()))
        moved = [Kept(finding, _moved(span, done.edits)) for finding, span in kept.values()]
        kept = {one.mark: one for one in moved}
        text, applied = done.text, (*applied, *done.applied)
    raise UnsettledError(done.applied)


def _moved(span: Span, edits: Iterable[Replacement]) -> Span:
    """Where a span of the text stands after these edits."""
    grown = [(place, len(new) - (place.end - place.start)) for place, new in edits]
    start = span.start + sum(by for place, by in grown if place.end <= span.start)
    return Span(start, max(start, span.end + sum(by for place, by in grown if place.start < span.end)))


def _overlaps(span: tuple[int, int], taken: list[tuple[int, int]]) -> bool:
    """Whether a span meets one of these, which are sorted and disjoint; two empty ones meet where they are equal."""
    at = bisect_left(taken, span)
    start, end = span
    return (at < len(taken) and (taken[at] == span or taken[at][0] < end)) or (
        at > 0 and start < taken[at - 1][1]
    )
