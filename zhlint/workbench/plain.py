"""Findings as plain data for a page, with offsets in units of UTF-16."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zhlint.finding import Finding, SourcePassage
    from zhlint.report import Report
    from zhlint.workbench.utf16 import Utf16


def plain_finding(finding: Finding, report: Report, units: Utf16) -> dict[str, Any]:
    """A finding of a report with its fix, its related places and passages."""
    fix = finding.fix and {
        "safe": finding.fix.safety == "safe",
        "edits": [[units.units(place.start), units.units(place.end), text] for place, text in finding.fix.edits],
    }
    return {
        "code": finding.code,
        "level": finding.level,
        "message": finding.message,
        "text": finding.text,
        "start": units.units(finding.place.start),
        "end": units.units(finding.place.end),
        "where": report.where(finding.place),
        "fix": fix,
        "related": [list(_related(place, message, report, units)) for place, message in finding.related],
        "passages": [_passage(passage) for passage in finding.passages],
    }


def _related(place: Any, message: str, report: Report, units: Utf16) -> Iterator[Any]:
    yield from (units.units(place.start), units.units(place.end), message or report.where(place))


def _passage(passage: SourcePassage) -> dict[str, Any]:
    """A passage of a source beside the draft's.

    Its pieces are both texts, and whether they differ.
    """
    return {"where": f"{passage.path} 第{passage.line}行", "pieces": [list(piece) for piece in passage.pieces]}
