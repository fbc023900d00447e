"""Doubled characters: one typed twice, where press prose would have it once."""

from __future__ import annotations

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
    words_beside,
    written_again,
)
from zhlint.lexicon.vocabulary import vocabulary
from zhlint.patterns.expressions import expression

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zhlint.document import Document

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
    of = document.analyse(numbered)
    return improvements(doubles(of), "doubled-weights.tsv", LEAST_SCORE) if of else ()


def doubles(of: Numbered) -> Iterator[Rewrite]:
    """Yields the characters that may be typed twice, with what speaks for it.

    Words (常常), parts of two words (组成成员), numerals, measures and names from other languages are none, nor what the text
    writes twice.
    """
    doubted = [found.start() for found in _TWICE.finditer(of.text) if _is_likelier_once(of, found.start())]
    again = written_again(of, ((start, start + 2) for start in doubted))
    for start in doubted:
        once = of.text[start]
        if 2 * once not in again and not _may_be_right(of.text, start):
            features = words_beside(of.text, start, start + 2, once)
            if features.pop("written-shortest") == 1:
                number = of.numbers[start + 3]
                features["written-pair"] = log(of.table.pair(number, number) + 1)
                features["common"] = log(of.table.singles[number] + 1)
                yield Rewrite(start, start + 2, once, counted(of, start, start + 2, (number,)) | features)


def _is_likelier_once(of: Numbered, start: int) -> bool:
    text, end = of.text, start + 2
    if text[max(0, start - 1) : start] == text[start] or text[end : end + 1] == text[start]:
        return False  # 哈哈哈
    if (start > 1 and text[start - 2] == text[start - 1]) or text[end : end + 1] == text[end + 1 : end + 2] != "":
        return False  # 高高兴兴
    return gain(of, start, start + 2, (of.numbers[start + 3],)) >= LEAST_GAIN


def _may_be_right(text: str, start: int) -> bool:
    return (
        text[start] in NUMERALS
        or text[max(0, start - 1) : start] in _ONE
        or vocabulary().frequency(text[start : start + 2]) > 0
        or text[start] in _AGAIN
        or _may_be_two_words(text, start + 1)
        or in_foreign_name(text, start, start + 2)
    )


def _may_be_two_words(text: str, middle: int) -> bool:
    """Whether a word ends before an offset and another begins there.

    One of the two may be a single character.
    """
    frequency = vocabulary().frequency
    ends = any(frequency(text[max(0, middle - length) : middle]) for length in _LENGTHS)
    begins = any(frequency(text[middle : middle + length]) for length in _LENGTHS)
    return (ends and begins) or ((ends or begins) and text[middle] in _ALONE)
