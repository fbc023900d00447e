"""The text of a Word file, and the way back to the XML.

A paragraph is a line. Paragraphs stand in reading order, those of notes last.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from zhlint.word import OLE_MAGIC, WordFileError
from zhlint.word.package import Package
from zhlint.word.reader import read_story
from zhlint.word.story import NOTES
from zhlint.word.styles import read_styles

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from zhlint.word.story import Cell, NoteMark, Paragraph, Story, TextElement

    #: A paragraph of a story, and the mark of the note it belongs to.
    _Queued = tuple[Story, Paragraph, NoteMark | None]


class Occurrence(NamedTuple):
    """A text element of a story at its offset of the source."""

    start: int
    element: TextElement
    story: Story

    @property
    def end(self) -> int:
        return self.start + len(self.element.text)


class WordLine(NamedTuple):
    """A paragraph as a line of the source.

    `role` is that of its style; `container` are the cells and boxes it stands in, `cell` the same, empty outside tables; `address` says
    which cells these are, from the outermost. `note` is the mark of the note that the paragraph belongs to.
    """

    start: int
    end: int
    role: str = ""
    container: tuple[int, ...] = ()
    cell: tuple[int, ...] = ()
    note: NoteMark | None = None
    address: tuple[Cell, ...] = ()


@dataclass(frozen=True)
class WordText:
    """The text of a Word file.

    `source` has one line for each paragraph; `stories` are the document (`main`) and its notes, by part; `occurrences` lead from the
    source to the XML.
    """

    source: str
    lines: tuple[WordLine, ...]
    occurrences: tuple[Occurrence, ...]
    stories: dict[str, Story]
    main: str
    #: The source offsets where the paragraphs of the document begin, by index in the story.
    starts: tuple[int, ...]
    #: The source offsets where pictures stand in the document.
    pictures: tuple[int, ...] = ()

    def bare(self) -> WordText:
        """The text and its lines, without the way back to the XML.

        That takes ten times as much memory.
        """
        return WordText(self.source, self.lines, (), {}, self.main, (), self.pictures)

    def occurrence_at(self, offset: int) -> Occurrence | None:
        """The element that holds this character, None at the end of a paragraph."""
        index = bisect_right(self.occurrences, offset, key=lambda occurrence: occurrence.start) - 1
        if index >= 0 and offset < self.occurrences[index].end:
            return self.occurrences[index]
        return None

    def line_at(self, offset: int) -> WordLine:
        """The line in which this source offset stands."""
        index = bisect_right(self.lines, offset, key=lambda line: line.start) - 1
        return self.lines[max(index, 0)]


def open_word(content: bytes, limit: int) -> Package:
    """Opens the package in these bytes; `limit` is the most bytes of one part.

    Raises WordFileError, for old Word files, too.
    """
    if content.startswith(OLE_MAGIC):
        raise WordFileError("这是旧版 Word（.doc）、WPS（.wps）或加了密码的文件，请用 Word 或 WPS 另存为不加密的 .docx")
    return Package(content, limit)


def read_text(package: Package) -> WordText:
    """Reads the text of a Word file. Raises WordFileError."""
    story = read_story(package, package.main)
    if story.chunks:
        raise WordFileError(
            "正文或其中一部分在嵌入的文件里（altChunk、子文档），读不到；请用 Word 打开，另存为 .docx 再查"
        )
    stories = {package.main: story}
    queue: list[_Queued] = [(story, paragraph, None) for paragraph in story.paragraphs]
    for kind in NOTES:
        part = package.related_part(f"{kind}s")
        if part and any(mark.kind == kind for mark in story.notes):
            stories[part] = read_story(package, part)
            queue += _note_paragraphs(stories[part], [mark for mark in story.notes if mark.kind == kind])
    source, lines, occurrences, starts = _join(queue, read_styles(package).roles)
    pictures = tuple(starts[paragraph] + offset for paragraph, offset in story.pictures)
    return WordText(source, lines, occurrences, stories, package.main, starts, pictures)


def _join(
    queue: Sequence[_Queued], roles: Mapping[str, str]
) -> tuple[str, tuple[WordLine, ...], tuple[Occurrence, ...], tuple[int, ...]]:
    """Joins paragraphs to the source, one to a line.

    Returns it with its lines, its elements, and the offsets of the document's paragraphs.
    """
    texts: list[str] = []
    occurrences: list[Occurrence] = []
    lines: list[WordLine] = []
    starts: list[int] = []
    at = first = 0
    for number, (story, paragraph, note) in enumerate(queue):
        starts += [at] if note is None else []
        if paragraph.off_page:
            continue
        for element in paragraph.elements:
            occurrences.append(Occurrence(at, element, story))
            texts.append(element.text)
            at += len(element.text)
        if paragraph.runs_on and number + 1 < len(queue) and queue[number + 1][0] is story:
            continue
        cell = paragraph.container if paragraph.in_table else ()
        role = roles.get(paragraph.style, "")
        lines.append(WordLine(first, at, role, paragraph.container, cell, note, paragraph.cell))
        texts.append("\n")
        at += 1
        first = at
    return "".join(texts[:-1]), tuple(lines), tuple(occurrences), tuple(starts)


def _note_paragraphs(story: Story, marks: Iterable[NoteMark]) -> Iterator[tuple[Story, Paragraph, NoteMark]]:
    """The paragraphs of the notes that these marks refer to, in their order."""
    notes: dict[str, list[Paragraph]] = {}
    for paragraph in story.paragraphs:
        notes.setdefault(paragraph.note, []).append(paragraph)
    for mark in marks:
        for paragraph in notes.pop(mark.note, ()):
            yield story, paragraph, mark
