"""Writes likelihood-first.tsv and likelihood-weights.tsv in rules/tables: what speaks for a likelier word, by logistic regression.

    pip install numpy
    python benchmarks/likelihood_weights.py --pairs ERRORS.tsv... --clean CORPUS.jsonl... [--press TEXT...] --table TABLE
        --news FILE.txt.xz --news-table TABLE

ERRORS.tsv has a wrong and a right sentence in every line, CORPUS a `text`; the lines 0, 2, 4 … are used, of a corpus of one text its
lines. A change is right where the right sentence has it. Of FILE, an article in every line, 1,500 articles of the first half are drawn
with the seed 3; slips stand in them, so that each counts three tenths, as those in TEXT (as `benchmarks/model.py` takes it) count two fifths.
The tables of n-grams counted none of what they judge: the first neither pairs nor corpora nor TEXT, the second not the first half.

The first weights are of the features in the table of n-grams and in the draft: what scores too low by them is not looked at further. The
others are of all features and of the products of two.
"""

from __future__ import annotations

import argparse
import json
import random
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np
from logistic import fitted
from model import Text, documents
from model import text as text_named

from zhlint.analysis.words.change_features import word_features
from zhlint.analysis.words.change_scores import LEAST_FIRST
from zhlint.analysis.words.changes import changes
from zhlint.analysis.words.surroundings import surroundings
from zhlint.model.table import load_table
from zhlint.storage.tables import rules_folder

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from zhlint.model.table import NGrams

ARTICLES: Final = 1_500
NEWS_SHARE: Final = 0.3
PRESS_SHARE: Final = 0.4
#: The ridges of the two regressions: there are some six hundred products.
FIRST_RIDGE: Final = 1.0
RIDGE: Final = 200.0


class Case(NamedTuple):
    """A change with its features in the table, and with all; whether it is right, and how much it counts."""

    around: dict[str, float]
    seen: dict[str, float]
    is_right: bool
    share: float


def main() -> None:
    arguments = _arguments()
    table, news_table = load_table(arguments.table), load_table(arguments.news_table)
    cases = [*_from_pairs(arguments.pairs, table), *_from_clean(arguments.clean, table)]
    cases += [case for text in documents(arguments.press) for case in _cases(text, table, share=PRESS_SHARE)]
    cases += _from_news(arguments.news, news_table)
    first = _fitted([case.around for case in cases], cases, FIRST_RIDGE, products=False)
    _write("likelihood-first.tsv", first)
    passed = [
        case
        for case in cases
        if first["one"] + sum(first[name] * value for name, value in case.around.items()) >= LEAST_FIRST
    ]
    _write("likelihood-weights.tsv", _fitted([case.seen for case in passed], passed, RIDGE, products=True))
    right, looked_at = (sum(case.is_right for case in some) for some in (cases, passed))
    print(f"{len(cases)} changes, {right} of them right; {len(passed)} and {looked_at} looked at further")


def _fitted(
    features: Sequence[dict[str, float]], cases: Sequence[Case], ridge: float, products: bool
) -> dict[str, float]:
    """The weights of features, the constant (`one`) first, those of products last, named by both features."""
    names = list(features[0])
    values = np.array([[float(seen[name]) for name in names] for seen in features])
    right = np.array([case.is_right for case in cases], float)
    share = np.array([case.share for case in cases])
    # Products are of features around their means, in spreads, so that the ridge treats all alike; then they are written out.
    mean, spread = values.mean(axis=0), values.std(axis=0) + 1e-9
    scaled = (values - mean) / spread
    ones, others = np.triu_indices(len(names)) if products else (np.array([], int), np.array([], int))
    found = fitted(np.c_[np.ones(len(values)), scaled, scaled[:, ones] * scaled[:, others]], right, share, ridge)
    single, double = found[1 : len(names) + 1] / spread, found[len(names) + 1 :] / spread[ones] / spread[others]
    constant = found[0] - single @ mean + (double * mean[ones]) @ mean[others]
    np.subtract.at(single, ones, double * mean[others])
    np.subtract.at(single, others, double * mean[ones])
    weights = {"one": float(constant), **dict(zip(names, single.tolist(), strict=True))}
    pairs = (f"{names[one]} {names[other]}" for one, other in zip(ones, others, strict=True))
    return weights | dict(zip(pairs, double.tolist(), strict=True))


def _write(name: str, weights: dict[str, float]) -> None:
    lines = ["feature\tweight", *(f"{feature}\t{weight:.7g}" for feature, weight in weights.items())]
    (rules_folder() / "tables" / name).write_text("\n".join(lines) + "\n", encoding="utf-8")


def _cases(text: str, table: NGrams, right: str = "", share: float = 1.0) -> Iterator[Case]:
    for change, around in changes(text, table):
        is_right = bool(right) and text[change.start] != right[change.start] == change.meant
        yield Case(
            around, around | word_features(text, change) | surroundings(table, text, change.start), is_right, share
        )


def _from_pairs(files: list[Path], table: NGrams) -> Iterator[Case]:
    for file in files:
        for line in file.read_text(encoding="utf-8").splitlines()[1::2]:
            wrong, right = line.split("\t")[:2]
            if len(wrong) == len(right):
                yield from _cases(wrong, table, right)


def _from_clean(files: list[Path], table: NGrams) -> Iterator[Case]:
    for file in files:
        texts = [json.loads(line)["text"] for line in file.read_text(encoding="utf-8").splitlines()]
        for text in (texts if len(texts) > 1 else texts[0].split("\n"))[::2]:
            yield from _cases(text, table)


def _from_news(file: Path, table: NGrams) -> Iterator[Case]:
    articles = list(Text(file, "first").documents())
    for text in random.Random(3).sample(articles, min(ARTICLES, len(articles))):
        yield from _cases(text, table, share=NEWS_SHARE)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pairs", nargs="+", type=Path, required=True, metavar="TSV")
    parser.add_argument("--clean", nargs="+", type=Path, required=True, metavar="JSONL")
    parser.add_argument("--press", nargs="*", type=text_named, default=[], metavar="TEXT")
    parser.add_argument("--table", type=Path, required=True)
    parser.add_argument("--news", type=Path, required=True, metavar="FILE")
    parser.add_argument("--news-table", type=Path, required=True, metavar="TABLE")
    return parser.parse_args()


if __name__ == "__main__":
    main()
