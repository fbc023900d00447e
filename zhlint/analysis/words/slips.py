"""What frequent words become by one wrong character, where that alone makes a slip near certain.

Kept in the user's cache folder by the pair of characters that gives a string away, so that a draft is only asked for its pairs.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from zhlint.analysis.bigrams import characters_of, pairs, pairs_in
from zhlint.lexicon.lexis import LENGTHS, TABLES, lexis
from zhlint.lexicon.near_scores import SOUNDS, best_surroundings, change_features, score, word_features
from zhlint.lexicon.shelves import PackedShelves, Shelves, load_shelves, pack
from zhlint.lexicon.strings import occurrences
from zhlint.lexicon.vocabulary import cache_name, vocabulary

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from zhlint.document import Document

#: The score from which a slip is near certain.
CERTAIN: Final = 3.0
#: How many pairs are remembered as giving nothing away.
_MOST: Final = 200_000
#: A longer text is searched in windows of so many characters, each for the pairs it has.
_WINDOW: Final = 20_000
#: So many pairs are sooner looked for in all of a long text than in those windows that have them.
_FEW: Final = 40


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

    def __init__(self, shelves: Shelves) -> None:
        self._shelves = shelves
        self._seconds: dict[str, str] = {}
        self._telling: dict[int, tuple[_Known, ...]] = {}
        self._innocent: set[int] = set()

    def told_by(self, pairs: frozenset[int]) -> Iterator[tuple[_Known, ...]]:
        """The slips that these pairs of characters give away, by pair."""
        for pair in pairs - self._innocent:
            told = self._telling.get(pair)
            if told is None:
                told = self._look_up(pair)
            if told:
                yield told

    def _look_up(self, pair: int) -> tuple[_Known, ...]:
        """What a pair that is met for the first time gives away; one that gives nothing away is remembered as such."""
        written = characters_of(pair)
        first, second = written[:1], written[1:] or " "
        at = self._seconds_of(first).find(second)
        if at >= 0:
            self._telling[pair] = self._read(first, at)
            return self._telling[pair]
        if len(self._innocent) > _MOST:
            self._innocent.clear()
        self._innocent.add(pair)
        return ()

    def _seconds_of(self, first: str) -> str:
        seconds = self._seconds.get(first)
        if seconds is None:
            shelf = self._shelves.shelf(first)
            seconds = self._seconds[first] = shelf[0] if shelf else ""
        return seconds

    def _read(self, first: str, at: int) -> tuple[_Known, ...]:
        seconds, slips = self._shelves.shelf(first)
        pair = first + seconds[at]
        return tuple(_read(pair, slip) for slip in slips.split(b"\n")[at].decode().split())


def slips(document: Document) -> tuple[Slip, ...]:
    """The analysis: every string of the text that is near certainly a slip if it is no shelf of words. Raises ModuleNotFoundError
    without jieba.
    """
    text, told = document.text, tuple(_told_in(document.analyse(pairs)))
    if len(text) <= _WINDOW or len(told) <= _FEW:
        return tuple(_slips_in(text, 0, len(text), told))
    return tuple(
        slip
        for start in range(0, len(text), _WINDOW)
        for slip in _slips_in(text, start, start + _WINDOW + 1, _told_in(_pairs_about(text, start, start + _WINDOW)))
    )


def _pairs_about(text: str, start: int, end: int) -> frozenset[int]:
    """The pairs of all strings that stand in `start:end` or reach across its ends."""
    return pairs_in(text[max(0, start - LENGTHS[-1]) : end + LENGTHS[-1]])


def _told_in(known_pairs: frozenset[int]) -> Iterator[list[_Known]]:
    """The slips that may stand in a text with these pairs, by the pair that gives them away."""
    for told in _kept().told_by(known_pairs):
        if known := [slip for slip in told if slip.pairs <= known_pairs]:
            yield known


def _slips_in(text: str, start: int, end: int, told: Iterable[list[_Known]]) -> Iterator[Slip]:
    """Those of the slips whose telling pair stands in `start:end`."""
    for known in told:
        pair = known[0].written[known[0].before :][:2]
        for at in occurrences(text, pair, start, end):
            for written, right, before, own, _ in known:
                if text.startswith(written, at - before) and at >= before:
                    yield Slip(at - before, at - before + len(written), right, own)


@cache
def _kept() -> Slips:
    return Slips(load_shelves(cache_name("slips", (*TABLES, "typo-weights.tsv")), _build))


def _build() -> PackedShelves:
    """By the first character of the telling pair: the second ones in a row, and a line of slips for each."""
    told = _told()
    return pack(0, {first: _packed(told.pop(first).decode().split()) for first in tuple(told)})


def _packed(told: Iterable[str]) -> tuple[str, bytes]:
    """The slips of one first character, each with the second one before it."""
    lines: dict[str, str] = {}
    for slip in told:
        second = slip[0]
        lines[second] = f"{lines[second]} {slip[1:]}" if second in lines else slip[1:]
    return "".join(lines), "\n".join(lines.values()).encode()


def _told() -> dict[str, bytearray]:
    """By the first character of the telling pair, which is the rarer one: a line for each slip, the second one before it."""
    frequencies = {word: frequency for word, frequency in vocabulary().words() if len(word) in LENGTHS}
    told: dict[str, bytearray] = defaultdict(bytearray)
    for right, at, word, changes in _every():
        head, tail, before, after = right[:at], right[at + 1 :], right[at - 1 : at], right[at + 1 : at + 2]
        told_before, told_after = f"{right}{at - 1}{at}".encode(), f"{after}{right}{at}{at}".encode()
        for change, other in changes:
            if head + other + tail in frequencies:
                continue
            if not after or (before and frequencies.get(before + other, 0) <= frequencies.get(other + after, 0)):
                told[before] += b"%b%b%.6f\n" % (other.encode(), told_before, word + change)
            else:
                told[other] += b"%b%.6f\n" % (told_after, word + change)
    return told


def _read(pair: str, kept: str) -> _Known:
    right = kept.rstrip("0123456789.")
    before, at = int(kept[len(right)]), int(kept[len(right) + 1])
    written = right[:at] + pair[at - before] + right[at + 1 :]
    return _Known(written, right, before, float(kept[len(right) + 2 :]), pairs_in(written))


def _every() -> Iterator[tuple[str, int, float, list[tuple[float, str]]]]:
    """Every word, a place in it and what that adds to a score, with the changes which make the word a slip there."""
    least = CERTAIN - best_surroundings()
    for right in lexis().words:
        for at, meant in enumerate(right):
            word, changes = score(word_features(right, [at])), _changes(meant)
            certain = bisect_left(changes, (least - word,))
            if certain < len(changes):
                yield right, at, word, changes[certain:][::-1]


@cache
def _changes(meant: str) -> list[tuple[float, str]]:
    """What may be written for a character, with what that adds to a score, the likeliest last."""
    readings = lexis().readings
    heard = {other: "look" for other in lexis().look_alikes.get(meant, "") if other in readings}
    for near, form in reversed(SOUNDS.items()):
        for reading in readings.get(meant, ()):
            heard.update(dict.fromkeys(_sounding(form)[form(reading)], near))
    heard.pop(meant, None)
    return sorted([(_change(other, near), other) for other, near in heard.items()])


@cache
def _change(other: str, heard: str) -> float:
    return score(change_features([other], [heard]))


@cache
def _sounding(form: Callable[[str], str]) -> dict[str, str]:
    found: dict[str, str] = defaultdict(str)
    for character, readings in lexis().readings.items():
        for reading in readings:
            found[form(reading)] += character
    return found
