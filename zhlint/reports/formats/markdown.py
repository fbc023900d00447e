"""A Markdown table for a comment or a step's summary, the gravest findings first."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from zhlint.finding import LEVEL_TITLES, LEVELS
from zhlint.phrasing.controls import escape_controls
from zhlint.reports.corrections import correction
from zhlint.reports.limits import limit_note
from zhlint.reports.output import write_utf8
from zhlint.reports.paths import posix_path
from zhlint.reports.ranking import gravity

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import IO

    from zhlint.finding import Finding
    from zhlint.report import Report
    from zhlint.reports import Style

_LONGEST = 30


def write(reports: Sequence[Report], stream: IO[str], _style: Style) -> None:
    """Writes the counts, then a table for every draft that has findings."""
    write_utf8(stream, "\n".join(_lines(reports)) + "\n")


def _lines(reports: Sequence[Report]) -> Iterator[str]:
    levels = Counter(finding.level for report in reports for finding in report.findings)
    read = [report for report in reports if report.is_read]
    yield "# 文稿检查"
    yield ""
    counts = "，".join(f"{LEVEL_TITLES[level]} {levels[level]}" for level in LEVELS)
    clean = (
        "，没有发现问题" if not levels and not any(report.errors or limit_note(report) for report in reports) else ""
    )
    yield f"检查 {len(read)} 个文稿，{sum(report.chars for report in read)} 字：{counts}{clean}。"
    for report in reports:
        note = limit_note(report)
        if report.findings or report.errors or note:
            yield from ("", f"## {_inline(posix_path(report.path))}", "")
            yield from (f"- 没有查成：{_inline(problem.message)}" for problem in report.errors)
        if note:
            yield f"- 没有全报：{_inline(note)}"
        if report.findings:
            yield from ([""] if note else ())
            yield from ("| 位置 | 级别 | 规则 | 问题 | 建议 |", "| --- | --- | --- | --- | --- |")
            for finding in sorted(report.findings, key=gravity):
                yield _row(report, finding)


def _row(report: Report, finding: Finding) -> str:
    change = report.source and correction(report.source, finding)
    advice = "" if not change else "删去" if not change.after else _shorten(change.after)
    cells = [
        report.where(finding.place),
        LEVEL_TITLES[finding.level],
        f"{finding.code} {finding.name}",
        _inline(finding.message),
        _inline(advice),
    ]
    return f"| {' | '.join(cells)} |"


def _shorten(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST // 2]}……{text[-_LONGEST // 4 :]}"


def _inline(text: str) -> str:
    """Text that Markdown shows as it is, on one line."""
    flat = escape_controls(re.sub(r"\s+", " ", text))
    return re.sub(r"([\\`*_{}\[\]<>()#+\-!|~&@:.=])", r"\\\1", flat)
