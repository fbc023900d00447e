"""Improvements: other characters for a place of a draft, by their score."""

from __future__ import annotations

from bisect import bisect
from typing import TYPE_CHECKING, Final, NamedTuple

from zhlint.analysis.script import script
from zhlint.analysis.words.feature_weights import weighted_sum
from zhlint.lexicon.strings import repeated_words
from zhlint.lexicon.vocabulary import vocabulary
from zhlint.model.scoring import language_model
from zhlint.patterns.classes import expand_classes
from zhlint.patterns.expressions import expression

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator

    from zhlint.analysis.words.feature_weights import Features
    from zhlint.document import Document
    from zhlint.model.table import NGrams

NUMERALS: Final = frozenset("二三四五六七八九十百千万亿两零〇")
#: How far around a place a transliterated name is looked for.
_WIDTH: Final = 8
#: Three characters or more that transliterated names are made of.
_FOREIGN: Final = expression(expand_classes("[{foreign}]") + "{3,}")


class Improvement(NamedTuple):
    """Likelier characters for `start:end`, and their score.

    The score is the logarithm of their odds in the sentences it was fitted on.
    """

    start: int
    end: int
    likelier: str
    score: float


def best_apart(improvements: Iterable[Improvement]) -> tuple[Improvement, ...]:
    """The improvements in order, without those that overlap one with a higher score."""
    best: list[Improvement] = []
    for improvement in sorted(improvements, key=lambda one: (-one.score, one.start)):
        at = bisect(best, improvement)
        beside = best[max(0, at - 1) : at + 1]
        if all(improvement.end <= other.start or other.end <= improvement.start for other in beside):
            best.insert(at, improvement)
    return tuple(best)


class Rewrite(NamedTuple):
    """Other characters for `start:end`, and what speaks for them."""

    start: int
    end: int
    meant: str
    features: Features


def improvements(
    document: Document, find: Callable[[str, NGrams], Iterable[Rewrite]], weights: str, least: float
) -> tuple[Improvement, ...]:
    """The rewrites that score enough in a draft in simplified script.

    None overlaps a better one.
    """
    if document.analyse(script) != "simplified":
        return ()
    rewrites = find(document.text, language_model(document.desk.tables))
    scored = (Improvement(*one[:3], weighted_sum(one.features, weights)) for one in rewrites)
    return best_apart(one for one in scored if one.score >= least)


def rewrites(
    text: str, starts: Collection[int], may_be_right: Callable[[str, int], bool], rewrite: Callable[[int], Rewrite]
) -> Iterator[Rewrite]:
    """Yields the rewrites of pairs in which a word of one character stands.

    Pairs that the text writes twice, or that may be right as they stand, have none.
    """
    again = repeated_words(text, {text[start : start + 2] for start in starts})
    for start in starts:
        if text[start : start + 2] not in again and not may_be_right(text, start):
            found = rewrite(start)
            if found.features.pop("written-shortest") == 1:
                yield found


def in_foreign_name(text: str, start: int, end: int) -> bool:
    """Whether characters of transliterated names alone stand at `start:end` and beside it."""
    first = max(0, start - _WIDTH)
    return any(
        first + run.start() <= start and end <= first + run.end()
        for run in _FOREIGN.finditer(text[first : end + _WIDTH])
    )


def is_known(text: str, start: int) -> bool:
    """Whether two characters are right as they stand.

    They are a word, hold a numeral or are in a name from another language.
    """
    written = text[start : start + 2]
    return (
        not NUMERALS.isdisjoint(written)
        or vocabulary().frequency(written) > 0
        or in_foreign_name(text, start, start + 2)
    )
