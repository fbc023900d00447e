"""Write rules/tables/likelihood-weights.tsv: what speaks for a likelier word, weighed by a logistic regression.

    pip install numpy
    python benchmarks/likelihood_weights.py --table TABLE --pairs ERRORS.tsv... --clean CORPUS.jsonl...

TABLE counted none of these texts. ERRORS.tsv has a wrong and a right sentence in every line, CORPUS a `text`; the lines 0, 2, 4 … are
used, of a corpus of one text its lines. A change is right where the right sentence has it.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from zhlint.analysis.words import likelihood
from zhlint.model.table import load_table
from zhlint.storage.tables import rules_folder

if TYPE_CHECKING:
    from collections.abc import Iterator

ROUNDS = 40


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--table", type=Path, required=True)
    parser.add_argument("--pairs", nargs="+", type=Path, required=True, metavar="TSV")
    parser.add_argument("--clean", nargs="+", type=Path, required=True, metavar="JSONL")
    arguments = parser.parse_args()
    table = load_table(arguments.table)
    cases = [*_from_pairs(arguments.pairs, table), *_from_clean(arguments.clean, table)]
    names = list(cases[0][0])
    values = np.array([[float(seen[name]) for name in names] for seen, _ in cases])
    right = np.array([is_right for _, is_right in cases], float)
    mean, spread = values.mean(axis=0), values.std(axis=0) + 1e-9
    fitted = _fit(np.c_[(values - mean) / spread, np.ones(len(values))], right)
    weights = fitted[:-1] / spread
    lines = [f"one\t{fitted[-1] - weights @ mean:.3f}"]
    lines += [f"{name}\t{weight:.3f}" for name, weight in zip(names, weights, strict=True)]
    content = "feature\tweight\n" + "\n".join(lines) + "\n"
    (rules_folder() / "tables" / "likelihood-weights.tsv").write_text(content, encoding="utf-8")
    print(f"{len(cases)} changes, {int(right.sum())} of them right")


def _fit(values: np.ndarray, right: np.ndarray) -> np.ndarray:
    """Newton's method with a small ridge."""
    fitted = np.zeros(values.shape[1])
    for _ in range(ROUNDS):
        chance = 1 / (1 + np.exp(-values @ fitted))
        bend = (values * (chance * (1 - chance))[:, None]).T @ values + np.eye(len(fitted))
        fitted -= np.linalg.solve(bend, values.T @ (chance - right) + fitted)
    return fitted


def _from_pairs(files: list[Path], table: likelihood.NGrams) -> Iterator[tuple[dict[str, float], bool]]:
    for file in files:
        for line in file.read_text(encoding="utf-8").splitlines()[1::2]:
            wrong, right = line.split("\t")[:2]
            if len(wrong) == len(right):
                for change, seen in likelihood.observed(wrong, table):
                    is_wrong = wrong[change.start] != right[change.start]
                    yield seen, is_wrong and right[change.start] == change.meant


def _from_clean(files: list[Path], table: likelihood.NGrams) -> Iterator[tuple[dict[str, float], bool]]:
    for file in files:
        texts = [json.loads(line)["text"] for line in file.read_text(encoding="utf-8").splitlines()]
        for text in (texts if len(texts) > 1 else texts[0].split("\n"))[::2]:
            yield from ((seen, False) for _, seen in likelihood.observed(text, table))


if __name__ == "__main__":
    main()
