"""The walk over a part of a Word file, which reads its text.

Each text comes with the bytes it has in the XML.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from zhlint.word.fields import Fields
from zhlint.word.story import BREAK, Anchor, NoteMark, Paragraph, Story, TextElement, TextRun
from zhlint.word.tables import Tables

if TYPE_CHECKING:
    from zhlint.word.markup import Tag
    from zhlint.word.package import Package

#: Elements of a run that stand for a character.
_MARKS: Final = {"tab": "\t", "ptab": "\t", "br": BREAK, "cr": BREAK, "noBreakHyphen": "-"}
#: Elements that are not on the page, or not in the running text: deletions, words moved away, guides over ruby.
_UNREAD: Final = frozenset({"del", "moveFrom", "rt", "Fallback", "numPicBullet", "sdtPr", "sdtEndPr"})
#: Pictures as Word writes them, and as it did before.
_PICTURES: Final = frozenset({"blip", "imagedata"})
_COMPATIBILITY: Final = "http://schemas.openxmlformats.org/markup-compatibility/2006"
#: The name of any element of another namespace.
_FOREIGN: Final = "-"
_OFF: Final = frozenset({"0", "false", "off"})


def read_story(package: Package, part: str) -> Story:
    """Reads the paragraphs of a part in the order in which they begin.

    Raises WordFileError.
    """
    story = Story(part)
    reader = _Reader(story)
    story.xml = package.walk(part, reader.on_open, reader.on_close, reader.on_text)
    return story


class _Reader:
    """Follows the tags of a part and fills its story.

    Elements that are open stand in `stack`; paragraphs and runs nest where there are text boxes.
    """

    def __init__(self, story: Story) -> None:
        self.story = story
        self.stack: list[str] = []
        self.paragraphs: list[int] = []
        self.runs: list[TextRun] = []
        self.containers: list[int] = []
        self.fields = Fields()
        self.note = ""
        self.left_out: set[int] = set()
        self.inserted = 0
        self.tables = Tables()
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
            self._on_open_word(tag, parent)
        elif tag.name in _PICTURES and self.readable:
            self.story.pictures.append((self.paragraphs[-1], self.story.paragraphs[self.paragraphs[-1]].length))

    def _leave_out(self, name: str, parent: str) -> None:
        """Leaves out an element.

        A deletion among the properties of a row, or of a paragraph's mark, is one of the row or the mark.
        """
        self.left_out.add(len(self.stack) - 1)
        if name not in {"del", "moveFrom"}:
            return
        if parent == "trPr":
            self.left_out.add(len(self.stack) - 3)
            self.tables.drop_row()
        elif parent == "rPr" and self.stack[-3:-2] == ["pPr"] and self.paragraphs:
            self.story.paragraphs[self.paragraphs[-1]].runs_on = True

    def _on_open_word(self, tag: Tag, parent: str) -> None:
        self.tables.on_open(tag, parent, is_read=not self.left_out)
        match tag.name:
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
            case name if name in _MARKS and self.runs and parent == "r":
                self._add_element(_MARKS[name], tag.start, tag.end, tag.end, tag.end, plain=False)
            case _:
                self._on_open_around(tag)

    def _on_open_around(self, tag: Tag) -> None:
        """Takes the opening of what stands around text, or hangs on it."""
        match tag.name:
            case "tc" | "txbxContent":
                self.containers.append(tag.start)
            case "altChunk" | "subDoc":
                self.story.chunks += 1
            case "footnote" | "endnote":
                self.note = tag.attributes.get("id", "")
            case "ins" | "moveTo":
                self.inserted += 1
            case "ruby":
                self.in_ruby += 1
            case "fldSimple":
                self.fields.open_simple(tag, len(self.story.paragraphs))
            case "fldChar":
                kind, run = tag.attributes.get("fldCharType", ""), self.runs[-1] if self.runs else None
                self.fields.on_mark(kind, run, self._paragraph)
            case "commentRangeStart" | "commentRangeEnd" | "commentReference":
                self.mark = tag
            case "footnoteReference" | "endnoteReference" if self.runs and self.readable:
                self._add_note(tag)

    def on_close(self, _name: str, start: int, end: int) -> None:
        name = self.stack.pop()
        self.left_out.discard(len(self.stack))
        self.tables.on_close(name)
        match name:
            case "p":
                self.paragraphs.pop()
                if not self.paragraphs:
                    self.fields.on_page_paragraph_end()
            case "r":
                self.runs.pop().end = end
                self.fields.on_run_end(end, self._paragraph)
            case "t" if self.word and len(self.stack) < self.word_depth:
                self._close_text(self.word, start, end)
            case "rPr" if self.stack[-1:] == ["r"]:
                self.runs[-1].properties = (self.runs[-1].properties[0], end)
            case "tc" | "txbxContent":
                self.containers.pop()
            case "ins" | "moveTo":
                self.inserted -= 1
            case "ruby":
                self.in_ruby -= 1
            case "commentRangeStart" | "commentRangeEnd" | "commentReference" if self.mark:
                self._add_anchor(self.mark, end)
            case "fldSimple":
                self.fields.close_simple(end)

    def on_text(self, words: str) -> None:
        if self.word:
            self.words.append(words)
        elif self.stack[-1] == "instrText":
            self.fields.add_code(words)

    @property
    def readable(self) -> bool:
        """Whether text at this point is in a paragraph and shown on the page."""
        return bool(self.paragraphs) and not self.left_out and not self.fields.is_in_code

    @property
    def _paragraph(self) -> int | None:
        """The index of the present paragraph, None between paragraphs."""
        return self.paragraphs[-1] if self.paragraphs else None

    def _open_paragraph(self) -> None:
        self.paragraphs.append(len(self.story.paragraphs))
        self.story.paragraphs.append(
            Paragraph(
                tuple(self.containers),
                self.note,
                self.tables.cells,
                in_table=bool(self.tables),
                off_page=bool(self.left_out),
            )
        )

    def _open_run(self, tag: Tag) -> None:
        run = TextRun(tag.prefix, tag.start, tag.end, tag.end, (tag.end, tag.end))
        run.in_insertion = self.inserted > 0
        run.field = self.fields.outermost
        self.runs.append(run)

    def _close_text(self, tag: Tag, start: int, end: int) -> None:
        text = "".join(self.words).replace("\n", " ").replace("\r", " ")
        spaced = self.spaced or tag.attributes.get("space") == "preserve"
        visible = text if spaced else text.strip(" \t")
        self.word = None
        if self.runs and self.stack[-1:] != ["r"]:
            # No child of its run: the run cannot be cut within.
            self.runs[-1].is_whole = True
        self._add_element(visible, tag.start, tag.end, start, end, plain=visible == text)

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

    def _add_anchor(self, tag: Tag, end: int) -> None:
        paragraph = self.paragraphs[-1] if self.paragraphs else len(self.story.paragraphs) - 1
        offset = self.story.paragraphs[paragraph].length if self.story.paragraphs else 0
        run = self.runs[-1] if self.stack[-1:] == ["r"] else None
        kind, comment = tag.name.removeprefix("comment"), tag.attributes.get("id", "")
        self.story.anchors.append(Anchor(kind, comment, max(paragraph, 0), offset, tag.start, end, run))

    def _add_note(self, tag: Tag) -> None:
        paragraph = self.paragraphs[-1]
        kind, note = tag.name.removesuffix("Reference"), tag.attributes.get("id", "")
        offset = self.story.paragraphs[paragraph].length
        self.story.notes.append(NoteMark(kind, note, paragraph, offset, self.runs[-1]))
