"""Applies the fixes of findings to a text in rounds, until nothing changes."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final, NamedTuple

from zhlint.document import Span
from zhlint.fixing.edits import Round, Shifts, SpanSet, apply_round, may_apply
from zhlint.fixing.guard import guard_round

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from zhlint.finding import Finding
    from zhlint.fixing.guard import Shape

__all__ = ["AcceptedSpan", "CircularFixesError", "Fixed", "Scan", "apply_round", "fix_all", "fix_once"]

#: More rounds than any draft needs: fixes that go on longer undo each other.
ROUNDS: Final = 12
#: How often fixing starts again without the lines in which fixes undo each other.
RESTARTS: Final = 20


class Scan(NamedTuple):
    """The findings in a text: those to fix, accepted ones, and those without their fix.

    `withheld` are findings whose fix would have changed the structure.
    """

    findings: Sequence[Finding]
    accepted: Sequence[Finding] = ()
    withheld: Sequence[Finding] = ()


class AcceptedSpan(NamedTuple):
    """An accepted finding, and the span of its text after the fixes."""

    finding: Finding
    span: Span

    @property
    def key(self) -> tuple[str, Span]:
        return self.finding.code, self.span


class Fixed(NamedTuple):
    """The outcome of fixing a text.

    `text` is the new text, `applied` the findings whose fixes were made, in order, `left` the findings that remain. Of the
    findings in the old text, `mended` are gone by their fixes, and `to_review` have a fix that a person should check.
    `further` are findings that the fixes of others brought up elsewhere, and that were fixed too. Not made are the fixes of
    `breaking`, which would change the structure of the text, and of `circular`, which undo each other. `accepted` are the
    accepted findings with their spans in the new text.
    """

    text: str
    applied: tuple[Finding, ...]
    left: tuple[Finding, ...]
    accepted: tuple[AcceptedSpan, ...] = ()
    breaking: tuple[Finding, ...] = ()
    circular: tuple[Finding, ...] = ()
    mended: tuple[Finding, ...] = ()
    further: tuple[Finding, ...] = ()
    to_review: tuple[Finding, ...] = ()


class CircularFixesError(Exception):
    """Raised for fixes that undo each other.

    `findings` are those of the last rounds, `lines` the spans of their lines in the text.
    """

    def __init__(self, findings: Iterable[Finding], lines: Iterable[Span] = ()) -> None:
        self.findings = tuple(findings)
        self.lines = tuple(lines)
        codes = "、".join(sorted({finding.code for finding in self.findings}))
        super().__init__(f"{codes} 的改法互相抵消，改了 {ROUNDS} 遍还没有停，文稿没有动")


def fix_all(text: str, find: Callable[[str], Scan], *, unsafe: bool = False, shape: Shape | None = None) -> Fixed:
    """Fixes a text in rounds, until a round changes nothing.

    `find` gives the findings of a text, `shape` its structure, which no fix may change. An accepted finding stays accepted,
    though a fix beside it changes its sentence. Lines in which fixes undo each other are left alone; raises
    CircularFixesError where that does not help.
    """
    shut: list[Span] = []
    circular: list[Finding] = []
    for _ in range(RESTARTS):
        try:
            return _fix_in_rounds(text, find, unsafe, shape, shut)._replace(circular=tuple(circular))
        except CircularFixesError as error:
            shut += error.lines
            circular += error.findings
    raise CircularFixesError(circular)


def fix_once(text: str, scan: Scan, *, shape: Shape | None = None) -> Fixed:
    """Makes the safe fixes of one scan, and none that they bring up."""
    done, breaking = guard_round(text, scan.findings, shape)
    shifts = Shifts(done.edits)
    accepted = tuple(AcceptedSpan(one, shifts.after(Span(one.place.start, one.place.end))) for one in scan.accepted)
    return Fixed(done.text, done.applied, done.left, accepted, breaking, mended=done.applied)


def _fix_in_rounds(
    text: str, find: Callable[[str], Scan], unsafe: bool, shape: Shape | None, shut: Sequence[Span]
) -> Fixed:
    """Fixes a text in rounds, without changes to the lines in `shut`."""
    first = text
    rounds: list[Round] = []
    wanted: list[Finding] = []
    to_review: list[Finding] = []
    further: list[Finding] = []
    changed: list[Span] = []
    accepted: dict[tuple[str, Span], AcceptedSpan] = {}
    while len(rounds) < ROUNDS:
        scan = find(text)
        for finding in scan.accepted:
            span = AcceptedSpan(finding, Span(finding.place.start, finding.place.end))
            accepted.setdefault(span.key, span)
        closed = SpanSet(shut)
        free = [one for one in scan.findings if (one.code, one.place[:2]) not in accepted and not closed.meets_fix(one)]
        done, breaking = guard_round(text, free, shape, unsafe=unsafe)
        if not rounds:
            wanted = [one for one in free if may_apply(one, unsafe=unsafe)]
            to_review = [one for one in free if one.fix and not may_apply(one, unsafe=unsafe)]
        if done.text == text:
            applied = tuple(one for each in rounds for one in each.applied)
            held = tuple(one for one in (*scan.withheld, *breaking) if may_apply(one, unsafe=unsafe))
            mended = _without(wanted, breaking)
            return Fixed(
                text, applied, done.left, tuple(accepted.values()), held, (), mended, tuple(further), tuple(to_review)
            )
        before, shifts = SpanSet(changed), Shifts(done.edits)
        further += [one for one in done.applied if rounds and not before.meets_fix(one)]
        changed = [shifts.after(span) for span in changed] + shifts.new_spans
        accepted = {
            one.key: one for one in (AcceptedSpan(finding, shifts.after(span)) for finding, span in accepted.values())
        }
        shut = [shifts.after(span) for span in shut]
        text = done.text
        rounds.append(done)
    raise CircularFixesError((one for each in rounds[-2:] for one in each.applied), _changing_lines(first, rounds))


def _without(findings: Iterable[Finding], others: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings without one for each of the others, matched by rule and line."""
    counts = Counter((other.code, other.line) for other in others)
    rest = []
    for finding in findings:
        if counts[finding.code, finding.line]:
            counts[finding.code, finding.line] -= 1
        else:
            rest.append(finding)
    return tuple(rest)


def _changing_lines(text: str, rounds: Sequence[Round]) -> set[Span]:
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
