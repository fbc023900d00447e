"""What a report does not speak of: the rules that were left out, because the text is short, foreign or mojibake."""

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


def limit(report: Report) -> str:
    """Which rules were left out and why, in Chinese, without a stop; empty where all were run that were asked for."""
    waiting = len(report.waiting)
    if not waiting:
        return ""
    run = len(report.rules) - waiting
    return f"{_SAID[report.kind or 'short']}（查了 {run} 条规则，没有查 {waiting} 条）"


def limited(reports: Iterable[Report]) -> list[Report]:
    """The reports on texts for which rules were left out."""
    return [report for report in reports if report.waiting]
