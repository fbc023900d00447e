"""The overview of the page: worst findings, drafts, comparison, copies, filters."""

from __future__ import annotations

from collections import Counter
from html import escape
from typing import TYPE_CHECKING, Final

from zhlint.finding import LEVEL_TITLES, LEVELS
from zhlint.repeats.issue import copies
from zhlint.reports.formats.html.draft import anchors
from zhlint.reports.formats.html.notes import Note, shorten, text
from zhlint.reports.formats.html.stories import stories
from zhlint.reports.paths import posix_path
from zhlint.reports.ranking import gravity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from zhlint.report import Report
    from zhlint.reports.comparison import Comparison

_WORST: Final = 5


def worst_findings(drafts: Sequence[tuple[Report, list[Note]]]) -> str:
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
        f"{text(posix_path(note.report.path)) + ' ' if several else ''}{note.report.line_names.name_of(note.finding.line)}，{text(note.finding.message)}</a></li>"
        for note in list(chosen.values())[:_WORST]
    )


def index(drafts: Sequence[tuple[Report, list[Note]]]) -> str:
    """A table of the drafts with their counts."""
    lines = []
    for number, (report, notes) in enumerate(drafts, 1):
        levels = Counter(note.finding.level for note in notes)
        cells = "".join(f"<td>{levels[level] or ''}</td>" for level in LEVELS)
        state = "" if report.document else "没有查成"
        lines.append(
            f'<tr><td><a href="#d{number}">{text(posix_path(report.path))}</a> {state}</td><td>{report.chars:,}</td>{cells}</tr>'
        )
    heads = "".join(f"<th>{LEVEL_TITLES[level]}</th>" for level in LEVELS)
    return f'<table class="index"><thead><tr><th>文稿</th><th>字数</th>{heads}</tr></thead><tbody>{"".join(lines)}</tbody></table>'


def comparison(compared: Comparison) -> str:
    """A summary of the findings of the last run: gone, still there, new."""
    counts = f"与上次相比：已改 {len(compared.mended)}，未改 {compared.kept}，新增 {len(compared.new)}。"
    mended = "".join(
        f"<li>{text(item.path)} 原第{item.line}行 {escape(item.code)} {text(item.message)}</li>"
        for item in compared.mended
    )
    return f'<details class="compared"><summary>{counts}</summary><ul>{mended}</ul></details>'


def shared_passages(drafts: Sequence[tuple[Report, list[Note]]]) -> str:
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
            ways.append(f'<a href="#{anchors(document, number)(start)}">{text(posix_path(path))} 第{line}行</a>')
        opening = documents[passage.later.document][passage.later.span]
        how = "只差几个字" if passage.changes else "逐字相同"
        items.append(f"<li>{'，与 '.join(ways)}，{passage.length}字{how}：{text(shorten(opening))}</li>")
    return f'<section class="shared"><h2>两篇里都有的片段</h2><ul>{"".join(items)}</ul></section>' if items else ""


def filters(notes: Sequence[Note]) -> str:
    """The controls that show or hide levels and families."""
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
