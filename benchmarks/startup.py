"""The start-up time of the command, as a multiple of importing click.

The runs are interleaved, each set against its round's.
Processor time is taken where the system tells it, so that other work on the machine does not count; else the clock.

python benchmarks/startup.py [ROUNDS]
"""

from __future__ import annotations

import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path
from statistics import median

from command import check
from figures import Claims, Section, mebibytes, spread, table
from processes import Spent, environment, own_peak, plain, run

DRAFT = (
    "清晨的菜场里，卖豆腐的周师傅揭开蒸笼，热气漫过半条街；排队的人不急，一边等一边说昨夜的雨。\n" * 20
    + "代表入场,会议开始。\n"
)
#: A draft in which a rule must know where words begin and end.
CUT = DRAFT + "气象台按排了值班。\n"
ROUNDS, COLD_ROUNDS = 15, 3
CLICK, CORRECT, DESK = "import click", "autocorrect", "desk"
WARM, COLD = "desk, words cut", "desk, words cut, nothing kept"
COMMON = (CLICK, CORRECT)
YARDSTICK = "import sys, autocorrect_py; autocorrect_py.lint_for(open(sys.argv[1], encoding='utf-8').read(), 'text')"


def commands(folder: Path) -> dict[str, list[str]]:
    """The commands to be timed, by name; importing click is the unit.

    The drafts are written into the folder.
    """
    plain, cut = folder / "plain.txt", folder / "cut.txt"
    plain.write_text(DRAFT, encoding="utf-8")
    cut.write_text(CUT, encoding="utf-8")
    found = {
        CLICK: [sys.executable, "-c", "import click"],
        "--version": [sys.executable, "-m", "zhlint", "--version"],
        "punctuation": check(str(plain), "--select", "PUN"),
        DESK: check(str(plain)),
        WARM: check(str(cut)),
    }
    if find_spec("autocorrect_py"):
        found[CORRECT] = [sys.executable, "-c", YARDSTICK, str(plain)]
    return found


def measure_all(rounds: int, environ: dict[str, str] | None = None, cold: int = 0) -> dict[str, list[Spent]]:
    """The time of each command in each round after a first one.

    So many first runs, with an empty cache, are measured besides.
    """
    with tempfile.TemporaryDirectory() as folder:
        timed, environ = commands(Path(folder)), environ or plain()
        taken: dict[str, list[Spent]] = {name: [] for name in timed}
        for command in timed.values():
            run(command, environ)
        for _ in range(rounds):
            for name, command in timed.items():
                taken[name].append(run(command, environ))
        if cold:
            empty = [environment(Path(folder, f"cold-{at}"), environ) for at in range(cold)]
            taken[COLD] = [run(timed[WARM], first) for first in empty]
    return taken


def ratios(rounds: int = ROUNDS) -> dict[str, float]:
    """The time of each command as a multiple of importing click: the median of rounds."""
    return {name: median(times) for name, times in _in_units(measure_all(rounds)).items()}


def start_up(environ: dict[str, str], rounds: int = ROUNDS, cold: int = COLD_ROUNDS) -> Section:
    """Each command, as a multiple of importing click."""
    rows: list[tuple[str, ...]] = []
    claims: Claims = {}
    taken = measure_all(rounds, environ, cold)
    for name, times in _in_units(taken).items():
        seconds, memory = median(cost.processor for cost in taken[name]), max(cost.memory for cost in taken[name])
        rows.append((name, f"{1000 * seconds:.0f}", spread(times), mebibytes(memory, own_peak())))
        claims["start-up", name] = median(times)
        if name not in COMMON:
            claims["memory", f"start-up, {name}"] = memory
    return Section(table(("start-up", "ms", f"times `{CLICK}`", "peak MiB"), rows), claims)


def _in_units(taken: dict[str, list[Spent]]) -> dict[str, list[float]]:
    """Each run as a multiple of importing click in its round.

    A first run is a multiple of the median.
    """
    units = [cost.processor for cost in taken[CLICK]]
    usual = median(units)
    return {
        name: [cost.processor / (usual if name == COLD else unit) for cost, unit in zip(costs, units, strict=False)]
        for name, costs in taken.items()
    }


if __name__ == "__main__":
    for name, ratio in ratios(int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS).items():
        print(f"{name:24} {ratio:6.2f} x import click")
