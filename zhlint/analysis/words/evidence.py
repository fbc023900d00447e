"""Features of changes of a few characters, from the n-grams and from the words."""

from __future__ import annotations

from bisect import bisect
from functools import cache, lru_cache
from itertools import accumulate, compress
from math import log
from operator import and_, contains, not_
from typing import TYPE_CHECKING, Final, NamedTuple

from zhlint.analysis.script import script
from zhlint.lexicon.strings import repeated
from zhlint.lexicon.vocabulary import vocabulary
from zhlint.model.scoring import REACH, language_model, log_chances
from zhlint.model.table import BITS, FIRST
from zhlint.patterns.classes import expand_classes
from zhlint.patterns.expressions import expression
from zhlint.storage.tables import rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from zhlint.document import Document
    from zhlint.model.table import NGrams

    Features = dict[str, float]

NUMERALS: Final = frozenset("二三四五六七八九十百千万亿两零〇")
#: How far around a change the text is cut into words.
_WIDTH: Final = 8
_HAN_BEFORE: Final = expression(f"[㐀-鿿]{{0,{_WIDTH}}}$")
_HAN_AFTER: Final = expression(f"[㐀-鿿]{{0,{_WIDTH}}}")
#: Three characters or more that transliterated names are made of.
_FOREIGN: Final = expression(expand_classes("[{foreign}]") + "{3,}")


class Numbered(NamedTuple):
    """A text with the numbers of its characters in a table.

    Three numbers stand before those of the text, four behind. `rare` are the starts of pairs of Chinese characters that the
    table does not have often.
    """

    text: str
    table: NGrams
    numbers: list[int]
    rare: list[int]

    def triple(self, first: int, second: int, third: int) -> float:
        """The count of three characters by their numbers."""
        return self.table.triples.count(first << 2 * BITS | second << BITS | third)


class Rewrite(NamedTuple):
    """Other characters for `start:end`, and what speaks for them."""

    start: int
    end: int
    meant: str
    features: Features


class Improvement(NamedTuple):
    """Other characters for `start:end`, and their score.

    The score is the logarithm of their odds in the sentences it was fitted on.
    """

    start: int
    end: int
    meant: str
    score: float


def numbered(document: Document) -> Numbered | None:
    """The analysis: a draft in simplified script by numbers; None for other scripts."""
    if document.analyse(script) != "simplified":
        return None
    return numbered_text(document.text, language_model(document.desk.tables))


def numbered_text(text: str, table: NGrams) -> Numbered:
    """A text by the numbers of a table."""
    own = table.numbers(text)
    often = {number: table.often_after(number) for number in set(own)}
    is_rare = map(not_, map(contains, map(often.__getitem__, own), own[1:]))
    is_known = [number >= FIRST and "㐀" <= character <= "鿿" for number, character in zip(own, text, strict=True)]
    rare = compress(range(len(own)), map(and_, map(and_, is_known, is_known[1:]), is_rare))
    return Numbered(text, table, [0, 0, 0, *own, 0, 0, 0, 0], list(rare))


def improvements(rewrites: Iterable[Rewrite], weights: str, least: float) -> tuple[Improvement, ...]:
    """The rewrites that score enough, none overlapping a better one."""
    scored = (Improvement(*one[:3], score(one.features, weights)) for one in rewrites)
    best: list[Improvement] = []
    for one in sorted((one for one in scored if one.score >= least), key=lambda one: (-one.score, one.start)):
        at = bisect(best, one)
        if all(one.end <= other.start or other.end <= one.start for other in best[max(0, at - 1) : at + 1]):
            best.insert(at, one)
    return tuple(best)


def score(features: Features, weights: str) -> float:
    """The sum of features by their weights in a table."""
    weighed = _weights(weights)
    return weighed["one"] + sum(weighed[name] * value for name, value in features.items())


@cache
def _weights(table: str) -> Features:
    return {name: float(weight) for name, weight in rows(table)}


def gain(of: Numbered, start: int, end: int, meant: Sequence[int]) -> float:
    """The gain in likelihood of other characters for `start:end`: a natural logarithm."""
    before, after = of.numbers[start : start + 3], of.numbers[end + 3 : end + 2 + REACH]
    new, old = [*before, *meant, *after], of.numbers[start : end + 2 + REACH]
    return log_chances(of.table, new, 3, len(new)) - log_chances(of.table, old, 3, len(old))


def counted(of: Numbered, start: int, end: int, meant: Sequence[int]) -> Features:
    """The features of the n-grams that a change breaks and of those that it makes."""
    before, after = of.numbers[start : start + 3], of.numbers[end + 3 : end + 2 + REACH]
    return {
        "gain": gain(of, start, end, meant),
        **_counts("written", of.table, [*before, *of.numbers[start + 3 : end + 3], *after]),
        **_counts("meant", of.table, [*before, *meant, *after]),
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


def words_beside(text: str, start: int, end: int, meant: str) -> Features:
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
        "meant-frequent": max(map(_frequency, new_here), default=0.0),
        "written-frequent": max(map(_frequency, old_here), default=0.0),
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


def _frequency(word: str) -> float:
    """The frequency of a word by jieba, as a logarithm; 0 for a single character."""
    return log(vocabulary().frequency(word) + 1) if len(word) > 1 else 0.0


def in_foreign_name(text: str, start: int, end: int) -> bool:
    """Whether characters of transliterated names alone stand at `start:end` and beside it."""
    first = max(0, start - _WIDTH)
    return any(
        first + run.start() <= start and end <= first + run.end()
        for run in _FOREIGN.finditer(text[first : end + _WIDTH])
    )


def written_again(of: Numbered, spans: Iterable[tuple[int, int]]) -> frozenset[str]:
    """The strings of some spans that the text has more than once."""
    return frozenset(repeated(of.text, {of.text[start:end] for start, end in spans}))
