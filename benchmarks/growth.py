"""The growth of each family's time with the size of a draft.

    python benchmarks/growth.py [--own PATH]... [--json] [SIZE...]

SIZE is in bytes; without any, seven sizes from 10 KB to 10 MB. The draft is made up, or joined from drafts of your own: text files, JSONL
files with a `text` in every line, or folders of these, which must have so many bytes in all. It prints milliseconds and exponents, or
JSON.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from collections import defaultdict
from functools import partial
from itertools import chain
from math import log
from pathlib import Path
from statistics import linear_regression
from typing import TYPE_CHECKING

from drafts import draft
from figures import Section, table
from own import files_in, texts_in
from tools import CORE, YARDSTICK, checker, texts_for

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from zhlint.linter import Linter

#: Bytes of a draft and the seconds that it takes.
Line = list[tuple[int, float]]
SIZES = (10_000, 30_000, 100_000, 300_000, 1_000_000, 3_000_000, 10_000_000)
#: So many of the largest have an exponent of their own.
TAIL = 3
READING = "reading"
#: A measure is repeated for so many seconds, and so many times at most; the quickest counts.
LONG_ENOUGH, OFTEN = 0.05, 20


def growth(sizes: Sequence[int], environ: dict[str, str]) -> dict[str, Line]:
    """Bytes and seconds of processor time for the yardstick, zhlint, reading and families.

    Each is measured in a new process.
    """
    command = [sys.executable, __file__, "--json", *map(str, sizes)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, encoding="utf-8", env=environ)
    return {name: [(size, seconds) for size, seconds in line] for name, line in json.loads(done.stdout).items()}


def grown(lines: dict[str, Line]) -> Section:
    """The seconds as a table, with the exponent of each line."""
    sizes = [size for size, _ in lines[CORE]]
    told = [f"{size // 10**6} MB" if size >= 10**6 else f"{size // 1000} KB" for size in sizes]
    exponents = {name: exponent(line) for name, line in lines.items()}
    rows = [
        (
            name,
            *(f"{1000 * seconds:,.2f}" for _, seconds in line),
            f"{exponents[name]:.2f}",
            f"{exponent(line[-TAIL:]):.2f}",
        )
        for name, line in lines.items()
    ]
    head = ("milliseconds for one draft of", *told, "exponent", f"from {told[-TAIL]} up")
    return Section(
        table(head, rows), {("growth", name): value for name, value in exponents.items() if name != YARDSTICK}
    )


def exponent(line: Line) -> float:
    """The power of the size with which the time grows.

    It is the slope of the logarithms, by least squares.
    """
    return linear_regression([log(size) for size, _ in line], [log(seconds) for _, seconds in line]).slope


def _measure(sizes: Sequence[int], own: Sequence[Path] = ()) -> dict[str, Line]:
    from zhlint import Linter
    from zhlint.config.model import Config

    linter, checks = Linter(Config()), {tool: checker(tool) for tool in (YARDSTICK, CORE)}
    lines: dict[str, Line] = defaultdict(list)
    for size in sizes:
        text = _joined(own, size) if own else draft(size, 0)
        for tool, check in checks.items():
            lines[tool].append((size, _quickest(partial(_all, check, texts_for(tool, [text])))))
        lines[READING].append((size, _quickest(partial(linter.parse, text))))
        for family, seconds in _families(linter, text):
            lines[family].append((size, seconds))
    return lines


def _joined(paths: Sequence[Path], size: int) -> str:
    """Drafts of one's own as one draft of so many bytes. Raises ValueError where they have too few."""
    texts: list[str] = []
    length = 0
    for text in chain.from_iterable(map(texts_in, chain.from_iterable(map(files_in, paths)))):
        texts.append(text)
        length += len(text.encode()) + 2
        if length >= size:
            return "\n\n".join(texts).encode()[:size].decode(errors="ignore")
    raise ValueError(f"the drafts have {length:,} bytes, fewer than {size:,}")


def _families(linter: Linter, text: str) -> Iterator[tuple[str, float]]:
    """The seconds of each family's rules on a text that has been read.

    Work that families share is counted for each.
    """
    from zhlint.engine.run import run

    document = linter.parse(text)
    read = dict(document.memo)

    def forget() -> None:
        document.memo.clear()
        document.memo.update(read)

    for family in sorted({rule.family for rule in linter.rules.selected}):
        rules = tuple(rule for rule in linter.rules.selected if rule.family == family)
        yield family, _quickest(partial(run, document, rules), forget)


def _all(check: Callable[[str], object], texts: list[str]) -> None:
    for text in texts:
        check(text)


def _quickest(measured: Callable[[], object], ready: Callable[[], object] = lambda: None) -> float:
    """The least seconds of processor time of some runs, preparation not counted."""
    least, whole, runs = float("inf"), 0.0, 0
    while whole < LONG_ENOUGH and runs < OFTEN:
        ready()
        begun = time.process_time()
        measured()
        taken = time.process_time() - begun
        least, whole, runs = min(least, taken), whole + taken, runs + 1
    return least


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--own", type=Path, action="append", default=[], metavar="PATH", help="drafts of your own")
    parser.add_argument("--json", action="store_true", help="bytes and seconds by family, for a program")
    parser.add_argument("sizes", type=int, nargs="*", metavar="SIZE")
    arguments = parser.parse_args()
    lines = _measure(arguments.sizes or SIZES, arguments.own)
    print(json.dumps(lines) if arguments.json else grown(lines).text)


if __name__ == "__main__":
    main()
