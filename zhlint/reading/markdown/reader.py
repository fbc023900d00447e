"""The reader of Markdown: the lines of a draft without scaffolding.

Code, addresses and HTML are masked.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, Final

from zhlint.document import Run, Span
from zhlint.patterns.expressions import expression
from zhlint.reading.layout import Layout, Line, slices
from zhlint.reading.markdown.blocks import read_blocks
from zhlint.reading.markdown.frontmatter import read_front_matter
from zhlint.reading.wrapping import breaks, paragraphs

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from zhlint.reading.layout import Row
    from zhlint.reading.markdown.blocks import MarkdownBlock

_ENDS: Final = expression(r"[\r\n]+")
_ADDRESS: Final = expression(r"\s*((?:https?://|www\.)\S*)")


def lay_out(source: str) -> Layout:
    """Lays out a Markdown draft.

    Emphasis marks, bullets, link targets and images are left out of the text.
    """
    front = read_front_matter(source)
    blocks = list(read_blocks(source, front.end))
    stretches: list[tuple[int, int]] = [(0, front.end)]
    lines: list[Line] = []
    at = front.end
    for block, group in _paragraphs(blocks):
        stretches += [*_line_ends(source, at, group[0].start), *_without(group, block.dropped)]
        at = group[-1].last
        lines.append(Line(group[0].start, at, group[0].gap, block.role))
    stretches += _line_ends(source, at, len(source))
    text, runs = slices(source, stretches)
    title = front.title.value if front.title else None
    heads = [Span(0, title.start), Span(title.end, front.end)] if title else [Span(0, front.end)] * bool(front.end)
    lines += [Line(*head, 0, "frontmatter") for head in heads]
    lines += [Line(title.start, title.end, 0, "headline")] if title else []
    way = _WayToText(runs, len(text))
    masked = [
        Span(way.to_text(start), way.to_text(end))
        for start, end in (*heads, *(span for block in blocks for span in block.masked))
    ]
    on_text = (line._replace(start=way.to_text(line.start), end=way.to_text(line.end)) for line in sorted(lines))
    return Layout(
        text,
        runs,
        tuple(_trim(text, on_text)),
        tuple(masked),
        front.metadata,
        front.credits,
        (*([Span(title.start, title.end)] if title else []), *_beside_addresses(text, masked)),
    )


def _beside_addresses(text: str, masked: Iterable[Span]) -> Iterator[Span]:
    """The characters beside bare addresses.

    Most programs make a link of an address that begins after a blank or a mark, and end it at a mark of ASCII, not at a Chinese one.
    """
    for start, end in masked:
        address = _ADDRESS.match(text, start, end)
        if address and not text[start - 1 : address.start(1)].isalnum():
            yield from (Span(at, at + 1) for at in (address.start(1) - 1, address.end(1)) if at >= 0)


def _paragraphs(blocks: Sequence[MarkdownBlock]) -> Iterator[tuple[MarkdownBlock, list[Row]]]:
    """The paragraphs of each block: the rows that were cut at a width are one."""
    groups = iter(paragraphs([row for block in blocks for row in block.written], soft=True))
    for block in blocks:
        left = len(block.written)
        while left:
            group = next(groups)
            left -= len(group)
            yield block, group


class _WayToText:
    """The way from offsets of the source to those of the text.

    From what was left out it leads to the next character.
    """

    def __init__(self, runs: Sequence[Run], length: int) -> None:
        self._runs = runs
        self._sources = [run.source for run in runs]
        self._ends = [*(run.start for run in runs[1:]), length]

    def to_text(self, source: int) -> int:
        at = max(bisect_right(self._sources, source) - 1, 0)
        run = self._runs[at]
        return max(run.start, min(run.start + source - run.source, self._ends[at]))


def _trim(text: str, lines: Iterable[Line]) -> Iterator[Line]:
    """The lines without blanks at their edges, and without those that hold nothing else."""
    for line in lines:
        words = text[line.start : line.end]
        if words.strip():
            start = line.start + len(words) - len(words.lstrip())
            yield line._replace(start=start, end=start + len(words.strip()))


def _without(group: Sequence[Row], dropped: Sequence[Span]) -> Iterator[tuple[int, int]]:
    """The stretches of a paragraph that are left without its scaffolding."""
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
    """The line ends between two blocks; nothing else between them stays."""
    return (ends.span() for ends in _ENDS.finditer(source, start, end))
