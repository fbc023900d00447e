"""Processes beside this one: how they are started, and what they do first."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess


def started(work: Callable[[Connection], None]) -> tuple[Connection, BaseProcess]:
    """A new process that does this work, and the pipe to it, whose other end nobody else holds: where it dies, the pipe ends.

    Raises OSError where the system gives no more.
    """
    from multiprocessing import get_context

    context = get_context("spawn")
    connection, far_end = context.Pipe()
    process = context.Process(target=work, args=(far_end,), daemon=True)
    try:
        with _uninterrupted():
            process.start()
    except OSError:
        connection.close()
        raise
    finally:
        far_end.close()
    return connection, process


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """What is started here is never interrupted, from its very first step on: that is its parent's business."""
    import signal

    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    from multiprocessing.resource_tracker import getfd

    # The first process brings another one with it, and with that one lets interrupts in again.
    getfd()
    known = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, known)


def settle() -> None:
    """What such a process does first. Interrupts are its parent's business."""
    import gc
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.set_threshold(100_000, 20, 20)
