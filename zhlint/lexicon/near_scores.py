"""Scores how likely a string that is no word is a slip for a word.

The score is a logistic regression whose weights `benchmarks/typo_weights.py` fits; 0 is an even chance in the
sentences they were fitted on. Features are given by the names of the weights.
"""

from __future__ import annotations

from functools import cache
from math import log
from typing import TYPE_CHECKING, Final

from zhlint.lexicon.lexis import blur, lexis, toneless
from zhlint.storage.tables import rows

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

#: Likenesses of sound, the nearest first, each with the part of the readings that must be equal.
SOUNDS: Final[dict[str, Callable[[str], str]]] = {"same": str, "tone": toneless, "blurred": blur}
_NUMERALS: Final = frozenset("一二三四五六七八九十百千万亿两零〇几数")


def features(written: str, right: str) -> dict[str, float]:
    """The features of a string and a word of the same length."""
    changed = [at for at in range(len(right)) if written[at] != right[at]]
    likenesses = [_likeness(written[at], right[at]) for at in changed]
    return word_features(right, changed) | change_features([written[at] for at in changed], likenesses)


def word_features(right: str, changed: list[int]) -> dict[str, float]:
    """The features that a word and its changed offsets decide."""
    words = lexis().words
    same = [character for at, character in enumerate(right) if at not in changed]
    return {
        "one": 1,
        "word": log(words[right]),
        "three": len(right) == 3,
        "four": len(right) == 4,
        "several": len(changed) > 1,
        "kept-word": "".join(same) in words,
        "kept": sum(map(_common, same)) / len(same) if same else 0,
        "meant": max([_common(right[at]) for at in changed]),
    }


def change_features(written: Sequence[str], likenesses: Sequence[str]) -> dict[str, float]:
    """The features of the characters written instead, each with its likeness to the right one."""
    changed = list(map(_common, written))
    return {
        "differing": sum(changed) / len(changed),
        "differing-rare": max(0, 8 - min(changed)),
        "tone": "tone" in likenesses,
        "blurred": "blurred" in likenesses,
        "look": "look" in likenesses,
        "numeral": any(character in _NUMERALS for character in written),
    }


def score(features: Mapping[str, float]) -> float:
    """The weighted sum of features; a feature without a weight counts nothing."""
    weights = _weights()
    return sum([weights.get(name, 0) * value for name, value in features.items()])


def best_surroundings() -> float:
    """The most that the surroundings can add to a score."""
    return sum(max(0.0, _weights()[name]) for name in ("link-before", "link-after"))


def _likeness(written: str, right: str) -> str:
    """The nearest of `SOUNDS` in which two characters agree; `look` where they agree in none."""
    readings = lexis().readings
    one, other = readings.get(written, ()), readings.get(right, ())
    return next((likeness for likeness, form in SOUNDS.items() if set(map(form, one)) & set(map(form, other))), "look")


@cache
def _common(character: str) -> float:
    """The logarithm of how often jieba's corpus has a character as a word."""
    return log(lexis().characters.get(character, 1))


@cache
def _weights() -> dict[str, float]:
    return {name: float(weight) for name, weight in rows("typo-weights.tsv")}
