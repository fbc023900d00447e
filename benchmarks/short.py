"""A few ratios, measured quickly, against those that were kept: has zhlint become slower?

Machines and interpreters differ. So all is measured in processor time against two units in the same run: drafts in memory against
`autocorrect` and against a fixed work in Python, a start against that of Python and against importing click. Something has become
slower when less than two thirds are left of both its ratios, the least times of several rounds compared.
"""

from __future__ import annotations

import json
import platform
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from command import check, knows
from processes import environment, plain, run
from startup import CLICK, DESK, WARM, commands
from tasks import Task
from tools import CORE, PUNCTUATION, YARDSTICK, checker, has_yardstick, texts_for
from yardstick import TEXT, seconds, work

if TYPE_CHECKING:
    from collections.abc import Callable

KEPT = Path(__file__).with_name("reference.json")
LEFT = 2 / 3
#: Rounds at most, and how often each measure is taken in one.
ROUNDS, TURNS = 3, 4
PYTHON, WORK = "Python starting", "work in Python"
#: What is started, and what it is called here.
STARTS = {name: f"start, {name}" for name in ("punctuation", DESK, WARM)}
TASKS = (Task(40, 8_000), Task(1, 400_000))
UNCHANGED = Task(100, 8_000)
AGAIN = f"{UNCHANGED.name}, unchanged"
#: Seconds by the name of what takes them, and how many times as fast as its units a measure is.
Costs = dict[str, float]
Ratios = dict[str, dict[str, float]]


class Start(NamedTuple):
    """A command and its environment."""

    command: list[str]
    environ: dict[str, str]


def compare() -> int:
    """Print each ratio beside the stored one.

    Returns 1 where one has fallen by a third, else 0.
    """
    kept: Ratios = json.loads(KEPT.read_text(encoding="utf-8"))["ratios"]
    found = measure(until=lambda ratios: not slower_ratios(ratios, kept))
    for name, ratios in found.items():
        shares = [
            f"{ratio / kept[name][unit]:.2f} ({unit})" for unit, ratio in ratios.items() if unit in kept.get(name, {})
        ]
        print(f"{name}: {', '.join(shares) or 'nothing kept'}")
    for name in kept.keys() - found.keys():
        print(f"{name}: not measured here")
    slower = slower_ratios(found, kept)
    if slower:
        print(f"a third slower than in {KEPT.name}, or more: {'; '.join(slower)}", file=sys.stderr)
    return int(bool(slower))


def keep() -> None:
    """Measure and keep the ratios."""
    told = {"python": platform.python_version(), "ratios": measure()}
    KEPT.write_text(json.dumps(told, indent=2) + "\n", encoding="utf-8", newline="\n")


def slower_ratios(found: Ratios, kept: Ratios) -> list[str]:
    """The names of the ratios that fell, by every unit that both runs know."""
    common = {name: [unit for unit in ratios if unit in kept.get(name, {})] for name, ratios in found.items()}
    return [
        name
        for name, units in common.items()
        if units and all(found[name][unit] < LEFT * kept[name][unit] for unit in units)
    ]


def measure(until: Callable[[Ratios], bool] = lambda _: False) -> Ratios:
    """The ratios, from the least times of some rounds.

    There are fewer rounds where `until` is content with them.
    """
    least: Costs = {}
    ratios: Ratios = {}
    with tempfile.TemporaryDirectory() as folder:
        starts = _starts(Path(folder))
        for _ in range(ROUNDS):
            for name, seconds in {**_started(starts), **_in_memory()}.items():
                least[name] = min(seconds, least.get(name, seconds))
            ratios = _ratios(least)
            if until(ratios):
                break
    return ratios


def _ratios(least: Costs) -> Ratios:
    units = dict.fromkeys((*STARTS.values(), AGAIN), (PYTHON, CLICK))
    units |= {
        f"{tool}, {task.name}": (f"{YARDSTICK}, {task.name}", WORK) for tool in (CORE, PUNCTUATION) for task in TASKS
    }
    return {
        name: {unit: round(least[unit] / least[name], 4) for unit in known if unit in least}
        for name, known in units.items()
        if name in least
    }


def _starts(folder: Path) -> dict[str, Start]:
    """The commands to start, by name.

    Checking unchanged drafts is one where zhlint keeps results.
    """
    named = {CLICK: CLICK, **STARTS}
    timed = {named[name]: Start(command, plain()) for name, command in commands(folder).items() if name in named}
    timed[PYTHON] = Start([sys.executable, "-c", "pass"], plain())
    if knows("--no-cache"):
        again = check(str(UNCHANGED.lay(folder)), "--select", "PUN", kept=True)
        timed[AGAIN] = Start(again, environment(folder / "cache"))
    for start in timed.values():
        run(*start)
    return timed


def _started(starts: dict[str, Start]) -> Costs:
    """The least processor time of each of some runs, which take turns."""
    turns = [{name: run(*start).processor for name, start in starts.items()} for _ in range(TURNS)]
    return {name: min(turn[name] for turn in turns) for name in starts}


def _in_memory() -> Costs:
    """The processor time of the yardstick and of drafts in memory, in a new process."""
    done = subprocess.run([sys.executable, __file__], check=True, stdout=subprocess.PIPE, encoding="utf-8")
    costs: Costs = json.loads(done.stdout)
    return costs


def _here() -> Costs:
    checks = {tool: checker(tool) for tool in (CORE, PUNCTUATION, *[YARDSTICK] * has_yardstick())}
    measures = {WORK: (work, [TEXT])}
    for task in TASKS:
        measures |= {
            f"{tool}, {task.name}": (check_one, texts_for(tool, task.texts())) for tool, check_one in checks.items()
        }
    turns = [{name: seconds(*measure) for name, measure in measures.items()} for _ in range(TURNS)]
    return {name: min(turn[name] for turn in turns) for name in measures}


if __name__ == "__main__":
    print(json.dumps(_here()))
