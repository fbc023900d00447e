"""Processes of this machine, from the pool of the standard library."""

from __future__ import annotations

import os
import signal
import threading
from collections import Counter
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context, parent_process
from typing import TYPE_CHECKING, Final

from zhlint.archive.work import Outcome

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from zhlint.archive.pieces import Piece

#: Pieces handed out for each process.
_AHEAD: Final = 2
#: A piece is tried so often with others, then alone.
_TRIES: Final = 2
_KILLED: Final = "检查这一份时，进程两次被系统结束（多半是内存不够），没有查；可减少 --jobs 再运行一次"


def run(pieces: Iterable[Piece], work: Callable[[Piece], Outcome], processes: int) -> Iterator[tuple[Piece, Outcome]]:
    """Yields pieces with their outcomes, as they come.

    With one process all is done in this one. A process that dies takes nothing with it: its piece is done again. Raises what
    `work` raises.
    """
    if processes == 1:
        for piece in pieces:
            yield piece, work(piece)
        return
    pool = _Pool(work, processes)
    try:
        for piece in pieces:
            pool.submit(piece)
            while len(pool.waiting) >= _AHEAD * processes:
                yield from pool.collect()
        while pool.waiting:
            yield from pool.collect()
    finally:
        pool.close()


class _Pool:
    def __init__(self, work: Callable[[Piece], Outcome], processes: int) -> None:
        self._work, self._processes = work, processes
        self._executor = _executor(processes)
        self._tries: Counter[str] = Counter()
        self.waiting: dict[Future[Outcome], Piece] = {}

    def submit(self, piece: Piece) -> None:
        try:
            self.waiting[self._executor.submit(self._work, piece)] = piece
        except BrokenProcessPool:
            lost = self._renew()
            for one in [*lost, piece]:
                self.submit(one)

    def collect(self) -> Iterator[tuple[Piece, Outcome]]:
        """Yields what is done, waiting for at least one piece."""
        done, _ = wait(self.waiting, return_when=FIRST_COMPLETED)
        broken = []
        for future in done:
            piece = self.waiting.pop(future)
            try:
                yield piece, future.result()
            except BrokenProcessPool:
                broken.append(piece)
        if broken:
            yield from self._again([*broken, *self._renew()])

    def close(self) -> None:
        self._executor.shutdown(wait=True, cancel_futures=True)

    def _renew(self) -> list[Piece]:
        """Starts new processes; the pieces that the old ones had not done."""
        lost = list(self.waiting.values())
        self.waiting.clear()
        self._executor.shutdown(wait=True, cancel_futures=True)
        self._executor = _executor(self._processes)
        return lost

    def _again(self, lost: list[Piece]) -> Iterator[tuple[Piece, Outcome]]:
        for piece in lost:
            self._tries[piece.name] += 1
            if self._tries[piece.name] < _TRIES:
                self.submit(piece)
            else:
                yield piece, self._alone(piece)

    def _alone(self, piece: Piece) -> Outcome:
        with _executor(1) as executor:
            try:
                return executor.submit(self._work, piece).result()
            except BrokenProcessPool:
                return Outcome(failure=_KILLED)


def _executor(processes: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(processes, mp_context=get_context("spawn"), initializer=_begin)


def _begin() -> None:
    """Prepares a process: Ctrl-C is for its parent, and it does not outlive it."""
    import gc

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.set_threshold(100_000, 20, 20)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
