"""Copies among the articles of an archive: candidates of the index, compared text by text."""

from __future__ import annotations

import json
import os
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final

from zhlint.archive.extra import library
from zhlint.archive.index import INDEX, Entry, build, open_index
from zhlint.archive.lint import linter_of
from zhlint.archive.pieces import Piece
from zhlint.archive.records import month_of
from zhlint.archive.tables import as_line, beside
from zhlint.archive.work import Outcome
from zhlint.document import Span
from zhlint.finding import source_place
from zhlint.repeats.issue import Change, SharedPassage, Site, copies, overlaps
from zhlint.repeats.standing_matter import split_standing

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from zhlint.archive.index import Index
    from zhlint.archive.work import Settings
    from zhlint.document import Document
    from zhlint.linter import Linter

#: The folder of the copies of each batch, and the files of all.
PAIRS: Final = "pairs"
COPIES: Final = "copies.jsonl"
STANDING: Final = "standing.jsonl"
_OPENING: Final = 30
#: So many places of a standing piece are told; of the rest the number.
_PLACES: Final = 20


def batches(out: Path, names: list[str], shortest: int) -> Iterator[Piece]:
    """Yields the batches of candidates as pieces, after the index is built."""
    digest = build(out, names)
    (out / PAIRS).mkdir(exist_ok=True)
    with open_index(out) as index:
        count = index.batches
    for number in range(count):
        yield Piece(f"pairs-{digest}-{shortest}-{number:06}", "", "", PAIRS, number, number + 1)


def compare(piece: Piece, settings: Settings, shortest: int) -> Outcome:
    """Compares the articles of a batch with their candidates and writes the passages they share."""
    file = settings.out / PAIRS / f"{piece.name}.jsonl"
    if file.exists():
        return Outcome()
    linter = linter_of(settings.config)
    with open_index(settings.out) as index, beside(file) as new, open(new, "wb") as stream:
        batch = index.batch(piece.start)
        for later, firsts in batch:
            stream.writelines(as_line(row) for row in _passages(index, linter, later, firsts, shortest))
        stream.flush()
        os.fsync(stream.fileno())
    return Outcome(len(batch))


def forget_copies(out: Path) -> None:
    """Removes the copies and the index of an earlier run that looked for copies."""
    for file in (out / COPIES, out / STANDING, out / INDEX, *(out / PAIRS).glob("*.jsonl")):
        file.unlink(missing_ok=True)


def document_of(index: Index, linter: Linter, entry: Entry) -> Document:
    """The document of an article of the index."""
    return linter.parse(index.text(entry), path=entry.path if not entry.path.endswith((".docx", ".docm")) else None)


def _passages(
    index: Index, linter: Linter, later: Entry, firsts: list[Entry], shortest: int
) -> Iterator[dict[str, Any]]:
    entries = [*firsts, later]
    documents = [document_of(index, linter, entry) for entry in entries]
    last = len(firsts)
    shared = [passage for passage in copies(documents, shortest) if passage.later.document == last]
    shares = {pair.first: pair.share for pair in overlaps(documents, shared)}
    for passage in shared:
        first = passage.first.document
        yield {
            **_site("later", later, documents[last], passage.later.span),
            **_site("first", entries[first], documents[first], passage.first.span),
            "length": passage.length,
            "share": round(shares[first], 3),
            "order": "date" if _is_earlier(entries[first].date, later.date) else "unknown",
            "opening": "".join(documents[last][passage.later.span].split())[:_OPENING],
            "changes": [change._asdict() for change in passage.changes],
        }


def _is_earlier(first: str, later: str) -> bool:
    return bool(month_of(first) and month_of(later)) and first < later


def _site(name: str, entry: Entry, document: Document, span: Span) -> dict[str, Any]:
    place = source_place(document, document.to_source(*span))
    values = {key: getattr(entry, key) for key in ("doc", "source", "record", "id", "date", "place")}
    where = {key: getattr(place, key) for key in ("start", "end", "line", "column", "end_line", "end_column")}
    return {f"{name}_{key}": value for key, value in (values | where).items()}


def gather(out: Path, names: Iterable[str]) -> dict[str, int]:
    """Writes the copies and the standing matter of all batches; how many there are.

    A piece that three articles or more have is standing matter and told once.
    """
    wanted = set(names)
    for file in (out / PAIRS).glob("*.jsonl"):
        if file.stem not in wanted:
            file.unlink()
    counts = {"copies": 0, "duplicates": 0, "standing": 0}
    with (
        beside(out / COPIES) as new,
        beside(out / STANDING) as other,
        open(new, "wb") as pairs,
        open(other, "wb") as pieces,
    ):
        for group in _by_first(out):
            standing, alone = _split(group)
            for row in alone:
                pairs.write(as_line(row))
                counts["copies"] += 1
                counts["duplicates"] += row["share"] >= 0.5
            for row in standing:
                pieces.write(as_line(row))
                counts["standing"] += 1
    return counts


def _by_first(out: Path) -> Iterator[list[dict[str, Any]]]:
    """Yields the rows of all batches by the first article.

    DuckDB sorts them, in bounded memory.
    """
    duckdb = library("duckdb", "--repeats ")
    files = [str(file) for file in (out / PAIRS).glob("*.jsonl") if file.stat().st_size]
    if not files:
        return
    with duckdb.connect() as database:
        database.execute(
            f"SET memory_limit = '1GB'; SET temp_directory = '{str(out / 'index.tmp').replace(chr(39), chr(39) * 2)}'"
        )
        lines = database.execute(
            "SELECT json FROM read_json_objects(?, maximum_object_size = 67108864) ORDER BY (json->>'$.first_doc')::BIGINT, "
            "(json->>'$.first_start')::BIGINT, (json->>'$.later_doc')::BIGINT, (json->>'$.later_start')::BIGINT",
            [files],
        )
        whole = (json.loads(line) for batch in iter(lambda: lines.fetchmany(1000), []) for (line,) in batch)
        for _, group in groupby(whole, key=lambda row: row["first_doc"]):
            yield list(group)


def _split(group: list[dict[str, Any]]) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The standing matter and the copies among the passages of one first article."""
    places: dict[Site, dict[str, Any]] = {}
    passages: dict[SharedPassage, dict[str, Any]] = {}
    for row in group:
        sites = [
            Site(row[f"{name}_doc"], Span(row[f"{name}_start"], row[f"{name}_end"])) for name in ("later", "first")
        ]
        changes = tuple(Change(change["here"], change["first"]) for change in row["changes"])
        passages[SharedPassage(sites[0], sites[1], row["length"], changes)] = row
        for site, name in zip(sites, ("later", "first"), strict=True):
            places[site] = {
                key.removeprefix(f"{name}_"): value for key, value in row.items() if key.startswith(f"{name}_")
            }
    standing, alone = split_standing(list(passages))
    told = [
        {
            "articles": len(piece.sites), "length": piece.length,
            "opening": next(row["opening"] for passage, row in passages.items() if piece.sites[0] in passage[:2]),
            "places": [places[site] for site in piece.sites[:_PLACES]],
        }
        for piece in standing
    ]  # fmt: skip
    return told, [passages[passage] for passage in alone]
