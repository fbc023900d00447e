"""Strings that are no word and stand one sound or look away from a frequent one, weighed by what speaks for a slip.

The weights are a logistic regression (`benchmarks/typo_weights.py`); a score of 0 is an even chance in the sentences it was fitted on.
"""

from __future__ import annotations

import re
from functools import cache
from math import log
from typing import TYPE_CHECKING, Final, NamedTuple

from zhlint.analysis.lexis import LENGTHS, blurred, lexis
from zhlint.analysis.tokens import on_token_edges, segmentation
from zhlint.analysis.vocabulary import vocabulary
from zhlint.tables import rows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zhlint.document import Document

#: Context cannot lift a string with a lower score of its own to where a rule would report it.
HOPELESS: Final = -2.5
_HAN: Final = "[\u4e00-\u9fff]"
_NUMERALS: Final = frozenset("一二三四五六七八九十百千万亿两零〇几数")
_LINKS: Final = frozenset(
    "的了在是和与及对将为从向把被让等也都就不要有到以并而或其这那我他她你个中上下内后前时所于由使又再已还更很最只可能会应当须且则若如因此该各每某本"
)
_SURNAMES: Final = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
)


class NearWord(NamedTuple):
    """A string at `start:end` and the frequent word it is near to; the higher the score, the surer."""

    start: int
    end: int
    right: str
    score: float


def near_words(document: Document) -> tuple[NearWord, ...]:
    """The analysis: the best guess at each place, in order, none overlapping another. Raises ModuleNotFoundError without jieba."""
    guesses = sorted(weighed(document), key=lambda guess: (-guess.score, guess.start, guess.right))
    taken: set[int] = set()
    best = []
    for guess in guesses:
        if taken.isdisjoint(range(guess.start, guess.end)):
            taken.update(range(guess.start, guess.end))
            best.append(guess)
    return tuple(sorted(best))


def weighed(document: Document) -> Iterator[NearWord]:
    """Every guess with its score."""
    weights = _weights()
    for start, end, right, found in observed(document):
        yield NearWord(start, end, right, sum(weights[name] * value for name, value in found.items()))


def observed(document: Document) -> Iterator[tuple[int, int, str, dict[str, float]]]:
    """Every guess (start, end, right) with what is seen in it and around it, by the names of the weights."""
    weights = _weights()
    for written, starts in _places(document).items():
        for right in lexis().meant(written):
            own = _own(written, right)
            if sum(weights.get(name, 0) * value for name, value in own.items()) < HOPELESS:
                continue
            for start in starts:
                end = start + len(written)
                if _differ_alone(document, start, written, right) and not _is_recent(document.text, start, end):
                    yield start, end, right, own | _around(document, start, end) | {"again": len(starts) > 1}


def _places(document: Document) -> dict[str, list[int]]:
    """Where each string stands that begins and ends with words, at least one of them a single character, and is no word."""
    text, known = document.text, lexis().readings
    found: dict[str, list[int]] = {}
    for edges in document.analyse(segmentation).pieces():
        for first, start in enumerate(edges):
            alone = False
            for at in range(first + 1, len(edges)):
                if edges[at] - start > LENGTHS[-1]:
                    break
                alone = alone or edges[at] - edges[at - 1] == 1
                if alone and at > first + 1:
                    found.setdefault(text[start : edges[at]], []).append(start)
    return {
        written: starts
        for written, starts in found.items()
        if all(character in known for character in written) and not vocabulary().frequency(written)
    }


def _differ_alone(document: Document, start: int, written: str, right: str) -> bool:
    """Whether every character that differs is a word of its own."""
    return all(
        on_token_edges(document, start + at, start + at + 1)
        for at, (is_, meant) in enumerate(zip(written, right, strict=True))
        if is_ != meant
    )


def _is_recent(text: str, start: int, end: int) -> bool:
    """Whether the string shares a character with a word that jieba does not know yet."""
    recent = lexis().recent
    return any(
        text[first : first + length] in recent for length in LENGTHS for first in range(max(0, start - length + 1), end)
    )


def _own(written: str, right: str) -> dict[str, float]:
    """What is seen in the string and the word alone."""
    characters, readings = lexis().characters, lexis().readings
    pairs = [(is_, meant) for is_, meant in zip(written, right, strict=True) if is_ != meant]
    same = [is_ for is_, meant in zip(written, right, strict=True) if is_ == meant]
    heard = [_heard(readings.get(is_, ()), readings.get(meant, ())) for is_, meant in pairs]
    differing = [log(characters.get(is_, 1)) for is_, _ in pairs]
    return {
        "one": 1,
        "word": log(lexis().words[right]),
        "three": len(written) == 3,
        "four": len(written) == 4,
        "several": len(pairs) > 1,
        "differing": sum(differing) / len(differing),
        "differing-rare": max(0, 8 - min(differing)),
        "kept-word": "".join(same) in lexis().words,
        "kept": sum(log(characters.get(is_, 1)) for is_ in same) / len(same) if same else 0,
        "meant": log(max(characters.get(meant, 1) for _, meant in pairs)),
        "tone": "tone" in heard,
        "blurred": "blurred" in heard,
        "look": "look" in heard,
        "numeral": any(is_ in _NUMERALS for is_, _ in pairs),
    }


def _heard(one: tuple[str, ...], other: tuple[str, ...]) -> str:
    if set(one) & set(other):
        return "same"
    if {reading.rstrip("12345") for reading in one} & {reading.rstrip("12345") for reading in other}:
        return "tone"
    return "blurred" if {blurred(reading) for reading in one} & {blurred(reading) for reading in other} else "look"


def _around(document: Document, start: int, end: int) -> dict[str, float]:
    """What is seen around the string."""
    text = document.text
    before, after = text[start - 1 : start] if start else "", text[end : end + 1]
    is_han = [bool(re.match(_HAN, character)) for character in (before, after)]
    return {
        "open": 2 - sum(is_han),
        "link-before": before in _LINKS,
        "link-after": after in _LINKS,
        "single-before": is_han[0] and before not in _LINKS and on_token_edges(document, start - 1, start),
        "single-after": is_han[1] and after not in _LINKS and on_token_edges(document, end + 1, end),
        "surname-before": before in _SURNAMES,
        "surname-first": text[start] in _SURNAMES,
        "foreign": "·" in text[max(0, start - 4) : end + 4],
        "quoted": before in {"“", "《", "‘"} or after in {"”", "》", "’"},
    }


@cache
def _weights() -> dict[str, float]:
    return {name: float(weight) for name, weight in rows("typo-weights.tsv")}
