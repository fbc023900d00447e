"""Diagnostics for reviewdog, one a line: columns are UTF-8 bytes from 1, ends exclusive."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING, Any, Final

from zhlint.phrasing.passages import both_passages
from zhlint.reports.corrections import narrow_correction
from zhlint.reports.limits import limit_note, with_limits
from zhlint.reports.output import as_json, write_utf8
from zhlint.reports.paths import posix_path, source_path

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from typing import IO

    from zhlint.finding import Problem, SourcePassage
    from zhlint.report import Report
    from zhlint.reports import Style
    from zhlint.source_text import SourceText

_SEVERITIES: Final = {"error": "ERROR", "warning": "WARNING", "hint": "INFO"}
_BOM: Final = 3


def write(reports: Sequence[Report], stream: IO[str], _style: Style) -> None:
    """Writes a diagnostic for every finding.

    A fix of several edits is one suggestion, since they hold only together.
    """
    lines = [
        line for report in reports if report.findings and report.source for line in _diagnostics(report, report.source)
    ]
    lines += map(_limit, with_limits(reports))
    lines += [_failure(report, problem) for report in reports for problem in report.errors]
    write_utf8(stream, "".join(as_json(line) + "\n" for line in lines))


def _failure(report: Report, problem: Problem) -> dict[str, Any]:
    """The diagnostic of what could not be checked."""
    place = {"range": {"start": {"line": problem.line}}} if problem.line else {}
    return {
        "message": f"没有查成：{problem.message}",
        "location": {"path": posix_path(report.path), **place},
        "severity": "ERROR",
        "source": {"name": "zhlint"},
    }


def _diagnostics(report: Report, text: SourceText) -> Iterator[dict[str, Any]]:
    path, locate = posix_path(report.path), _locator(text, has_mark=report.encoding == "utf-8-bom")
    for finding in report.findings:
        diagnostic: dict[str, Any] = {
            "message": finding.message,
            "location": {"path": path, "range": locate(finding.place.start, finding.place.end)},
            "severity": _SEVERITIES[finding.level],
            "source": {"name": "zhlint"},
            "code": {"value": finding.code},
        }
        if change := narrow_correction(text, finding):
            diagnostic["suggestions"] = [{"range": locate(change.start, change.end), "text": change.after}]
        related = [
            {"message": note, "location": {"path": path, "range": locate(place.start, place.end)}}
            for place, note in finding.related
        ]
        related += [_passage(report, passage) for passage in finding.passages]
        if related:
            diagnostic["relatedLocations"] = related
        yield diagnostic


def _passage(report: Report, passage: SourcePassage) -> dict[str, Any]:
    """The passage of a source, in its own file, by lines.

    Its columns in bytes are not known.
    """
    lines = {"start": {"line": passage.line}, "end": {"line": passage.end_line}}
    return {
        "message": both_passages(passage.pieces),
        "location": {"path": source_path(report.document, passage.path), "range": lines},
    }


def _limit(report: Report) -> dict[str, Any]:
    """The diagnostic for rules that were left out of a draft."""
    return {
        "message": limit_note(report),
        "location": {"path": posix_path(report.path)},
        "severity": "INFO",
        "source": {"name": "zhlint"},
    }


def _locator(text: SourceText, *, has_mark: bool) -> Callable[[int, int], dict[str, Any]]:
    """A function that gives the range of a span of the source.

    With `has_mark` the byte order mark at the beginning of the file is counted.
    """
    sizes = [0, *accumulate(len(char.encode("utf-8", "surrogatepass")) for char in text.source)]

    def position(offset: int) -> dict[str, int]:
        line, column = text.position(offset)
        mark = _BOM if line == 1 and has_mark else 0
        return {"line": line, "column": sizes[offset] - sizes[offset - column + 1] + mark + 1}

    return lambda start, end: {"start": position(start), "end": position(end)}
