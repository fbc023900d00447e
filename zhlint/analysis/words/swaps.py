"""Swapped characters: two neighbours that press prose would have the other way round."""

from __future__ import annotations

from functools import lru_cache
from math import log
from typing import TYPE_CHECKING, Final

from zhlint.analysis.words.evidence import (
    NUMERALS,
    Improvement,
    Numbered,
    Rewrite,
    counted,
    gain,
    improvements,
    in_foreign_name,
    numbered,
    numbered_text,
    words_beside,
    written_again,
)
from zhlint.analysis.words.place_names import are_places
from zhlint.analysis.words.windows import KEPT, windows
from zhlint.lexicon.han import is_han
from zhlint.lexicon.vocabulary import vocabulary
from zhlint.patterns.expressions import expression

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zhlint.analysis.words.windows import Window
    from zhlint.document import Document
    from zhlint.model.table import NGrams

#: Two characters are doubted where both triples with a neighbour were counted less often than this.
WEAK_TRIPLE: Final = 12
#: So many times as often the pair that was meant stands in the table.
RATIO: Final = 4
#: The least gain, as a natural logarithm, for which a swap is looked at more closely.
LEAST_GAIN: Final = 6.0
#: The weakest improvement that the analysis yields.
LEAST_SCORE: Final = 1.0
#: What is right as it stands: 想不出, 八个月多.
_RIGHT: Final = expression("[㐀-鿿][不得][上下出来去起了到开过住成动完见着清透]|[年月天日岁周元]多")
_PARTICLES: Final = frozenset("的地得了着是在和与")


def swapped_characters(document: Document) -> tuple[Improvement, ...]:
    """The swapped characters of a draft in simplified script, in order; an analysis."""
    of = document.analyse(numbered)
    return improvements(swaps(of), "swap-weights.tsv", LEAST_SCORE) if of else ()


def swaps(of: Numbered) -> Iterator[Rewrite]:
    """Yields the pairs that may be swapped, with what speaks for it.

    Parts of words, numerals, places in short and names from other languages are none, nor what the text writes twice.
    """
    doubted = [first + start for first, window in windows(of.text) for start in doubted_in(window, of.table)]
    again = written_again(of, ((start, start + 2) for start in doubted))
    for start in doubted:
        written = of.text[start : start + 2]
        if written not in again and not _may_be_right(of.text, start):
            rewrite = _rewrite(of, start, written[::-1])
            if rewrite.features.pop("written-shortest") == 1:
                yield rewrite


@lru_cache(KEPT)
def doubted_in(window: Window, table: NGrams) -> tuple[int, ...]:
    """The places in the line of a window that may be swapped with the next."""
    of = numbered_text(window.text, table)
    return tuple(start for start in of.rare if window.start <= start < window.end and _is_likelier_swapped(of, start))


def _is_likelier_swapped(of: Numbered, start: int) -> bool:
    before, one, other, after = of.numbers[start + 2 : start + 6]
    # The cheapest questions first: they are asked of two characters in five.
    meant = of.table.pair(other, one)
    if not meant or one == other or of.table.pair(one, other) * RATIO > meant:
        return False
    if not (of.triple(before, other, one) or of.triple(other, one, after)):
        return False
    if of.triple(before, one, other) >= WEAK_TRIPLE or of.triple(one, other, after) >= WEAK_TRIPLE:
        return False
    return gain(of, start, start + 2, (other, one)) >= LEAST_GAIN


def _may_be_right(text: str, start: int) -> bool:
    written = text[start : start + 2]
    return (
        not NUMERALS.isdisjoint(written)
        or vocabulary().frequency(written) > 0
        or are_places(written)
        or _RIGHT.match(text, start) is not None
        or in_foreign_name(text, start, start + 2)
    )


def _rewrite(of: Numbered, start: int, meant: str) -> Rewrite:
    text, table = of.text, of.table
    one, other = of.numbers[start + 3 : start + 5]
    features = counted(of, start, start + 2, (other, one)) | words_beside(text, start, start + 2, meant)
    features["written-pair"] = log(table.pair(one, other) + 1)
    features["meant-pair"] = log(table.pair(other, one) + 1)
    features["rarer"] = log(min(table.singles[one], table.singles[other]) + 1)
    features["particle"] = not _PARTICLES.isdisjoint(meant)
    features["edge"] = not (is_han(text[max(0, start - 1) : start]) and is_han(text[start + 2 : start + 3]))
    features["meant-again"] = meant in text
    return Rewrite(start, start + 2, meant, features)
