"""Strings of a draft that are a frequent word with one character wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from zhlint.analysis.bigrams import pairs, pairs_in
from zhlint.analysis.words.slip_store import slip_store
from zhlint.lexicon.lexis import LENGTHS
from zhlint.lexicon.strings import occurrences

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from zhlint.analysis.words.slip_store import SlipEntry
    from zhlint.document import Document

#: Longer texts are searched in windows of so many characters, each with its own pairs.
_WINDOW: Final = 20_000
#: With so few keys, a long text is searched as a whole.
_FEW: Final = 40


class Slip(NamedTuple):
    """A string one character off the word `right`; `score` is without its surroundings."""

    start: int
    end: int
    right: str
    score: float


def slips(document: Document) -> tuple[Slip, ...]:
    """The analysis: every string that is nearly certainly a slip if word edges allow it.

    Raises ModuleNotFoundError where jieba is missing.
    """
    text, groups = document.text, tuple(_candidates(document.analyse(pairs)))
    if len(text) <= _WINDOW or len(groups) <= _FEW:
        return tuple(_slips_in(text, 0, len(text), groups))
    return tuple(
        slip
        for start in range(0, len(text), _WINDOW)
        for slip in _slips_in(text, start, start + _WINDOW + 1, _candidates(_pairs_about(text, start, start + _WINDOW)))
    )


def _pairs_about(text: str, start: int, end: int) -> frozenset[int]:
    """The pairs of all strings that overlap `start:end`."""
    return pairs_in(text[max(0, start - LENGTHS[-1]) : end + LENGTHS[-1]])


def _candidates(known_pairs: frozenset[int]) -> Iterator[list[SlipEntry]]:
    """The slips all of whose pairs are among these, in groups of one key."""
    for group in slip_store().with_pairs(known_pairs):
        if possible := [slip for slip in group if slip.pairs <= known_pairs]:
            yield possible


def _slips_in(text: str, start: int, end: int, groups: Iterable[list[SlipEntry]]) -> Iterator[Slip]:
    """The slips of these groups whose key stands in `start:end`."""
    for group in groups:
        pair = group[0].written[group[0].before :][:2]
        for at in occurrences(text, pair, start, end):
            for written, right, before, own, _ in group:
                if text.startswith(written, at - before) and at >= before:
                    yield Slip(at - before, at - before + len(written), right, own)
