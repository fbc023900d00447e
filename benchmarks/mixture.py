"""Prints how likely texts are by a table of n-grams, and by the same with some of its sources weighing more or less.

    python benchmarks/mixture.py TEXT... --table TABLE [--more TABLE=WEIGHT]... [--pairs ERRORS.tsv...]

TEXT is named as to model.py; of ERRORS.tsv the right sentences of the rows 0, 2, 4 … are read. Each table of --more was counted from some of
the texts that TABLE was: its counts are added WEIGHT times (less than 0: taken away), then all counts are scaled to the size of TABLE, since
fewer counts alone are smoothed otherwise. A line for TABLE, and one for each --more: the mean natural logarithm of the chance of a character.
"""

from __future__ import annotations

import argparse
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from model import text

from zhlint.model.scoring import REACH, log_chances
from zhlint.model.table import BITS, EDGE, FIRST, OTHER, load_table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from zhlint.model.table import NGrams


class Counts(NamedTuple):
    """The counts of n-grams of one length, by their keys."""

    count: Callable[[int], float]


class Mixture:
    """A table and another one added to it, by the numbers of the first."""

    def __init__(self, table: NGrams, other: NGrams, weight: float) -> None:
        self._tables = [(table, 1.0), (other, weight)]
        own = [*range(FIRST), *other.numbers(table.alphabet)]
        self._own = [range(len(own)), own]
        self.numbers, self.total = table.numbers, table.total
        self._scale = table.total / (table.total + weight * other.total)
        self.singles = [self._sum(lambda table, own: table.singles[own[0]], [number]) for number in range(len(own))]
        self.pair = cache(lambda *pair: self._sum(lambda table, own: table.pair(*own), pair))
        self.triples = Counts(cache(lambda key: self._longer("triples", 3, key)))
        self.quadruples = Counts(cache(lambda key: self._longer("quadruples", 4, key)))

    def pairs(self, numbers: Sequence[int]) -> list[float]:
        """The counts of each character with the next one."""
        return list(map(self.pair, numbers, numbers[1:]))

    def _longer(self, name: str, length: int, key: int) -> float:
        numbers = [key >> BITS * place & (1 << BITS) - 1 for place in reversed(range(length))]
        return self._sum(lambda table, own: getattr(table, name).count(_key(own)), numbers)

    def _sum(self, count: Callable[[NGrams, Sequence[int]], float], numbers: Iterable[int]) -> float:
        total = 0.0
        for (table, weight), own in zip(self._tables, self._own, strict=True):
            there = [own[number] for number in numbers]
            total += 0.0 if OTHER in there else weight * count(table, there)
        return max(0.0, self._scale * total)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("texts", nargs="*", type=text, metavar="TEXT")
    parser.add_argument("--table", type=Path, required=True)
    parser.add_argument("--more", action="append", default=[], metavar="TABLE=WEIGHT")
    parser.add_argument("--pairs", nargs="*", type=Path, default=[], metavar="TSV")
    arguments = parser.parse_args()
    read = {one.name: list(one.documents()) for one in arguments.texts}
    read |= {file.stem: _right_sentences(file) for file in arguments.pairs}
    table = load_table(arguments.table)
    print("| table | " + " | ".join(read) + " |\n|---|" + "---:|" * len(read))
    _print_line("as it is", table, read)
    for word in arguments.more:
        name, _, weight = word.rpartition("=")
        _print_line(
            f"{weight} times {Path(name).stem} more", Mixture(table, load_table(Path(name)), float(weight)), read
        )


def _right_sentences(file: Path) -> list[str]:
    return [line.split("\t")[1] for line in file.read_text(encoding="utf-8").splitlines()[1::2]]


def _print_line(name: str, table: NGrams | Mixture, read: dict[str, list[str]]) -> None:
    print(f"| {name} | " + " | ".join(f"{_mean(table, texts):.3f}" for texts in read.values()) + " |", flush=True)


def _mean(table: NGrams | Mixture, texts: Sequence[str]) -> float:
    total = 0.0
    for one in texts:
        numbers = [*[EDGE] * (REACH - 1), *table.numbers(one)]
        total += log_chances(table, numbers, REACH - 1, len(numbers))
    return total / sum(map(len, texts))


def _key(numbers: Sequence[int]) -> int:
    key = 0
    for number in numbers:
        key = key << BITS | number
    return key


if __name__ == "__main__":
    main()
