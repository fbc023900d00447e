"""The reader of plain text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from zhlint.document import Run
from zhlint.reading.layout import Layout, Line, Row, slices
from zhlint.reading.wrapping import breaks, paragraphs

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence


def lay_out(source: str) -> Layout:
    """Lays out a plain text: its lines, those of a hard-wrapped paragraph joined."""
    rows = list(read_rows(source))
    groups = paragraphs(rows)
    if len(groups) == len(rows):
        return Layout(source, (Run(0, 0),), tuple(_lines_of(rows)))
    return join(source, groups)


def _lines_of(rows: Iterable[Row]) -> Iterator[Line]:
    """Each row as a line."""
    for start, indent, words, _, gap in rows:
        first = start + len(indent)
        yield Line(first, first + len(words), gap)


def read_rows(source: str) -> Iterator[Row]:
    """Reads the lines of a source that hold more than blanks.

    Lines end at LF, CRLF and CR only.
    """
    gap = 0
    for start, line in _lines(source):
        words = line.strip()
        if words:
            indent, _, trail = line.partition(words)
            yield Row(start, indent, words, trail, gap)
            gap = 0
        else:
            gap += 1


def _lines(source: str) -> Iterator[tuple[int, str]]:
    """The lines with their offsets, without their ends."""
    if "\r" in source:
        yield from ((line.start(), line[1]) for line in re.finditer(r"([^\r\n]*)(?:\r\n|\n|\r|$)", source))
        return
    start = 0
    for line in source.split("\n"):
        yield start, line
        start += len(line) + 1


def join(source: str, groups: Sequence[Sequence[Row]]) -> Layout:
    """Lays out groups of rows, each a paragraph; the line ends inside are left out.

    Blanks at a line's end stay where they are the exception, for then they divide names or the parts of a title.
    """
    inner = [row for group in groups for row in group[:-1]]
    padded = 2 * sum(bool(row.trail) for row in inner) > len(inner)
    stretches: list[tuple[int, int]] = []
    lines: list[Line] = []
    dropped, at = 0, 0
    for group in groups:
        start = group[0].first - dropped
        for row, following, blank in zip(group, group[1:], breaks(group), strict=False):
            end = row.last + (0 if padded else len(row.trail)) + blank
            stretches.append((at, end))
            at = following.start if following.indent == " " else following.first
            dropped += at - end
        lines.append(Line(start, group[-1].last - dropped, group[0].gap))
    stretches.append((at, len(source)))
    text, runs = slices(source, stretches)
    return Layout(text, runs, tuple(lines))
