"""From a finding's span in the source to the texts of the Word file that a comment can be fixed to."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from zhlint.word.story import NoteMark
    from zhlint.word.text import Occurrence, WordText


class Spot(NamedTuple):
    """Where a comment goes: its span in the source, its first and last element or the mark of a note."""

    start: int
    end: int
    first: Occurrence | None = None
    last: Occurrence | None = None
    note: NoteMark | None = None


def spot_of(words: WordText, start: int, end: int) -> Spot | None:
    """The spot for a span of the source: never empty, within one cell or box. None where the file has no text at all."""
    line = words.line_at(start)
    if line.note:
        return _note(words, line.note)
    if not words.occurrences:
        return None
    last_line = words.line_at(max(start, end - 1))
    if last_line.container != line.container or last_line.note:
        end = max(min(end, line.end), start)
    first = bisect_right(words.occurrences, start, key=lambda one: one.end)
    last = bisect_left(words.occurrences, end, key=lambda one: one.start) - 1
    if start < end and first <= last:
        head, tail = words.occurrences[first], words.occurrences[last]
        return Spot(max(start, head.start), min(end, tail.end), head, tail)
    return _beside(words, start)


def _note(words: WordText, note: NoteMark) -> Spot:
    mark = words.starts[note.paragraph] + note.offset
    return Spot(mark, mark, note=note)


def _beside(words: WordText, at: int) -> Spot:
    """The spot of the one character next to an empty place: after it in the same paragraph, else before it.

    Where all the text stands in notes, the mark of the first one.
    """
    body = [one for one in words.occurrences if one.story.part == words.main]
    if not body:
        return _note(words, next(line.note for line in words.lines if line.note))
    index = bisect_right(body, at, key=lambda one: one.end)
    if index < len(body):
        element = body[index]
        if element.start <= at or not index or words.line_at(element.start) == words.line_at(at):
            start = max(at, element.start)
            return Spot(start, start + 1, element, element)
    element = body[index - 1]
    return Spot(element.end - 1, element.end, element, element)
