"""Notes on what a report leaves out: rules not run, and accepted findings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

    from zhlint.report import Report

_SAID: Final = {
    "short": "汉字不足 50 个，署名、结构等要看全篇的没有查",
    "foreign": "西文字母比汉字多，只查了字符和标点",
    "garbled": "疑为乱码，只查了编码",
}


def limit_note(report: Report) -> str:
    """A note (Chinese) on what a draft's report leaves out; empty where nothing is.

    It ends without a stop.
    """
    return "；".join(filter(None, (skipped_note(report), accepted_note(report))))


def accepted_note(report: Report) -> str:
    """A note on the accepted findings and where they are recorded; empty without any."""
    if not report.suppressed:
        return ""
    where = "写在注释里"
    if report.baseline:
        has_comments = report.source is not None and "zhlint" in report.source.source
        where = f"记在基线 {report.baseline}{' 或注释里' if has_comments else ''}"
    return f"看过免报 {report.suppressed} 处（{where}）"


def skipped_note(report: Report) -> str:
    """A note on the rules that were left out, and why; empty without any."""
    waiting = len(report.waiting)
    if not waiting:
        return ""
    run = len(report.rules) - waiting
    return f"{_SAID[report.kind or 'short']}（查了 {run} 条规则，没有查 {waiting} 条）"


def with_limits(reports: Iterable[Report]) -> list[Report]:
    """The reports that do not tell everything."""
    return [report for report in reports if report.waiting or report.suppressed]
