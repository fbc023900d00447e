"""The walk over one part of a Word file (the document, its notes): what is on the page, and where it stands in the XML."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from zhlint.word.story import BREAK, Anchor, Cell, Field, NoteMark, Paragraph, Story, TextElement, TextRun

if TYPE_CHECKING:
    from zhlint.word.markup import Tag
    from zhlint.word.package import Package

_MARKS: Final = {"tab": "\t", "ptab": "\t", "br": BREAK, "cr": BREAK, "noBreakHyphen": "-"}
#: What is not on the page, or not in the running text: deletions, old places of moved words, guides over ruby.
_UNREAD: Final = frozenset({"del", "moveFrom", "rt", "Fallback", "numPicBullet", "sdtPr", "sdtEndPr"})
#: A picture, as Word writes it and as it was written before.
_PICTURES: Final = frozenset({"blip", "imagedata"})
_COMPATIBILITY: Final = "http://schemas.openxmlformats.org/markup-compatibility/2006"
#: What an element of any other namespace is called here.
_FOREIGN: Final = "-"
_DEEPEST_FIELDS: Final = 100
_MOST_DIGITS: Final = 5
_OFF: Final = frozenset({"0", "false", "off"})


class Table:
    """A table as it is walked through: where in it the reader stands; a cell may span several columns."""

    def __init__(self, number: int) -> None:
        self.number = number
        self.row = self.column = 0
        self.span = 0

    @property
    def cell(self) -> Cell:
        return Cell(self.number, self.row, self.column)

    def next_row(self) -> None:
        self.row, self.column, self.span = self.row + 1, 1, 0

    def next_cell(self) -> None:
        self.column, self.span = self.column + self.span, 1


def read_story(package: Package, part: str) -> Story:
    """The paragraphs of a part in the order in which they begin. Raises WordFileError."""
    story = Story(part)
    reader = _Reader(story)
    story.xml = package.walk(part, reader.on_open, reader.on_close, reader.on_text)
    return story


class _Reader:
    """Follows the tags of a part. What is open stands in `stack`; paragraphs and runs nest where there are text boxes."""

    def __init__(self, story: Story) -> None:
        self.story = story
        self.stack: list[str] = []
        self.paragraphs: list[int] = []
        self.runs: list[TextRun] = []
        self.containers: list[int] = []
        self.fields: list[Field] = []
        self.ending: list[Field] = []
        self.simple_fields: list[Field] = []
        self.note = ""
        self.left_out: set[int] = set()
        self.inserted = 0
        self.tables: list[Table] = []
        self.table_counts = [0]
        self.word: Tag | None = None
        self.words: list[str] = []
        self.word_depth = 0
        self.mark: Tag | None = None
        self.spaced = False
        self.in_ruby = 0

    def on_open(self, tag: Tag) -> None:
        if not self.stack:
            self.story.prefix, self.story.strict = tag.prefix, "purl.oclc.org" in tag.namespace
            self.spaced = tag.attributes.get("space") == "preserve"
        parent = self.stack[-1] if self.stack else ""
        name = tag.name if tag.is_word or tag.namespace == _COMPATIBILITY else _FOREIGN
        self.stack.append(name)
        if parent == "r" and name != "rPr":
            self.runs[-1].children += 1
        if name in _UNREAD:
            self._leave_out(name, parent)
        if tag.is_word:
            self._opened_word(tag, parent)
        elif tag.name in _PICTURES and self.readable:
            self.story.pictures.append((self.paragraphs[-1], self.story.paragraphs[self.paragraphs[-1]].length))

    def _leave_out(self, name: str, parent: str) -> None:
        """Leave out an element; a deletion among the properties of a row or of a paragraph's mark is of the row or the mark."""
        self.left_out.add(len(self.stack) - 1)
        if name not in {"del", "moveFrom"}:
            return
        if parent == "trPr":
            self.left_out.add(len(self.stack) - 3)
            if self.tables:
                self.tables[-1].row -= 1
        elif parent == "rPr" and self.stack[-3:-2] == ["pPr"] and self.paragraphs:
            self.story.paragraphs[self.paragraphs[-1]].runs_on = True

    def _opened_word(self, tag: Tag, parent: str) -> None:
        name = tag.name
        match name:
            case "p":
                self._open_paragraph()
            case "r":
                self._open_run(tag)
            case "t" if not self.word:
                self.word, self.words, self.word_depth = tag, [], len(self.stack)
            case "pStyle" if parent == "pPr" and self.paragraphs:
                self.story.paragraphs[self.paragraphs[-1]].style = tag.attributes.get("val", "")
            case "rPr" if parent == "r":
                self.runs[-1].properties = (tag.start, tag.end)
            case "vanish" if parent == "rPr" and self.stack[-3:-2] == ["r"]:
                self.runs[-1].is_hidden = tag.attributes.get("val", "1") not in _OFF
            case "tc" | "txbxContent":
                self.containers.append(tag.start)
                if name == "tc" and self.tables:
                    self.tables[-1].next_cell()
                    self.table_counts.append(0)
            case "gridSpan" if parent == "tcPr" and self.tables:
                self.tables[-1].span = _number(tag)
            case "gridBefore" if parent == "trPr" and self.tables:
                self.tables[-1].column += _number(tag)
            case "tr" if self.tables:
                self.tables[-1].next_row()
            case "tbl":
                self.table_counts[-1] += not self.left_out
                self.tables.append(Table(self.table_counts[-1]))
            case "altChunk" | "subDoc":
                self.story.chunks += 1
            case "footnote" | "endnote":
                self.note = tag.attributes.get("id", "")
            case "ins" | "moveTo":
                self.inserted += 1
            case "ruby":
                self.in_ruby += 1
            case "fldSimple":
                code = tag.attributes.get("instr", "")
                self.simple_fields.append(Field(tag.start, len(self.story.paragraphs), code, has_result=True))
            case "fldChar":
                self._field(tag.attributes.get("fldCharType", ""))
            case "commentRangeStart" | "commentRangeEnd" | "commentReference":
                self.mark = tag
            case "footnoteReference" | "endnoteReference" if self.runs and self.readable:
                paragraph = self.paragraphs[-1]
                offset = self.story.paragraphs[paragraph].length
                note = NoteMark(
                    name.removesuffix("Reference"), tag.attributes.get("id", ""), paragraph, offset, self.runs[-1]
                )
                self.story.notes.append(note)
            case _ if name in _MARKS and self.runs and parent == "r":
                self._add_element(_MARKS[name], tag.start, tag.end, tag.end, tag.end, plain=False)

    def on_close(self, _name: str, start: int, end: int) -> None:
        name = self.stack.pop()
        self.left_out.discard(len(self.stack))
        match name:
            case "p":
                self.paragraphs.pop()
                if not self.paragraphs:  # a field whose code has not ended with its paragraph will never end
                    for one in self.fields:
                        one.has_result = True
            case "r":
                self._close_run(end)
            case "t" if self.word and len(self.stack) < self.word_depth:
                self._close_text(self.word, start, end)
            case "rPr" if self.stack[-1:] == ["r"]:
                self.runs[-1].properties = (self.runs[-1].properties[0], end)
            case "tc" | "txbxContent":
                self.containers.pop()
                if name == "tc" and len(self.table_counts) > 1:
                    self.table_counts.pop()
            case "tbl":
                self.tables.pop()
            case "ins" | "moveTo":
                self.inserted -= 1
            case "ruby":
                self.in_ruby -= 1
            case "commentRangeStart" | "commentRangeEnd" | "commentReference" if self.mark:
                self._anchor(self.mark, end)
            case "fldSimple":
                self.simple_fields.pop().end = end

    def on_text(self, words: str) -> None:
        if self.word:
            self.words.append(words)
        elif self.fields and self.stack[-1] == "instrText":
            self.fields[-1].code += words

    @property
    def readable(self) -> bool:
        """Whether what stands here is on the page, in a paragraph, and no code of a field."""
        return bool(self.paragraphs) and not self.left_out and all(one.has_result for one in self.fields)

    def _open_paragraph(self) -> None:
        self.paragraphs.append(len(self.story.paragraphs))
        self.story.paragraphs.append(
            Paragraph(
                tuple(self.containers),
                self.note,
                tuple(one.cell for one in self.tables),
                in_table=bool(self.tables),
                off_page=bool(self.left_out),
            )
        )

    def _open_run(self, tag: Tag) -> None:
        run = TextRun(tag.prefix, tag.start, tag.end, tag.end, (tag.end, tag.end))
        run.in_insertion = self.inserted > 0
        run.field = next(iter([*self.simple_fields, *self.fields]), None)
        self.runs.append(run)

    def _close_run(self, end: int) -> None:
        run = self.runs.pop()
        run.end = end
        for one in self.ending:
            one.end = end if self.paragraphs[-1:] == [one.paragraph] else 0
        self.ending = []

    def _field(self, kind: str) -> None:
        if kind == "begin" and self.runs and self.paragraphs and len(self.fields) < _DEEPEST_FIELDS:
            self.fields.append(Field(self.runs[-1].start, self.paragraphs[-1]))
        elif kind == "separate" and self.fields:
            self.fields[-1].has_result = True
        elif kind == "end" and self.fields:
            self.ending.append(self.fields.pop())

    def _close_text(self, tag: Tag, start: int, end: int) -> None:
        text = "".join(self.words).replace("\n", " ").replace("\r", " ")
        spaced = self.spaced or tag.attributes.get("space") == "preserve"
        shown = text if spaced else text.strip(" \t")
        self.word = None
        if self.runs and self.stack[-1:] != ["r"]:
            # No child of its run: the run cannot be cut within.
            self.runs[-1].is_whole = True
        self._add_element(shown, tag.start, tag.end, start, end, plain=shown == text)

    def _add_element(self, text: str, start: int, inner: int, inner_end: int, end: int, *, plain: bool) -> None:
        if not (text and self.runs and self.readable) or self.runs[-1].is_hidden:
            return
        run = self.runs[-1]
        if self.in_ruby and len(self.runs) > 1:
            run = self.runs[-2]
            run.is_whole = True
        paragraph = self.story.paragraphs[self.paragraphs[-1]]
        paragraph.elements.append(TextElement(text, run, run.children - 1, start, inner, inner_end, end, plain))
        paragraph.length += len(text)

    def _anchor(self, tag: Tag, end: int) -> None:
        paragraph = self.paragraphs[-1] if self.paragraphs else len(self.story.paragraphs) - 1
        offset = self.story.paragraphs[paragraph].length if self.story.paragraphs else 0
        run = self.runs[-1] if self.stack[-1:] == ["r"] else None
        kind, comment = tag.name.removeprefix("comment"), tag.attributes.get("id", "")
        self.story.anchors.append(Anchor(kind, comment, max(paragraph, 0), offset, tag.start, end, run))


def _number(tag: Tag) -> int:
    value = tag.attributes.get("val", "")
    return int(value) if value.isascii() and value.isdigit() and len(value) < _MOST_DIGITS else 1
