"""Features of rewrites, from the n-grams and from the words."""

from __future__ import annotations

from functools import lru_cache
from itertools import accumulate
from math import log
from typing import TYPE_CHECKING, Final

from zhlint.analysis.words.words_around import log_frequency
from zhlint.lexicon.vocabulary import vocabulary
from zhlint.model.scoring import REACH, log_chances
from zhlint.model.table import BITS
from zhlint.patterns.expressions import expression

if TYPE_CHECKING:
    from collections.abc import Sequence

    from zhlint.analysis.words.feature_weights import Features
    from zhlint.model.table import NGrams

#: How far around a change the text is cut into words.
_WIDTH: Final = 8
_HAN_BEFORE: Final = expression(f"[㐀-鿿]{{0,{_WIDTH}}}$")
_HAN_AFTER: Final = expression(f"[㐀-鿿]{{0,{_WIDTH}}}")


def gain(table: NGrams, numbers: Sequence[int], length: int, meant: Sequence[int]) -> float:
    """The gain in likelihood of other characters for so many: a natural logarithm.

    `numbers` are those of a padded text: three, then the characters, then those behind.
    """
    before, after = numbers[:3], numbers[length + 3 : length + 2 + REACH]
    new, old = [*before, *meant, *after], numbers[: length + 2 + REACH]
    return log_chances(table, new, 3, len(new)) - log_chances(table, old, 3, len(old))


def ngram_features(table: NGrams, numbers: Sequence[int], length: int, meant: Sequence[int]) -> Features:
    """The features of the n-grams that a change breaks and makes.

    Its arguments are those of `gain`.
    """
    before, after = numbers[:3], numbers[length + 3 : length + 2 + REACH]
    return {
        "gain": gain(table, numbers, length, meant),
        **_counts("written", table, [*before, *numbers[3 : length + 3], *after]),
        **_counts("meant", table, [*before, *meant, *after]),
    }


def _counts(name: str, table: NGrams, numbers: Sequence[int]) -> Features:
    """The logarithms of the counts around the characters from the fourth to the fourth last."""
    pairs = [log(table.pair(*numbers[at : at + 2]) + 1) for at in range(2, len(numbers) - 3)]
    triples = [log(table.triples.count(_key(numbers[at : at + 3])) + 1) for at in range(1, len(numbers) - 3)]
    quadruples = [log(table.quadruples.count(_key(numbers[at : at + 4])) + 1) for at in range(len(numbers) - 3)]
    return {
        f"{name}-least-pair": min(pairs),
        f"{name}-most-pair": max(pairs),
        f"{name}-least-triple": min(triples),
        f"{name}-most-triple": max(triples),
        f"{name}-triples": sum(triples) / len(triples),
        f"{name}-four": max(quadruples),
    }


def _key(numbers: Sequence[int]) -> int:
    key = 0
    for number in numbers:
        key = key << BITS | number
    return key


def word_features(text: str, start: int, end: int, meant: str) -> Features:
    """The features of the words at a change, before and after it."""
    found = _HAN_BEFORE.search(text, max(0, start - _WIDTH), start)
    before = found[0] if found else ""
    found = _HAN_AFTER.match(text, end)
    after = found[0] if found else ""
    old, old_chance, old_here = _cut(before, text[start:end], after)
    new, new_chance, new_here = _cut(before, meant, after)
    return {
        "likelier-words": new_chance - old_chance,
        "written-alone": sum(len(word) == 1 for word in old),
        "meant-alone": sum(len(word) == 1 for word in new),
        "written-shortest": min(map(len, old_here), default=0),
        "written-longest": max(map(len, old_here), default=0),
        "meant-longest": max(map(len, new_here), default=0),
        "meant-shortest": min(map(len, new_here), default=0),
        "meant-one": len(new_here) == 1,
        "meant-frequent": max(map(log_frequency, new_here), default=0.0),
        "written-frequent": max(map(log_frequency, old_here), default=0.0),
    }


@lru_cache(maxsize=4096)
def _cut(before: str, middle: str, after: str) -> tuple[list[str], float, list[str]]:
    """The words beside a change, the log chance of all, the words it touches."""
    words = vocabulary().cut(before + middle + after)
    placed = list(zip(accumulate(map(len, words), initial=0), words, strict=False))
    first, last = len(before), len(before + middle)
    beside = [word for at, word in placed if at <= last and at + len(word) >= first]
    touched = [word for at, word in placed if at < last and at + len(word) > first]
    return beside, vocabulary().log_chance(words), touched or beside
