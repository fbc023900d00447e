"""A draft as rows of a page: its blocks, with the marks of the notes."""

from __future__ import annotations

from bisect import bisect_right
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple
from unicodedata import category

from zhlint.document import Span
from zhlint.reports.formats.html.notes import text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from zhlint.document import Block, Document
    from zhlint.reports.formats.html.notes import Note


class Row(NamedTuple):
    """A block of the draft as a row of the page.

    `line` is where it begins, `html` its text with marks, `notes` those that belong to it.
    """

    role: str
    line: int
    html: str
    notes: tuple[Note, ...]


#: The mark of a picture in a Word file; text in pictures is not checked.
_PICTURE: Final = '<span class="picture">［图片］</span>'


def rows(document: Document, notes: Sequence[Note]) -> Iterator[Row]:
    """The blocks of a draft in order.

    A note belongs to the block in which it begins, one between blocks to the next.
    """
    spans = block_spans(document)
    own: list[list[Note]] = [[] for _ in spans]
    for note in notes:
        own[row_number(spans, note.start, note.end)].append(note)
    going_on: list[Note] = []
    pictures: dict[int, list[int]] = {}
    for at in document.pictures:
        pictures.setdefault(row_number(spans, at, at), []).append(at)
    for number, (block, span, new) in enumerate(zip(document.blocks, spans, own, strict=True)):
        line = document.position(span.start).line
        html = "".join(_with_marks(document, block, going_on, new))
        before, after = (
            _PICTURE * sum((at > span.start) == late for at in pictures.get(number, ())) for late in (False, True)
        )
        yield Row(block.role, line, before + html + after, tuple(new))
        going_on = [note for note in [*going_on, *new] if note.end > span.end]


def block_spans(document: Document) -> list[Span]:
    """The spans of the blocks in the source."""
    return document.analyse(_block_spans)


def _block_spans(document: Document) -> list[Span]:
    return [document.to_source(block.start, block.end) for block in document.blocks]


def row_number(spans: Sequence[Span], start: int, end: int) -> int:
    """The number of the row for a span of the source.

    There is at least one row.
    """
    at = max(0, bisect_right(spans, start, key=lambda span: span.start) - 1)
    beyond = start > spans[at].end or (start == spans[at].end and end > start)
    return min(at + beyond, len(spans) - 1)


def pieces(document: Document, block: Block) -> Iterator[Span]:
    """The source of a block without the line breaks and indents inside it."""
    runs = document.runs
    number = bisect_right(runs, block.start, key=lambda run: run.start) - 1
    while number < len(runs) and runs[number].start < block.end:
        run = runs[number]
        following = runs[number + 1].start if number + 1 < len(runs) else block.end
        first, last = max(block.start, run.start), min(block.end, following)
        yield Span(run.source + first - run.start, run.source + last - run.start)
        number += 1


def _with_marks(document: Document, block: Block, going_on: Sequence[Note], new: Sequence[Note]) -> Iterator[str]:
    """The text of a block with its marks as HTML.

    The number of a note follows its last marked stretch.
    """
    marks = sorted([*going_on, *new], key=lambda note: note.start)
    numbers = sorted(new, key=lambda note: (note.end, note.number))
    cuts = sorted({edge for note in marks for edge in (note.start, note.end)})
    active: list[Note] = []
    waiting, numbered = 0, 0
    for piece in pieces(document, block):
        edges = [piece.start, *cuts[bisect_right(cuts, piece.start) : bisect_right(cuts, piece.end - 1)], piece.end]
        for start, end in pairwise(edges):
            while numbered < len(numbers) and numbers[numbered].end <= start:
                yield _number(numbers[numbered])
                numbered += 1
            while waiting < len(marks) and marks[waiting].start < end:
                active.append(marks[waiting])
                waiting += 1
            active = [note for note in active if note.end > start]
            yield _stretch(document.source[start:end], active)
    yield from (_number(note) for note in numbers[numbered:])


def _stretch(raw: str, active: Sequence[Note]) -> str:
    if not active:
        return text(raw)
    nearest = min(active, key=lambda note: note.end - note.start)
    numbers = " ".join(str(note.number) for note in active)
    return f'<span class="mark {nearest.finding.level}" data-notes="{numbers}">{_visible(raw)}</span>'


def _visible(raw: str) -> str:
    """Marked text; where nothing of it can be seen, the names of its characters."""
    if raw.strip() and not all(category(char) in {"Cf", "Cc", "Zs"} for char in raw):
        return text(raw)
    names = "".join("␣" if char in " \u3000\t" else f"U+{ord(char):04X} " for char in raw if char not in "\r\n")
    return f'<span class="unseen">{names.strip()}</span>'


def _number(note: Note) -> str:
    number, level = note.number, note.finding.level
    caret = "" if note.end > note.start else '<span class="caret">‸</span>'
    return f'{caret}<a class="number {level}" id="m{number}" href="#f{number}" data-notes="{number}">{number}</a>'
