"""The report on one draft: findings, and the document and rules behind them."""

from __future__ import annotations

from dataclasses import field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from zhlint.document import serves
from zhlint.finding import Finding, FindingFix, Place, Problem, RelatedPlace, Replacement, SourcePassage
from zhlint.record import ValueRecord, record
from zhlint.source_text import LineNames

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from zhlint.document import Document
    from zhlint.reading.encoding import UnreadableError
    from zhlint.rule import Rule
    from zhlint.source_text import SourceText


class Evidence:
    """The source, document and rules behind a report, each made when asked for.

    The kind of text and the names of its lines, which nearly every reader of a report asks for, cost none of them.
    """

    def __init__(
        self,
        kind: str,
        line_names: LineNames,
        source: Callable[[], SourceText],
        document: Callable[[], Document],
        rules: Callable[[], tuple[Rule, ...]],
    ) -> None:
        self.kind = kind
        self.line_names = line_names
        self._source = source
        self._document = document
        self._rules = rules

    @classmethod
    def of(cls, document: Document, rules: tuple[Rule, ...]) -> Evidence:
        """The evidence of a document that is there."""
        return cls(document.kind, document.line_names, lambda: document, lambda: document, lambda: rules)

    @cached_property
    def source(self) -> SourceText:
        return self._source()

    @cached_property
    def document(self) -> Document:
        return self._document()

    @cached_property
    def rules(self) -> tuple[Rule, ...]:
        return self._rules()


@record
class Report(ValueRecord):
    """The report on one draft.

    `chars` counts non-space code points; `encoding` is None where the draft could not be read.
    `evidence` is None where `errors` say the file could not be read. `withheld` are findings with a fix that would change
    the structure of the draft: they stand among `findings` too, without it.
    `baseline` names the file of accepted findings that was in force, empty where there was none.
    """

    path: str
    encoding: str | None
    chars: int
    findings: tuple[Finding, ...] = ()
    errors: tuple[Problem, ...] = ()
    evidence: Evidence | None = field(default=None, compare=False, repr=False)
    accepted: tuple[Finding, ...] = ()
    withheld: tuple[Finding, ...] = ()
    baseline: str = ""

    @property
    def is_read(self) -> bool:
        """Whether the file could be read."""
        return self.evidence is not None

    @property
    def is_draft(self) -> bool:
        """Whether the text was long and Chinese enough for all rules."""
        return self.kind == "draft"

    @property
    def kind(self) -> str | None:
        """The kind of text, one of `document.TEXT_KINDS`, None where the file could not be read."""
        return self.evidence.kind if self.evidence else None

    @property
    def document(self) -> Document | None:
        """The document that was checked, None where the file could not be read.

        For a stored result it is read again.
        """
        return self.evidence.document if self.evidence else None

    @property
    def source(self) -> SourceText | None:
        """The source of the draft, None where the file could not be read.

        For a stored result it is decoded again, which takes less than reading the document.
        """
        return self.evidence.source if self.evidence else None

    @property
    def rules(self) -> tuple[Rule, ...]:
        """The rules that were selected, those that were left out among them."""
        return self.evidence.rules if self.evidence else ()

    @property
    def waiting(self) -> tuple[Rule, ...]:
        """The rules that were left out, because they need more than this text has."""
        kind = self.kind
        return (
            () if kind in {None, "draft"} else tuple(rule for rule in self.rules if not serves(kind or "", rule.needs))
        )

    @property
    def suppressed(self) -> int:
        """The number of findings that a comment or the baseline accepts."""
        return len(self.accepted)

    @property
    def line_names(self) -> LineNames:
        """The names of the lines of the draft."""
        return self.evidence.line_names if self.evidence else LineNames()

    def where(self, place: Place) -> str:
        """The start of a place as an editor says it: 第3行第5字, 表1第2行第4列第5字."""
        return f"{self.line_names.name_of(place.line)}第{place.column}字"


def unread_report(path: str, error: UnreadableError) -> Report:
    """The report on a file that could not be read."""
    return Report(path, None, 0, errors=(Problem(str(error), line=error.line),))


def to_plain(report: Report) -> tuple[Any, ...]:
    """A report as tuples of text and numbers, for a file or another process.

    Its path and its baseline are left out.
    """
    word, own = report.line_names
    findings = (report.findings, report.accepted, report.withheld)
    places = [
        place
        for finding in report.findings
        for place in (finding.place, *(related.place for related in finding.related))
    ]
    names = word, sorted({place.line: own[place.line] for place in places if place.line in own}.items())
    return (report.encoding, report.chars, report.kind, names, tuple(map(tuple, report.errors)), *map(_plain, findings))


def from_plain(
    plain: tuple[Any, ...], path: str, evidence: Callable[[str, LineNames], Evidence], baseline: str = ""
) -> Report:
    """The report that `to_plain` made plain data of.

    `evidence` is called with the kind of text and the names of its lines.
    """
    encoding, chars, kind, (word, own), errors, *findings = plain
    open_, accepted, withheld = (_findings(plain_findings, path) for plain_findings in findings)
    problems = tuple(Problem(*error) for error in errors)
    behind = evidence(kind, LineNames(word, dict(own))) if kind else None
    return Report(path, encoding, chars, open_, problems, behind, accepted, withheld, baseline if kind else "")


def _plain(findings: Sequence[Finding]) -> tuple[Any, ...]:
    """Findings as tuples of text and numbers, without the path of their draft."""
    return tuple(
        (
            *(finding.code, finding.name, finding.level, finding.message, finding.text, tuple(finding.place)),
            finding.fix and (finding.fix.safety, [(tuple(edit.place), edit.text) for edit in finding.fix.edits]),
            tuple((tuple(place), note) for place, note in finding.related),
            tuple(map(tuple, finding.passages)),
        )
        for finding in findings
    )


def _findings(plain: Iterable[Any], path: str) -> tuple[Finding, ...]:
    """The findings that `_plain` made tuples of, in the draft of this path."""
    return tuple(
        Finding(
            *(code, name, level, message, text, Place(*place), path),
            fix and FindingFix(fix[0], tuple(Replacement(Place(*span), new) for span, new in fix[1])),
            tuple(RelatedPlace(Place(*span), note) for span, note in related),
            tuple(SourcePassage(*passage) for passage in passages),
        )
        for code, name, level, message, text, place, fix, related, passages in plain
    )
