"""Plain text: lines, the paragraphs they make, and the way back to the source."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from zhlint.document import Run, Span
from zhlint.reading.wrapping import Row, breaks, paragraphs

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from zhlint.document import Credit


class Line(NamedTuple):
    """A line of logical text without the blanks around it: one paragraph, once wrapped lines are joined.

    `gap` is the number of blank lines before it, `role` the role its format gives it ("" where the words must tell).
    """

    start: int
    end: int
    gap: int
    role: str = ""


class Layout(NamedTuple):
    """Logical text, its runs and its lines, with what the format masks and says of the draft.

    `metadata` are the fields of a front matter with their values, `credits` those in its fields of authors, `delicate`
    stretches that are words and yet read by programs. `line_names` are the names of source lines that have one of their own, by
    number from 1; `pictures` the source offsets where pictures stand.
    """

    text: str
    runs: tuple[Run, ...]
    lines: tuple[Line, ...]
    masked: tuple[Span, ...] = ()
    metadata: Mapping[str, str] = {}
    credits: tuple[Credit, ...] = ()
    delicate: tuple[Span, ...] = ()
    line_names: Mapping[int, str] = {}
    pictures: tuple[int, ...] = ()


def lay_out(source: str) -> Layout:
    """The layout of a plain text."""
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
    """The lines of the source that hold more than blanks. Lines end at LF, CRLF and CR only."""
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
    """The lines with their places, without their ends."""
    if "\r" in source:
        yield from ((found.start(), found[1]) for found in re.finditer(r"([^\r\n]*)(?:\r\n|\n|\r|$)", source))
        return
    start = 0
    for line in source.split("\n"):
        yield start, line
        start += len(line) + 1


def slices(source: str, kept: Iterable[tuple[int, int]]) -> tuple[str, tuple[Run, ...]]:
    """The text made of these stretches of the source, in order, and its runs."""
    pieces: list[str] = []
    runs: list[Run] = []
    length = 0
    for start, end in kept:
        if start < end and not (runs and runs[-1].source + length - runs[-1].start == start):
            runs.append(Run(length, start))
        pieces.append(source[start:end])
        length += end - start
    return "".join(pieces), tuple(runs) or (Run(0, 0),)


def join(source: str, groups: Sequence[Sequence[Row]]) -> Layout:
    """The layout with the line ends inside paragraphs left out.

    Blanks at a line's end stay where they are the exception, for then they divide names or the parts of a title.
    """
    inner = [row for group in groups for row in group[:-1]]
    padded = 2 * sum(bool(row.trail) for row in inner) > len(inner)
    kept: list[tuple[int, int]] = []
    lines: list[Line] = []
    dropped, at = 0, 0
    for group in groups:
        start = group[0].first - dropped
        for row, following, blank in zip(group, group[1:], breaks(group), strict=False):
            end = row.last + (0 if padded else len(row.trail)) + blank
            kept.append((at, end))
            at = following.start if following.indent == " " else following.first
            dropped += at - end
        lines.append(Line(start, group[-1].last - dropped, group[0].gap))
    kept.append((at, len(source)))
    text, runs = slices(source, kept)
    return Layout(text, runs, tuple(lines))
