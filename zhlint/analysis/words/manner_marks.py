"""Marks 的 and 地 behind words of manner, and their odds."""

from __future__ import annotations

import itertools
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from zhlint.analysis.script import script
from zhlint.analysis.words.particle_words import particle_words
from zhlint.analysis.words.tokens import segmentation
from zhlint.patterns.expressions import expression
from zhlint.storage.tables import rows

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from zhlint.analysis.words.tokens import Segmentation
    from zhlint.document import Document

_WEIGHTS: Final = "manner-weights.tsv"
_MARK: Final = expression("(?<=[㐀-鿿])[的地](?=[㐀-鿿])(?!.是)")
#: So many words are counted on each side.
_MANY: Final = 6
#: The longest word of manner.
_LONGEST: Final = 5


class MannerMark(NamedTuple):
    """A place of 的 or 地, with the odds of 地.

    `odds` is their logarithm. It is in an object where a verb before it takes the words around it for one: 进行细致的检查, 得到更好的保护.
    """

    start: int
    odds: float
    is_in_object: bool


def manner_marks(document: Document) -> tuple[MannerMark, ...]:
    """The marks behind words of manner, in a draft in simplified script."""
    if document.analyse(script) != "simplified":
        return ()
    weights, words = _weights(), document.analyse(segmentation)
    taking = frozenset(f"any-left {verb}" for verb in particle_words("taking"))
    return tuple(
        MannerMark(
            start, sum((weights.get(feature, 0.0) for feature in found), weights["one"]), not taking.isdisjoint(found)
        )
        for start, found in places(document.text, words, _manners())
    )


def places(text: str, words: Segmentation, manners: frozenset[str] | None) -> Iterator[tuple[int, list[str]]]:
    """Yields the places of 的 and 地 as words of their own.

    Each has its offset and its features.

    The word before it is one of `manners`, any word where that is None.
    """
    for found in _MARK.finditer(text):
        start = found.start()
        if manners is not None and not any(text[start - size : start] in manners for size in range(1, _LONGEST + 1)):
            continue
        edges = words.edges_around(start)
        at = edges.index(start) if start in edges else 0
        if 0 < at < len(edges) - 2 and edges[at + 1] == start + 1:
            run = [text[one:other] for one, other in itertools.pairwise(edges)]
            if manners is None or run[at - 1] in manners:
                yield start, features(run, at, text[edges[-1] : edges[-1] + 1])


def features(words: Sequence[str], at: int, stop: str) -> list[str]:
    """The features of a place among the words of its stretch."""
    manner, verb = words[at - 1], words[at + 1]
    left, right = words[: at - 1], words[at + 2 :]
    before, after = left[-1] if left else "", right[0] if right else stop
    found = [
        f"manner {manner}", f"ending {manner[-1]}{len(manner)}", f"verb {verb}", f"verb-head {verb[0]}", f"verb-tail {verb[-1]}{len(verb)}",
        f"left {before}", f"right {after}", f"left-tail {before[-1:]}", f"right-head {after[:1]}",
        f"left-manner {before} {manner}", f"verb-right {verb} {after}", f"manner-verb {manner} {verb}",
        f"far-left {''.join(left[-2:-1])}", f"far-right {''.join(right[1:2])}",
        f"many-left {min(len(left), _MANY)}", f"many-right {min(len(right), _MANY)}",
    ]  # fmt: skip
    telling = particle_words("telling")
    found += [f"any-left {word}" for word in left if word in telling]
    return found + [f"any-right {word}" for word in right if word in telling]


@cache
def _weights() -> Mapping[str, float]:
    return {name: float(weight) for name, weight in rows(_WEIGHTS)}


@cache
def _manners() -> frozenset[str]:
    """The words of manner: those that the table weighs."""
    return frozenset(name.removeprefix("manner ") for name in _weights() if name.startswith("manner "))
