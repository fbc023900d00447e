"""JSON for programs: one object, UTF-8, all levels, the same bytes for the same input."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING, Any

from zhlint.finding import LEVELS
from zhlint.phrasing.passages import passage_text
from zhlint.reports.output import as_json, write_utf8
from zhlint.reports.paths import posix_path, source_path
from zhlint.reports.places import lines_and_columns
from zhlint.version import __version__

if TYPE_CHECKING:
    from collections.abc import Sequence

    from zhlint.finding import Finding, SourcePassage
    from zhlint.report import Report
    from zhlint.reports import Style


def write(reports: Sequence[Report], stream: IO[str], _style: Style) -> None:
    """Writes the object that the contract describes; see `docs/json.md`."""
    write_utf8(stream, as_json(as_object(reports), indent=1) + "\n")


def as_object(reports: Sequence[Report]) -> dict[str, Any]:
    """The reports as plain data."""
    findings = [(report.path, finding) for report in reports for finding in report.findings]
    levels = [finding.level for _, finding in findings]
    return {
        "zhlint": __version__,
        "files": [
            {
                "path": report.path,
                "encoding": report.encoding,
                "chars": report.chars,
                "kind": report.kind,
                "waiting": [rule.code for rule in report.waiting],
                "suppressed": report.suppressed,
                "baseline": posix_path(report.baseline) if report.baseline else None,
                "errors": [
                    {"message": error.message, "code": error.code, "line": error.line} for error in report.errors
                ],
            }
            for report in reports
        ],
        "findings": [_finding(report, finding) for report in reports for finding in report.findings],
        "summary": {
            "files": len(reports),
            "failed": sum(bool(report.errors) for report in reports),
            "partial": sum(bool(report.waiting) for report in reports),
            "suppressed": sum(report.suppressed for report in reports),
            "findings": len(findings),
            **{level: levels.count(level) for level in LEVELS},
        },
    }


def _finding(report: Report, finding: Finding) -> dict[str, Any]:
    path, called = report.path, report.line_names.name_of
    fix = finding.fix and {
        "safety": finding.fix.safety,
        "edits": [lines_and_columns(place) | {"replacement": text} for place, text in finding.fix.edits],
    }
    return {
        "path": path,
        "code": finding.code,
        "name": finding.name,
        "level": finding.level,
        "message": finding.message,
        "text": finding.text,
        **lines_and_columns(finding.place),
        "place": called(finding.line),
        "fix": fix,
        "related": [
            {"path": path, **lines_and_columns(place), "place": called(place.line), "message": message}
            for place, message in finding.related
        ]
        + [_passage_object(report, passage) for passage in finding.passages],
    }


def _passage_object(report: Report, passage: SourcePassage) -> dict[str, Any]:
    """A passage of a source as a related place in another file."""
    return {
        "path": source_path(report.document, passage.path),
        "line": passage.line,
        "column": passage.column,
        "end_line": passage.end_line,
        "end_column": passage.end_column,
        "place": f"第{passage.line}行",
        "message": f"来源：{passage_text(passage.pieces, 1)}",
        "text": passage.text,
    }
