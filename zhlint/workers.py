"""Many drafts checked by several processes: chunks of drafts go out, plain results come back, in the order of the drafts."""

from __future__ import annotations

import os
from collections import deque
from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from zhlint.linter import Linter
from zhlint.report import Report

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from concurrent.futures import Future, ProcessPoolExecutor

    from zhlint.config import Config

#: Fewer bytes of drafts are checked sooner by one process than others are started.
WORTH: Final = 4_000_000
#: About so many bytes of drafts go to a process at once, and so many chunks wait for each.
_CHUNK: Final = 256_000
_AHEAD: Final = 4
#: The document of a draft of so many bytes is kept: it takes longer to be made again than many drafts take.
_LARGE: Final = 1_000_000


class Piece(NamedTuple):
    """A draft to be checked: its linter, its path, its bytes."""

    linter: Linter
    path: str
    content: bytes


def checked(pieces: Iterable[Piece | Report], jobs: int | None, least: int = WORTH) -> Iterator[Report]:
    """The reports on drafts, those already made among them, in order.

    `jobs` is how many processes may check them, None for one a core; from `least` bytes on others than this one are started.
    What a process that dies has left is checked here.
    """
    jobs = jobs or cores()
    pieces = iter(pieces)
    first: list[Piece | Report] = []
    size = 0
    for piece in pieces if jobs > 1 else ():
        first.append(piece)
        size += len(piece.content) if isinstance(piece, Piece) else 0
        if size >= least:
            yield from _shared_out(chain(first, pieces), jobs)
            return
    yield from map(_here, chain(first, pieces))


def _here(piece: Piece | Report) -> Report:
    """The report on a draft, made in this process; it lets go of its document, for those of many drafts would fill the memory."""
    if isinstance(piece, Report):
        return piece
    report = piece.linter.lint_bytes(piece.content, path=piece.path)
    return piece.linter.without_document(report, piece.content) if len(piece.content) < _LARGE else report


def cores() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _shared_out(pieces: Iterable[Piece | Report], jobs: int) -> Iterator[Report]:
    with _pool(jobs) as pool:
        waiting: deque[tuple[list[Piece | Report], Future[list[Any]]]] = deque()
        try:
            for chunk in _chunks(pieces):
                waiting.append((chunk, pool.submit(_check, _asked(chunk))))
                if len(waiting) > _AHEAD * jobs:
                    yield from _made(*waiting.popleft())
            yield from chain.from_iterable(_made(*waiting.popleft()) for _ in range(len(waiting)))
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            for process in (pool._processes or {}).values():  # noqa: SLF001 - there is no public way before Python 3.14
                process.terminate()
            raise


def _pool(jobs: int) -> ProcessPoolExecutor:
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415 - 40 ms: only where it pays
    from multiprocessing import get_context  # noqa: PLC0415

    return ProcessPoolExecutor(jobs, mp_context=get_context("spawn"), initializer=_begin)


def _chunks(pieces: Iterable[Piece | Report]) -> Iterator[list[Piece | Report]]:
    chunk: list[Piece | Report] = []
    size = 0
    for piece in pieces:
        chunk.append(piece)
        size += len(piece.content) if isinstance(piece, Piece) else 0
        if size >= _CHUNK:
            yield chunk
            chunk, size = [], 0
    if chunk:
        yield chunk


def _asked(chunk: list[Piece | Report]) -> list[tuple[Config, str, bytes]]:
    return [(piece.linter.config, piece.path, piece.content) for piece in chunk if isinstance(piece, Piece)]


def _made(chunk: list[Piece | Report], future: Future[list[Any]]) -> Iterator[Report]:
    from concurrent.futures.process import BrokenProcessPool  # noqa: PLC0415

    try:
        results = iter(future.result())
    except BrokenProcessPool:
        yield from checked(chunk, 1)
        return
    for piece in chunk:
        yield piece if isinstance(piece, Report) else _report(piece, next(results))


def _report(piece: Piece, made: Report | tuple[Any, ...]) -> Report:
    if isinstance(made, Report):
        return made
    result, errors = made
    report = replace(piece.linter.told(result, piece.content, path=piece.path), errors=errors)
    piece.linter.keep(piece.content, report)
    return report


_linters: dict[Any, Linter] = {}


def _begin() -> None:
    """What a process does first: leave it to its parent to be interrupted."""
    import gc  # noqa: PLC0415
    import signal  # noqa: PLC0415

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.set_threshold(100_000, 20, 20)


def _check(asked: list[tuple[Config, str, bytes]]) -> list[Any]:
    """The reports on drafts, as plain results and what went wrong where they could be read."""
    from zhlint.results import told  # noqa: PLC0415

    made: list[Any] = []
    for config, path, content in asked:
        key = config.origin.path if config.origin else None
        if key not in _linters:
            _linters[key] = Linter(config)
        report = _linters[key].lint_bytes(content, path=path)
        made.append((told(report), report.errors) if report.is_read else report)
    return made
