"""Applies the fixes of findings to a text in rounds, until nothing changes."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final, NamedTuple

from zhlint.document import Span
from zhlint.fixing.edits import Round, Shifts, SpanSet, apply_round, changing_lines, may_apply
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
    frozen: list[Span] = []
    circular: list[Finding] = []
    for _ in range(RESTARTS):
        try:
            return _Fixing(text, find, unsafe, shape, frozen).run()._replace(circular=tuple(circular))
        except CircularFixesError as error:
            frozen += error.lines
            circular += error.findings
    raise CircularFixesError(circular)


def fix_once(text: str, scan: Scan, *, shape: Shape | None = None) -> Fixed:
    """Makes the safe fixes of one scan, and none that they bring up."""
    done, breaking = guard_round(text, scan.findings, shape)
    shifts = Shifts(done.edits)
    accepted = tuple(
        AcceptedSpan(finding, shifts.after(Span(finding.place.start, finding.place.end))) for finding in scan.accepted
    )
    return Fixed(done.text, done.applied, done.left, accepted, breaking, mended=done.applied)


class _Fixing:
    """A text while it is fixed in rounds; the spans move with it.

    `frozen` are the spans of lines that no fix may change.
    """

    def __init__(
        self, text: str, find: Callable[[str], Scan], unsafe: bool, shape: Shape | None, frozen: Sequence[Span]
    ) -> None:
        self._original = self._text = text
        self._find = find
        self._unsafe = unsafe
        self._shape = shape
        self._frozen = list(frozen)
        self._rounds: list[Round] = []
        self._accepted: dict[tuple[str, Span], AcceptedSpan] = {}
        self._changed: list[Span] = []
        self._further: list[Finding] = []

    def run(self) -> Fixed:
        """Makes rounds until one changes nothing. Raises CircularFixesError after too many."""
        first: list[Finding] = []
        while len(self._rounds) < ROUNDS:
            scan = self._find(self._text)
            findings = self._fixable(scan)
            done, breaking = guard_round(self._text, findings, self._shape, unsafe=self._unsafe)
            if not self._rounds:
                first = findings
            if done.text == self._text:
                return self._outcome(first, done.left, breaking, scan.withheld)
            self._advance(done)
        last = (finding for each in self._rounds[-2:] for finding in each.applied)
        raise CircularFixesError(last, changing_lines(self._original, self._rounds))

    def _fixable(self, scan: Scan) -> list[Finding]:
        """The findings that are neither accepted, now or earlier, nor on a frozen line."""
        for finding in scan.accepted:
            accepted = AcceptedSpan(finding, Span(finding.place.start, finding.place.end))
            self._accepted.setdefault(accepted.key, accepted)
        frozen = SpanSet(self._frozen)
        return [
            finding
            for finding in scan.findings
            if (finding.code, finding.place[:2]) not in self._accepted and not frozen.meets_fix(finding)
        ]

    def _advance(self, done: Round) -> None:
        """Takes over the text of a round, and moves the spans."""
        before, shifts = SpanSet(self._changed), Shifts(done.edits)
        if self._rounds:
            self._further += [finding for finding in done.applied if not before.meets_fix(finding)]
        self._changed = [shifts.after(span) for span in self._changed] + shifts.new_spans
        moved = [AcceptedSpan(finding, shifts.after(span)) for finding, span in self._accepted.values()]
        self._accepted = {accepted.key: accepted for accepted in moved}
        self._frozen = [shifts.after(span) for span in self._frozen]
        self._text = done.text
        self._rounds.append(done)

    def _outcome(
        self,
        first: Iterable[Finding],
        left: tuple[Finding, ...],
        breaking: Sequence[Finding],
        withheld: Sequence[Finding],
    ) -> Fixed:
        """The outcome, given the findings of the first round, and the rest of the last."""
        wanted = [finding for finding in first if may_apply(finding, unsafe=self._unsafe)]
        return Fixed(
            self._text,
            applied=tuple(finding for each in self._rounds for finding in each.applied),
            left=left,
            accepted=tuple(self._accepted.values()),
            breaking=tuple(finding for finding in (*withheld, *breaking) if may_apply(finding, unsafe=self._unsafe)),
            mended=_without(wanted, breaking),
            further=tuple(self._further),
            to_review=tuple(
                finding for finding in first if finding.fix and not may_apply(finding, unsafe=self._unsafe)
            ),
        )


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
