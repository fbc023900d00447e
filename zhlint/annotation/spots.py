"""Spots: the text of a Word file on which a comment can stand."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from zhlint.word.story import NoteMark
    from zhlint.word.text import Occurrence, WordText


class Spot(NamedTuple):
    """The spot of a comment: its source span, with its first and last element.

    A comment on a note has the mark of the note instead.
    """

    start: int
    end: int
    first: Occurrence | None = None
    last: Occurrence | None = None
    note: NoteMark | None = None


def spot_of(words: WordText, start: int, end: int) -> Spot | None:
    """Finds the spot for a source span, never empty, within one cell or box.

    None where the file has no text at all.
    """
    line = words.line_at(start)
    if line.note:
        return _note(words, line.note)
    if not words.occurrences:
        return None
    last_line = words.line_at(max(start, end - 1))
    if last_line.container != line.container or last_line.note:
        end = max(min(end, line.end), start)
    first = bisect_right(words.occurrences, start, key=lambda occurrence: occurrence.end)
    last = bisect_left(words.occurrences, end, key=lambda occurrence: occurrence.start) - 1
    if start < end and first <= last:
        head, tail = words.occurrences[first], words.occurrences[last]
        return Spot(max(start, head.start), min(end, tail.end), head, tail)
    return _beside(words, start)


def _note(words: WordText, note: NoteMark) -> Spot:
    """The spot at the mark of a note."""
    mark = words.starts[note.paragraph] + note.offset
    return Spot(mark, mark, note=note)


def _beside(words: WordText, at: int) -> Spot:
    """The spot of one character beside an empty span, in the same paragraph if possible.

    Where all the text stands in notes, it is the mark of the first one.
    """
    body = [occurrence for occurrence in words.occurrences if occurrence.story.part == words.main]
    if not body:
        return _note(words, next(line.note for line in words.lines if line.note))
    index = bisect_right(body, at, key=lambda occurrence: occurrence.end)
    if index < len(body):
        occurrence = body[index]
        if occurrence.start <= at or not index or words.line_at(occurrence.start) == words.line_at(at):
            start = max(at, occurrence.start)
            return Spot(start, start + 1, occurrence, occurrence)
    occurrence = body[index - 1]
    return Spot(occurrence.end - 1, occurrence.end, occurrence, occurrence)
