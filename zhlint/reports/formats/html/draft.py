"""A draft on the page: its rows with notes, and the stories of its copies."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from zhlint.reports.formats.html.galley import block_spans, row_number, rows
from zhlint.reports.formats.html.notes import DECISIONS, Note, card, text
from zhlint.reports.formats.html.stories import Story, pair, stories
from zhlint.reports.paths import posix_path

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from zhlint.document import Document
    from zhlint.report import Report
    from zhlint.reports.formats.html.galley import Row


def draft_section(number: int, report: Report, notes: Sequence[Note]) -> str:
    """A draft with its notes as a section; empty where it could not be read."""
    document = report.document
    if document is None:
        return ""
    by_lead = {story.lead.number: story for story in stories(notes)}
    elsewhere = {note.number: story.lead for story in by_lead.values() for note in story.notes}
    anchor = anchors(document, number)
    body = "".join(
        _row(f"d{number}r{place}", row, by_lead, elsewhere, anchor)
        for place, row in enumerate(rows(document, notes) if document.blocks else ())
    )
    loose = "" if document.blocks else "".join(card(note, anchor) for note in notes)
    head = f"<h2>{text(posix_path(report.path))}</h2>{_together(notes)}"
    return f'<section class="draft" id="d{number}">{head}{body}{loose}</section>'


def _together(notes: Sequence[Note]) -> str:
    """The buttons that decide at once all findings of a draft that are still open."""
    buttons = "".join(f'<button type="button" value="{choice}">{choice}</button>' for choice in DECISIONS)
    return f'<p class="together" hidden><span></span>{buttons}</p>' if len(notes) > 1 else ""


def anchors(document: Document, number: int) -> Callable[[int], str]:
    """A function that gives the id of the row where a source offset stands."""
    spans = block_spans(document)
    return lambda offset: f"d{number}r{row_number(spans, offset, offset + 1)}" if spans else f"d{number}"


def _row(
    name: str, row: Row, by_lead: dict[int, Story], elsewhere: dict[int, Note], anchor: Callable[[int], str]
) -> str:
    plain = [note for note in row.notes if note.number not in elsewhere]
    led = [by_lead[note.number] for note in row.notes if note.number in by_lead]
    away = [note for note in row.notes if note.number in elsewhere and note.number not in by_lead]
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
