"""The speed and memory of zhlint beside `autocorrect`.

It measures the start, one core and two, and the growth with a draft.
    python benchmarks/bench.py [--short] [--profile] [--write] [--check]

`--write` puts the figures and the plot into docs/performance.md.
`--check` measures starts and drafts against the parent commit, a minute, and fails when one takes a tenth more.
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
import tempfile
from pathlib import Path

from command import check
from cores import cores, unchanged
from figures import Claims, Section
from growth import SIZES, Line, grown, growth
from plot import plot
from processes import environment, run
from rule_costs import rule_costs
from short import compare
from startup import CUT, start_up
from targets import judged
from tasks import FEW, HUGE, LONG, MANY, Task
from throughput import throughput
from tools import CORE, YARDSTICK, has_yardstick

PAGE = Path(__file__).parent.parent / "docs/performance.md"
MARKS = ("<!-- figures -->\n", "<!-- end of figures -->\n")
PICTURE = "\n![Seconds against the size of a draft, by family of rules](performance.svg)\n"


def main() -> int:
    arguments = _arguments()
    if arguments.check:
        return compare()
    if not has_yardstick():
        print("autocorrect-py is not installed: make bench, or pip install --group bench", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as folder:
        figures, lines = _figures(Path(folder), arguments)
    print(figures)
    if arguments.write:
        _write(figures, lines)
    return 0


def _figures(folder: Path, arguments: argparse.Namespace) -> tuple[str, dict[str, Line]]:
    """The page's figures, and the lines of the plot.

    The folder is for drafts and for the cache of zhlint.
    """
    environ, short = environment(folder / "cache"), arguments.short
    _prepare(folder, environ)
    rounds = 1 if short else arguments.rounds
    tasks = [Task(20, 8_000), LONG] if short else [FEW, MANY, LONG, HUGE]
    files = {task: task.lay(folder) for task in ([FEW] if short else [FEW, MANY, HUGE])}
    sections = [
        start_up(environ, 3 * rounds, min(rounds, 3)),
        throughput(tasks, environ, rounds),
        cores(files, environ, rounds),
    ]
    repeated = FEW if short else MANY
    sections += filter(None, [unchanged(repeated, files[repeated], folder, rounds)])
    lines = growth(SIZES[:3] if short else SIZES, environ)
    sections.append(grown(lines))
    if arguments.profile or arguments.write:
        sections.append(Section(rule_costs(20 if short else 200, environ), {}))
    claims: Claims = {name: value for section in sections for name, value in section.claims.items()}
    return "\n\n".join([_machine(), judged(claims).text, *(section.text for section in sections)]) + "\n", lines


def _prepare(folder: Path, environ: dict[str, str]) -> None:
    """Lets zhlint make what it keeps, so that no measure pays for it."""
    draft = folder / "first.txt"
    draft.write_text(CUT, encoding="utf-8")
    run(check(str(draft)), environ)


def _write(figures: str, lines: dict[str, Line]) -> None:
    head, rest = PAGE.read_text(encoding="utf-8").split(MARKS[0])
    page = head + MARKS[0] + figures + PICTURE + MARKS[1] + rest.split(MARKS[1])[1]
    PAGE.write_text(page, encoding="utf-8", newline="\n")
    PAGE.with_suffix(".svg").write_text(plot(lines, bold=(CORE, YARDSTICK)), encoding="utf-8", newline="\n")


def _machine() -> str:
    return f"Python {platform.python_version()}, {platform.system()} {platform.machine()}, {os.cpu_count()} cores."


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--short", action="store_true", help="no large drafts, nothing repeated")
    parser.add_argument("--profile", action="store_true", help="what each rule costs")
    parser.add_argument("--write", action="store_true", help="put the figures and the plot into docs/performance.md")
    parser.add_argument("--check", action="store_true", help="fail when a ratio has fallen by a third")
    parser.add_argument("--rounds", type=int, default=5, help="how often each measure is repeated (5)")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
