"""The rows of a Markdown block: its lines as they stand in the source."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, Final

from zhlint.document import Span
from zhlint.patterns.expressions import expression
from zhlint.reading.layout import Row

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence


LINES: Final = expression(r"([^\r\n]*)(?:\r\n|\n|\r|$)")


def rows_between(source: str, start: int, end: int, gap: int) -> Iterator[Row]:
    """Reads the lines of a stretch of HTML that hold words.

    `gap` are the blank lines before the first.
    """
    for match in LINES.finditer(source, start, end):
        line = match[1]
        bare = line.strip()
        if bare:
            indent, _, trail = line.partition(bare)
            yield Row(match.start() + len(indent), "", bare, trail, gap)
            gap = 0


def rows_of(source: str, lines: Sequence[Span], content: str, gap: int) -> tuple[Row, ...]:
    """Finds the rows of a block: each of its lines ends a source line.

    A closing # may follow. `lines` are the source lines of the block, `content` is its text as the parser has it.
    """
    rows: list[Row] = []
    left = iter(lines)
    for words in (line.strip() for line in content.split("\n")):
        for line in left:
            whole = source[line.start : line.end].replace("\0", "\ufffd")
            ending = _ending(whole, words)
            # A line of full-width blanks above the text is part of the block, but not of its content.
            if (ending and words) or (rows and not words):
                break
        else:
            return tuple(rows)
        start = line.start + len(ending) - len(words)
        rows.append(Row(start, "", words, whole[len(ending) :], 0 if rows else gap))
    return tuple(rows)


def _ending(whole: str, words: str) -> str:
    """The source line up to the end of these words; empty unless they end it."""
    bare = whole.rstrip()
    return next((end for end in (bare, bare.rstrip("#").rstrip(), whole) if end.endswith(words)), "")


def to_source(rows: Sequence[Row], content: str, spans: Iterable[Span]) -> tuple[Span, ...]:
    """Translates spans of the text of a block to spans of the source."""
    starts, places, at = [], [], 0
    for row, line in zip(rows, content.split("\n"), strict=False):
        starts.append(at)
        places.append(row.start - (len(line) - len(line.lstrip())) - at)
        at += len(line) + 1

    def place(offset: int) -> int:
        return offset + places[bisect_right(starts, offset) - 1]

    return tuple(Span(place(start), place(end - 1) + 1) for start, end in spans if start < end)
