"""Writes rules/tables/press-particles.weights and particle-weights.tsv: what speaks for 的, 地 or 得 in a place.

    pip install numpy
    python benchmarks/particle_weights.py --texts TEXT... --table TABLE --clean TEXT...

Of each text (as `benchmarks/model.py` takes it) the characters and words around each particle that is a word of its own are learned.
Then, on the clean texts (of a file of one document, its lines 0, 2, 4 …), each particle is put in the place of each other one, and
the features of these slips and of the right places are weighed. TABLE, of n-grams, counted none of the clean texts. Both are logistic
regressions; the same texts make the same files.
"""

from __future__ import annotations

import argparse
from collections import Counter
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np
from logistic import fitted_scaled
from model import Text, documents, text

from zhlint.analysis.words.likely_particles import other_particles
from zhlint.analysis.words.words_around import is_alone
from zhlint.lexicon.han import is_han
from zhlint.model.particles import BUCKETS, MAGIC, PARTICLES, STEPS, WIDTH, ParticleWeights, buckets
from zhlint.model.table import load_table
from zhlint.storage.tables import rules_folder

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

ROUNDS: Final = 5
BATCH: Final = 512
RATE: Final = 0.05
RIDGE: Final = 1e-6
#: How much a place counts by what is right there: 的 is thirty times as frequent as 地, and a hundred times as 得.
SHARES: Final = {"的": 1.0, "地": 4.0, "得": 8.0}
#: The slips of each kind (written, then right) weigh as much as so many right places.
SLIPS: Final = {"的地": 400.0, "的得": 200.0, "地的": 400.0, "得的": 400.0, "地得": 50.0, "得地": 10.0}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--texts", nargs="+", type=text, required=True, metavar="TEXT")
    parser.add_argument("--table", type=Path, required=True)
    parser.add_argument("--clean", nargs="+", type=text, required=True, metavar="TEXT")
    arguments = parser.parse_args()
    tables = rules_folder() / "tables"
    content = learned(documents(arguments.texts))
    (tables / "press-particles.weights").write_bytes(content)
    weighed = weights_of_features(arguments.clean, arguments.table, ParticleWeights(content, "new"))
    (tables / "particle-weights.tsv").write_text(weighed, encoding="utf-8")


def particles_in(whole: str) -> Iterator[int]:
    """The particles that are words of their own between Chinese characters."""
    for at, character in enumerate(whole):
        if (
            character in PARTICLES
            and is_alone(whole, at)
            and is_han(whole[max(0, at - 1) : at])
            and is_han(whole[at + 1 : at + 2])
        ):
            yield at


def learned(texts: Iterable[str]) -> bytes:
    """The file of weights of what stands around a particle, by gradient steps that shrink with use."""
    around, right = [], []
    for whole in texts:
        for at in particles_in(whole):
            around.append(buckets(whole[max(0, at - WIDTH - 1) : at], whole[at + 1 : at + WIDTH + 2]))
            right.append(PARTICLES.index(whole[at]))
    places = np.full((len(around), max(map(len, around))), BUCKETS, np.int32)
    for row, seen in zip(places, around, strict=True):
        row[: len(seen)] = seen
    classes = np.array(right)
    weights = np.zeros((3, BUCKETS + 1), np.float32)
    steps = np.full_like(weights, 1e-2)
    order = np.random.default_rng(1)
    for turn in range(ROUNDS):
        shuffled = order.permutation(len(classes))
        for start in range(0, len(shuffled), BATCH):
            batch = shuffled[start : start + BATCH]
            _step(weights, steps, places[batch], classes[batch])
        print(f"round {turn + 1} of {ROUNDS}: {len(classes)} particles", flush=True)
    kept = np.clip(np.round(weights[:, :BUCKETS] * STEPS), -127, 127).astype(np.int8)
    return MAGIC + kept.tobytes()


def _step(weights: np.ndarray, steps: np.ndarray, places: np.ndarray, classes: np.ndarray) -> None:
    scores = np.stack([one[places].sum(1) for one in weights], 1)
    chances = np.exp(scores - scores.max(1, keepdims=True))
    chances /= chances.sum(1, keepdims=True)
    chances[np.arange(len(classes)), classes] -= 1
    chances *= np.array(list(SHARES.values()))[classes, None]
    seen, where = np.unique(places, return_inverse=True)
    for number, one in enumerate(weights):
        slope = (
            np.bincount(where.ravel(), np.repeat(chances[:, number], places.shape[1]))
            + RIDGE * len(classes) * one[seen]
        )
        steps[number][seen] += slope**2
        one[seen] -= RATE * slope / np.sqrt(steps[number][seen])
    weights[:, BUCKETS] = 0


def weights_of_features(clean: list[Text], table_file: Path, learned_weights: ParticleWeights) -> str:
    """The table of the weights of features, fitted on slips put into text and on the text itself."""
    table = load_table(table_file)
    cases: list[tuple[dict[str, float], bool, str]] = []
    for whole in chain.from_iterable(map(texts_of, clean)):
        for slip, starts, right, kind in slips(whole):
            observed = other_particles(slip, table, learned_weights, starts)
            cases += ((features, bool(kind) and meant == right, kind) for _, meant, features in observed)
    counts = Counter(kind for _, _, kind in cases)
    shares = np.array([SLIPS[kind] / counts[kind] if kind else 1.0 for _, _, kind in cases])
    values = np.array([list(features.values()) for features, _, _ in cases], float)
    weights = fitted_scaled(values, np.array([is_slip for _, is_slip, _ in cases], float), shares)
    print(counts)
    weighed = zip(["one", *cases[0][0]], weights, strict=True)
    return "feature\tweight\n" + "".join(f"{name}\t{weight:.3f}\n" for name, weight in weighed)


def texts_of(clean: Text) -> list[str]:
    """The documents of a text; of one alone, its lines 0, 2, 4 …"""
    texts = list(clean.documents())
    return texts if len(texts) > 1 else texts[0].split("\n")[::2]


def slips(whole: str) -> Iterator[tuple[str, list[int] | None, str, str]]:
    """Yields a text as it is, then its paragraphs with each particle in the place of each other one.

    With it where that is, what is right there, and the kind of slip.
    """
    yield whole, None, "", ""
    for line in whole.split("\n"):
        for at in particles_in(line):
            for other in PARTICLES.replace(line[at], ""):
                yield line[:at] + other + line[at + 1 :], [at], line[at], other + line[at]


if __name__ == "__main__":
    main()
