"""Writes a table of weights in rules/tables for swapped or doubled characters, by logistic regression on invented slips.

    pip install numpy
    python benchmarks/change_weights.py KIND TEXT=TABLE... [--articles 4000] [--curve]

KIND is swapped or doubled. A TEXT is named as to model.py (`FILE:first`, `FILE:even`), with a TABLE of n-grams that did not count it; of a text with
more documents so many are drawn with the seed 11. All are read as they stand, in which every change is taken for wrong (slips stand in
them, too), and every third once more with slips, one in some sixty characters. With --curve nothing is written: the weights are those of
the table, and wrong changes in text as it stands and the slips found are printed by the least score; with --read N also the N best
changes there.
"""

from __future__ import annotations

import argparse
import random
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np
from held_out import why_not
from logistic import fitted_scaled
from model import Text, text

from zhlint.analysis.words.doubles import doubles
from zhlint.analysis.words.feature_weights import weighted_sum
from zhlint.analysis.words.swaps import swaps
from zhlint.lexicon.han import is_han
from zhlint.model.table import load_table
from zhlint.storage.tables import rules_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from zhlint.model.table import NGrams

EVERY: Final = 60
SPREAD: Final = 20


class Slip(NamedTuple):
    """Characters of a planted text, and those that stood there before."""

    start: int
    end: int
    meant: str


class Case(NamedTuple):
    """A change, whether it is right, and what it looks like in the text."""

    features: dict[str, float]
    is_right: bool
    shown: str


class Cases(NamedTuple):
    """The changes of some texts; how many characters stood as they were, how many slips were planted."""

    clean: list[Case]
    planted: list[Case]
    characters: int
    slips: int


def main() -> None:
    arguments = _arguments()
    find, plant, weights = KINDS[arguments.kind]
    cases = _cases(find, plant, arguments.texts, arguments.articles)
    if arguments.curve:
        _print_curve(cases, weights, arguments.read)
        return
    _write(weights, [*cases.clean, *cases.planted])
    _print_curve(cases, weights, arguments.read)


def _swapped(document: str, at: int) -> tuple[str, Slip] | None:
    one, other = document[at : at + 2]
    return (other + one, Slip(at, at + 2, one + other)) if one != other else None


def _doubled(document: str, at: int) -> tuple[str, Slip] | None:
    one = document[at]
    beside = document[max(0, at - 1) : at] + document[at + 1]
    return (2 * one, Slip(at, at + 1, one)) if one not in beside else None


KINDS: Final = {
    "swapped": (swaps, _swapped, "swap-weights.tsv"),
    "doubled": (doubles, _doubled, "doubled-weights.tsv"),
}


def _cases(find: Callable, plant: Callable, texts: Sequence[tuple[Text, NGrams]], most: int) -> Cases:
    clean: list[Case] = []
    planted: list[Case] = []
    characters = slips = 0
    chance = random.Random(5)
    for source, table in texts:
        documents = list(source.documents())
        drawn = random.Random(11).sample(documents, most) if len(documents) > most else documents
        for number, document in enumerate(drawn):
            characters += len(document)
            clean += _found(find, table, document, ())
            if number % 3 == 0:
                changed, made = _planted(document, plant, chance)
                slips += len(made)
                planted += _found(find, table, changed, made)
    return Cases(clean, planted, characters, slips)


def _found(find: Callable, table: NGrams, document: str, slips: Sequence[Slip]) -> Iterator[Case]:
    right = set(slips)
    for change in find(document, table):
        start, end, meant, features = change
        shown = f"{document[max(0, start - 8) : start]}[{document[start:end]}>{meant}]{document[end : end + 8]}"
        yield Case(features, Slip(start, end, meant) in right, shown.replace("\n", "/"))


def _planted(document: str, plant: Callable, chance: random.Random) -> tuple[str, list[Slip]]:
    """A document with slips between Chinese characters, and the slips by their places in it."""
    pieces: list[str] = []
    slips: list[Slip] = []
    done = moved = 0
    at = chance.randrange(EVERY)
    while at < len(document) - 2:
        if all(map(is_han, document[at : at + 2])) and (made := plant(document, at)):
            written, slip = made
            pieces += [document[done : slip.start], written]
            done = slip.end
            slips.append(Slip(slip.start + moved, slip.start + moved + len(written), slip.meant))
            moved += len(written) - len(slip.meant)
            at += EVERY + chance.randrange(-SPREAD, SPREAD)
        at += 1
    return "".join([*pieces, document[done:]]), slips


def _write(name: str, cases: Sequence[Case]) -> None:
    names = list(cases[0].features)
    values = np.array([[float(case.features[feature]) for feature in names] for case in cases])
    right = np.array([case.is_right for case in cases], float)
    constant, *weights = fitted_scaled(values, right).tolist()
    lines = ["feature\tweight", f"one\t{constant:.4g}"]
    lines += [f"{feature}\t{weight:.4g}" for feature, weight in zip(names, weights, strict=True)]
    (rules_folder() / "tables" / name).write_text("\n".join(lines) + "\n", encoding="utf-8")


def _print_curve(cases: Cases, weights: str, shown: int) -> None:
    wrong = sorted(((weighted_sum(case.features, weights), case.shown) for case in cases.clean), reverse=True)
    found = [weighted_sum(case.features, weights) for case in cases.planted if case.is_right]
    print(f"{cases.characters:,} characters as they stand, {cases.slips:,} slips planted")
    for least in np.arange(0, 9.5, 0.5):
        hits, right = sum(one >= least for one, _ in wrong), sum(one >= least for one in found)
        print(f"| {least:g} | {hits} | {hits / cases.characters * 1e5:.2f} | {right / max(1, cases.slips):.1%} |")
    for one, words in wrong[:shown]:
        print(f"{one:.2f} {words}")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("kind", choices=KINDS)
    parser.add_argument("texts", nargs="+", type=_with_table, metavar="TEXT=TABLE")
    parser.add_argument("--articles", type=int, default=4000)
    parser.add_argument("--curve", action="store_true")
    parser.add_argument("--read", type=int, default=0, metavar="N")
    return parser.parse_args()


def _with_table(word: str) -> tuple[Text, NGrams]:
    """A text and the table that judges it. Ends the process where the table counted the text."""
    name, _, file = word.rpartition("=")
    named, table = text(name), load_table(Path(file))
    if refusal := why_not(table, [named]):
        sys.exit(f"{file}: {refusal}")
    return named, table


if __name__ == "__main__":
    main()
