"""Text for a terminal: findings with the text around them, and a summary."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import IO, TYPE_CHECKING, Final
from unicodedata import east_asian_width

import click

from zhlint.finding import LEVEL_TITLES, LEVELS
from zhlint.phrasing.controls import Styled, escape_controls, show_controls
from zhlint.phrasing.passages import passage_text
from zhlint.reports.limits import limit_note, with_limits
from zhlint.reports.paths import source_path
from zhlint.reports.ranking import worst

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from zhlint.finding import Finding
    from zhlint.report import Report
    from zhlint.reports import Style
    from zhlint.source_text import SourceText

_WINDOW: Final = 72
#: So many related places of a finding are shown.
_MOST_RELATED: Final = 20
_MARGIN: Final = "    "
_MANY: Final = 50
_WORST: Final = 3
#: So many findings of a rule in one draft, one to so many characters, are a habit.
_HABIT: Final = 20
_DENSE: Final = 100
_COLORS: Final = {"error": "red", "warning": "yellow", "hint": "cyan"}


def write(reports: Sequence[Report], stream: IO[str], style: Style) -> None:
    """Writes the findings, at most 50 unless `style.everything`, then the summary.

    Of a rule that a draft breaks throughout, the first finding stands for all.
    """
    reports = [_legible(report) for report in reports]
    shown = [
        (report, finding) for report in reports for finding in report.findings if style.hints or finding.level != "hint"
    ]
    listed = shown if style.everything else [one for report in reports for one in _first_of_habits(report, style)]
    if len(listed) <= _MANY or style.everything:
        for report, finding in listed:
            stream.write(Styled(_render(report, finding, style.color)))
    else:
        stream.writelines(line + "\n" for line in _counts(shown))
    stream.writelines(line + "\n" for line in _summary(reports, style))


def _first_of_habits(report: Report, style: Style) -> Iterator[tuple[Report, Finding]]:
    """The findings to list, those of a habit once, with their number."""
    findings = [finding for finding in report.findings if style.hints or finding.level != "hint"]
    times = Counter(finding.code for finding in findings)
    told: set[str] = set()
    for finding in findings:
        code, number = finding.code, times[finding.code]
        if number < _HABIT or number * _DENSE < report.chars:
            yield report, finding
        elif code not in told:
            told.add(code)
            note = f"（全文这类共{number}处，只列第一处，逐条列出请加 --all）"
            yield report, replace(finding, message=finding.message.rstrip("。") + note)


def summary(reports: Sequence[Report], style: Style) -> Iterator[str]:
    """The lines of a run's summary, without the findings."""
    return _summary([_legible(report) for report in reports], style)


def _legible(report: Report) -> Report:
    path = escape_controls(report.path)
    return report if path == report.path else replace(report, path=path)


def _render(report: Report, finding: Finding, color: bool) -> str:
    where = f"{report.path}:{finding.line}:{finding.column}:"
    what = f"{finding.code} {finding.name} {finding.level}"
    if color:
        where, what = click.style(where, bold=True), click.style(what, fg=_COLORS[finding.level])
    lines = [f"{where} {what} {escape_controls(finding.message)}"]
    names = report.line_names.own
    if finding.line in names:
        lines.append(f"{_MARGIN}在{escape_controls(names[finding.line])}")
    if report.source:
        lines += [_MARGIN + line for line in window(report.source, finding)]
    lines += [
        f"{_MARGIN}参见 {report.path}:{place.line}:{place.column} {escape_controls(note)}".rstrip()
        for place, note in finding.related[:_MOST_RELATED]
    ]
    if (more := len(finding.related) - _MOST_RELATED) > 0:
        lines.append(f"{_MARGIN}另有{more}处")
    for passage in finding.passages:
        lines.append(
            f"{_MARGIN}参见 {escape_controls(source_path(report.document, passage.path))}:{passage.line}:{passage.column}"
        )
        lines += [
            f"{_MARGIN}{name}：{escape_controls(passage_text(passage.pieces, side))}"
            for side, name in enumerate("稿源")
        ]
    return "\n".join(lines) + "\n"


def window(text: SourceText, finding: Finding) -> tuple[str, str]:
    """The finding's line around its start, and the carets that mark it.

    The line has at most 72 cells; cut ends show as `..`.
    """
    start, end = text.line(finding.line)
    line = show_controls(text.source[start:end].replace("\t", " "))
    first = finding.column - 1
    last = len(line) if finding.place.end_line > finding.line else finding.place.end_column - 1
    left = right = first
    room = _WINDOW - 4
    while room > 1 and (left > 0 or right < len(line)):
        if right < len(line) and (right < last or right - last <= first - left or left == 0):
            room -= _cells(line[right])
            right += 1
        else:
            left -= 1
            room -= _cells(line[left])
    head = ".." if left else ""
    tail = ".." if right < len(line) else ""
    marked = max(1, sum(map(_cells, line[first : min(last, right)])))
    return head + line[left:right] + tail, " " * (len(head) + sum(map(_cells, line[left:first]))) + "^" * marked


def _cells(char: str) -> int:
    return 2 if east_asian_width(char) in "WFA" else 1


def _counts(shown: Sequence[tuple[Report, Finding]]) -> Iterator[str]:
    yield f"共 {len(shown)} 处，按规则和文稿计数（逐条列出请加 --all）："
    rules = Counter(f"{finding.code} {finding.name} {finding.level}" for _, finding in shown)
    files = Counter(report.path for report, _ in shown)
    for what, count in [*sorted(rules.items(), key=lambda item: (-item[1], item[0])), *sorted(files.items())]:
        yield f"{count:6} {what}"


def _summary(reports: Sequence[Report], style: Style) -> Iterator[str]:
    findings = [(report, finding) for report in reports for finding in report.findings]
    levels = Counter(finding.level for _, finding in findings)
    failed = [report for report in reports if report.errors]
    read = [report for report in reports if report.is_read]
    partly: dict[str, list[str]] = {}
    for report in with_limits(read):
        partly.setdefault(limit_note(report), []).append(report.path)
    for said, paths in partly.items():
        yield f"{said.replace('看过免报', '看过免报各') if len(paths) > 1 else said}：{_some_of(paths)}。"
    if read:
        counts = "，".join(f"{LEVEL_TITLES[level]} {levels[level]}" for level in LEVELS)
        unseen = "（加 --hints 列出）" if levels["hint"] and not style.hints else ""
        clean = "" if findings or failed or partly else "，没有发现问题"
        yield f"检查 {len(read)} 个文稿，{sum(report.chars for report in read)} 字：{counts}{unseen}{clean}。"
    if style.last is not None:
        from zhlint.reports.comparison import compare

        compared = compare(style.last, reports)
        yield f"与上次相比：已改 {len(compared.mended)}，未改 {compared.kept}，新增 {len(compared.new)}。"
    yield from _worst(findings, several=len(reports) > 1)
    yield from _fixable([finding for _, finding in findings])
    unread = [report.path for report in failed if not report.is_read]
    if unread:
        yield f"没有查成的文件：{_some_of(unread)}。"
    broken = [f"{error.code}（{report.path}）" for report in failed for error in report.errors if error.code]
    if broken:
        yield f"没有查完的规则：{_some_of(broken)}。"


def _worst(findings: Sequence[tuple[Report, Finding]], *, several: bool) -> Iterator[str]:
    for number, (report, finding) in enumerate(worst(findings, _WORST)):
        lead = "　　　" if number else "先看："
        yield f"{lead}{report.path + ' ' if several else ''}{report.line_names.name_of(finding.line)}，{finding.message}"


def _fixable(findings: Sequence[Finding]) -> Iterator[str]:
    safe = Counter(f.code for f in findings if f.fix and f.fix.safety == "safe")
    ask = sum(1 for f in findings if f.fix and f.fix.safety == "ask")
    parts = []
    if safe:
        parts.append(
            f"{sum(safe.values())} 处可照改（{'、'.join(f'{code} {count}' for code, count in sorted(safe.items()))}）"
        )
    if ask:
        parts.append(f"{ask} 处有改法，须人核定")
    if parts:
        yield "；".join(parts) + "。"


def _some_of(names: Sequence[str]) -> str:
    return "、".join(names[:5]) + (f"等 {len(names)} 个" if len(names) > 5 else "")
