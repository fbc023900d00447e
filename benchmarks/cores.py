"""The speed of whole runs by the clock.

It is measured on one core, on two, and over unchanged drafts.
"""

from __future__ import annotations

import os
import sys
import time
from statistics import median
from typing import TYPE_CHECKING

from command import check, knows
from figures import Claims, Section, spread, table
from processes import environment, run
from throughput import apart
from tools import YARDSTICK

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from tasks import Task

HEAD = (
    "the command on files, by the clock",
    "cores",
    "MB/s",
    "times autocorrect's",
    "times one core's",
    "peak MiB, all processes",
)
#: MB from which a second core must pay.
LARGE = 16
#: What the claims of a second core are called: for less than that, and from there up.
SECOND = ("second core below", "second core")
#: Seconds: less than that cannot be told by the clock.
LEAST = 0.001
READ = "import sys, hashlib, pathlib\nfor path in pathlib.Path(sys.argv[1]).iterdir(): hashlib.sha256(path.read_bytes()).digest()"


def cores(tasks: dict[Task, Path], environ: dict[str, str], rounds: int) -> Section:
    """MB/s of whole runs over files, beside the yardstick in memory on one core.

    Start-up and report are counted.
    """
    rows: list[tuple[str, ...]] = []
    claims: Claims = {}
    for task, folder in tasks.items():
        unit, taken = _turns(task, folder, environ, rounds)
        megabytes = sum(file.stat().st_size for file in folder.iterdir()) / 1e6
        for jobs, measures in taken.items():
            memory = run(check(str(folder), jobs=jobs), environ, watched=True).memory
            ratios, more = _ratios(unit, measures), _ratios(taken[1], measures)
            speed = f"{megabytes / median(measures):.2f}"
            rows.append((task.name, str(jobs), speed, spread(ratios), spread(more), f"{memory:.0f}"))
            claims["memory", f"{task.name}, {jobs} cores"] = memory
            if jobs > 1:
                claims[SECOND[megabytes >= LARGE], task.name] = median(more)
            claims[f"files, {jobs} cores", task.name] = median(ratios)
    return Section(table(HEAD, rows), claims)


def _turns(
    task: Task, folder: Path, environ: dict[str, str], rounds: int
) -> tuple[list[float], dict[int, list[float]]]:
    """Seconds by the clock of the yardstick and of zhlint on each number of cores.

    Each round measures all of them once.
    """
    _read_all(folder)
    unit: list[float] = []
    taken: dict[int, list[float]] = {jobs: [] for jobs in _jobs()}
    for _ in range(rounds):
        unit.append(apart(YARDSTICK, task, environ).clock)
        for jobs, measures in taken.items():
            measures.append(run(check(str(folder), jobs=jobs), environ).clock)
    return unit, taken


def unchanged(task: Task, folder: Path, place: Path, rounds: int) -> Section | None:
    """The time of a run over unchanged drafts, beside Python reading and hashing them.

    None where no results are kept.
    """
    if not knows("--no-cache"):
        return None
    environ, one = environment(place / "kept"), min(folder.iterdir())
    commands = {
        f"{task.name}, checked": check(str(folder)),
        "the same, unchanged since": check(str(folder), kept=True),
        "one of them, unchanged": check(str(one), kept=True),
        "Python reads and hashes them": [sys.executable, "-c", READ, str(folder)],
        "Python starts": [sys.executable, "-c", "import hashlib, pathlib"],
    }
    run(commands["the same, unchanged since"], environ)
    taken: dict[str, list[float]] = {name: [] for name in commands}
    unit: list[float] = []
    for _ in range(rounds):
        unit.append(apart(YARDSTICK, task, environ).clock)
        for name, command in commands.items():
            taken[name].append(run(command, environ).clock)
    full, again, started, read, bare = taken.values()
    costs = [(a - b) / max(c - d, LEAST) for a, b, c, d in zip(again, started, read, bare, strict=True)]
    rows = [(name, f"{median(times):.2f}", spread(_ratios(unit, times))) for name, times in taken.items()]
    told = (
        f"Unchanged, they cost {spread(costs, 1)} times what reading and hashing them costs, start-up taken off both."
    )
    text = table(("drafts that have not changed", "seconds", "times autocorrect's speed in memory"), rows)
    return Section(f"{text}\n\n{told}", {("unchanged",): median(costs), ("kept",): median(_ratios(full, again))})


def _jobs() -> tuple[int, ...]:
    """The numbers of cores that can be measured here."""
    return (1, 2) if knows("--jobs") and (os.cpu_count() or 1) > 1 else (1,)


def _ratios(of: Sequence[float], to: Sequence[float]) -> list[float]:
    """The speed of `to` as a multiple of that of `of`, in each round."""
    return [before / after for before, after in zip(of, to, strict=True)]


def _read_all(folder: Path) -> None:
    """Reads every file once, so that no run waits for the disk."""
    for file in folder.iterdir():
        file.read_bytes()
    time.sleep(0.1)
