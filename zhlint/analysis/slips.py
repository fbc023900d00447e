"""What frequent words become by one wrong character, where that alone makes a slip near certain.

Kept in the user's cache folder by the pair of characters that gives a string away, so that a draft is only asked for its pairs.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING, Final

from zhlint.analysis.lexis import TABLES, blurred, lexis
from zhlint.analysis.near_scores import best_surroundings, of_change, of_word, score
from zhlint.analysis.pairs import characters_of, pairs, pairs_in
from zhlint.analysis.parts import Parts, packed, unpacked
from zhlint.analysis.vocabulary import file_mark, vocabulary
from zhlint.cache import keep, kept_apart
from zhlint.records import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zhlint.document import Document

#: The score from which a slip is near certain.
CERTAIN: Final = 3.0
#: How many pairs are remembered as giving nothing away.
_MOST: Final = 200_000
#: A longer text is searched in windows of so many characters, each for the pairs it has.
_WINDOW: Final = 20_000


class Slip(NamedTuple):
    """A string at `start:end` that is one character off the word `right`; `score` is what they say by themselves."""

    start: int
    end: int
    right: str
    score: float


class _Known(NamedTuple):
    """A slip whose telling pair stands `before` characters into it; `pairs` are all of its pairs."""

    written: str
    right: str
    before: int
    score: float
    pairs: frozenset[int]


class Slips:
    """The strings that are near certainly slips, by their telling pair."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._seconds: dict[str, str] = {}
        self._telling: dict[int, tuple[_Known, ...]] = {}
        self._innocent: set[int] = set()

    def told_by(self, pairs: frozenset[int]) -> Iterator[tuple[_Known, ...]]:
        """The slips that these pairs of characters give away, by pair."""
        fresh = pairs - self._innocent
        for pair in fresh - self._telling.keys():
            written = characters_of(pair)
            first, second = written[:1], written[1:] or " "
            at = self._seconds_of(first).find(second)
            if at >= 0:
                self._telling[pair] = self._read(first, at)
        if len(self._innocent) > _MOST:
            self._innocent.clear()
        self._innocent.update(fresh - self._telling.keys())
        for pair in fresh & self._telling.keys():
            yield self._telling[pair]

    def _seconds_of(self, first: str) -> str:
        seconds = self._seconds.get(first)
        if seconds is None:
            part = self._parts.part(first)
            seconds = self._seconds[first] = part[0] if part else ""
        return seconds

    def _read(self, first: str, at: int) -> tuple[_Known, ...]:
        seconds, slips = self._parts.part(first)
        pair = first + seconds[at]
        return tuple(_read(pair, slip) for slip in slips.split(b"\n")[at].decode().split())


def slips(document: Document) -> tuple[Slip, ...]:
    """The analysis: every string of the text that is near certainly a slip if it is no part of words. Raises ModuleNotFoundError
    without jieba.
    """
    text = document.text
    if len(text) <= _WINDOW:
        return tuple(_slips_in(text, 0, len(text), document.analyse(pairs)))
    windows = ((start, min(start + _WINDOW + 1, len(text))) for start in range(0, len(text), _WINDOW))
    return tuple(slip for start, end in windows for slip in _slips_in(text, start, end, pairs_in(text[start:end])))


def _slips_in(text: str, start: int, end: int, known_pairs: frozenset[int]) -> Iterator[Slip]:
    """The slips whose telling pair stands in `start:end`, which has these pairs."""
    for told in _kept().told_by(known_pairs):
        known = [slip for slip in told if slip.pairs <= known_pairs]
        if not known:
            continue
        pair = known[0].written[known[0].before :][:2]
        at = text.find(pair, start, end)
        while at >= 0:
            for written, right, before, own, _ in known:
                if text.startswith(written, at - before) and at >= before:
                    yield Slip(at - before, at - before + len(written), right, own)
            at = text.find(pair, at + 1, end)


@cache
def _kept() -> Slips:
    name = file_mark("slips", (*TABLES, "typo-weights.tsv"))
    parts = unpacked(kept_apart(name))
    if parts is None:
        content = packed(0, _built())
        keep(name, content)
        parts = unpacked(memoryview(content))
    assert parts is not None  # noqa: S101 - just packed
    return Slips(parts)


def _built() -> dict[str, tuple[str, bytes]]:
    """By the first character of the telling pair: the second ones in a row, and a line of slips for each."""
    by_pair: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for written, right, at, own in _every():
        pairs = [(written[first : first + 2], first) for first in (at - 1, at) if 0 <= first < len(written) - 1]
        pair, before = min(pairs, key=lambda pair: vocabulary().frequency(pair[0]))
        by_pair[pair[0]][pair[1]].append(f"{right}{before}{at}{own:.6f}")
    return {
        first: ("".join(seconds), "\n".join(map(" ".join, seconds.values())).encode()) for first, seconds in by_pair.items()
    }


def _read(pair: str, kept: str) -> _Known:
    right = kept.rstrip("0123456789.")
    before, at = int(kept[len(right)]), int(kept[len(right) + 1])
    written = right[:at] + pair[at - before] + right[at + 1 :]
    return _Known(written, right, before, float(kept[len(right) + 2 :]), pairs_in(written))


def _every() -> Iterator[tuple[str, str, int, float]]:
    """Every slip: as written, the word, where they differ, the score."""
    least = CERTAIN - best_surroundings()
    for right in lexis().words:
        for at, meant in enumerate(right):
            word = score(of_word(right, [at]))
            for change, other in _changes(meant):
                if word + change < least:
                    break
                written = right[:at] + other + right[at + 1 :]
                if not vocabulary().frequency(written):
                    yield written, right, at, word + change


@cache
def _changes(meant: str) -> tuple[tuple[float, str], ...]:
    """What may be written for a character, with what that adds to a score, the likeliest first."""
    readings = lexis().readings
    others = {other for reading in readings.get(meant, ()) for other in _sounding()[blurred(reading)]}
    others |= {other for other in lexis().look_alikes.get(meant, "") if other in readings}
    others.discard(meant)
    return tuple(sorted(((score(of_change([(other, meant)])), other) for other in others), reverse=True))


@cache
def _sounding() -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for character, readings in lexis().readings.items():
        for reading in readings:
            found[blurred(reading)].add(character)
    return found
