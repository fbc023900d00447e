"""What a string that is no word and a word near to it say for a slip, each by itself and weighed.

The weights are a logistic regression (`benchmarks/typo_weights.py`); a score of 0 is an even chance in the sentences it was fitted on.
"""

from __future__ import annotations

from functools import cache
from math import log
from typing import TYPE_CHECKING, Final

from zhlint.analysis.lexis import blurred, lexis
from zhlint.tables import rows

if TYPE_CHECKING:
    from collections.abc import Mapping

_NUMERALS: Final = frozenset("一二三四五六七八九十百千万亿两零〇几数")


def own(written: str, right: str) -> dict[str, float]:
    """What is seen in a string and a word of the same length alone, by the names of the weights."""
    differing = [at for at in range(len(right)) if written[at] != right[at]]
    return of_word(right, differing) | of_change([(written[at], right[at]) for at in differing])


def of_word(right: str, differing: list[int]) -> dict[str, float]:
    """What is seen in a word, wherever it may be written with something else at these places."""
    characters = lexis().characters
    same = [meant for at, meant in enumerate(right) if at not in differing]
    return {
        "one": 1,
        "word": log(lexis().words[right]),
        "three": len(right) == 3,
        "four": len(right) == 4,
        "several": len(differing) > 1,
        "kept-word": "".join(same) in lexis().words,
        "kept": sum(log(characters.get(is_, 1)) for is_ in same) / len(same) if same else 0,
        "meant": log(max(characters.get(right[at], 1) for at in differing)),
    }


def of_change(pairs: list[tuple[str, str]]) -> dict[str, float]:
    """What is seen in the characters that differ (written, meant)."""
    characters, readings = lexis().characters, lexis().readings
    heard = [_heard(readings.get(is_, ()), readings.get(meant, ())) for is_, meant in pairs]
    differing = [log(characters.get(is_, 1)) for is_, _ in pairs]
    return {
        "differing": sum(differing) / len(differing),
        "differing-rare": max(0, 8 - min(differing)),
        "tone": "tone" in heard,
        "blurred": "blurred" in heard,
        "look": "look" in heard,
        "numeral": any(is_ in _NUMERALS for is_, _ in pairs),
    }


def score(seen: Mapping[str, float]) -> float:
    """What was seen, weighed; what has no weight counts nothing."""
    weights = _weights()
    return sum(weights.get(name, 0) * value for name, value in seen.items())


def best_surroundings() -> float:
    """By how much the surroundings can at most raise the score of a string."""
    return sum(max(0.0, _weights()[name]) for name in ("link-before", "link-after"))


def _heard(one: tuple[str, ...], other: tuple[str, ...]) -> str:
    if set(one) & set(other):
        return "same"
    if {reading.rstrip("12345") for reading in one} & {reading.rstrip("12345") for reading in other}:
        return "tone"
    return "blurred" if {blurred(reading) for reading in one} & {blurred(reading) for reading in other} else "look"


@cache
def _weights() -> dict[str, float]:
    return {name: float(weight) for name, weight in rows("typo-weights.tsv")}
