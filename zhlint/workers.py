"""Processes that check chunks of drafts.

A process loads each configuration once and hands plain results back. Each has a pipe of its own and a thread here that waits
for it: a process that dies takes its chunk alone with it. In the process pool of the standard library, one that is killed
while it hands a result over leaves everybody waiting.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from threading import local
from typing import TYPE_CHECKING, Any, Final

from zhlint.linter import Linter
from zhlint.report import to_plain

if TYPE_CHECKING:
    from collections.abc import Iterable
    from concurrent.futures import Future
    from multiprocessing.connection import Connection

    from zhlint.config.model import Config

    #: The number of its linter, its configuration, its path and its bytes, of each draft of a chunk.
    Drafts = list[tuple[int, Config, str, bytes]]
    #: The reports on them as `to_plain` makes plain data of them.
    Results = list[tuple[Any, ...]]

#: The linters of a process of a pool, by the number that the pool gave each.
_linters: Final[dict[int, Linter]] = {}


class Pool:
    """Processes that check chunks of drafts, each started when there is a chunk for it."""

    def __init__(self, processes: int) -> None:
        self._threads = ThreadPoolExecutor(processes, initializer=_block_interrupts)
        self._of_thread = local()
        self._workers: list[_Worker] = []
        self._numbers: dict[Linter, int] = {}

    def submit(self, drafts: Iterable[tuple[Linter, str, bytes]]) -> Future[Results] | None:
        """Hands drafts to the processes: linter, path and bytes.

        None where there can be no further thread.
        """
        chunk = [
            (self._numbers.setdefault(linter, len(self._numbers)), linter.config, path, content)
            for linter, path, content in drafts
        ]
        try:
            return self._threads.submit(self._results, chunk)
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
        # Not at the top: where a system lacks it, the drafts are checked without processes.
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
