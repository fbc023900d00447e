"""The fields of the page's template, as HTML."""

from __future__ import annotations

import json
from collections import Counter
from html import escape
from typing import TYPE_CHECKING

from zhlint.cards.card_store import with_reasons
from zhlint.finding import LEVELS
from zhlint.reports.comparison import compare
from zhlint.reports.formats.html.draft import draft_section
from zhlint.reports.formats.html.head import head, title
from zhlint.reports.formats.html.notes import Note, notes_of, text
from zhlint.reports.formats.html.overview import comparison, filters, index, shared_passages, worst_findings
from zhlint.version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from zhlint.report import Report
    from zhlint.reports import Style
    from zhlint.reports.comparison import Comparison
    from zhlint.rule import Rule


def fields(reports: Sequence[Report], style: Style) -> dict[str, str]:
    """The fields of the template, all of them HTML that is safe to insert."""
    by_code = {rule.code: rule for report in reports for rule in report.rules}
    rules = [by_code[code] for code in sorted(by_code)]
    ordered = sorted(reports, key=_gravity)
    compared = compare(style.last, reports) if style.last is not None else None
    drafts = list(_numbered(ordered, {rule.code: rule.title for rule in rules}, compared))
    notes = [note for _, own in drafts for note in own]
    codes = {note.finding.code for note in notes}
    return {
        "title": text(title(reports)),
        "head": head(reports, rules, style),
        "worst": worst_findings(drafts),
        "compared": comparison(compared) if compared else "",
        "index": index(drafts) if len(reports) > 1 else "",
        "shared": shared_passages(drafts) if len(reports) > 1 else "",
        "filters": filters(notes),
        "drafts": "".join(draft_section(number, *draft) for number, draft in enumerate(drafts, 1)),
        "rules": "".join(map(_rule, with_reasons(rule for rule in rules if rule.code in codes))),
        "data": _data(notes),
        "version": escape(__version__),
    }


def _numbered(
    reports: Sequence[Report], titles: dict[str, str], compared: Comparison | None
) -> Iterator[tuple[Report, list[Note]]]:
    """The drafts with their notes, numbered through the page."""
    first = 1
    for report in reports:
        notes = list(notes_of(report, first, titles, compared))
        first += len(notes)
        yield report, notes


def _gravity(report: Report) -> tuple[bool, tuple[int, ...]]:
    """The order of drafts: the worst first, those that could not be read last."""
    levels = Counter(finding.level for finding in report.findings)
    return report.document is None, tuple(-levels[level] for level in LEVELS)


def _rule(rule: Rule) -> str:
    source = f"<p>依据：{text(rule.source)}</p>" if rule.source else ""
    return f'<dt id="{escape(rule.code)}">{escape(rule.code)} {text(rule.title)} <small>{escape(rule.name)}</small></dt><dd><p>{text(rule.why)}</p>{source}</dd>'


def _data(notes: Sequence[Note]) -> str:
    """The data of the script, as JSON that cannot end the element it stands in."""
    data = {"zhlint": __version__, "notes": [note.data for note in notes]}
    return json.dumps(data, ensure_ascii=False).translate({60: "\\u003c", 62: "\\u003e", 38: "\\u0026"})
