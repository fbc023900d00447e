"""From a finding's span in the source to the pieces of the Word file that a comment can be fixed to."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from zhlint.word.story import NoteMark
    from zhlint.word.text import Placed, WordText


class Spot(NamedTuple):
    """Where a comment goes: its span in the source, its first and last piece or the mark of a note."""

    start: int
    end: int
    first: Placed | None = None
    last: Placed | None = None
    note: NoteMark | None = None


def spot(words: WordText, start: int, end: int) -> Spot | None:
    """The spot for a span of the source: never empty, within one cell or box. None where the file has no text at all."""
    line = words.line_at(start)
    if line.note:
        return _note(words, line.note)
    if not words.placed:
        return None
    last_line = words.line_at(max(start, end - 1))
    if last_line.container != line.container or last_line.note:
        end = max(min(end, line.end), start)
    first = bisect_right(words.placed, start, key=lambda one: one.end)
    last = bisect_left(words.placed, end, key=lambda one: one.start) - 1
    if start < end and first <= last:
        head, tail = words.placed[first], words.placed[last]
        return Spot(max(start, head.start), min(end, tail.end), head, tail)
    return _beside(words, start)


def _note(words: WordText, note: NoteMark) -> Spot:
    mark = words.starts[note.paragraph] + note.offset
    return Spot(mark, mark, note=note)


def _beside(words: WordText, at: int) -> Spot:
    """The spot of the one character next to an empty place: after it in the same paragraph, else before it.

    Where all the text stands in notes, the mark of the first one.
    """
    body = [one for one in words.placed if one.story.part == words.main]
    if not body:
        return _note(words, next(line.note for line in words.lines if line.note))
    index = bisect_right(body, at, key=lambda one: one.end)
    if index < len(body):
        piece = body[index]
        if piece.start <= at or not index or words.line_at(piece.start) == words.line_at(at):
            start = max(at, piece.start)
            return Spot(start, start + 1, piece, piece)
    piece = body[index - 1]
    return Spot(piece.end - 1, piece.end, piece, piece)
