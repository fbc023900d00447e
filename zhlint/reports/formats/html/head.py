"""The head of the page: title, counts, facts, and what could not be checked."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from zhlint.analysis.figures.dates import own_days
from zhlint.finding import LEVEL_TITLES, LEVELS
from zhlint.reports.fingerprints import rules_fingerprint
from zhlint.reports.formats.html.notes import text
from zhlint.reports.limits import limit_note, with_limits
from zhlint.reports.paths import posix_path

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from zhlint.report import Report
    from zhlint.reports import Style
    from zhlint.rule import Rule


def head(reports: Sequence[Report], rules: Sequence[Rule], style: Style) -> str:
    """The counts, the facts of the run, and what was not checked, as HTML."""
    levels = Counter(finding.level for report in reports for finding in report.findings)
    badges = "".join(f'<li class="{level}"><b>{levels[level]}</b> {LEVEL_TITLES[level]}</li>' for level in LEVELS)
    facts = "".join(f"<dt>{name}</dt><dd>{value}</dd>" for name, value in _facts(reports, rules, style))
    return f'<ul class="counts">{badges}</ul><dl class="facts">{facts}</dl>{_failures(reports)}{_limits(reports)}'


def title(reports: Sequence[Report]) -> str:
    """The headline of the one draft, else its path, or how many drafts there are."""
    if len(reports) > 1:
        return f"{len(reports)} 篇文稿"
    document = reports[0].document if reports else None
    headlines = document.of_role("headline") if document else ()
    return document[headlines[0]].strip() if document and headlines else posix_path(reports[0].path)


def _facts(reports: Sequence[Report], rules: Sequence[Rule], style: Style) -> Iterator[tuple[str, str]]:
    if len(reports) == 1:
        yield "稿件", text(posix_path(reports[0].path))
        if encoding := reports[0].encoding:
            yield "编码", text(encoding.upper())
    days = sorted({day for report in reports if report.document for day in report.document.analyse(own_days)[:1]})
    if days:
        yield "日期", "、".join(f"{day.year}年{day.month}月{day.day}日" for day in days[:3])
    yield "字数", f"{sum(report.chars for report in reports):,}"
    if style.profile:
        yield "估算差错率", _rate(reports, style)
    yield "规则", f'<span title="指纹 {rules_fingerprint(rules)}">{len(rules)} 条</span>'
    pictures = sum(len(report.document.pictures) for report in reports if report.document)
    if pictures:
        yield "图片", f"{pictures} 张，图里的字没有查"


def _rate(reports: Sequence[Report], style: Style) -> str:
    from zhlint.rate.error_rate import CAVEAT, estimate

    if style.profile is None:
        return ""
    found = estimate(reports, style.profile)
    return f"{text(found.in_words())}（{text(style.profile.title)}）<small>{text(CAVEAT)}</small>"


def _failures(reports: Sequence[Report]) -> str:
    items = "".join(
        f"<li>{text(posix_path(report.path))}：{text(problem.message)}</li>"
        for report in reports
        for problem in report.errors
    )
    return f'<ul class="failures">{items}</ul>' if items else ""


def _limits(reports: Sequence[Report]) -> str:
    """A list of the rules that were left out, draft by draft."""
    named = len(reports) > 1
    items = "".join(
        f"<li>{text(posix_path(report.path)) + '：' if named else ''}{text(limit_note(report))}</li>"
        for report in with_limits(reports)
    )
    return f'<ul class="limits">{items}</ul>' if items else ""
