"""The run over an archive: the missing pieces to an engine, then the sums."""

from __future__ import annotations

import json
import time
from contextlib import suppress
from functools import partial
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from zhlint.archive.copies import batches, compare, forget_copies, gather
from zhlint.archive.engines.pool import run as run_pool
from zhlint.archive.extra import library
from zhlint.archive.lint import linter_of
from zhlint.archive.pieces import PARQUET, SIZE, pieces
from zhlint.archive.prints import PRINTS
from zhlint.archive.records import Columns
from zhlint.archive.tables import COLUMNS, NEW, beside
from zhlint.archive.tally import total
from zhlint.archive.work import DONE, Settings, do, done_file, result_of
from zhlint.imprint import imprint
from zhlint.jobs import cores
from zhlint.learning.archive import READ, Unread, sources
from zhlint.storage.atomic_write import lock
from zhlint.storage.toml import ConfigError, display_path

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
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
    _demand(paths, out, options)
    linter = linter_of(config)
    found, unread, others = sources(paths, out, (*READ, PARQUET))
    if not found:
        raise ConfigError("没有可查的：输入里没有 .jsonl、.parquet、.txt、.md、.docx（前几种可用 gzip、xz、zstd 压缩）")
    settings = Settings(out, config, options.columns, options.parquet, options.repeats)
    (out / DONE).mkdir(parents=True, exist_ok=True)
    with lock(out / DONE):
        _sweep(out)
        _refuse_strangers(out, {_source_of(file.shown) for file in found}, forget=options.forget)
        whole = partial(
            pieces, found, _digest(imprint(linter), options), unread, lines=options.lines, limit=config.max_size,
            size=options.piece,
        )  # fmt: skip
        names, new = _do_missing(whole, settings, options, sum(file.size for file in found), unread, progress)
        _forget(out, set(names), {one.path for one in unread})
        if not options.repeats:
            forget_copies(out)
        found_copies = _compare(names, settings, options, unread) if options.repeats else {}
        tallies = (json.loads(done_file(out, name).read_bytes())["tally"] for name in names)
        sums = total(tallies) | found_copies
        with beside(out / SUMMARY) as file, open(file, "w", encoding="utf-8") as stream:
            json.dump({"unread": [one._asdict() for one in unread], **sums}, stream, ensure_ascii=False, indent=1)
    return Summary(sums, tuple(unread), others, new, len(names) - new)


def _demand(paths: Sequence[str], out: Path, options: Options) -> None:
    """Raises ConfigError for inputs that are not there, and for libraries that are not installed."""
    from os.path import exists

    for path in paths:
        if not exists(path):
            raise ConfigError(f"没有“{path}”这个文件夹或文件，请核对路径")
    if out.exists() and not out.is_dir():
        raise ConfigError(f"{display_path(out)} 是文件，--out 要写文件夹")
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
            if _is_done(piece.name, settings):
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


def _engine(
    options: Options,
) -> Callable[[Iterator[Piece], Callable[[Piece], Outcome]], Iterator[tuple[Piece, Outcome]]]:
    if options.engine == "dask":
        from zhlint.archive.engines.cluster import run as run_cluster

        return partial(run_cluster, scheduler=options.scheduler, workers=options.jobs or cores())
    return partial(run_pool, processes=options.jobs or cores())


def _is_done(name: str, settings: Settings) -> bool:
    if not result_of(done_file(settings.out, name)):
        return False
    if not settings.parquet:
        return True
    files = (settings.out / table / f"{name}.jsonl" for table in COLUMNS)
    return all(file.with_suffix(".parquet").exists() for file in files if file.exists())


def _sweep(out: Path) -> None:
    """Removes files that a killed run was writing."""
    for file in out.glob(f"*/*{NEW}"):
        file.unlink(missing_ok=True)


def _refuse_strangers(out: Path, wanted: set[str], *, forget: bool) -> None:
    """Raises ConfigError where the folder holds results of sources that are not among the inputs."""
    strangers = {}
    for file in (out / DONE).glob("*.json"):
        source = _source_in(file)
        if source is not None and _source_of(source) not in wanted:
            strangers[file.stem] = source
    if strangers and not forget:
        first = next(iter(strangers.values()))
        raise ConfigError(
            f"{display_path(out)} 里还有这次没有给出的输入的结果（如 {first or '当前文件夹'}）；请把输入写全，或另写一个 --out；不要它们了，加 --forget"
        )
    for name in strangers:
        _remove(out, name)


def _source_in(file: Path) -> str | None:
    """The source of a piece that is done; None where its file is damaged."""
    try:
        return str(json.loads(file.read_bytes())["source"])
    except (ValueError, KeyError, TypeError):
        return None


def _source_of(shown: str) -> str:
    """The folder of a draft stands for it, any other source for itself."""
    from zhlint.learning.archive import LINES, unpacked_name

    return shown if unpacked_name(shown).lower().endswith((*LINES, PARQUET)) else ""


def _forget(out: Path, names: set[str], unread: set[str]) -> None:
    """Removes the results of earlier states of the sources that were read."""
    for file in (out / DONE).glob("*.json"):
        if file.stem not in names and _source_in(file) not in unread:
            _remove(out, file.stem)


def _remove(out: Path, name: str) -> None:
    """Removes all files of a piece; the one that says it is done, first."""
    done_file(out, name).unlink(missing_ok=True)
    for table in (*COLUMNS, PRINTS):
        for suffix in (".jsonl", ".parquet"):
            with suppress(OSError):
                (out / table / f"{name}{suffix}").unlink(missing_ok=True)
