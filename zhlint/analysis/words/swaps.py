"""Swapped characters: two neighbours that press prose would have the other way round."""

from __future__ import annotations

from functools import partial
from math import log
from typing import TYPE_CHECKING, Final

from zhlint.analysis.words.improvements import Rewrite, improvements, is_known, rewrites
from zhlint.analysis.words.line_doubts import doubts_in
from zhlint.analysis.words.place_names import are_places
from zhlint.analysis.words.rewrite_features import ngram_features, word_features
from zhlint.analysis.words.windows import windows
from zhlint.lexicon.han import is_han
from zhlint.model.scoring import padded_numbers
from zhlint.patterns.expressions import expression

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zhlint.analysis.words.improvements import Improvement
    from zhlint.document import Document
    from zhlint.model.table import NGrams

#: The weakest improvement that the analysis yields.
LEAST_SCORE: Final = 1.0
#: What is right as it stands: 想不出, 八个月多.
_RIGHT: Final = expression("[㐀-鿿][不得][上下出来去起了到开过住成动完见着清透]|[年月天日岁周元]多")
_PARTICLES: Final = frozenset("的地得了着是在和与")


def swapped_characters(document: Document) -> tuple[Improvement, ...]:
    """The swapped characters of a draft in simplified script, in order; an analysis."""
    return improvements(document, swaps, "swap-weights.tsv", LEAST_SCORE)


def swaps(text: str, table: NGrams) -> Iterator[Rewrite]:
    """The pairs that may be swapped, with what speaks for it.

    Parts of words, numerals, places in short and names from other languages are none, nor what the text writes twice.
    """
    doubted = [first + start for first, window in windows(text) for start in doubts_in(window, table).swapped]
    return rewrites(text, doubted, _may_be_right, partial(_rewrite, text, table))


def _may_be_right(text: str, start: int) -> bool:
    return is_known(text, start) or are_places(text[start : start + 2]) or _RIGHT.match(text, start) is not None


def _rewrite(text: str, table: NGrams, start: int) -> Rewrite:
    end = start + 2
    meant = text[start:end][::-1]
    numbers = padded_numbers(table, text, start, end)
    one, other = numbers[3:5]
    features = ngram_features(table, numbers, 2, (other, one)) | word_features(text, start, end, meant)
    features["written-pair"] = log(table.pair(one, other) + 1)
    features["meant-pair"] = log(table.pair(other, one) + 1)
    features["rarer"] = log(min(table.singles[one], table.singles[other]) + 1)
    features["particle"] = not _PARTICLES.isdisjoint(meant)
    features["edge"] = not (is_han(text[max(0, start - 1) : start]) and is_han(text[end : end + 1]))
    features["meant-again"] = meant in text
    return Rewrite(start, end, meant, features)
