"""What a part of a Word file holds: paragraphs in reading order, each character with its place in the XML."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final, NamedTuple

#: A line break inside a paragraph, as Word itself writes it in plain text.
BREAK: Final = "\v"


#: What the kinds of notes are called.
NOTES: Final = {"footnote": "脚注", "endnote": "尾注"}


@dataclass(slots=True)
class Field:
    """A field: its bytes, once it has ended in the paragraph where it began, its code, and whether its result has begun."""

    start: int
    paragraph: int
    code: str = ""
    has_result: bool = False
    end: int = 0

    @property
    def is_computed(self) -> bool:
        """Whether the program writes the result, so that nothing put inside would last; a link is as its writer wrote it."""
        return self.end > 0 and not self.code.lstrip().startswith("HYPERLINK")


@dataclass(slots=True)
class TextRun:
    """A run: its bytes, those of its own tag and of its properties, and the outermost field it belongs to.

    `whole` runs are kept together (ruby, text that is no child of the run); `others` runs stand in a tracked insertion.
    """

    prefix: str
    start: int
    tag_end: int
    end: int = 0
    properties: tuple[int, int] = (0, 0)
    children: int = 0
    is_hidden: bool = False
    is_whole: bool = False
    in_insertion: bool = False
    field: Field | None = None

    @property
    def bounds(self) -> tuple[int, int] | None:
        """The bytes that must stay together around it, where they must."""
        if self.is_whole:
            return self.start, self.end
        return (self.field.start, self.field.end) if self.field and self.field.is_computed else None


class TextElement(NamedTuple):
    """Text that stands together in the XML: one `w:t` with its bytes and those inside it, or the mark of a tab or a break.

    `nth` is its place among the children of its run. `plain` is whether text and bytes match character by character.
    """

    text: str
    run: TextRun
    nth: int
    start: int
    inner: int
    inner_end: int
    end: int
    plain: bool


class Anchor(NamedTuple):
    """Where a comment starts, ends or is referred to (RangeStart, RangeEnd, Reference): its id, paragraph, offset and bytes."""

    kind: str
    comment: str
    paragraph: int
    offset: int
    start: int
    end: int
    run: TextRun | None


class NoteMark(NamedTuple):
    """Where a foot- or endnote hangs: kind (footnote, endnote), id, paragraph, offset and run."""

    kind: str
    note: str
    paragraph: int
    offset: int
    run: TextRun


class Cell(NamedTuple):
    """A cell: the number of its table in the document, or in the cell around it, its row and its column, all from 1."""

    table: int
    row: int
    column: int


@dataclass(slots=True)
class Paragraph:
    """A paragraph: its texts, style, the note it belongs to, and what it stands in (a cell, a text box; empty for the page itself).

    `cell` are the tables around it, from the outermost, each with the row and column it stands in.

    `joined` is whether its end was deleted, so that the next paragraph goes on in it; `unread` whether it is not on the page at all.
    """

    container: tuple[int, ...]
    note: str = ""
    cell: tuple[Cell, ...] = ()
    style: str = ""
    runs_on: bool = False
    in_table: bool = False
    off_page: bool = False
    elements: list[TextElement] = field(default_factory=list)
    length: int = 0


@dataclass
class Story:
    """What a part holds. `chunks` counts the places where the text of another file stands.

    `pictures` are where pictures stand: the number of the paragraph and the offset in it.
    """

    part: str
    xml: bytes = b""
    prefix: str = "w:"
    strict: bool = False
    chunks: int = 0
    pictures: list[tuple[int, int]] = field(default_factory=list)
    paragraphs: list[Paragraph] = field(default_factory=list)
    anchors: list[Anchor] = field(default_factory=list)
    notes: list[NoteMark] = field(default_factory=list)
