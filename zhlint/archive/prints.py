"""Prints of articles, by which those that share text are found.

A print is the hash of twelve consecutive characters of the prose, without white space. Of all prints those are kept that are
divisible by eight, the same ones in every article: so articles with much text in common share many.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any, Final

from zhlint.analysis.copies.stretches import stretches
from zhlint.archive.extra import library
from zhlint.archive.lint import with_place
from zhlint.archive.tables import NEW
from zhlint.document import serves

if TYPE_CHECKING:
    from pathlib import Path

    from zhlint.archive.records import Record
    from zhlint.document import Document

#: The folder of the prints.
PRINTS: Final = "prints"
#: The characters of a print, and one in how many is kept.
LENGTH: Final = 12
KEPT: Final = 8
#: Articles that are in memory at once, and in a row group.
ROWS: Final = 200
_FACTOR: Final = 0x9E3779B97F4A7C15
_MIX: Final = 0xBF58476D1CE4E5B9


class Prints:
    """The file of the articles of a piece with their prints."""

    def __init__(self, out: Path, piece: str) -> None:
        arrow, parquet = library("pyarrow", "--repeats "), library("pyarrow.parquet", "--repeats ")
        self._arrow = arrow
        self._schema = arrow.schema([
            ("source", arrow.string()), ("record", arrow.int64()), ("id", arrow.string()), ("date", arrow.string()),
            ("place", arrow.string()), ("path", arrow.string()), ("text", arrow.string()), ("prints", arrow.list_(arrow.uint64())),
        ])  # fmt: skip
        (out / PRINTS).mkdir(exist_ok=True)
        self._path = str(out / PRINTS / f"{piece}.parquet")
        self._writer = parquet.ParquetWriter(f"{self._path}{NEW}", self._schema, compression="zstd")
        self._rows: list[dict[str, Any]] = []

    def add(self, record: Record, document: Document) -> None:
        """Adds an article."""
        record = with_place(record, document)
        self._rows.append({
            "source": record.source, "record": record.number, "id": record.id, "date": record.date, "place": record.place,
            "path": record.path, "text": document.source, "prints": prints_of(document),
        })  # fmt: skip
        if len(self._rows) >= ROWS:
            self._write()

    def keep(self) -> None:
        """Moves the file to its name."""
        self._write()
        self._writer.close()
        os.replace(f"{self._path}{NEW}", self._path)

    def _write(self) -> None:
        self._writer.write_table(self._arrow.Table.from_pylist(self._rows, self._schema))
        self._rows = []


def prints_of(document: Document) -> Any:
    """The prints of a document, sorted, each once, as an array of 64-bit numbers."""
    body = "".join(stretch.text for stretch in stretches(document)) if serves(document.kind, "sentence") else ""
    return prints_in(body)


def prints_in(text: str) -> Any:
    """The prints of a text without white space."""
    numpy = library("numpy", "--repeats ")
    codes = numpy.frombuffer(text.encode("utf-32-le", "surrogatepass"), numpy.uint32).astype(numpy.uint64)
    count = len(codes) - LENGTH + 1
    if count <= 0:
        return numpy.zeros(0, numpy.uint64)
    hashes = numpy.zeros(count, numpy.uint64)
    for offset in range(LENGTH):
        hashes *= numpy.uint64(_FACTOR)
        hashes += codes[offset : offset + count]
    hashes ^= hashes >> numpy.uint64(31)
    hashes *= numpy.uint64(_MIX)
    hashes ^= hashes >> numpy.uint64(29)
    return numpy.unique(hashes[hashes % KEPT == 0])
