"""Workers of Dask: a cluster at an address, or one on this machine."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING, Any, Final

from zhlint.archive.extra import library
from zhlint.archive.work import Outcome
from zhlint.storage.toml import ConfigError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from zhlint.archive.pieces import Piece

#: Pieces handed out for each worker.
_AHEAD: Final = 3
#: A piece whose worker dies is done again so often.
_RETRIES: Final = 3
#: What Dask looks at all the time, less often: a piece takes seconds.
_QUIET: Final = {
    "distributed.worker.profile.enabled": False, "distributed.admin.tick.interval": "2s",
    "distributed.admin.system-monitor.interval": "5s", "distributed.worker.memory.monitor-interval": "1s",
}  # fmt: skip
_KILLED: Final = "检查这一份时，Dask 的工作进程几次中断，没有查；请看各机的内存，再运行一次"


def run(
    pieces: Iterable[Piece], work: Callable[[Piece], Outcome], *, scheduler: str, workers: int
) -> Iterator[tuple[Piece, Outcome]]:
    """Yields pieces with their outcomes, as they come.

    `scheduler` is an address; where it is empty, so many `workers` are started here. Raises ConfigError where there is no
    scheduler, and what `work` raises.
    """
    distributed = library("distributed", "--engine dask ", "dask")
    with ExitStack() as stack:
        client = _client(distributed, stack, scheduler, workers)
        waiting: dict[Any, Piece] = {}
        done = distributed.as_completed()
        for piece in pieces:
            future = client.submit(work, piece, key=f"zhlint-{piece.name}", pure=False, retries=_RETRIES)
            waiting[future] = piece
            done.add(future)
            while len(waiting) >= _AHEAD * max(1, len(client.scheduler_info(n_workers=-1)["workers"])):
                yield _outcome(distributed, next(done), waiting)
        while waiting:
            yield _outcome(distributed, next(done), waiting)


def _client(distributed: Any, stack: ExitStack, scheduler: str, workers: int) -> Any:
    if not scheduler:
        stack.enter_context(library("dask", "--engine dask ", "dask").config.set(_QUIET))
        cluster = distributed.LocalCluster(
            n_workers=workers, threads_per_worker=1, dashboard_address=None, silence_logs="ERROR"
        )
        return stack.enter_context(distributed.Client(stack.enter_context(cluster)))
    try:
        return stack.enter_context(distributed.Client(scheduler, timeout=10))
    except (OSError, ValueError) as error:
        raise ConfigError(
            f"连不上 Dask 的调度器 {scheduler}（{type(error).__name__}），请核对地址，如 tcp://10.0.0.1:8786"
        ) from None


def _outcome(distributed: Any, future: Any, waiting: dict[Any, Piece]) -> tuple[Piece, Outcome]:
    piece = waiting.pop(future)
    try:
        return piece, future.result()
    except distributed.KilledWorker:
        return piece, Outcome(failure=_KILLED)
    finally:
        future.release()
