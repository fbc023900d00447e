"""The contents of a part of a Word file, each character with its bytes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final, NamedTuple

#: A line break inside a paragraph, as Word itself writes it in plain text.
BREAK: Final = "\v"
#: The names of the kinds of notes.
NOTES: Final = {"footnote": "脚注", "endnote": "尾注"}


@dataclass(slots=True)
class Field:
    """A field of a paragraph, such as a page number or a link.

    `start` and `end` are its bytes, `end` 0 unless it ends in the paragraph where it began; `code` is its instruction, `has_result`
    whether its result has begun.
    """

    start: int
    paragraph: int
    code: str = ""
    has_result: bool = False
    end: int = 0

    @property
    def is_computed(self) -> bool:
        """Whether a program writes the result, so that nothing put inside would last.

        A link is as its writer wrote it.
        """
        return self.end > 0 and not self.code.lstrip().startswith("HYPERLINK")


@dataclass(slots=True)
class TextRun:
    """A text run (`w:r`): its bytes, those of its tag and its properties.

    `tag_end` and `end` are offsets of bytes; `field` is the outermost field around it. Runs that are kept together (ruby, text that is
    no child of its run) are `is_whole`; those in a tracked insertion are `in_insertion`.
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
        """The bytes around it that must stay together, None where it may be cut."""
        if self.is_whole:
            return self.start, self.end
        return (self.field.start, self.field.end) if self.field and self.field.is_computed else None


class TextElement(NamedTuple):
    """Text that stands together in the XML: a `w:t`, or a tab or a break.

    `start` and `end` are its bytes, `inner` and `inner_end` those between its tags; `nth` is its index among the children of its run;
    `plain` is whether text and bytes match character by character.
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
    """A mark of a comment in the text.

    `kind` is RangeStart, RangeEnd or Reference, `comment` the id; it stands at `offset` of a paragraph, by index.
    """

    kind: str
    comment: str
    paragraph: int
    offset: int
    start: int
    end: int
    run: TextRun | None


class NoteMark(NamedTuple):
    """The mark of a note in the text: kind (footnote, endnote), id, place.

    It stands at `offset` of a paragraph, by index.
    """

    kind: str
    note: str
    paragraph: int
    offset: int
    run: TextRun


class Cell(NamedTuple):
    """A cell of a table, by numbers from 1.

    `table` is the number of its table in the document, or in the cell around it.
    """

    table: int
    row: int
    column: int


@dataclass(slots=True)
class Paragraph:
    """A paragraph with its text.

    `container` are the cells and text boxes it stands in, by their bytes, empty for the page itself; `cell` are the tables around it,
    from the outermost. `runs_on` is whether its end was deleted, so that the next paragraph goes on in it; `off_page` whether it is not
    on the page at all.
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
    """The contents of a part in reading order.

    `chunks` counts the texts of other files in it; `pictures` are the index of a paragraph and the offset in it.
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
