"""How long zhlint takes to start, as a multiple of importing click alone; the runs are interleaved, medians compared.

Processor time is taken where the system tells it, so that other work on the machine does not count; else the clock.

python benchmarks/startup.py [ROUNDS]
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

DRAFT = (
    "清晨的菜场里，卖豆腐的周师傅揭开蒸笼，热气漫过半条街；排队的人不急，一边等一边说昨夜的雨。\n" * 20
    + "代表入场,会议开始。\n"
)
ROUNDS = 15


def commands(draft: Path) -> dict[str, list[str]]:
    """What is timed, by name; `click` is the measure of the others."""
    zhlint = [sys.executable, "-m", "zhlint"]
    return {
        "click": [sys.executable, "-c", "import click"],
        "--version": [*zhlint, "--version"],
        "punctuation": [*zhlint, "check", "--no-config", "--fail-on", "never", "--select", "PUN", str(draft)],
        "desk": [*zhlint, "check", "--no-config", "--fail-on", "never", str(draft)],
    }


def cost(command: list[str], environment: dict[str, str]) -> float:
    """The seconds that a command takes. Raises CalledProcessError where it fails."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, env=environment)
    if sys.platform == "win32":
        code, seconds = process.wait(), time.perf_counter() - start
    else:
        _, status, used = os.wait4(process.pid, 0)
        code = process.returncode = os.waitstatus_to_exitcode(status)
        seconds = used.ru_utime + used.ru_stime
    if code:
        raise subprocess.CalledProcessError(code, command)
    return seconds


def ratios(rounds: int = ROUNDS) -> dict[str, float]:
    """The median time of each command over that of `import click`, from interleaved runs after one to warm up."""
    with tempfile.TemporaryDirectory() as folder:
        draft = Path(folder, "draft.txt")
        draft.write_text(DRAFT, encoding="utf-8")
        timed = commands(draft)
        environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        taken: dict[str, list[float]] = {name: [] for name in timed}
        for round_ in range(rounds + 1):
            for name, command in timed.items():
                seconds = cost(command, environment)
                if round_:
                    taken[name].append(seconds)
    unit = median(taken["click"])
    return {name: median(times) / unit for name, times in taken.items()}


if __name__ == "__main__":
    for name, ratio in ratios(int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS).items():
        print(f"{name:12} {ratio:5.2f} x import click")
