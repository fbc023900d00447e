"""The fields of the page's template, as HTML."""

from __future__ import annotations

import json
from collections import Counter
from html import escape
from typing import TYPE_CHECKING, Final

from zhlint.analysis.figures.dates import own_days
from zhlint.cards.packs import with_prose
from zhlint.finding import LEVEL_TITLES, LEVELS
from zhlint.repeats.issue import copies
from zhlint.reports.comparison import compare
from zhlint.reports.fingerprints import rules_fingerprint
from zhlint.reports.formats.html.galley import block_spans, row_number, rows
from zhlint.reports.formats.html.notes import DECISIONS, Note, card, notes_of, shortened, text
from zhlint.reports.formats.html.stories import Story, pair, stories
from zhlint.reports.limits import limit, limited
from zhlint.reports.paths import slashed
from zhlint.reports.ranking import gravity
from zhlint.version import __version__

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from zhlint.document import Document
    from zhlint.report import Report
    from zhlint.reports import Style
    from zhlint.reports.comparison import Comparison
    from zhlint.reports.formats.html.galley import Row
    from zhlint.rule import Rule

_WORST: Final = 5


def fields(reports: Sequence[Report], style: Style) -> dict[str, str]:
    """The fields of the template, all of them HTML that is safe to insert."""
    asked = {rule.code: rule for report in reports for rule in report.rules}
    rules = [asked[code] for code in sorted(asked)]
    ordered = sorted(reports, key=_gravity)
    compared = compare(style.last, reports) if style.last is not None else None
    drafts = list(_numbered(ordered, {rule.code: rule.title for rule in rules}, compared))
    notes = [note for _, own in drafts for note in own]
    found = {note.finding.code for note in notes}
    return {
        "title": text(_title(reports)),
        "head": _head(reports, rules, style),
        "worst": _worst(drafts),
        "compared": _compared(compared) if compared else "",
        "index": _index(drafts) if len(reports) > 1 else "",
        "shared": _shared(drafts) if len(reports) > 1 else "",
        "filters": _filters(notes),
        "drafts": "".join(_draft(number, *draft) for number, draft in enumerate(drafts, 1)),
        "rules": "".join(map(_rule, with_prose(rule for rule in rules if rule.code in found))),
        "data": _data(notes),
        "version": escape(__version__),
    }


def _numbered(
    reports: Sequence[Report], titles: dict[str, str], compared: Comparison | None
) -> Iterator[tuple[Report, list[Note]]]:
    first = 1
    for report in reports:
        notes = list(notes_of(report, first, titles, compared))
        first += len(notes)
        yield report, notes


def _gravity(report: Report) -> tuple[bool, tuple[int, ...]]:
    """The worse a draft, the smaller; one that could not be read comes last."""
    levels = Counter(finding.level for finding in report.findings)
    return report.document is None, tuple(-levels[level] for level in LEVELS)


def _title(reports: Sequence[Report]) -> str:
    """The headline of the one draft, else its path, or how many drafts there are."""
    if len(reports) > 1:
        return f"{len(reports)} 篇文稿"
    document = reports[0].document if reports else None
    headlines = document.of_role("headline") if document else ()
    return document[headlines[0]].strip() if document and headlines else slashed(reports[0].path)


def _head(reports: Sequence[Report], rules: Sequence[Rule], style: Style) -> str:
    levels = Counter(finding.level for report in reports for finding in report.findings)
    badges = "".join(f'<li class="{level}"><b>{levels[level]}</b> {LEVEL_TITLES[level]}</li>' for level in LEVELS)
    facts = "".join(f"<dt>{name}</dt><dd>{value}</dd>" for name, value in _facts(reports, rules, style))
    return f'<ul class="counts">{badges}</ul><dl class="facts">{facts}</dl>{_failures(reports)}{_limits(reports)}'


def _facts(reports: Sequence[Report], rules: Sequence[Rule], style: Style) -> Iterator[tuple[str, str]]:
    if len(reports) == 1:
        yield "稿件", text(slashed(reports[0].path))
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
        f"<li>{text(slashed(report.path))}：{text(problem.message)}</li>"
        for report in reports
        for problem in report.errors
    )
    return f'<ul class="failures">{items}</ul>' if items else ""


def _limits(reports: Sequence[Report]) -> str:
    """A list of the rules that were left out, draft by draft."""
    named = len(reports) > 1
    items = "".join(
        f"<li>{text(slashed(report.path)) + '：' if named else ''}{text(limit(report))}</li>"
        for report in limited(reports)
    )
    return f'<ul class="limits">{items}</ul>' if items else ""


def _worst(drafts: Sequence[tuple[Report, list[Note]]]) -> str:
    """The gravest findings as sentences that link to them.

    A copy is left out where the faults that it brought along are listed.
    """
    told = {story.copy.number for _, notes in drafts for story in stories(notes) if story.brought}
    notes = [note for _, own in drafts for note in own if note.finding.level != "hint" and note.number not in told]
    several = len(drafts) > 1
    chosen: dict[str, Note] = {}
    for note in sorted(notes, key=lambda note: gravity(note.finding)):
        chosen.setdefault(note.finding.code, note)
    return "".join(
        f'<li><a href="#f{note.number}" data-notes="{note.number}"><b class="number {note.finding.level}">{note.number}</b> '
        f"{text(slashed(note.report.path)) + ' ' if several else ''}{note.report.line_names.name_of(note.finding.line)}，{text(note.finding.message)}</a></li>"
        for note in list(chosen.values())[:_WORST]
    )


def _index(drafts: Sequence[tuple[Report, list[Note]]]) -> str:
    lines = []
    for number, (report, notes) in enumerate(drafts, 1):
        levels = Counter(note.finding.level for note in notes)
        cells = "".join(f"<td>{levels[level] or ''}</td>" for level in LEVELS)
        state = "" if report.document else "没有查成"
        lines.append(
            f'<tr><td><a href="#d{number}">{text(slashed(report.path))}</a> {state}</td><td>{report.chars:,}</td>{cells}</tr>'
        )
    heads = "".join(f"<th>{LEVEL_TITLES[level]}</th>" for level in LEVELS)
    return f'<table class="index"><thead><tr><th>文稿</th><th>字数</th>{heads}</tr></thead><tbody>{"".join(lines)}</tbody></table>'


def _compared(compared: Comparison) -> str:
    """A summary of the findings of the last run: gone, still there, new."""
    counts = f"与上次相比：已改 {len(compared.mended)}，未改 {compared.kept}，新增 {len(compared.new)}。"
    mended = "".join(
        f"<li>{text(item.path)} 原第{item.line}行 {escape(item.code)} {text(item.message)}</li>"
        for item in compared.mended
    )
    return f'<details class="compared"><summary>{counts}</summary><ul>{mended}</ul></details>'


def _shared(drafts: Sequence[tuple[Report, list[Note]]]) -> str:
    """Passages that stand in two of the drafts, each with a way to both places."""
    numbered = [
        (number, report.path, report.document) for number, (report, _) in enumerate(drafts, 1) if report.document
    ]
    documents = [document for _, _, document in numbered]
    items = []
    for passage in copies(documents):
        ways = []
        for site in (passage.later, passage.first):
            number, path, document = numbered[site.document]
            start = document.to_source(*site.span).start
            line = document.position(start).line
            ways.append(f'<a href="#{_anchors(document, number)(start)}">{text(slashed(path))} 第{line}行</a>')
        opening = documents[passage.later.document][passage.later.span]
        how = "只差几个字" if passage.changes else "逐字相同"
        items.append(f"<li>{'，与 '.join(ways)}，{passage.length}字{how}：{text(shortened(opening))}</li>")
    return f'<section class="shared"><h2>两篇里都有的片段</h2><ul>{"".join(items)}</ul></section>' if items else ""


def _filters(notes: Sequence[Note]) -> str:
    levels = Counter(note.finding.level for note in notes)
    families = Counter(note.finding.code[:3] for note in notes)
    by_level = "".join(
        f'<label class="{level}"><input type="checkbox" name="level" value="{level}" checked> {LEVEL_TITLES[level]} {levels[level]}</label>'
        for level in LEVELS
        if levels[level]
    )
    by_family = "".join(
        f'<label><input type="checkbox" name="family" value="{escape(family)}" checked> {escape(family)} {count}</label>'
        for family, count in sorted(families.items())
    )
    return f'<span class="levels">{by_level}</span><details class="families"><summary>类别</summary><span>{by_family}</span></details>'


def _draft(number: int, report: Report, notes: Sequence[Note]) -> str:
    document = report.document
    if document is None:
        return ""
    told = {story.lead.number: story for story in stories(notes)}
    elsewhere = {note.number: story.lead for story in told.values() for note in story.notes}
    anchor = _anchors(document, number)
    body = "".join(
        _row(f"d{number}r{place}", row, told, elsewhere, anchor)
        for place, row in enumerate(rows(document, notes) if document.blocks else ())
    )
    loose = "" if document.blocks else "".join(card(note, anchor) for note in notes)
    head = f"<h2>{text(slashed(report.path))}</h2>{_together(notes)}"
    return f'<section class="draft" id="d{number}">{head}{body}{loose}</section>'


def _together(notes: Sequence[Note]) -> str:
    """The buttons that decide at once all findings of a draft that are still open."""
    buttons = "".join(f'<button type="button" value="{choice}">{choice}</button>' for choice in DECISIONS)
    return f'<p class="together" hidden><span></span>{buttons}</p>' if len(notes) > 1 else ""


def _anchors(document: Document, number: int) -> Callable[[int], str]:
    spans = block_spans(document)
    return lambda offset: f"d{number}r{row_number(spans, offset, offset + 1)}" if spans else f"d{number}"


def _row(name: str, row: Row, told: dict[int, Story], elsewhere: dict[int, Note], anchor: Callable[[int], str]) -> str:
    plain = [note for note in row.notes if note.number not in elsewhere]
    led = [told[note.number] for note in row.notes if note.number in told]
    away = [note for note in row.notes if note.number in elsewhere and note.number not in told]
    leads = {story.lead.number for story in led}
    pointers = "".join(
        f'<p class="pointer"><a class="number {note.finding.level}" href="#f{note.number}" data-notes="{note.number}">{note.number}</a>'
        f" {text(note.title)}，与第{elsewhere[note.number].number}条一并说明</p>"
        for note in away
        if elsewhere[note.number].number not in leads
    )
    margin = "".join(card(note, anchor) for note in plain) + pointers
    return (
        f'<div class="row {escape(row.role)}" id="{name}"><span class="line">{row.line}</span>'
        f'<p class="text">{row.html}</p><aside>{margin}</aside></div>'
        f"{''.join(_story(story, anchor) for story in led)}"
    )


def _story(story: Story, anchor: Callable[[int], str]) -> str:
    document = story.copy.report.document
    passages = pair(document, story) if document else ""
    cards = "".join(card(note, anchor) for note in story.notes)
    numbers = "、".join(str(note.number) for note in story.notes)
    heading = f"<h3>第{numbers}条：同一段话见于两处，不同的字加了底色</h3>"
    return (
        f'<div class="row story"><span class="line"></span><div>{heading}{passages}</div><aside>{cards}</aside></div>'
    )


def _rule(rule: Rule) -> str:
    source = f"<p>依据：{text(rule.source)}</p>" if rule.source else ""
    return f'<dt id="{escape(rule.code)}">{escape(rule.code)} {text(rule.title)} <small>{escape(rule.name)}</small></dt><dd><p>{text(rule.why)}</p>{source}</dd>'


def _data(notes: Sequence[Note]) -> str:
    """The data of the script, as JSON that cannot end the element it stands in."""
    data = {"zhlint": __version__, "notes": [note.data for note in notes]}
    return json.dumps(data, ensure_ascii=False).translate({60: "\\u003c", 62: "\\u003e", 38: "\\u0026"})
