"""A register of faults for a spreadsheet, one row for each finding.

It is UTF-8 with a byte order mark.
"""

from __future__ import annotations

import csv
import io
import os
import re
from typing import TYPE_CHECKING, Final

from zhlint.analysis.figures.dates import own_days
from zhlint.finding import LEVEL_TITLES
from zhlint.phrasing.controls import escape_controls
from zhlint.rate.edition import edition_reader
from zhlint.reports.corrections import correction
from zhlint.reports.limits import limit_note
from zhlint.reports.output import write_utf8
from zhlint.reports.paths import posix_path

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import IO

    from zhlint.finding import Finding, Problem
    from zhlint.report import Report
    from zhlint.reports import Style

_HEADER: Final = ("日期", "版次", "稿件", "位置", "原文", "应为", "类别", "级别", "处理")
_KINDS: Final = {
    "character": "文字", "fact": "知识", "grammar": "语法", "punctuation": "标点", "numeral": "数字", "format": "格式", "none": "其他",
}  # fmt: skip
#: The beginning of a cell that a spreadsheet takes for a formula; it ignores the characters before.
_FORMULA: Final = re.compile(r"[\s\u200b-\u200f\u2060\ufeff]*[=+\-@＝＋－＠]")


def write(reports: Sequence[Report], stream: IO[str], _style: Style) -> None:
    """Writes the register; the column 处理 is left to the editor.

    A cell that a spreadsheet would take for a formula begins with an apostrophe.
    """
    table = io.StringIO(newline="")
    rows = csv.writer(table, lineterminator="\r\n")
    rows.writerow(_HEADER)
    for report in reports:
        rows.writerows([_safe(cell) for cell in _row(report, finding)] for finding in report.findings)
        if note := limit_note(report):
            rows.writerow(
                [_day(report), _page(report), _safe(posix_path(report.path)), "全文", note, "", "未查全", "说明", ""]
            )
        rows.writerows([_safe(cell) for cell in _failure(report, problem)] for problem in report.errors)
    write_utf8(stream, "\ufeff" + table.getvalue())


def _row(report: Report, finding: Finding) -> tuple[str, ...]:
    document = report.document
    change = correction(document, finding) if document else None
    errata = {rule.code: rule.errata for rule in report.rules}.get(finding.code, "none")
    return (
        _day(report),
        _page(report),
        posix_path(report.path),
        report.where(finding.place),
        (change.before if change else finding.text).strip(),
        "（删去）" if change and not change.after else change.after if change else "",
        _KINDS[errata],
        LEVEL_TITLES[finding.level],
        "",
    )


def _failure(report: Report, problem: Problem) -> tuple[str, ...]:
    """The row of a draft that could not be checked: no draft is left out."""
    return _day(report), _page(report), posix_path(report.path), "没有查成", problem.message, "", "其他", "没有查成", ""


def _day(report: Report) -> str:
    """The day of a draft.

    Its own words or front matter give it, or the folder of the issue it lies in.
    """
    document = report.document
    if document and (days := document.analyse(own_days)):
        return days[0].isoformat()
    return edition_reader()(os.path.abspath(report.path), document.metadata if document else {}).date


def _page(report: Report) -> str:
    """The newspaper page of a draft.

    Its front matter gives it, or a folder or file named after the page.
    """
    metadata = report.document.metadata if report.document else {}
    named = re.search(r"[A-Za-z]?\d{1,2}版|[一二三四五六七八九十]+版", posix_path(report.path))
    return metadata.get("版次") or metadata.get("page") or (named[0] if named else "")


def _safe(cell: str) -> str:
    cell = escape_controls(cell, lines=True)
    return f"'{cell}" if _FORMULA.match(cell) or cell.startswith("\t") else cell
