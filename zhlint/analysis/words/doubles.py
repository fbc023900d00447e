"""Doubled characters: one typed twice, where press prose would have it once."""

from __future__ import annotations

from functools import partial
from math import log
from typing import TYPE_CHECKING, Final

from zhlint.analysis.words.improvements import Rewrite, improvements, is_known, rewrites
from zhlint.analysis.words.rewrite_features import gain, ngram_features, word_features
from zhlint.lexicon.vocabulary import vocabulary
from zhlint.model.scoring import padded_numbers
from zhlint.patterns.expressions import expression

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zhlint.analysis.words.improvements import Improvement
    from zhlint.document import Document
    from zhlint.model.table import NGrams

#: The least gain, as a natural logarithm, for which a place is looked at more closely.
LEAST_GAIN: Final = 4.0
#: The weakest improvement that the analysis yields.
LEAST_SCORE: Final = 1.0
_TWICE: Final = expression(r"([㐀-鿿])\1")
#: Said twice in talk, or of every one: 说说, 年年.
_AGAIN: Final = frozenset("说看吹试想听走坐聊谈讲问查找玩读写学用尝笑支准弱年月日天周代事人家户村渣夜层步个")
#: Words alone after a word that ends in them, or before one that begins so: 行为为基础, 速度是是否.
_ALONE: Final = frozenset("为是到成有在和所新之了着过地能以要")
#: Words of two to four characters that end or begin in the doubled one.
_LENGTHS: Final = (2, 3, 4)
#: Before a measure written twice: 一张张, 这一句句.
_ONE: Final = frozenset("一")


def doubled_characters(document: Document) -> tuple[Improvement, ...]:
    """The doubled characters of a draft in simplified script, in order; an analysis."""
    return improvements(document, doubles, "doubled-weights.tsv", LEAST_SCORE)


def doubles(text: str, table: NGrams) -> Iterator[Rewrite]:
    """The characters that may be typed twice, with what speaks for it.

    Words (常常), parts of two words (组成成员), numerals, measures and names from other languages are none, nor what the text
    writes twice.
    """
    doubted = [found.start() for found in _TWICE.finditer(text) if _is_likelier_once(text, table, found.start())]
    return rewrites(text, doubted, _may_be_right, partial(_rewrite, text, table))


def _is_likelier_once(text: str, table: NGrams, start: int) -> bool:
    end = start + 2
    if text[max(0, start - 1) : start] == text[start] or text[end : end + 1] == text[start]:
        return False  # 哈哈哈
    if (start > 1 and text[start - 2] == text[start - 1]) or text[end : end + 1] == text[end + 1 : end + 2] != "":
        return False  # 高高兴兴
    numbers = padded_numbers(table, text, start, end)
    return gain(table, numbers, 2, numbers[3:4]) >= LEAST_GAIN


def _may_be_right(text: str, start: int) -> bool:
    return (
        is_known(text, start)
        or text[max(0, start - 1) : start] in _ONE
        or text[start] in _AGAIN
        or _may_be_two_words(text, start + 1)
    )


def _rewrite(text: str, table: NGrams, start: int) -> Rewrite:
    end, once = start + 2, text[start]
    numbers = padded_numbers(table, text, start, end)
    number = numbers[3]
    features = ngram_features(table, numbers, 2, (number,)) | word_features(text, start, end, once)
    features["written-pair"] = log(table.pair(number, number) + 1)
    features["common"] = log(table.singles[number] + 1)
    return Rewrite(start, end, once, features)


def _may_be_two_words(text: str, middle: int) -> bool:
    """Whether a word ends before an offset and another begins there.

    One of the two may be a single character.
    """
    frequency = vocabulary().frequency
    ends = any(frequency(text[max(0, middle - length) : middle]) for length in _LENGTHS)
    begins = any(frequency(text[middle : middle + length]) for length in _LENGTHS)
    return (ends and begins) or ((ends or begins) and text[middle] in _ALONE)
