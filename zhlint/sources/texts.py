"""The texts of source files, with the way back to lines and columns."""

from __future__ import annotations

import json
from bisect import bisect_right
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from zhlint.desk import NO_DESK
from zhlint.reading import read
from zhlint.reading.encoding import UnreadableError, decode
from zhlint.reading.formats import promised_format
from zhlint.source_text import Position

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zhlint.document import Document

#: Suffixes of files that are read as sources.
SUFFIXES: Final = (".txt", ".md", ".markdown", ".docx", ".jsonl", ".ndjson", ".parquet")
_LINES: Final = (".jsonl", ".ndjson")
_ROWS: Final = ".parquet"
#: The columns of a row of Parquet that say where an article of an archive stands, and the rows that are read at once.
_PLACE: Final = ("source", "record")
_BATCH: Final = 64
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

    Of a file of JSON lines each line is one, of Parquet each row; an article of an archive names its own file in `path`.
    """

    text: str
    anchors: tuple[Anchor, ...]
    path: str = ""

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
    elif lower.endswith(_ROWS):
        yield from _rows(content, field)
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


def _rows(content: bytes, field: str) -> Iterator[SourceText]:
    try:
        from pyarrow import ArrowException, BufferReader
        from pyarrow.parquet import ParquetFile
    except ImportError:
        raise UnreadableError("读 Parquet 要先装：pip install 'zhlint-press[archive]'") from None
    try:
        file = ParquetFile(BufferReader(content))
        names = [name for name in (field, *_PLACE) if name in file.schema_arrow.names]
        rows = (row for batch in file.iter_batches(_BATCH, columns=names) for row in batch.to_pylist())
        found = [text for number, row in enumerate(rows, 1) if (text := _row(row, field, number))]
    except (OSError, UnicodeDecodeError, ArrowException):
        raise UnreadableError("不是完好的 Parquet") from None
    if not found:
        raise UnreadableError(f"没有一行有“{field}”这个字段的文字")
    yield from found


def _row(row: dict[str, Any], field: str, number: int) -> SourceText | None:
    text, path, record = row.get(field), row.get("source"), row.get("record")
    if not isinstance(text, str) or not text.strip():
        return None
    if isinstance(path, str) and isinstance(record, int):
        return SourceText(text, (Anchor(0, record, 1),), path)
    return SourceText(text, (Anchor(0, number, 1),))


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
