"""The texts of source files, with the way back to lines and columns."""

from __future__ import annotations

import json
from bisect import bisect_right
from typing import TYPE_CHECKING, Final, NamedTuple

from zhlint.document import NO_DESK, Position
from zhlint.reading import read
from zhlint.reading.encoding import UnreadableError, decode
from zhlint.reading.formats import promised_format

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zhlint.document import Document

#: Suffixes of files that are read as sources.
SUFFIXES: Final = (".txt", ".md", ".markdown", ".docx", ".jsonl", ".ndjson")
_LINES: Final = (".jsonl", ".ndjson")
_PLAIN: Final = (".txt",)
#: The field of a line of JSON that holds the text.
FIELD: Final = "text"
_LEFT_OUT: Final = frozenset({"code", "frontmatter"})


class Anchor(NamedTuple):
    """A place from which on text and source agree up to the next anchor."""

    offset: int
    line: int
    column: int


class SourceText(NamedTuple):
    """The text of a source, and anchors in order.

    Of a file of JSON lines each line is one.
    """

    text: str
    anchors: tuple[Anchor, ...]

    def position(self, offset: int) -> Position:
        """Line and column in the file."""
        anchor = self.anchors[max(0, bisect_right(self.anchors, offset, key=lambda anchor: anchor.offset) - 1)]
        return Position(anchor.line, anchor.column + offset - anchor.offset)


def source_texts(content: bytes, name: str, limit: int, field: str = FIELD) -> Iterator[SourceText]:
    """Yields the texts in the bytes of a file, whose name tells its format.

    Raises UnreadableError.
    """
    lower = name.lower()
    if lower.endswith(_LINES):
        yield from _records(content, field)
    elif lower.endswith(_PLAIN) or promised_format(name) is None:
        yield _plain(decode(content, "auto").text)
    else:
        yield _of_document(read(content, name, limit=limit, desk=NO_DESK).document)


def _records(content: bytes, field: str) -> Iterator[SourceText]:
    found = False
    for number, line in enumerate(decode(content, "auto").text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
        except (ValueError, RecursionError):
            raise UnreadableError(f"第{number}行不是 JSON") from None
        text = record.get(field) if isinstance(record, dict) else None
        if isinstance(text, str) and text.strip():
            found = True
            yield SourceText(text, (Anchor(0, number, 1),))
    if not found:
        raise UnreadableError(f"没有一行有“{field}”这个字段的文字")


def _plain(text: str) -> SourceText:
    anchors, line = [Anchor(0, 1, 1)], 1
    for at, char in enumerate(text):
        if char == "\n" or (char == "\r" and text[at + 1 : at + 2] != "\n"):
            line += 1
            anchors.append(Anchor(at + 1, line, 1))
    return SourceText(text, tuple(anchors))


def _of_document(document: Document) -> SourceText:
    """The text of a document, block by block, without code and front matter."""
    parts: list[str] = []
    anchors: list[Anchor] = []
    length = 0
    starts = [run.start for run in document.runs]
    for block in document.blocks:
        if block.role in _LEFT_OUT:
            continue
        inside = starts[bisect_right(starts, block.start) : bisect_right(starts, block.end - 1)]
        for at in (block.start, *inside):
            line, column = document.position(document.to_source(at, at).start)
            anchors.append(Anchor(length + at - block.start, line, column))
        parts.append(document[block])
        length += block.end - block.start + 1
    return SourceText("\n".join(parts), tuple(anchors) or (Anchor(0, 1, 1),))
