"""The speed and memory of checking drafts in one process on one core.

Each measure is taken in a process of its own; every measure of zhlint follows one of the yardstick, and is set against that one.

    python benchmarks/throughput.py TOOL COUNT SIZE      (one measure)
"""

from __future__ import annotations

import subprocess
import sys
import time
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from figures import Claims, Section, spread, table
from processes import own_peak
from tasks import Task
from tools import CORE, PUNCTUATION, YARDSTICK, checker, texts_for

if TYPE_CHECKING:
    from collections.abc import Sequence

HEAD = ("one core, in memory", "tool", "MB/s", "times autocorrect's", "peak MiB")


class Checked(NamedTuple):
    """Seconds of processor time and by the clock, the memory and the drafts' size.

    The peak of memory is in MiB, the size in MB.
    """

    processor: float
    clock: float
    memory: float
    megabytes: float


def throughput(tasks: Sequence[Task], environ: dict[str, str], rounds: int) -> Section:
    """MB/s of processor time, and as a multiple of the yardstick's.

    Both are the median of the pairs, with their spread.
    """
    rows: list[tuple[str, ...]] = []
    claims: Claims = {}
    for task in tasks:
        taken: dict[str, list[Checked]] = {tool: [] for tool in (YARDSTICK, PUNCTUATION, CORE)}
        for _ in range(rounds):
            for tool, measures in taken.items():
                measures.append(apart(tool, task, environ))
        for tool, measures in taken.items():
            pairs = zip(taken[YARDSTICK], measures, strict=True)
            ratios = [unit.processor / measure.processor for unit, measure in pairs]
            speed = measures[0].megabytes / median(measure.processor for measure in measures)
            memory = max(measure.memory for measure in measures)
            rows.append((task.name, tool, f"{speed:.2f}", spread(ratios), f"{memory:.0f}"))
            claims["one core", tool, task.name] = median(ratios)
            if tool != YARDSTICK:
                claims["memory", task.name, tool] = memory
    return Section(table(HEAD, rows, words=2), claims)


def apart(tool: str, task: Task, environ: dict[str, str]) -> Checked:
    """The cost of a task with a tool, measured in a new process.

    Raises CalledProcessError where that fails.
    """
    command = [sys.executable, __file__, tool, str(task.count), str(task.size)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, encoding="utf-8", env=environ)
    return Checked(*map(float, done.stdout.split()))


def here(tool: str, task: Task) -> Checked:
    """The cost of a task with a tool in this process, from texts to findings."""
    texts, check = texts_for(tool, task.texts()), checker(tool)
    megabytes = sum(len(text.encode()) for text in texts) / 1e6
    clock, processor = time.perf_counter(), time.process_time()
    for text in texts:
        check(text)
    return Checked(time.process_time() - processor, time.perf_counter() - clock, own_peak(), megabytes)


if __name__ == "__main__":
    print(*here(sys.argv[1], Task(int(sys.argv[2]), int(sys.argv[3]))))
