"""The work on one piece: records to rows in files, then the sums."""

from __future__ import annotations

import json
import os
import time
from typing import TYPE_CHECKING, Any, NamedTuple

from zhlint.archive.folder import done_file, result_of
from zhlint.archive.lint import linter_of, report_on, rows_of
from zhlint.archive.prints import PRINTS, Prints
from zhlint.archive.reading import records
from zhlint.archive.tables import COLUMNS, Tables, beside, to_parquet
from zhlint.archive.tally import Tally
from zhlint.learning.packed_files import READ_ERRORS, read_failure

if TYPE_CHECKING:
    from pathlib import Path

    from zhlint.archive.pieces import Piece
    from zhlint.archive.records import Columns
    from zhlint.config.model import Config


class Settings(NamedTuple):
    """The choices for all pieces: folder, configuration, columns.

    With `parquet` there are Parquet files too; with `prints` the prints by which copies are found.
    """

    out: Path
    config: Config
    columns: Columns
    parquet: bool = False
    prints: bool = False


class Outcome(NamedTuple):
    """The articles and bytes of a piece, or why it failed (Chinese)."""

    articles: int = 0
    bytes: int = 0
    seconds: float = 0.0
    failure: str = ""


def do(piece: Piece, settings: Settings) -> Outcome:
    """Checks the records of a piece and writes its files.

    The one that says it is done comes last.

    Raises OSError where they cannot be written.
    """
    begun = time.perf_counter()
    outcome = Outcome()
    if not result_of(done_file(settings.out, piece.name)):
        outcome = _lint(piece, settings)
    if settings.parquet and not outcome.failure:
        _complete(piece.name, settings.out)
    return outcome._replace(seconds=time.perf_counter() - begun)


def _lint(piece: Piece, settings: Settings) -> Outcome:
    linter, tally, size = linter_of(settings.config), Tally(), 0
    tables = Tables(settings.out, piece.name)
    prints = _prints(piece, settings)
    source = records(piece, settings.columns, linter.config.encoding, linter.config.max_size)
    while True:
        # What goes wrong with reading is the source's; what goes wrong with writing ends the run.
        try:
            record = next(source, None)
        except READ_ERRORS as error:
            return Outcome(failure=read_failure(error))
        if record is None:
            break
        size += len(record.text) if isinstance(record.text, bytes) else len(record.text.encode("utf-8", "replace"))
        report = report_on(linter, record)
        for row in rows_of(linter, record, report):
            tables.add(row.table, row.values)
            tally.add(row)
        if prints and report and report.document:
            prints.add(record, report.document)
    tables.keep()
    if prints:
        prints.keep()
    _finish(piece, settings.out, tally.plain() | {"bytes": size})
    return Outcome(tally.articles + tally.errors, size)


def _prints(piece: Piece, settings: Settings) -> Prints | None:
    return Prints(settings.out, piece.name) if settings.prints else None


def _finish(piece: Piece, out: Path, tally: dict[str, Any]) -> None:
    with beside(done_file(out, piece.name)) as new, open(new, "w", encoding="utf-8") as stream:
        result = {"piece": piece.name, "source": piece.source, "files": _files(piece.name, out), "tally": tally}
        json.dump(result, stream, ensure_ascii=False)
        stream.flush()
        os.fsync(stream.fileno())


def _files(name: str, out: Path) -> dict[str, int]:
    """The files of a piece below the folder, with their sizes."""
    paths = [f"{table}/{name}.jsonl" for table in COLUMNS] + [f"{PRINTS}/{name}.parquet"]
    return {path: os.stat(out / path).st_size for path in paths if (out / path).exists()}


def _complete(name: str, out: Path) -> None:
    """Makes the Parquet files of a piece that are missing."""
    for table in COLUMNS:
        file = out / table / f"{name}.jsonl"
        if file.exists() and not file.with_suffix(".parquet").exists():
            to_parquet(file, table)
