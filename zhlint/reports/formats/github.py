"""Annotations for a step of GitHub Actions, most severe first.

Those beyond GitHub's limit go to the log.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from zhlint.finding import LEVEL_TITLES, LEVELS
from zhlint.phrasing.controls import break_commands, escape_controls
from zhlint.reports.limits import limit_note, with_limits
from zhlint.reports.output import write_utf8
from zhlint.reports.paths import posix_path
from zhlint.reports.ranking import gravity

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import IO

    from zhlint.finding import Finding, Problem
    from zhlint.report import Report
    from zhlint.reports import Style

_COMMANDS: Final = {"error": "error", "warning": "warning", "hint": "notice"}
#: The annotations of each kind that GitHub shows in a step; it drops the rest silently.
_SHOWN: Final = 10


def write(reports: Sequence[Report], stream: IO[str], _style: Style) -> None:
    """Writes the annotations, then those beyond the limit, one a line."""
    write_utf8(stream, "".join(line + "\n" for line in _lines(reports)))


def _lines(reports: Sequence[Report]) -> Iterator[str]:
    problems = [(report, problem) for report in reports for problem in report.errors]
    yield from (_failure(report, problem) for report, problem in problems[:_SHOWN])
    partly = with_limits(reports)
    yield from (_limit(report) for report in partly[:_SHOWN])
    cut: list[tuple[Report, Finding]] = []
    counts = []
    for level in LEVELS:
        pairs = [(report, finding) for report in reports for finding in report.findings if finding.level == level]
        room = _SHOWN - min({"error": len(problems), "hint": len(partly)}.get(level, 0), _SHOWN)
        ranked = sorted(pairs, key=lambda item: gravity(item[1]))
        yield from (_annotation(report, finding) for report, finding in ranked[:room])
        if ranked[room:]:
            counts.append(f"{LEVEL_TITLES[level]} {len(ranked) - room}")
            cut += ranked[room:]
    if cut:
        yield f"每步只显示 {_SHOWN} 条差错、{_SHOWN} 条存疑、{_SHOWN} 条提示，另有 {len(cut)} 条没有标注（{'，'.join(counts)}）："
        yield from (_logged(report, finding) for report, finding in cut)
    yield from (_inert(f"{posix_path(report.path)}: {problem.message}") for report, problem in problems[_SHOWN:])
    yield from (_inert(f"{posix_path(report.path)}: {limit_note(report)}") for report in partly[_SHOWN:])


def _annotation(report: Report, finding: Finding) -> str:
    place = finding.place
    where: dict[str, str | int] = {"file": posix_path(report.path), "line": place.line, "endLine": place.end_line}
    if place.line == place.end_line:
        where |= {"col": place.column, "endColumn": max(place.column, place.end_column - 1)}
    where["title"] = f"{finding.code} {finding.name}"
    return _command(_COMMANDS[finding.level], where, finding.message)


def _failure(report: Report, problem: Problem) -> str:
    line = {"line": problem.line} if problem.line else {}
    return _command("error", {"file": posix_path(report.path), **line, "title": "zhlint"}, problem.message)


def _limit(report: Report) -> str:
    return _command("notice", {"file": posix_path(report.path), "title": "zhlint"}, limit_note(report))


def _command(name: str, where: dict[str, str | int], message: str) -> str:
    properties = ",".join(f"{key}={_escaped(str(value), property_=True)}" for key, value in where.items())
    return f"::{name} {properties}::{_escaped(message)}"


def _escaped(text: str, *, property_: bool = False) -> str:
    for char in "%\r\n" + (":," if property_ else ""):
        text = text.replace(char, f"%{ord(char):02X}")
    return escape_controls(text)


def _logged(report: Report, finding: Finding) -> str:
    return _inert(
        f"{posix_path(report.path)}:{finding.line}:{finding.column}: {finding.code} {finding.name} {finding.level} {finding.message}"
    )


def _inert(line: str) -> str:
    """A line of the log that the runner does not take for a command."""
    return break_commands(escape_controls(" ".join(line.splitlines())))
