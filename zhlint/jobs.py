"""Many drafts checked by several processes, with the reports in the order of the drafts.

A process gets chunks of drafts, loads each configuration once and hands plain results back. Each has a pipe of its own and a
thread here that waits for it: a process that dies takes its chunk alone with it, which is then checked here. In the process
pool of the standard library, one that is killed while it hands a result over leaves everybody waiting.
"""

from __future__ import annotations

import os
from collections import deque
from contextlib import suppress
from itertools import chain
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from zhlint.linter import Linter
from zhlint.report import Report, to_plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from concurrent.futures import Future
    from multiprocessing.connection import Connection

    from zhlint.config.model import Config

    #: The number of its linter, its configuration, its path and its bytes, of each draft of a chunk.
    Drafts = list[tuple[int, Config, str, bytes]]
    #: The reports on them as `to_plain` makes plain data of them.
    Results = list[tuple[Any, ...]]

#: Below so many bytes of drafts, one process is done before others are started.
WORTH: Final = 1_000_000
#: Bytes of the drafts in a chunk.
_CHUNK: Final = 128_000
#: Chunks for each process that are handed out before the reports on the first are asked for.
_AHEAD: Final = 4
#: Bytes from which the document of a draft is kept with its report: reading it again takes longer than many drafts.
_LARGE: Final = 1_000_000
#: The linters of a process of a pool, by the number that the pool gave each.
_linters: Final[dict[int, Linter]] = {}


class Job(NamedTuple):
    """A draft to be checked: its linter, its path and its bytes."""

    linter: Linter
    path: str
    content: bytes


def run_jobs(jobs: Iterable[Job | Report], processes: int | None, least: int = WORTH) -> Iterator[Report]:
    """Yields the reports on drafts in their order; reports among the jobs are passed on.

    `processes` is how many may work at once, None for one a processor. A pool is started only for two drafts or more
    that have at least `least` bytes together.
    """
    processes = processes or cores()
    jobs = iter(jobs)
    first: list[Job | Report] = []
    size = drafts = 0
    for job in jobs if processes > 1 else ():
        first.append(job)
        size += _size(job)
        drafts += isinstance(job, Job)
        if size >= least and drafts > 1:
            yield from _run_in_pool(chain(first, jobs), processes)
            return
    yield from map(_run_here, chain(first, jobs))


def cores() -> int:
    """The number of processors that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _run_here(job: Job | Report) -> Report:
    """The report on a draft, without its document.

    The documents of many drafts would fill the memory.
    """
    if isinstance(job, Report):
        return job
    report = job.linter.lint_bytes(job.content, path=job.path)
    return job.linter.without_document(report, job.content) if len(job.content) < _LARGE else report


def _run_in_pool(jobs: Iterable[Job | Report], processes: int) -> Iterator[Report]:
    pool = _Pool(processes)
    waiting: deque[tuple[list[Job | Report], Future[Results] | None]] = deque()
    try:
        for chunk in _chunks(jobs):
            waiting.append((chunk, pool.submit(chunk)))
            while waiting and (len(waiting) >= _AHEAD * processes or _is_done(waiting[0][1])):
                yield from _reports(*waiting.popleft())
        while waiting:
            yield from _reports(*waiting.popleft())
    finally:
        pool.close()


class _Pool:
    """Processes that check chunks of drafts, each started when there is a chunk for it."""

    def __init__(self, processes: int) -> None:
        from concurrent.futures import ThreadPoolExecutor
        from threading import local

        self._threads = ThreadPoolExecutor(processes, initializer=_block_interrupts)
        self._of_thread = local()
        self._workers: list[_Worker] = []
        self._numbers: dict[Linter, int] = {}

    def submit(self, chunk: list[Job | Report]) -> Future[Results] | None:
        """Hands a chunk to the processes; None where there can be no further thread."""
        drafts = [
            (self._numbers.setdefault(job.linter, len(self._numbers)), job.linter.config, job.path, job.content)
            for job in chunk
            if isinstance(job, Job)
        ]
        try:
            return self._threads.submit(self._results, drafts)
        except RuntimeError:
            return None

    def close(self) -> None:
        """Ends the processes, whatever they are at."""
        self._threads.shutdown(wait=False, cancel_futures=True)
        for worker in self._workers:
            worker.process.terminate()
        self._threads.shutdown()
        for worker in self._workers:
            worker.end()

    def _results(self, drafts: Drafts) -> Results:
        """The results of drafts from the process of this thread.

        Raises whatever goes wrong with the process, which is given up.
        """
        worker = getattr(self._of_thread, "worker", None)
        if worker is None:
            worker = self._of_thread.worker = _Worker()
            self._workers.append(worker)
        try:
            return worker.results(drafts)
        except Exception:
            self._of_thread.worker = None
            worker.end()
            raise


class _Worker:
    """A process and the pipe to it.

    Nobody else holds the other end of the pipe: where the process dies, the pipe ends.
    """

    def __init__(self) -> None:
        from multiprocessing import get_context

        context = get_context("spawn")
        self._connection, far_end = context.Pipe()
        self.process = context.Process(target=_work, args=(far_end,), daemon=True)
        try:
            self.process.start()
        except OSError:
            self._connection.close()
            raise
        finally:
            far_end.close()

    def results(self, drafts: Drafts) -> Results:
        self._connection.send(drafts)
        results: Results = self._connection.recv()
        return results

    def end(self) -> None:
        self.process.terminate()
        self.process.join()
        self._connection.close()


def _block_interrupts() -> None:
    """Blocks Ctrl-C in a thread and, from their first step on, in its processes.

    The main thread heeds it.
    """
    import signal

    if hasattr(signal, "pthread_sigmask"):
        from multiprocessing.resource_tracker import getfd

        # With the first process comes another one, and starting that lets interrupts in again.
        with suppress(OSError):
            getfd()
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})


def _is_done(future: Future[Any] | None) -> bool:
    return future is not None and future.done()


def _reports(chunk: list[Job | Report], future: Future[Results] | None) -> Iterator[Report]:
    """The reports on a chunk; made here where no process has come through."""
    try:
        results = iter(future.result()) if future else None
    except Exception:  # noqa: BLE001 - whatever went wrong there is said here, if it goes wrong here as well
        results = None
    if results is None:
        yield from map(_run_here, chunk)
        return
    for job in chunk:
        yield job if isinstance(job, Report) else job.linter.from_plain(next(results), job.content, path=job.path)


def _chunks(jobs: Iterable[Job | Report]) -> Iterator[list[Job | Report]]:
    chunk: list[Job | Report] = []
    size = 0
    for job in jobs:
        chunk.append(job)
        size += _size(job)
        if size >= _CHUNK:
            yield chunk
            chunk, size = [], 0
    if chunk:
        yield chunk


def _size(job: Job | Report) -> int:
    return len(job.content) if isinstance(job, Job) else 0


def _work(connection: Connection) -> None:
    """Checks chunks in a process of a pool, until its parent ends."""
    import gc
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.set_threshold(100_000, 20, 20)
    # Where a linter cannot be made, say, the process ends: its parent does the chunk again and says what is wrong.
    with suppress(Exception):
        while True:
            connection.send([_result(*draft) for draft in connection.recv()])


def _result(number: int, config: Config, path: str, content: bytes) -> tuple[Any, ...]:
    """The report on a draft as plain data, by the linter with this number."""
    if number not in _linters:
        _linters[number] = Linter(config)
    return to_plain(_linters[number].lint_bytes(content, path=path))
