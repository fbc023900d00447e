"""Reading a draft: from text to `Document`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zhlint.document import NO_DESK, Document, LineNames
from zhlint.reading import plain
from zhlint.reading.blocks import cut_lines
from zhlint.reading.formats import TEXT, WORD
from zhlint.reading.garbling import garbling
from zhlint.reading.sections import sections
from zhlint.reading.structure import roles_of, speaker_lines

if TYPE_CHECKING:
    from zhlint.document import Desk
    from zhlint.reading.plain import Layout
    from zhlint.word.text import WordText

__all__ = ["parse", "parse_word"]

FEWEST_HANZI = 50
#: So many characters of most drafts have as many hanzi as it takes.
_OPENING = 400
#: The bytes that are no high byte of a hanzi from 㐀 to 鿿, and those that are no Latin letter.
_NO_HANZI = bytes([*range(0x34), *range(0xA0, 0x100)])
_NO_LETTERS = bytes([*range(ord("A")), *range(ord("Z") + 1, ord("a")), *range(ord("z") + 1, 0x80)])


def parse(source: str, *, path: str | None = None, desk: Desk = NO_DESK, markdown: bool = False) -> Document:
    """Read a draft. `source` has no byte order mark; its line ends are those of the file. Raises nothing on any text."""
    return _read(source, (_markdown if markdown else plain.lay_out)(source), path, desk, LineNames(TEXT.line_name))


def parse_word(words: WordText, *, path: str | None = None, desk: Desk = NO_DESK) -> Document:
    """Read the text of a Word file. A line of the source is a paragraph in reading order. Raises nothing on any text."""
    from zhlint.reading.docx import lay_out, own_names

    return _read(words.source, lay_out(words), path, desk, LineNames(WORD.line_name, own_names(words)), words.pictures)


def _read(
    source: str, layout: Layout, path: str | None, desk: Desk, line_names: LineNames, pictures: tuple[int, ...] = ()
) -> Document:
    lines = speaker_lines(layout)
    pieces = cut_lines(layout.text, lines, roles_of(layout, lines), desk.lexicon.places)
    return Document(
        text=layout.text,
        source=source,
        blocks=tuple(pieces.blocks),
        sections=sections(pieces.blocks, pieces.speakers, lines),
        credits=(*layout.credits, *pieces.credits),
        datelines=tuple(pieces.datelines),
        path=path,
        runs=layout.runs,
        masked=layout.masked,
        metadata=layout.metadata,
        delicate=layout.delicate,
        desk=desk,
        kind=_kind(layout),
        line_names=line_names,
        pictures=pictures,
    )


def _markdown(source: str) -> Layout:
    from zhlint.reading.markdown.reader import lay_out

    return lay_out(source)


def _kind(layout: Layout) -> str:
    """The kind of text, one of `TEXT_KINDS`."""
    if garbling(layout.text):
        return "garbled"
    # Bytes are counted many times as fast as characters: the high ones of UTF-16 tell hanzi, those of ASCII letters.
    letters = len(layout.text.encode("ascii", "ignore").translate(None, _NO_LETTERS))
    fewest = max(FEWEST_HANZI, letters)
    if _hanzi(layout.text[:_OPENING]) >= fewest or (hanzi := _hanzi(layout.text)) >= fewest:
        return "draft"
    return "short" if hanzi >= letters else "foreign"


def _hanzi(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")[1::2].translate(None, _NO_HANZI))
