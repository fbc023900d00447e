"""The run over an archive: the missing pieces to an engine, then the sums."""

from __future__ import annotations

import json
import time
from functools import partial
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from zhlint.archive.copies import batches, compare, forget_copies, gather
from zhlint.archive.engines.pool import run as run_pool
from zhlint.archive.extra import library
from zhlint.archive.folder import DONE, done_file, forget, is_done, refuse_strangers, sweep
from zhlint.archive.lint import linter_of
from zhlint.archive.pieces import PARQUET, SIZE, pieces
from zhlint.archive.records import Columns
from zhlint.archive.tables import beside
from zhlint.archive.tally import total
from zhlint.archive.work import Settings, do
from zhlint.imprint import imprint
from zhlint.jobs import cores
from zhlint.learning.files import READ, Unread, check_paths, sources
from zhlint.storage.atomic_write import lock
from zhlint.storage.toml import ConfigError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from zhlint.archive.pieces import Piece
    from zhlint.archive.work import Outcome
    from zhlint.config.model import Config

#: The file of the sums.
SUMMARY: Final = "summary.json"


class Options(NamedTuple):
    """The choices of a run.

    With `lines` every line of a text is a record. `engine` is `pool` or `dask`, `scheduler` the address of a cluster of the
    latter, empty for one on this machine. `piece` is the bytes of text in a piece. With `forget`, results of sources that are
    not among the inputs are removed. `shortest` is the least length of a copied passage.
    """

    columns: Columns = Columns()
    lines: bool = False
    parquet: bool = False
    repeats: bool = False
    engine: str = "pool"
    scheduler: str = ""
    jobs: int | None = None
    piece: int = SIZE
    forget: bool = False
    shortest: int = 100


class Progress(NamedTuple):
    """The state of a run.

    `read` of `size` bytes of the sources are done, `before` of them by earlier runs; `articles` and `bytes` of text were done in
    `seconds` by this one.
    """

    read: int
    size: int
    before: int
    articles: int
    bytes: int
    seconds: float


class Summary(NamedTuple):
    """The outcome of a run.

    `sums` are those of `summary.json`; `unread` says what could not be read, `others` how many files of other kinds were passed
    over; `new` and `old` count the pieces that this run and earlier ones did.
    """

    sums: dict[str, Any]
    unread: tuple[Unread, ...]
    others: int
    new: int
    old: int


def run(
    paths: Sequence[str],
    out: Path,
    config: Config,
    options: Options,
    progress: Callable[[Progress], None] = lambda _: None,
) -> Summary:
    """Checks an archive into the folder `out`, as far as earlier runs have not.

    Raises ConfigError where there is nothing to check or something is not installed, OSError where the folder cannot be
    written.
    """
    check_paths(paths, out)
    _check_libraries(options)
    linter = linter_of(config)
    found, unread, others = sources(paths, out, (*READ, PARQUET))
    if not found:
        raise ConfigError("没有可查的：输入里没有 .jsonl、.parquet、.txt、.md、.docx（前几种可用 gzip、xz、zstd 压缩）")
    settings = Settings(out, config, options.columns, options.parquet, options.repeats)
    (out / DONE).mkdir(parents=True, exist_ok=True)
    with lock(out / DONE):
        sweep(out)
        refuse_strangers(out, found, forget=options.forget)
        whole = partial(
            pieces, found, _digest(imprint(linter), options), unread, lines=options.lines, limit=config.max_size,
            size=options.piece,
        )  # fmt: skip
        names, new = _do_missing(whole, settings, options, sum(file.size for file in found), unread, progress)
        forget(out, set(names), {one.path for one in unread})
        if not options.repeats:
            forget_copies(out)
        found_copies = _compare(names, settings, options, unread) if options.repeats else {}
        sums = _total(out, names) | found_copies
        _write_summary(out, sums, unread)
    return Summary(sums, tuple(unread), others, new, len(names) - new)


def _check_libraries(options: Options) -> None:
    """Raises ConfigError for libraries that are not installed."""
    if options.parquet:
        library("pyarrow", "--parquet ")
    if options.repeats:
        for name in ("numpy", "pyarrow", "duckdb"):
            library(name, "--repeats ")
    if options.engine == "dask":
        library("distributed", "--engine dask ", "dask")


def _digest(program: bytes, options: Options) -> str:
    """The digest of what decides the result of a piece besides its source."""
    return sha256(repr((program, options.columns, options.lines, options.piece, options.repeats)).encode()).hexdigest()


def _do_missing(
    whole: Callable[[], Iterator[Piece]],
    settings: Settings,
    options: Options,
    size: int,
    unread: list[Unread],
    progress: Callable[[Progress], None],
) -> tuple[list[str], int]:
    """Does the missing pieces; the names of all in order, and how many are new."""
    names: list[str] = []
    state = Progress(0, size, 0, 0, 0, 0.0)
    begun = time.monotonic()

    def missing() -> Iterator[Piece]:
        nonlocal state
        for piece in whole():
            names.append(piece.name)
            if is_done(settings.out, piece.name, parquet=settings.parquet):
                state = state._replace(read=state.read + piece.size, before=state.before + piece.size)
            else:
                yield piece

    new, lost = 0, set()
    for piece, outcome in _engine(options)(missing(), partial(do, settings=settings)):
        if outcome.failure:
            unread.append(Unread(piece.source, outcome.failure))
            lost.add(piece.name)
        else:
            new += 1
        state = state._replace(
            read=state.read + piece.size, articles=state.articles + outcome.articles,
            bytes=state.bytes + outcome.bytes, seconds=time.monotonic() - begun,
        )  # fmt: skip
        progress(state)
    return [name for name in names if name not in lost], new


def _compare(names: list[str], settings: Settings, options: Options, unread: list[Unread]) -> dict[str, Any]:
    """Finds the copies among the articles of pieces; how many."""
    parts = list(batches(settings.out, names, options.shortest))
    work = partial(compare, settings=settings, shortest=options.shortest)
    for piece, outcome in _engine(options)(iter(parts), work):
        if outcome.failure:
            unread.append(Unread(piece.name, outcome.failure))
    return {"repeats": gather(settings.out, (piece.name for piece in parts))}


def _total(out: Path, names: Iterable[str]) -> dict[str, Any]:
    """The sums of pieces that are done."""
    return total(json.loads(done_file(out, name).read_bytes())["tally"] for name in names)


def _write_summary(out: Path, sums: dict[str, Any], unread: Iterable[Unread]) -> None:
    with beside(out / SUMMARY) as file, open(file, "w", encoding="utf-8") as stream:
        json.dump({"unread": [one._asdict() for one in unread], **sums}, stream, ensure_ascii=False, indent=1)


def _engine(
    options: Options,
) -> Callable[[Iterator[Piece], Callable[[Piece], Outcome]], Iterator[tuple[Piece, Outcome]]]:
    if options.engine == "dask":
        from zhlint.archive.engines.cluster import run as run_cluster

        return partial(run_cluster, scheduler=options.scheduler, workers=options.jobs or cores())
    return partial(run_pool, processes=options.jobs or cores())
