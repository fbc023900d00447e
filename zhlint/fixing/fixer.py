"""Apply the fixes of findings to a text, round after round, until nothing is left to do."""

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

#: More rounds than any draft needs; fixes that go on longer undo each other.
ROUNDS: Final = 12
#: So many times lines in which fixes undo each other are left out, and all is begun again.
RESTARTS: Final = 20


class Scan(NamedTuple):
    """What was found in a text: findings to fix, accepted ones, which stay as they are, and those whose fix was withheld."""

    findings: Sequence[Finding]
    accepted: Sequence[Finding] = ()
    withheld: Sequence[Finding] = ()


class AcceptedSpan(NamedTuple):
    """An accepted finding, and where its text stands after the fixes around it."""

    finding: Finding
    span: Span

    @property
    def mark(self) -> tuple[str, Span]:
        return self.finding.code, self.span


class Fixed(NamedTuple):
    """The text after the fixes, the findings whose fixes are in it, in order of application, and those left over.

    `accepted` are the accepted findings. `breaking` are the findings whose fixes would change the structure of the text,
    `circular` those whose fixes undo each other: neither were made. `mended` are the findings in the text as it was that
    are gone for their fixes, `further` those that came up elsewhere for the fixes of others; what comes up beside a
    fix is the same place set right. `to_review` are the findings in the text as it was whose fix a person should look at.
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
    """Fixes that undo each other; `findings` are those of the last rounds, `lines` the lines of the text they stand in."""

    def __init__(self, findings: Iterable[Finding], lines: Iterable[Span] = ()) -> None:
        self.findings = tuple(findings)
        self.lines = tuple(lines)
        codes = "、".join(sorted({finding.code for finding in self.findings}))
        super().__init__(f"{codes} 的改法互相抵消，改了 {ROUNDS} 遍还没有停，文稿没有动")


def fix_all(text: str, find: Callable[[str], Scan], *, unsafe: bool = False, shape: Shape | None = None) -> Fixed:
    """Rounds of fixes, each of what `find` finds in the text of the last, until one changes nothing.

    What was once accepted stays so, though a fix beside it changes its sentence. A fix that changes what `shape` says of
    the text is not made; lines in which fixes undo each other stay as they are. Raises UnsettledError where that is of no avail.
    """
    shut: list[Span] = []
    circular: list[Finding] = []
    for _ in range(RESTARTS):
        try:
            return _settled(text, find, unsafe, shape, shut)._replace(circular=tuple(circular))
        except CircularFixesError as error:
            shut += error.lines
            circular += error.findings
    raise CircularFixesError(circular)


def fix_once(text: str, found: Scan, *, shape: Shape | None = None) -> Fixed:
    """The safe fixes of what was found, and nothing that comes up because of them."""
    done, breaking = guard_round(text, found.findings, shape)
    shifts = Shifts(done.edits)
    kept = tuple(AcceptedSpan(one, shifts.after(Span(one.place.start, one.place.end))) for one in found.accepted)
    return Fixed(done.text, done.applied, done.left, kept, breaking, mended=done.applied)


def _settled(text: str, find: Callable[[str], Scan], unsafe: bool, shape: Shape | None, shut: Sequence[Span]) -> Fixed:
    """The rounds, with nothing changed in the lines that are `shut`."""
    first = text
    rounds: list[Round] = []
    wanted: list[Finding] = []
    asked: list[Finding] = []
    further: list[Finding] = []
    changed: list[Span] = []
    kept: dict[tuple[str, Span], AcceptedSpan] = {}
    while len(rounds) < ROUNDS:
        found = find(text)
        for finding in found.accepted:
            known = AcceptedSpan(finding, Span(finding.place.start, finding.place.end))
            kept.setdefault(known.mark, known)
        closed = SpanSet(shut)
        free = [one for one in found.findings if (one.code, one.place[:2]) not in kept and not closed.meets_fix(one)]
        done, breaking = guard_round(text, free, shape, unsafe=unsafe)
        if not rounds:
            wanted = [one for one in free if may_apply(one, unsafe=unsafe)]
            asked = [one for one in free if one.fix and not may_apply(one, unsafe=unsafe)]
        if done.text == text:
            applied = tuple(one for each in rounds for one in each.applied)
            held = tuple(one for one in (*found.withheld, *breaking) if may_apply(one, unsafe=unsafe))
            mended = _without(wanted, breaking)
            return Fixed(text, applied, done.left, tuple(kept.values()), held, (), mended, tuple(further), tuple(asked))
        before, shifts = SpanSet(changed), Shifts(done.edits)
        further += [one for one in done.applied if rounds and not before.meets_fix(one)]
        changed = [shifts.after(span) for span in changed] + shifts.new_spans
        kept = {one.mark: one for one in (AcceptedSpan(finding, shifts.after(span)) for finding, span in kept.values())}
        shut = [shifts.after(span) for span in shut]
        text = done.text
        rounds.append(done)
    raise CircularFixesError((one for each in rounds[-2:] for one in each.applied), _changing_lines(first, rounds))


def _without(findings: Iterable[Finding], others: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings less one for each of the others of its rule and line."""
    left = Counter((one.code, one.line) for one in others)
    kept = []
    for one in findings:
        if left[one.code, one.line]:
            left[one.code, one.line] -= 1
        else:
            kept.append(one)
    return tuple(kept)


def _changing_lines(text: str, rounds: Sequence[Round]) -> set[Span]:
    """The lines of the text in which the last of these rounds made its changes."""
    lines = set()
    back = [Shifts(each.edits) for each in reversed(rounds[:-1])]
    for place, _ in rounds[-1].edits:
        start, end = place.start, place.end
        for shifts in back:
            start, end = shifts.before(start), shifts.before(end)
        lines.add(_line_of(text, start, end))
    return lines


def _line_of(text: str, start: int, end: int) -> Span:
    """The lines that a span stands in, without the end of the last."""
    ends = [at for at in (text.find("\n", end), text.find("\r", end)) if at >= 0]
    return Span(max(text.rfind("\n", 0, start), text.rfind("\r", 0, start)) + 1, min(ends, default=len(text)))
