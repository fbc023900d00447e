"""How fast zhlint is beside `autocorrect`, how it grows with a draft, and what each rule costs.

    python benchmarks/bench.py [--short] [--profile] [--write docs/performance.md]

Every measure is taken in a process of its own, in processor time where the system tells it. `--write` puts the tables between the
marks of that file and the plot beside it; `--short` leaves out the large drafts.
"""

from __future__ import annotations

import argparse
import platform
import subprocess
import sys
import time
from collections import defaultdict
from pathlib import Path
from statistics import median
from typing import NamedTuple

from drafts import draft, drafts, pieces
from plot import plot
from startup import ratios

MARKS = ("<!-- figures -->\n", "<!-- end of figures -->\n")
#: Number of drafts, bytes of each.
TASKS = {"200 drafts of 8 KB": (200, 8_000), "2,000 drafts of 8 KB": (2_000, 8_000), "1 draft of 200 KB": (1, 200_000),
         "1 draft of 10 MB": (1, 10_000_000)}  # fmt: skip
SHORT_TASKS = {"20 drafts of 8 KB": (20, 8_000), "1 draft of 200 KB": (1, 200_000)}
TOOLS = ("autocorrect", "zhlint PUN", "zhlint desk")
SIZES = (10_000, 100_000, 1_000_000, 10_000_000)


class Cost(NamedTuple):
    """Seconds of processor time, millions of bytes read, and the peak of memory in MiB (0 where it is not told)."""

    seconds: float
    megabytes: float
    memory: float


def main() -> None:
    arguments = _arguments()
    if arguments.one:
        print(*_run(arguments.one[0], int(arguments.one[1]), int(arguments.one[2])))
        return
    tasks = SHORT_TASKS if arguments.short else TASKS
    sections = [_start_up(5 if arguments.short else 15), _throughput(tasks, 1 if arguments.short else 3)]
    families = growth(SIZES[:2] if arguments.short else SIZES)
    sections.append(_growth(families))
    if arguments.profile or arguments.write:
        sections.append(_profile(20 if arguments.short else 200))
    figures = f"{_machine()}\n\n" + "\n\n".join(sections) + "\n"
    print(figures)
    if arguments.write:
        head, rest = arguments.write.read_text(encoding="utf-8").split(MARKS[0])
        tail = rest.split(MARKS[1])[1]
        arguments.write.write_text(head + MARKS[0] + figures + MARKS[1] + tail, encoding="utf-8", newline="\n")
        arguments.write.with_suffix(".svg").write_text(plot(families), encoding="utf-8", newline="\n")


def growth(sizes: tuple[int, ...]) -> dict[str, list[tuple[int, float]]]:
    """For each family of rules, bytes of a draft and the seconds its rules take on it, what they share counted for each."""
    from zhlint import Linter  # noqa: PLC0415
    from zhlint.config import Config  # noqa: PLC0415
    from zhlint.linter import run  # noqa: PLC0415

    linter = Linter(Config())
    linter.lint_text(draft(8_000, 0))
    found: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for size in sizes:
        text = draft(size, 0)
        for family in dict.fromkeys(rule.family for rule in linter.rules.selected):
            document = linter.parse(text)
            begun = time.process_time()
            run(document, [rule for rule in linter.rules.selected if rule.family == family])
            found[family].append((size, time.process_time() - begun))
    return found


def _start_up(rounds: int) -> str:
    rows = [f"| {name} | {ratio:.2f} |" for name, ratio in ratios(rounds).items()]
    return "\n".join(["| start-up | times `import click` |", "|---|---:|", *rows])


def _throughput(tasks: dict[str, tuple[int, int]], rounds: int) -> str:
    rows = ["| task | tool | seconds | MB/s | times autocorrect | peak MiB |", "|---|---|---:|---:|---:|---:|"]
    for name, (count, size) in tasks.items():
        taken: dict[str, list[Cost]] = defaultdict(list)
        for _ in range(rounds if count * size <= 2_000_000 else 1):
            for tool in TOOLS:
                taken[tool].append(_apart(tool, count, size))
        unit = median(cost.seconds for cost in taken[TOOLS[0]])
        for tool, costs in taken.items():
            seconds, memory = median(cost.seconds for cost in costs), max(cost.memory for cost in costs)
            rows.append(
                f"| {name} | {tool} | {seconds:.2f} | {costs[0].megabytes / seconds:.2f} | {seconds / unit:.1f} | {memory:.0f} |"
            )
    return "\n".join(rows)


def _growth(families: dict[str, list[tuple[int, float]]]) -> str:
    sizes = [size for size, _ in next(iter(families.values()))]
    head = ["| seconds | " + " | ".join(f"{size // 1000:,} KB" for size in sizes) + " |", "|---|" + "---:|" * len(sizes)]
    rows = [f"| {family} | " + " | ".join(f"{seconds:.3f}" for _, seconds in costs) + " |" for family, costs in sorted(families.items())]
    return "\n".join([*head, *rows])


def _profile(count: int) -> str:
    """What each rule costs on the drafts; what several rules share is counted for the first."""
    from zhlint import Linter  # noqa: PLC0415
    from zhlint.config import Config  # noqa: PLC0415
    from zhlint.linter import run  # noqa: PLC0415

    linter = Linter(Config())
    texts = drafts(count)
    linter.lint_text(texts[0])
    taken: dict[str, float] = defaultdict(float)
    for text in texts:
        begun = time.process_time()
        document = linter.parse(text)
        taken["reading"] += time.process_time() - begun
        for rule in linter.rules.selected:
            begun = time.process_time()
            run(document, [rule])
            taken[f"{rule.code} {rule.name}"] += time.process_time() - begun
    whole = sum(taken.values())
    listed = sorted(taken.items(), key=lambda item: -item[1])
    rows = [f"| {name} | {1000 * seconds / count:.2f} | {100 * seconds / whole:.1f} |" for name, seconds in listed if seconds > whole / 200]
    return "\n".join(["| rule | ms per draft of 8 KB | per cent |", "|---|---:|---:|", *rows])


def _apart(tool: str, count: int, size: int) -> Cost:
    """The cost of a task in a new process. Raises CalledProcessError where it fails."""
    command = [sys.executable, __file__, "--one", tool, str(count), str(size)]
    done = subprocess.run(command, check=True, capture_output=True, text=True, encoding="utf-8")
    return Cost(*map(float, done.stdout.split()))


def _run(tool: str, count: int, size: int) -> Cost:
    """Check the drafts once, ready to start: one small draft before is not counted."""
    texts = drafts(count, size) if count > 1 else [draft(size, 0)]
    megabytes = sum(len(text.encode()) for text in texts) / 1e6
    if tool == "autocorrect":
        import autocorrect_py  # noqa: PLC0415

        texts = [piece for text in texts for piece in pieces(text)]
        check = lambda text: autocorrect_py.lint_for(text, "text")  # noqa: E731
    else:
        from zhlint import Linter  # noqa: PLC0415
        from zhlint.config import Config  # noqa: PLC0415

        check = Linter(Config(select=("PUN",)) if tool.endswith("PUN") else Config()).lint_text
    check(draft(8_000, 1))
    begun = time.process_time()
    for text in texts:
        check(text)
    return Cost(time.process_time() - begun, megabytes, _memory())


def _memory() -> float:
    if sys.platform == "win32":
        return 0
    import resource  # noqa: PLC0415

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10)


def _machine() -> str:
    return f"Python {platform.python_version()}, {platform.system()} {platform.machine()}."


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--short", action="store_true", help="no large drafts")
    parser.add_argument("--profile", action="store_true", help="what each rule costs")
    parser.add_argument("--write", type=Path, metavar="FILE", help="put the figures into this file, and a plot beside it")
    parser.add_argument("--one", nargs=3, help=argparse.SUPPRESS)
    return parser.parse_args()


if __name__ == "__main__":
    main()
