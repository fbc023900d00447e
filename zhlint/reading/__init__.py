"""Reading: from a draft's bytes or its text to a `Document`."""

from __future__ import annotations

import re
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from zhlint.desk import NO_DESK
from zhlint.document import Document
from zhlint.patterns.expressions import expression
from zhlint.phrasing.reasons import size_reason
from zhlint.reading.encoding import Decoded, UnreadableError, decode
from zhlint.reading.formats import MARKDOWN, promised_format, recognise, refusal, text_format
from zhlint.source_text import LineNames, SourceText

if TYPE_CHECKING:
    from collections.abc import Callable

    from zhlint.desk import Desk
    from zhlint.reading.formats import Format
    from zhlint.reading.layout import Layout
    from zhlint.reading.markdown.skeleton import Bone

__all__ = ["Reading", "parse", "read", "read_source", "skeleton_of"]

#: A draft has at least so many hanzi, and no more Latin letters than hanzi.
FEWEST_HANZI: Final = 50
#: The beginning of most drafts, in which enough hanzi stand.
_OPENING: Final = 400
#: The bytes that are no high byte of a hanzi from 㐀 to 鿿, and those that are no Latin letter.
_NO_HANZI: Final = bytes([*range(0x34), *range(0xA0, 0x100)])
_NO_LETTERS: Final = bytes([*range(ord("A")), *range(ord("Z") + 1, ord("a")), *range(ord("z") + 1, 0x80)])
_ADDRESS: Final = expression(r"(?:https?://|www\.|(?<![\w.-])[\w.-]++@)[!-~]+|`[^`\r\n]+`", re.ASCII)
#: Characters that are no text: blanks, and marks that take no room.
_BLANK: Final = " \t\r\n\v\f\u3000\xa0\ufeff\u200b"
_EMPTY: Final = "文件是空的（0 字节），可能没有下载完或没有存好，请核对"
_NO_TEXT: Final = "文件里没有文字，请核对是不是存错了文件；扫描件、图片里的字不能查"


class Reading(NamedTuple):
    """A document, and the encoding that its bytes were in; None for a binary format."""

    document: Document
    encoding: str | None


def read(content: bytes, path: str, *, limit: int, encoding: str = "auto", desk: Desk = NO_DESK) -> Reading:
    """Reads the bytes of a draft in any format of the table.

    `path` is what the draft is called; `limit` is the most bytes of a file, or of one part of a package; `encoding` is that of texts,
    see `encoding.decode`. Raises UnreadableError where the draft is too large, empty, without words, or in a format that is not read.
    """
    form, source, layout, name = _open(content, path, limit, encoding)
    if layout is None:
        layout = _reader(form).lay_out(source)
    if not source.strip(_BLANK):
        raise UnreadableError(_NO_TEXT)
    return Reading(_document(source, layout, form, path, desk), name)


def read_source(content: bytes, path: str, *, limit: int, encoding: str = "auto") -> SourceText:
    """The source of the draft that `read` reads, without its structure. Raises as it does."""
    return SourceText(_open(content, path, limit, encoding).source)


class _Opened(NamedTuple):
    """The source of a draft with its encoding or, where binary, its layout."""

    form: Format
    source: str
    layout: Layout | None = None
    encoding: str | None = None


def _open(content: bytes, path: str, limit: int, encoding: str) -> _Opened:
    if len(content) > limit:
        raise UnreadableError(size_reason("文件", len(content), limit))
    if not content:
        raise UnreadableError(_EMPTY)
    form = recognise(content, path)
    if not form.is_read:
        raise UnreadableError(refusal(form, path))
    if form.binary:
        return _Opened(form, *_reader(form).read(content, limit))
    source, name = _decode(content, path, encoding)
    return _Opened(form, source, None, name)


def _decode(content: bytes, path: str, encoding: str) -> Decoded:
    """The text of a draft.

    Raises UnreadableError, which says so where the name promises a binary format.
    """
    try:
        return decode(content, encoding)
    except UnreadableError:
        promised = promised_format(path)
        if promised and promised.binary:
            raise UnreadableError(f"名字像 {promised.title}，内容不是，文件可能已损坏；{promised.advice}") from None
        raise


def _reader(form: Format) -> Any:
    return import_module(f"{__name__}.{form.reader}")


def parse(source: str, *, path: str | None = None, desk: Desk = NO_DESK, markdown: bool = False) -> Document:
    """Reads a text in the format that its name promises, else as plain text.

    `markdown` says that it is Markdown, whatever its name. `source` has no byte order mark; its line ends are those of the file.
    Raises nothing on any text.
    """
    form = MARKDOWN if markdown else text_format(path)
    return _document(source, _reader(form).lay_out(source), form, path, desk)


def skeleton_of(path: str | None) -> Callable[[str], tuple[tuple[Bone, ...], ...]] | None:
    """The function that reads the structure of a draft with this name, or None.

    No fix may change what it returns for the text.
    """
    module = text_format(path).skeleton
    skeleton: Callable[[str], tuple[tuple[Bone, ...], ...]] | None
    skeleton = import_module(f"{__name__}.{module}").skeleton if module else None
    return skeleton


def _document(source: str, layout: Layout, form: Format, path: str | None, desk: Desk) -> Document:
    # Not at the top: a run whose results are all known reads no draft.
    from zhlint.reading.blocks import cut_lines
    from zhlint.reading.roles import roles_of
    from zhlint.reading.sections import sections
    from zhlint.reading.speaker_lines import speaker_lines

    lines = speaker_lines(layout)
    contents = cut_lines(layout.text, lines, roles_of(layout, lines), desk.lexicon.places)
    return Document(
        text=layout.text,
        source=source,
        blocks=tuple(contents.blocks),
        sections=sections(contents.blocks, contents.speakers, lines),
        credits=(*layout.credits, *contents.credits),
        datelines=tuple(contents.datelines),
        path=path,
        runs=layout.runs,
        masked=layout.masked,
        metadata=layout.metadata,
        delicate=layout.delicate,
        desk=desk,
        kind=_kind(_prose(layout)),
        line_names=LineNames(form.line_name, layout.line_names),
        pictures=layout.pictures,
    )


def _prose(layout: Layout) -> str:
    """The text without what is no prose: code, tags, comments, addresses."""
    text, pieces, at = layout.text, [], 0
    for start, end in sorted(layout.masked):
        pieces.append(text[at:start])
        at = max(at, end)
    return _ADDRESS.sub("", "".join((*pieces, text[at:])) if pieces else text)


def _kind(text: str) -> str:
    """The kind of text, one of `TEXT_KINDS`."""
    from zhlint.reading.mojibake import find_mojibake

    if find_mojibake(text):
        return "garbled"
    # Bytes are counted many times as fast as characters: the high ones of UTF-16 tell hanzi, those of ASCII letters.
    letters = len(text.encode("ascii", "ignore").translate(None, _NO_LETTERS))
    fewest = max(FEWEST_HANZI, letters)
    if _count_hanzi(text[:_OPENING]) >= fewest or (hanzi := _count_hanzi(text)) >= fewest:
        return "draft"
    return "short" if hanzi >= letters else "foreign"


def _count_hanzi(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")[1::2].translate(None, _NO_HANZI))
