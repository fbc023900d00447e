"""A copied passage as a story: both places side by side.

Differences between them are marked, and the faults that the copy brought along are listed.
"""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from html import escape
from itertools import groupby
from typing import TYPE_CHECKING, Final, NamedTuple

from zhlint.reports.formats.html.galley import block_spans, row_number
from zhlint.reports.formats.html.notes import text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from zhlint.document import Document, Span
    from zhlint.finding import Place
    from zhlint.reports.formats.html.notes import Note

_COPIES: Final = frozenset({"DUP003", "DUP004", "DUP009"})
_BROUGHT: Final = frozenset({"NAM001"})
_ROUND: Final = 50
_COMPARED: Final = 3000
#: The least characters in common that are no chance.
_AGREED: Final = 4


class Story(NamedTuple):
    """A copy, and the findings that it explains.

    They lie inside it, or inside the passage it repeats.
    """

    copy: Note
    brought: tuple[Note, ...]

    @property
    def notes(self) -> tuple[Note, ...]:
        return (*self.brought, self.copy)

    @property
    def lead(self) -> Note:
        """The note under which the story is told."""
        return self.notes[0]


def stories(notes: Sequence[Note]) -> Iterator[Story]:
    """The stories among the notes of a draft; no note is in two."""
    brought = [note for note in notes if note.finding.code in _BROUGHT]
    used: set[int] = set()
    for copy in notes:
        if copy.finding.code not in _COPIES or not copy.finding.related:
            continue
        places = (copy.finding.place, copy.finding.related[0].place)
        inside = tuple(
            note for note in brought
            if note.number not in used and any(place.start <= note.start and note.end <= place.end for place in places)
        )  # fmt: skip
        used |= {note.number for note in inside}
        yield Story(copy, inside)


def pair(document: Document, story: Story) -> str:
    """Both passages as HTML, the earlier first."""
    finding = story.copy.finding
    earlier, later = sorted((finding.related[0].place, finding.place))
    first, second = _differing(document, earlier, later)
    return (
        '<div class="pair">'
        f"{_passage(document, earlier, first, story.brought)}{_passage(document, later, second, story.brought)}"
        "</div>"
    )


def _passage(document: Document, place: Place, differing: set[int], brought: Iterable[Note]) -> str:
    around = _around(document, place)
    marked = {offset: note for note in brought for offset in range(note.start, note.end)}
    shown = _visible_offsets(document.source, around)
    html = "".join(
        _piece("".join(document.source[offset] for offset in group), note, differs)
        for (note, differs), group in groupby(shown, key=lambda offset: (marked.get(offset), offset in differing))
    )
    before, after = _cut_off(document, place, around)
    return f'<blockquote><p class="who">{text(_who(document, place))}</p><p>{before}{html}{after}</p></blockquote>'


def _piece(raw: str, note: Note | None, differs: bool) -> str:
    html = text(raw)
    if differs:
        html = f'<i class="differs">{html}</i>'
    if note:
        html = f'<span class="mark {escape(note.finding.level)}" data-notes="{note.number}">{html}</span>'
    return html


def _who(document: Document, place: Place) -> str:
    section = document.section_at(_logical(document, place))
    speaker = section.speaker if section else None
    if speaker is None:
        return document.line_names.name_of(place.line)
    return (
        f"{document.line_names.name_of(place.line)}　{speaker.place.text if speaker.place else ''} {speaker.name.text}"
    )


def _logical(document: Document, place: Place) -> int:
    spans = block_spans(document)
    return document.blocks[row_number(spans, place.start, place.end)].start


def _around(document: Document, place: Place) -> tuple[int, int]:
    """The passage with what stands round it in its paragraph."""
    block = _block(document, place)
    return max(block.start, place.start - _ROUND), min(max(block.end, place.end), place.end + _ROUND)


def _block(document: Document, place: Place) -> Span:
    spans = block_spans(document)
    return spans[row_number(spans, place.start, place.end)]


def _cut_off(document: Document, place: Place, around: tuple[int, int]) -> tuple[str, str]:
    block = _block(document, place)
    return "……" if around[0] > block.start else "", "……" if around[1] < block.end else ""


def _visible_offsets(source: str, around: tuple[int, int]) -> list[int]:
    """The offsets of a stretch without line breaks and the indents after them."""
    hidden = {
        offset for found in re.finditer(r"\s*[\r\n]+\s*", source[around[0] : around[1]])
        for offset in range(around[0] + found.start(), around[0] + found.end())
    }  # fmt: skip
    return [offset for offset in range(*around) if offset not in hidden]


def _differing(document: Document, earlier: Place, later: Place) -> tuple[set[int], set[int]]:
    """The offsets, in either passage, of what the other one does not have."""
    source = document.source
    here, there = (_visible_offsets(source, _around(document, place)) for place in (earlier, later))
    if max(len(here), len(there)) > _COMPARED:
        return set(), set()
    match = SequenceMatcher(
        None, [source[offset] for offset in here], [source[offset] for offset in there], autojunk=False
    )
    first: set[int] = set()
    second: set[int] = set()
    for what, start, end, other_start, other_end in match.get_opcodes():
        if what != "equal" or end - start < _AGREED:
            first |= set(here[start:end])
            second |= set(there[other_start:other_end])
    return first, second
