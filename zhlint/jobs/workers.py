"""Many drafts checked by several processes: chunks of drafts go out, plain results come back, in the order of the drafts."""

from __future__ import annotations

import os
from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from zhlint.jobs.processes import settle, started
from zhlint.linter import Linter
from zhlint.report import Report

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from multiprocessing.connection import Connection

    from zhlint.config.model import Config

#: Fewer bytes of drafts are checked sooner by one process than others are started.
WORTH: Final = 4_000_000
#: About so many bytes of drafts go to a process at once; so many chunks for each are out, or wait for those before them.
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

    `jobs` is how many processes may check them, None for one a core; from `least` bytes on, where there are several drafts,
    others than this one are started. What a process that dies has left is checked here.
    """
    jobs = jobs or cores()
    pieces = iter(pieces)
    first: list[Piece | Report] = []
    size = asked = 0
    for piece in pieces if jobs > 1 else ():
        first.append(piece)
        size += len(piece.content) if isinstance(piece, Piece) else 0
        asked += isinstance(piece, Piece)
        if size >= least and asked > 1:
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
    """The reports made by processes, each with a pipe of its own: one that dies, even amid a message, takes its chunk alone with it."""
    from multiprocessing.connection import wait

    chunks = enumerate(_chunks(pieces))
    idle: list[_Worker] = []
    busy: dict[Any, _Worker] = {}
    made: dict[int, list[Report]] = {}
    due = 0
    try:
        while True:
            while (
                (idle or len(busy) < jobs)
                and len(busy) + len(made) < _AHEAD * jobs
                and (numbered := next(chunks, None))
            ):
                try:
                    worker = idle.pop() if idle else _Worker()
                except OSError:
                    # The system gives no more: those there are do the rest.
                    jobs = len(busy)
                    made[numbered[0]] = list(map(_here, numbered[1]))
                    break
                worker.give(*numbered)
                busy[worker.connection] = worker
            for connection in wait(list(busy)) if busy else ():
                worker = busy.pop(connection)
                made[worker.number] = worker.taken()
                if worker.lives:
                    idle.append(worker)
            if not (busy or made):
                break
            while due in made:
                yield from made.pop(due)
                due += 1
        # No process has lived to take these.
        yield from map(_here, chain.from_iterable(chunk for _, chunk in chunks))
    finally:
        for worker in (*idle, *busy.values()):
            worker.end()


class _Worker:
    """A process that checks one chunk after another; `number` is that of the chunk it has."""

    def __init__(self) -> None:
        self.connection, self._process = started(_work)
        self.lives = True
        self.number = 0
        self._chunk: list[Piece | Report] = []
        self._linters: dict[int, Linter] = {}

    def give(self, number: int, chunk: list[Piece | Report]) -> None:
        """Send the drafts of a chunk out."""
        self.number, self._chunk = number, chunk
        asked = [piece for piece in chunk if isinstance(piece, Piece)]
        # A linter is known to the process by its number, and held here, so that no other is given the same.
        self._linters.update((id(piece.linter), piece.linter) for piece in asked)
        try:
            self.connection.send(
                [(id(piece.linter), piece.linter.config, piece.path, piece.content) for piece in asked]
            )
        except OSError:
            self.lives = False

    def taken(self) -> list[Report]:
        """The reports on the chunk; made here where the process has died."""
        try:
            results = iter(self.connection.recv()) if self.lives else None
        except (EOFError, OSError):
            results, self.lives = None, False
        if results is None:
            self.end()
            return list(map(_here, self._chunk))
        return [piece if isinstance(piece, Report) else _report(piece, next(results)) for piece in self._chunk]

    def end(self) -> None:
        self.connection.close()
        self._process.terminate()
        self._process.join()


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


def _report(piece: Piece, made: Report | tuple[Any, ...]) -> Report:
    if isinstance(made, Report):
        return made
    result, errors = made
    report = replace(piece.linter.told(result, piece.content, path=piece.path), errors=errors)
    piece.linter.store_report(piece.content, report)
    return report


def _work(connection: Connection) -> None:
    """What a process does: check what comes until nothing more does."""
    settle()
    linters: dict[int, Linter] = {}
    while True:
        try:
            connection.send([_result(linters, *draft) for draft in connection.recv()])
        except Exception:  # noqa: BLE001 - its parent does the chunk again, and says what is wrong if it fails there too
            return


def _result(linters: dict[int, Linter], number: int, config: Config, path: str, content: bytes) -> Any:
    """The report on a draft: as a plain result and what went wrong where it could be read."""
    from zhlint.engine.results import told

    if number not in linters:
        linters[number] = Linter(config)
    report = linters[number].lint_bytes(content, path=path)
    return (told(report), report.errors) if report.is_read else report
