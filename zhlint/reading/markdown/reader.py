"""Markdown: the same lines as plain text has, without scaffolding; code, addresses and HTML masked."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, Final

from zhlint.document import Run, Span
from zhlint.patterns.expressions import expression
from zhlint.reading.layout import Layout, Line, Row, slices
from zhlint.reading.markdown.blocks import read_blocks
from zhlint.reading.markdown.frontmatter import read_front_matter
from zhlint.reading.wrapping import breaks, paragraphs

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence


_ENDS: Final = expression(r"[\r\n]+")


def lay_out(source: str) -> Layout:
    """The layout of a Markdown draft: emphasis marks, bullets, link targets and images are left out of the text."""
    front = read_front_matter(source)
    pieces = list(read_blocks(source, front.end))
    groups = iter(paragraphs([row for piece in pieces for row in piece.written], soft=True))
    kept: list[tuple[int, int]] = [(0, front.end)]
    spans: list[Line] = []
    at = front.end
    for piece in pieces:
        left = len(piece.written)
        while left:
            group = next(groups)
            left -= len(group)
            kept += [*_line_ends(source, at, group[0].start), *_kept(group, piece.dropped)]
            at = group[-1].last
            spans.append(Line(group[0].start, at, group[0].gap, piece.role))
    kept += _line_ends(source, at, len(source))
    text, runs = slices(source, kept)
    title = front.title.value if front.title else None
    heads = [Span(0, title.start), Span(title.end, front.end)] if title else [Span(0, front.end)] * bool(front.end)
    spans += [Line(*head, 0, "frontmatter") for head in heads]
    spans += [Line(title.start, title.end, 0, "headline")] if title else []
    masked = [*heads, *(span for piece in pieces for span in piece.masked)]
    places = _Places(runs, len(text))
    placed = (line._replace(start=places.of(line.start), end=places.of(line.end)) for line in sorted(spans))
    return Layout(
        text,
        runs,
        tuple(_trimmed(text, placed)),
        tuple(Span(places.of(start), places.of(end)) for start, end in masked),
        front.metadata,
        front.credits,
        (Span(title.start, title.end),) if title else (),
    )


class _Places:
    """Offsets of the source in the text; what was left out is where the next kept character is."""

    def __init__(self, runs: Sequence[Run], length: int) -> None:
        self.runs = runs
        self.sources = [run.source for run in runs]
        self.ends = [*(run.start for run in runs[1:]), length]

    def of(self, source: int) -> int:
        at = max(bisect_right(self.sources, source) - 1, 0)
        run = self.runs[at]
        return max(run.start, min(run.start + source - run.source, self.ends[at]))


def _trimmed(text: str, lines: Iterable[Line]) -> Iterator[Line]:
    """The lines without the blanks at their edges; those of which nothing is left (images) are gone."""
    for line in lines:
        words = text[line.start : line.end]
        if words.strip():
            start = line.start + len(words) - len(words.lstrip())
            yield line._replace(start=start, end=start + len(words.strip()))


def _kept(group: Sequence[Row], dropped: Sequence[Span]) -> Iterator[tuple[int, int]]:
    """What is kept of the rows of a paragraph."""
    blanks = [*breaks(group), False]
    for row, blank in zip(group, blanks, strict=True):
        at, end = row.start, row.last
        for span in dropped:
            if at <= span.start < end:
                yield at, span.start
                at = span.end
        yield at, max(at, end)
        if blank:
            yield end + len(row.trail), end + len(row.trail) + 1


def _line_ends(source: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The line ends between two blocks; nothing else between them is kept."""
    return (found.span() for found in _ENDS.finditer(source, start, end))
