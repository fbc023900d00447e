"""What a string that is no word and a word near to it say for a slip, each by itself and weighed.

The weights are a logistic regression (`benchmarks/typo_weights.py`); a score of 0 is an even chance in the sentences it was fitted on.
"""

from __future__ import annotations

from functools import cache
from math import log
from typing import TYPE_CHECKING, Final

from zhlint.lexicon.lexis import blurred, lexis, toneless
from zhlint.storage.tables import rows

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

#: How near two characters sound, the nearest first, and what of a reading of each must be the same.
SOUNDS: Final[dict[str, Callable[[str], str]]] = {"same": str, "tone": toneless, "blurred": blurred}
_NUMERALS: Final = frozenset("一二三四五六七八九十百千万亿两零〇几数")


def own(written: str, right: str) -> dict[str, float]:
    """What is seen in a string and a word of the same length alone, by the names of the weights."""
    differing = [at for at in range(len(right)) if written[at] != right[at]]
    heard = [_heard(written[at], right[at]) for at in differing]
    return of_word(right, differing) | of_change([written[at] for at in differing], heard)


def of_word(right: str, differing: list[int]) -> dict[str, float]:
    """What is seen in a word, wherever it may be written with something else at these places."""
    words = lexis().words
    same = [meant for at, meant in enumerate(right) if at not in differing]
    return {
        "one": 1,
        "word": log(words[right]),
        "three": len(right) == 3,
        "four": len(right) == 4,
        "several": len(differing) > 1,
        "kept-word": "".join(same) in words,
        "kept": sum(map(_common, same)) / len(same) if same else 0,
        "meant": max([_common(right[at]) for at in differing]),
    }


def of_change(written: Sequence[str], heard: Sequence[str]) -> dict[str, float]:
    """What is seen in the characters that differ, and in how each sounds beside the one that was meant."""
    differing = list(map(_common, written))
    return {
        "differing": sum(differing) / len(differing),
        "differing-rare": max(0, 8 - min(differing)),
        "tone": "tone" in heard,
        "blurred": "blurred" in heard,
        "look": "look" in heard,
        "numeral": any(is_ in _NUMERALS for is_ in written),
    }


def score(seen: Mapping[str, float]) -> float:
    """What was seen, weighed; what has no weight counts nothing."""
    weights = _weights()
    return sum([weights.get(name, 0) * value for name, value in seen.items()])


def best_surroundings() -> float:
    """By how much the surroundings can at most raise the score of a string."""
    return sum(max(0.0, _weights()[name]) for name in ("link-before", "link-after"))


def _heard(written: str, meant: str) -> str:
    """How a character sounds beside another, the nearest of `SOUNDS`; where in none, they look alike."""
    readings = lexis().readings
    one, other = readings.get(written, ()), readings.get(meant, ())
    return next((heard for heard, form in SOUNDS.items() if set(map(form, one)) & set(map(form, other))), "look")


@cache
def _common(character: str) -> float:
    """How common a character is as a word of its own."""
    return log(lexis().characters.get(character, 1))


@cache
def _weights() -> dict[str, float]:
    return {name: float(weight) for name, weight in rows("typo-weights.tsv")}
