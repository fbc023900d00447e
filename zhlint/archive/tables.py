"""Tables of an archive in files: JSON lines, and Parquet made of them."""

from __future__ import annotations

import json
import os
from contextlib import contextmanager
from itertools import islice
from typing import IO, TYPE_CHECKING, Any, Final

from zhlint.archive.extra import library
from zhlint.archive.lint import ARTICLES, ERRORS, FINDINGS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

#: The end of the name of a file that is being written.
NEW: Final = ".new"
#: Rows of Parquet that are in memory at once.
_ROWS: Final = 10_000
_KEY: Final = {"source": "text", "record": "number", "id": "text", "date": "text", "place": "text"}
#: The columns of each table with their types.
COLUMNS: Final[Mapping[str, Mapping[str, str]]] = {
    FINDINGS: _KEY | {
        "code": "text", "name": "text", "level": "text", "message": "text", "text": "text",
        "start": "number", "end": "number", "line": "number", "column": "number", "end_line": "number", "end_column": "number",
        "where": "text", "before": "text", "after": "text", "fix": "text", "edits": "edits",
    },
    ARTICLES: _KEY | {
        "chars": "number", "kind": "text", "error": "number", "warning": "number", "hint": "number", "weight": "real",
    },
    ERRORS: _KEY | {"message": "text"},
}  # fmt: skip


class Tables:
    """The files of a piece's rows, moved to their names at the end."""

    def __init__(self, out: Path, piece: str) -> None:
        self._out, self._piece = out, piece
        self._streams: dict[str, IO[bytes]] = {}

    def add(self, table: str, values: Mapping[str, Any]) -> None:
        """Writes a row."""
        if table not in self._streams:
            (self._out / table).mkdir(exist_ok=True)
            self._streams[table] = open(f"{self._path(table)}{NEW}", "wb")  # noqa: SIM115 - closed by `keep`
        self._streams[table].write(as_line(values))

    def keep(self) -> None:
        """Moves the files to their names; a table without rows has none."""
        for table, stream in self._streams.items():
            stream.flush()
            os.fsync(stream.fileno())
            stream.close()
            os.replace(f"{self._path(table)}{NEW}", self._path(table))

    def _path(self, table: str) -> str:
        return str(self._out / table / f"{self._piece}.jsonl")


def as_line(values: Mapping[str, Any]) -> bytes:
    """A row as a line of JSON."""
    return json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace") + b"\n"


def rows(file: Path) -> Iterator[dict[str, Any]]:
    """Yields the rows of a file of JSON lines."""
    with file.open("rb") as stream:
        for line in stream:
            yield json.loads(line)


@contextmanager
def beside(file: Path) -> Iterator[str]:
    """The path of a new file that replaces `file` once it is whole."""
    yield f"{file}{NEW}"
    os.replace(f"{file}{NEW}", file)


def to_parquet(file: Path, table: str) -> None:
    """Writes a Parquet file beside one of JSON lines, a few rows at a time."""
    arrow, parquet = library("pyarrow", "写 Parquet "), library("pyarrow.parquet", "写 Parquet ")
    schema = arrow_schema(table)
    source = rows(file)
    with beside(file.with_suffix(".parquet")) as new, parquet.ParquetWriter(new, schema, compression="zstd") as writer:
        while batch := list(islice(source, _ROWS)):
            writer.write_table(arrow.Table.from_pylist(batch, schema))


def arrow_schema(table: str) -> Any:
    """The columns of a table for Arrow. Raises ConfigError where it is not installed."""
    arrow = library("pyarrow", "写 Parquet ")
    edit = arrow.struct([("start", arrow.int64()), ("end", arrow.int64()), ("text", arrow.string())])
    types = {"text": arrow.string(), "number": arrow.int64(), "real": arrow.float64(), "edits": arrow.list_(edit)}
    return arrow.schema([(name, types[kind]) for name, kind in COLUMNS[table].items()])
