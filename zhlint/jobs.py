"""Many drafts checked, with the reports in the order of the drafts.

Where they are worth it, several processes do the work, a chunk of drafts after another.
"""

from __future__ import annotations

import os
from collections import deque
from itertools import chain
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from zhlint.report import Report
from zhlint.storage.batches import batches

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from concurrent.futures import Future

    from zhlint.linter import Linter
    from zhlint.workers import Results


#: Below so many bytes of drafts, one process is done before others are started.
WORTH: Final = 1_000_000
#: Bytes of the drafts in a chunk.
_CHUNK: Final = 128_000
#: Chunks for each process that are handed out before the reports on the first are asked for.
_AHEAD: Final = 4
#: Bytes from which the document of a draft is kept with its report: reading it again takes longer than many drafts.
_LARGE: Final = 1_000_000


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
    from zhlint.workers import Pool

    pool = Pool(processes)
    waiting: deque[tuple[list[Job | Report], Future[Results] | None]] = deque()
    try:
        for chunk in batches(jobs, _size, _CHUNK):
            drafts = [job for job in chunk if isinstance(job, Job)]
            waiting.append((chunk, pool.submit(drafts)))
            while waiting and (len(waiting) >= _AHEAD * processes or _is_done(waiting[0][1])):
                yield from _reports(*waiting.popleft())
        while waiting:
            yield from _reports(*waiting.popleft())
    finally:
        pool.close()


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


def _size(job: Job | Report) -> int:
    return len(job.content) if isinstance(job, Job) else 0
