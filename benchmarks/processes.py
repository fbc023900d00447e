"""The cost of a command and its children: processor time, clock time, memory."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

#: Seconds between two looks at the memory of a command.
LOOK = 0.01


class Spent(NamedTuple):
    """Seconds of processor time and by the clock, and the peak of memory in MiB.

    The memory is 0 where the system does not tell it.
    The peak of a command is told no smaller than that of this process. Windows tells no processor time of a process that has ended: there it is the clock's.
    """

    processor: float
    clock: float
    memory: float


def plain(environ: Mapping[str, str] = os.environ) -> dict[str, str]:
    """An environment in which Python keeps compiled modules, as it does for everybody."""
    return {name: value for name, value in environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def environment(cache: Path, environ: Mapping[str, str] = os.environ) -> dict[str, str]:
    """An environment with a cache folder of its own.

    Nothing of the user's is used, and nothing left behind.
    """
    home = {"HOME": str(cache)} if sys.platform == "darwin" else {}
    return plain(environ) | home | {"XDG_CACHE_HOME": str(cache), "LOCALAPPDATA": str(cache)}


def run(command: list[str], environ: dict[str, str], *, watched: bool = False) -> Spent:
    """Runs a command, its output thrown away. Raises CalledProcessError where it fails.

    Where it is `watched`, the memory is that of all its processes together, and looking at it takes time;
    else it is that of the largest.
    """
    begun = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, env=environ)
    together = _watch(process.pid) if watched and sys.platform == "linux" else 0.0
    if sys.platform == "win32":
        code, clock = process.wait(), time.perf_counter() - begun
        processor, largest = clock, 0.0
    else:
        _, status, used = os.wait4(process.pid, 0)
        clock = time.perf_counter() - begun
        code = process.returncode = os.waitstatus_to_exitcode(status)
        processor, largest = used.ru_utime + used.ru_stime, in_mib(used.ru_maxrss)
    if code:
        raise subprocess.CalledProcessError(code, command)
    return Spent(processor, clock, max(together, largest))


def in_mib(told: int) -> float:
    """A peak of memory as `getrusage` tells it, in MiB: bytes on macOS, else KiB."""
    return told / (2**20 if sys.platform == "darwin" else 2**10)


def own_peak() -> float:
    """The peak of this process's memory in MiB; 0 where it is unknown."""
    if sys.platform == "win32":
        return 0.0
    if sys.platform == "linux":
        # `getrusage` would count what the parent had when this process was started.
        lines = Path("/proc/self/status").read_text("utf-8").splitlines()
        return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM:")) / 2**10
    import resource

    return in_mib(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)


def _watch(pid: int) -> float:
    """The most memory in MiB of a process and its children together, until it ends."""
    most = 0.0
    while os.waitid(os.P_PID, pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is None:
        most = max(most, sum(map(_resident, _family(pid))))
        time.sleep(LOOK)
    return most


def _family(pid: int) -> list[int]:
    try:
        lists = [file.read_text("ascii") for file in Path(f"/proc/{pid}/task").glob("*/children")]
    except OSError:
        return [pid]
    return [pid, *(member for told in lists for child in told.split() for member in _family(int(child)))]


def _resident(pid: int) -> float:
    """The MiB of a process, what it shares with others counted in parts."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text("ascii").splitlines()
    except OSError:
        return 0.0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 2**10
