"""The records of a piece, read one after another."""

from __future__ import annotations

import io
import json
from typing import IO, TYPE_CHECKING, Any, Final

from zhlint.archive.extra import first_line, library
from zhlint.archive.records import Columns, Record
from zhlint.learning.packed_files import READ_ERRORS, read_failure, unpacked_name, unpacked_stream
from zhlint.phrasing.reasons import size_reason
from zhlint.reading.encoding import UnreadableError, decode

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zhlint.archive.pieces import Piece

#: Rows of Parquet that are in memory at once.
_ROWS: Final = 64
_NOT_WHOLE: Final = "Parquet 坏了，没有读完（{}）"
_BLOCK: Final = 2**20


def records(piece: Piece, columns: Columns, encoding: str, limit: int) -> Iterator[Record]:
    """Yields the records of a piece; one that cannot be read has a problem.

    `encoding` is that of texts, `limit` the most bytes of a record. Raises OSError and UnreadableError for the file.
    """
    if piece.kind == "parquet":
        yield from _rows(piece, columns)
    elif piece.kind == "drafts":
        yield from (_draft(path, shown, limit) for path, shown in piece.drafts)
    else:
        for number, line in _lines(piece, limit):
            if line is None:
                yield Record(piece.source, number, problem=f"这一行超过 {limit / 2**20:g} MiB，没有读")
            elif line.strip():
                yield _record(piece, number, line, columns, encoding)


def _record(piece: Piece, number: int, line: bytes, columns: Columns, encoding: str) -> Record:
    try:
        text = decode(line, encoding).text
    except UnreadableError as error:
        return Record(piece.source, number, id=f"{piece.source}:{number}", problem=str(error))
    if piece.kind == "lines":
        return Columns("text").record({"text": text.rstrip("\r\n")}, piece.source, number)
    try:
        values = json.loads(text)
    except (ValueError, RecursionError):
        return Record(piece.source, number, id=f"{piece.source}:{number}", problem="不是 JSON")
    return columns.record(values, piece.source, number)


def _lines(piece: Piece, limit: int) -> Iterator[tuple[int, bytes | None]]:
    """Yields the numbered lines of a piece; None for one that is too long."""
    with _stream(piece) as stream:
        left, number = piece.end - piece.start, piece.first
        while left > 0 and (line := stream.readline(limit + 1)):
            left -= len(line)
            is_long = len(line) > limit
            while is_long and not line.endswith(b"\n") and (line := stream.readline(_BLOCK)):
                left -= len(line)
            yield number, None if is_long else line
            number += 1


def _stream(piece: Piece) -> IO[bytes]:
    if piece.content is not None:
        return io.BytesIO(piece.content)
    stream = open(piece.path, "rb")  # noqa: SIM115 - closed by the caller
    stream.seek(piece.start)
    return stream


def _rows(piece: Piece, columns: Columns) -> Iterator[Record]:
    parquet = library("pyarrow.parquet", "读 Parquet ")
    with parquet.ParquetFile(piece.path, buffer_size=_BLOCK, pre_buffer=False) as file:
        names = set(file.schema_arrow.names)
        wanted = [name for name in columns.names() if name in names]
        if not wanted or not any(
            name in names for name in Columns(columns.text or "").names()[: 1 if columns.text else 5]
        ):
            wanted = list(names)[:20]
        number = piece.first - piece.start
        for batch in _whole(file.iter_batches(batch_size=_ROWS, row_groups=[piece.group], columns=wanted)):
            end = number + batch.num_rows
            begin, last = piece.first, piece.first + piece.end - piece.start
            if number >= last:
                return
            if end > begin:
                part = batch.slice(max(0, begin - number), last - max(begin, number))
                yield from _batch(part, columns, piece.source, max(begin, number))
            number = end


def _whole(batches: Iterator[Any]) -> Iterator[Any]:
    """Yields batches of rows.

    Raises UnreadableError where the file is damaged, OSError where it cannot be read.
    """
    while True:
        try:
            batch = next(batches, None)
        except OSError as error:
            if error.errno:
                raise
            raise UnreadableError(_NOT_WHOLE.format(first_line(error))) from None
        except library("pyarrow", "读 Parquet ").ArrowException as error:
            raise UnreadableError(_NOT_WHOLE.format(first_line(error))) from None
        if batch is None:
            return
        yield batch


def _batch(batch: Any, columns: Columns, source: str, number: int) -> Iterator[Record]:
    for offset in range(batch.num_rows):
        try:
            values = batch.slice(offset, 1).to_pylist()[0]
        except (UnicodeDecodeError, ValueError):
            yield Record(source, number + offset, id=f"{source}:{number + offset}", problem="这一行的文字不是 UTF-8")
        else:
            yield columns.record(values, source, number + offset)


def _draft(path: str, shown: str, limit: int) -> Record:
    record = Record(shown, 1, b"", shown, path=unpacked_name(shown))
    try:
        with open(path, "rb") as packed, unpacked_stream(packed, path) as stream:
            content = stream.read(limit + 1)
    except READ_ERRORS as error:
        return record._replace(problem=read_failure(error))
    if len(content) > limit:
        return record._replace(problem=size_reason("文件", len(content), limit))
    return record._replace(text=content)
