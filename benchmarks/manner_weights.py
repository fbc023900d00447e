"""Writes rules/tables/manner-weights.tsv: what speaks for 地 rather than 的 behind a word of manner.

    pip install numpy
    python benchmarks/manner_weights.py --texts TEXT... --exam TEXT...

The texts are edited press, taken as right; TEXT is a file or a part of it, as `benchmarks/model.py` takes it. A logistic regression over the
features of `zhlint/analysis/words/manner_marks.py` is fitted; the exam tells how many of its 地 are found where each was written
的, and how many of its 的 are told, by score. The same texts make the same table.
"""

from __future__ import annotations

import argparse
from collections import Counter
from typing import TYPE_CHECKING, Final

import numpy as np
from model import Text, documents, text

from zhlint.analysis.words.manner_marks import marks, places
from zhlint.analysis.words.particle_words import follows_word
from zhlint.analysis.words.tokens import Segmentation
from zhlint.storage.tables import rules_folder

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

TABLE: Final = rules_folder() / "tables" / "manner-weights.tsv"
#: A word of manner stands before 地 so often in the texts, and so large a share of its places.
FEWEST: Final = 3
SHARE: Final = 0.04
#: A feature that was met less often, or weighs less, is left out.
RARE: Final = 2
LIGHT: Final = 0.08
ROUNDS: Final = 12
RATE: Final = 0.15
RIDGE: Final = 1e-5
STEPS: Final = tuple(half / 2 for half in range(15))

Place = tuple[list[str], bool]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--texts", nargs="+", type=text, required=True, metavar="TEXT")
    parser.add_argument("--exam", nargs="+", type=text, default=[], metavar="TEXT")
    arguments = parser.parse_args()
    found = list(of_manner(list(places_in(documents(arguments.texts)))))
    weights = fitted(found)
    write(weights)
    report(weights, arguments.exam)


def places_in(texts: Iterable[str]) -> Iterator[Place]:
    """Every place of 的 and 地 in some texts: its features, and whether 地 stands there."""
    for whole in texts:
        for start, features in places(whole, marks(whole), Segmentation(whole, ())):
            yield features, whole[start] == "地"


def of_manner(found: list[Place]) -> Iterator[Place]:
    """The places behind a word that 地 follows often enough."""
    adverbs = Counter(features[0] for features, is_adverb in found if is_adverb)
    all_places = Counter(features[0] for features, _ in found)
    manners = {
        name
        for name, times in adverbs.items()
        if times >= FEWEST and times >= SHARE * all_places[name] and not _is_place(name.removeprefix("manner "))
    }
    return (place for place in found if place[0][0] in manners)


def _is_place(word: str) -> bool:
    """Whether 地 behind a word may be a place or land; behind one character it nearly always is."""
    return len(word) == 1 or follows_word(word, len(word), "place")


def fitted(found: list[Place]) -> dict[str, float]:
    """The weights of the features, by steps that shrink with use."""
    times = Counter(feature for features, _ in found for feature in features)
    names = {name: at for at, name in enumerate((name for name, count in times.items() if count >= RARE), 1)} | {
        "one": 0
    }
    rows = [np.array([0, *(names[name] for name in features if name in names)]) for features, _ in found]
    right = [is_adverb for _, is_adverb in found]
    weights, bends = np.zeros(len(names)), np.full(len(names), 1e-6)
    order = np.random.default_rng(1)
    for _ in range(ROUNDS):
        for at in order.permutation(len(rows)):
            row = rows[at]
            step = 1 / (1 + np.exp(-weights[row].sum())) - right[at] + RIDGE * weights[row]
            bends[row] += step * step
            weights[row] -= RATE * step / np.sqrt(bends[row])
    print(f"{len(rows)} places, {sum(right)} with 地, {len(names)} features")
    return {name: float(weights[at]) for name, at in names.items()}


def write(weights: dict[str, float]) -> None:
    """Writes the features that weigh something."""
    kept = {name: weight for name, weight in weights.items() if abs(weight) >= LIGHT or name == "one"}
    lines = (f"{name}\t{weight:.2f}\n" for name, weight in sorted(kept.items()) if name.strip() == name)
    TABLE.write_text("feature\tweight\n" + "".join(lines), encoding="utf-8")


def report(weights: dict[str, float], exam: list[Text]) -> None:
    """Prints, by score, the share of 地 that is found and the number of 的 that are told."""
    manners = {name for name in weights if name.startswith("manner ")}
    scored = [
        (sum((weights.get(name, 0.0) for name in features), weights["one"]), is_adverb)
        for features, is_adverb in places_in(documents(exam))
        if features[0] in manners
    ]
    adverbs = sum(is_adverb for _, is_adverb in scored)
    for least in STEPS if scored else ():
        reached = [is_adverb for score, is_adverb in scored if score >= least]
        print(f"{least}\t{sum(reached)} of {adverbs} 地\t{len(reached) - sum(reached)} of {len(scored) - adverbs} 的")


if __name__ == "__main__":
    main()
