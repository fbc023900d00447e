"""Writes rules/tables/typo-weights.tsv: what speaks for a slip, weighed by a logistic regression.

    pip install numpy
    python benchmarks/typo_weights.py --pairs ERRORS.tsv... --half first --clean CORPUS.jsonl... [--every 4]

ERRORS.tsv has a wrong and a right sentence in every line, CORPUS a `text`; every N-th text is read. A guess is right where the
right sentence has the guessed word. Weights are of the values as `near_words.guesses` gives them.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from logistic import fitted_scaled

from zhlint.analysis.words.near_words import guesses
from zhlint.reading import parse
from zhlint.storage.tables import rules_folder

if TYPE_CHECKING:
    from collections.abc import Iterator

RIDGE = 0.5
#: A guess at a place that is wrong, but not as guessed, says little of either.
HALF_RIGHT = 0.02


class Case(NamedTuple):
    """The observations of a guess, whether it is right, and its weight."""

    observed: dict[str, float]
    is_right: bool
    weight: float


def main() -> None:
    arguments = _arguments()
    cases = [case for file in arguments.pairs for case in _from_pairs(file, arguments.half)]
    cases += [
        Case(seen, False, 1)
        for file in arguments.clean
        for text in _texts(file, arguments.every)
        for *_, seen in guesses(parse(text))
    ]
    names = [name for name in cases[0].observed if name != "one"]
    values = np.array([[float(case.observed[name]) for name in names] for case in cases])
    right = np.array([case.is_right for case in cases], float)
    weights = fitted_scaled(values, right, np.array([case.weight for case in cases]), RIDGE)
    lines = [f"{name}\t{weight:.3f}" for name, weight in zip(["one", *names], weights, strict=True)]
    (rules_folder() / "tables" / "typo-weights.tsv").write_text(
        "feature\tweight\n" + "\n".join(lines) + "\n", encoding="utf-8"
    )
    print(f"{len(cases)} guesses, {sum(case.is_right for case in cases)} of them right")


def _from_pairs(file: Path, half: str) -> Iterator[Case]:
    lines = file.read_text(encoding="utf-8").split("\n")[1:]
    pairs = [line.split("\t")[:2] for line in lines if "\t" in line]
    for wrong, right in {"first": pairs[: len(pairs) // 2], "all": pairs}[half]:
        yield from (Case(seen, False, 1) for *_, seen in guesses(parse(right)))
        if wrong == right or len(wrong) != len(right):
            continue
        for start, end, guess, seen in guesses(parse(wrong)):
            if wrong[start:end] != right[start:end]:
                is_right = right[start:end] == guess
                yield Case(seen, is_right, 1 if is_right else HALF_RIGHT)


def _texts(file: Path, every: int) -> Iterator[str]:
    with file.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            if number % every == 0:
                yield json.loads(line)["text"]


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pairs", nargs="+", type=Path, required=True, metavar="TSV")
    parser.add_argument("--half", default="first", choices=["first", "all"])
    parser.add_argument("--clean", nargs="+", type=Path, required=True, metavar="JSONL")
    parser.add_argument("--every", type=int, default=4)
    return parser.parse_args()


if __name__ == "__main__":
    main()
