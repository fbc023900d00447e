"""The index of an archive: its articles and their sorted prints, in DuckDB."""

from __future__ import annotations

import os
from contextlib import contextmanager
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from zhlint.archive.extra import first_line, library
from zhlint.archive.prints import PRINTS, ROWS
from zhlint.archive.tables import NEW
from zhlint.storage.toml import ConfigError, display_path

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

INDEX: Final = "index.duckdb"
#: The prints that two articles must share to be compared.
LEAST: Final = 6
#: The most articles that one is compared with, those that share most.
_MOST: Final = 20
#: Prints that are sorted and joined at once; a band has about so many.
_BAND: Final = 16_000_000
#: Articles whose copies are looked for in one piece.
_BATCH: Final = 200
_MEMORY: Final = "1GB"


class Entry(NamedTuple):
    """An article of the index; `file` and `row` say where its text is."""

    doc: int
    source: str
    record: int
    id: str
    date: str
    place: str
    path: str
    file: str
    row: int


class Index:
    """An index that is open for reading."""

    def __init__(self, out: Path, database: Any) -> None:
        self._out, self._database = out, database

    def __len__(self) -> int:
        return int(self._database.execute("SELECT count(*) FROM articles").fetchone()[0])

    @property
    def batches(self) -> int:
        """The number of batches of candidates."""
        return int(self._database.execute("SELECT coalesce(max(batch) + 1, 0) FROM candidates").fetchone()[0])

    def batch(self, number: int) -> list[tuple[Entry, list[Entry]]]:
        """The articles of a batch, each with the earlier ones most like it."""
        pairs = self._database.execute("SELECT later, first FROM candidates WHERE batch = ? ORDER BY ALL", [number])
        groups: dict[int, list[int]] = {}
        for later, first in pairs.fetchall():
            groups.setdefault(later, []).append(first)
        entries = self.entries({*groups, *(first for firsts in groups.values() for first in firsts)})
        return [(entries[later], [entries[first] for first in firsts]) for later, firsts in groups.items()]

    def entries(self, docs: Iterable[int]) -> dict[int, Entry]:
        """The articles with these numbers."""
        found = self._database.execute("SELECT * FROM articles WHERE doc IN (SELECT unnest(?))", [list(docs)])
        return {row[0]: Entry(*row) for row in found.fetchall()}

    def alike(self, prints: Sequence[int]) -> list[Entry]:
        """The articles that share most of these prints, in order."""
        # As many bounds as prints: each lets the sorted table be read in one place.
        counted = self._database.execute(
            "SELECT doc FROM prints WHERE hash IN (SELECT unnest(?::UBIGINT[])) GROUP BY doc HAVING count(*) >= ? "
            "ORDER BY count(*) DESC, doc LIMIT ?",
            [[int(one) for one in prints], LEAST, _MOST],
        )
        found = self.entries(doc for (doc,) in counted.fetchall())
        return [found[doc] for doc in sorted(found)]

    def text(self, entry: Entry) -> str:
        """The text of an article. Raises ConfigError where its file is damaged."""
        arrow, parquet = library("pyarrow", "--repeats "), library("pyarrow.parquet", "--repeats ")
        path = self._out / PRINTS / entry.file
        try:
            with parquet.ParquetFile(path) as file:
                column = file.read_row_group(entry.row // ROWS, columns=["text"]).column("text")
                return str(column[entry.row % ROWS])
        except (OSError, IndexError, arrow.ArrowException):
            raise ConfigError(f"{display_path(path)} 坏了，或不见了；再运行一次 zhlint archive … --repeats") from None


@contextmanager
def open_index(out: Path) -> Iterator[Index]:
    """The index of a folder. Raises ConfigError where there is none."""
    duckdb = library("duckdb", "找重复的索引")
    if not (out / INDEX).is_file():
        raise ConfigError(
            f"{display_path(out)} 里没有索引，请先用 zhlint archive … --out {display_path(out)} --repeats 建好"
        )
    try:
        database = duckdb.connect(str(out / INDEX), read_only=True)
    except duckdb.Error:
        raise ConfigError(
            f"{display_path(out / INDEX)} 坏了，或不是索引；删去它，再运行一次 zhlint archive … --repeats"
        ) from None
    try:
        yield Index(out, database)
    finally:
        database.close()


def build(out: Path, names: Sequence[str]) -> str:
    """Builds the index of these pieces, where it is not there yet; its digest.

    Memory stays bounded: prints are sorted and joined in bands.
    """
    duckdb = library("duckdb", "--repeats ")
    digest = sha256("\n".join(names).encode()).hexdigest()[:12]
    if _digest(duckdb, out) == digest:
        return digest
    new = out / f"{INDEX}{NEW}"
    new.unlink(missing_ok=True)
    try:
        _build(duckdb, out, new, names, digest)
    except duckdb.Error as error:
        raise ConfigError(f"索引没有建成，请看磁盘和内存，再运行一次（{first_line(error)}）") from None
    os.replace(new, out / INDEX)
    return digest


def _build(duckdb: Any, out: Path, new: Path, names: Sequence[str], digest: str) -> None:
    database = duckdb.connect(str(new))
    database.execute(
        f"SET memory_limit = '{_MEMORY}'; SET preserve_insertion_order = false; SET enable_progress_bar = false"
    )
    database.execute(f"SET temp_directory = '{_quoted(str(out / 'index.tmp'))}'")
    _fill(database, [str(out / PRINTS / f"{name}.parquet") for name in names])
    database.execute("CREATE TABLE digest AS SELECT ? AS digest", [digest])
    database.close()


def _digest(duckdb: Any, out: Path) -> str:
    if not (out / INDEX).is_file():
        return ""
    try:
        with duckdb.connect(str(out / INDEX), read_only=True) as database:
            return str(database.execute("SELECT digest FROM digest").fetchone()[0])
    except duckdb.Error:
        return ""


def _fill(database: Any, files: Sequence[str]) -> None:
    listed = "[" + ", ".join(f"'{_quoted(file)}'" for file in files) + "]"
    source = f"read_parquet({listed}, filename = true, file_row_number = true)"
    database.execute(
        "CREATE TABLE articles AS SELECT row_number() OVER (ORDER BY date = '', date, source, record) AS doc, source, record, id, date, "
        f"place, path, parse_filename(filename) AS file, file_row_number AS row FROM {source}"
    )
    total = database.execute(f"SELECT coalesce(sum(len(prints)), 0) FROM {source}").fetchone()[0]
    bands = max(1, -(-int(total) // _BAND))
    database.execute(
        "CREATE TABLE prints (hash UBIGINT, doc BIGINT); CREATE TABLE shared (first BIGINT, later BIGINT, n BIGINT)"
    )
    for number in range(bands):
        low, high = (2**64 * edge // bands for edge in (number, number + 1))
        database.execute(
            f"INSERT INTO prints SELECT hash, doc FROM (SELECT unnest(prints) AS hash, parse_filename(filename) AS file, file_row_number AS row "
            f"FROM {source}) JOIN articles USING (file, row) WHERE hash >= {low} AND hash <= {high - 1} ORDER BY hash, doc"
        )
        # Every later article is paired with the first that has the print: as many pairs as prints, however common it is.
        database.execute(
            f"INSERT INTO shared SELECT first, doc, count(*) FROM (SELECT doc, min(doc) OVER (PARTITION BY hash) AS first FROM prints "
            f"WHERE hash >= {low} AND hash <= {high - 1}) WHERE doc > first GROUP BY ALL"
        )
    database.execute(
        f"CREATE TABLE candidates AS SELECT first, later, n, (dense_rank() OVER (ORDER BY later) - 1) // {_BATCH} AS batch FROM "
        f"(SELECT first, later, sum(n) AS n FROM shared GROUP BY first, later HAVING sum(n) >= {LEAST} "
        f"QUALIFY row_number() OVER (PARTITION BY later ORDER BY sum(n) DESC, first) <= {_MOST}) ORDER BY later; DROP TABLE shared"
    )


def _quoted(text: str) -> str:
    return text.replace("'", "''")
