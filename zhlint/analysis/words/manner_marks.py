"""Marks 的 and 地 behind words of manner, and their odds."""

from __future__ import annotations

import itertools
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from zhlint.analysis.script import script
from zhlint.analysis.words.particle_words import particle_words
from zhlint.analysis.words.tokens import segmentation
from zhlint.patterns.expressions import expression
from zhlint.storage.tables import numbers_of, read_table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from zhlint.analysis.words.tokens import Segmentation
    from zhlint.document import Document

_WEIGHTS: Final = "manner-weights.tsv"
_MANNER: Final = expression(r"(?m)^manner (\S+)\t")
_MARK: Final = expression("(?<=[㐀-鿿])[的地](?=[㐀-鿿])(?!.是)")
#: So many words are counted on each side.
_MANY: Final = 6
#: How long words of manner are.
_SIZES: Final = range(2, 6)


class MannerMark(NamedTuple):
    """A place of 的 or 地, with the odds of 地.

    `odds` is their logarithm. It is in an object where a verb before it takes the words around it for one: 进行细致的检查, 得到更好的保护.
    """

    start: int
    odds: float
    is_in_object: bool


def manner_marks(document: Document) -> tuple[MannerMark, ...]:
    """The marks behind words of manner, in a draft in simplified script."""
    starts = behind_manners(document.text, _manners()) if document.analyse(script) == "simplified" else []
    if not starts:
        return ()
    weights, taking = _weights(), frozenset(f"any-left {verb}" for verb in particle_words("taking"))
    return tuple(
        MannerMark(
            start, sum((weights.get(feature, 0.0) for feature in found), weights["one"]), not taking.isdisjoint(found)
        )
        for start, found in places(document.text, starts, document.analyse(segmentation))
        if found[0] in weights
    )


def behind_manners(text: str, manners: frozenset[str]) -> list[int]:
    """The offsets of 的 and 地 that some words stand right before."""
    return [start for start in marks(text) if any(text[start - size : start] in manners for size in _SIZES)]


def marks(text: str) -> list[int]:
    """The offsets of 的 and 地 between hanzi."""
    return [found.start() for found in _MARK.finditer(text)]


def places(text: str, starts: Iterable[int], words: Segmentation) -> Iterator[tuple[int, list[str]]]:
    """Yields the marks that are words of their own.

    Each has its offset and its features.
    """
    for start in starts:
        edges = words.edges_around(start)
        at = edges.index(start) if start in edges else 0
        if 0 < at < len(edges) - 2 and edges[at + 1] == start + 1:
            run = [text[one:other] for one, other in itertools.pairwise(edges)]
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
    return numbers_of(_WEIGHTS)


@cache
def _manners() -> frozenset[str]:
    """The words of manner: those that the table weighs."""
    return frozenset(_MANNER.findall(read_table(_WEIGHTS)))
