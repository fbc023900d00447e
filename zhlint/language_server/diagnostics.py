"""Findings as diagnostics of the protocol."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Final

from lsprotocol.types import (
    CodeDescription,
    Diagnostic,
    DiagnosticRelatedInformation,
    DiagnosticSeverity,
    Location,
    Position,
    Range,
)

from zhlint.phrasing.passages import both_passages

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from zhlint.finding import Finding, Problem
    from zhlint.language_server.positions import PositionMap
    from zhlint.report import Report

SOURCE: Final = "zhlint"
_SEVERITIES: Final[Mapping[str, DiagnosticSeverity]] = {
    "error": DiagnosticSeverity.Error,
    "warning": DiagnosticSeverity.Warning,
    "hint": DiagnosticSeverity.Information,
}
#: What a place is called that a rule names without words: clients show an empty message as a file name.
_OTHER_PLACE: Final = "相关的另一处"


def diagnostics_of(
    report: Report, positions: PositionMap, uri: str, page_uri: Callable[[str], str]
) -> list[Diagnostic]:
    """The diagnostics of a report: its findings, then what went wrong.

    `page_uri` gives the address of a rule's page by its code.
    """
    return [*_findings(report, positions, uri, page_uri), *map(_problem, report.errors)]


def config_diagnostic(message: str) -> Diagnostic:
    """A wrong configuration, at the line that its message (`path:line: reason`) names."""
    line = re.search(r":(\d+): ", message)
    return _at_line(int(line[1]) if line else 1, message[line.end() :] if line else message)


def _findings(report: Report, positions: PositionMap, uri: str, page_uri: Callable[[str], str]) -> Iterator[Diagnostic]:
    for finding in report.findings:
        yield Diagnostic(
            positions.range(finding.place),
            finding.message,
            severity=_SEVERITIES[finding.level],
            code=finding.code,
            code_description=CodeDescription(page_uri(finding.code)),
            source=SOURCE,
            related_information=[*_related(finding, positions, uri), *_passages(finding, report)] or None,
        )


def _related(finding: Finding, positions: PositionMap, uri: str) -> Iterator[DiagnosticRelatedInformation]:
    for place, message in finding.related:
        yield DiagnosticRelatedInformation(Location(uri, positions.range(place)), message or _OTHER_PLACE)


def _passages(finding: Finding, report: Report) -> Iterator[DiagnosticRelatedInformation]:
    """The passages of sources, each in its own file, both in the message."""
    root = Path(report.document.desk.sources.root if report.document else "")
    for passage in finding.passages:
        first = Position(passage.line - 1, passage.column - 1)
        last = Position(passage.end_line - 1, passage.end_column - 1)
        uri = (root / passage.path).absolute().as_uri()
        yield DiagnosticRelatedInformation(Location(uri, Range(first, last)), both_passages(passage.pieces))


def _problem(problem: Problem) -> Diagnostic:
    return _at_line(problem.line or 1, problem.message)


def _at_line(line: int, message: str) -> Diagnostic:
    start = Position(line - 1, 0)
    return Diagnostic(Range(start, start), message, severity=DiagnosticSeverity.Error, source=SOURCE)
