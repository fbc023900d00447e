"""Diagnostics for reviewdog, one a line: columns are UTF-8 bytes from 1, ends exclusive."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from zhlint.reports.corrections import edited
from zhlint.reports.output import write_utf8
from zhlint.reports.paths import slashed

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import IO

    from zhlint.finding import Finding
    from zhlint.linter import Report
    from zhlint.reports import Style

_SEVERITIES: Final = {"error": "ERROR", "warning": "WARNING", "hint": "INFO"}
_BOM: Final = 3


def write(reports: Sequence[Report], stream: IO[str], _style: Style) -> None:
    """Write a diagnostic for every finding; a fix of several edits is one suggestion, since they hold only together."""
    lines = [_diagnostic(report, finding) for report in reports for finding in report.findings]
    write_utf8(stream, "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines))


def _diagnostic(report: Report, finding: Finding) -> dict[str, Any]:
    diagnostic: dict[str, Any] = {
        "message": finding.message,
        "location": {
            "path": slashed(report.path),
            "range": _range(report, finding.place.start, finding.place.end),
        },
        "severity": _SEVERITIES[finding.level],
        "source": {"name": "zhlint"},
        "code": {"value": finding.code},
    }
    change = report.document and edited(report.document, finding)
    if change:
        diagnostic["suggestions"] = [{"range": _range(report, change.start, change.end), "text": change.after}]
    if finding.related:
        diagnostic["relatedLocations"] = [
            {
                "message": note,
                "location": {"path": slashed(report.path), "range": _range(report, place.start, place.end)},
            }
            for place, note in finding.related
        ]
    return diagnostic


def _range(report: Report, start: int, end: int) -> dict[str, Any]:
    return {"start": _position(report, start), "end": _position(report, end)}


def _position(report: Report, offset: int) -> dict[str, int]:
    document = report.document
    if document is None:
        raise ValueError("a report with findings has a document")
    line, column = document.position(offset)
    before = document.source[offset - column + 1 : offset]
    mark = _BOM if line == 1 and report.encoding == "utf-8-bom" else 0
    return {"line": line, "column": len(before.encode("utf-8", "surrogatepass")) + mark + 1}
