"""The store of slips: frequent words with one wrong character that is nearly certain.

Slips are stored by their key, the rarer pair of characters with the wrong one, so that a draft looks up only its own
pairs.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from zhlint.analysis.bigrams import characters_of, pairs_in
from zhlint.lexicon.dictionary import dictionary_mark
from zhlint.lexicon.lexis import LENGTHS, TABLES, lexis
from zhlint.lexicon.near_scores import SOUNDS, best_surroundings, change_features, score, word_features
from zhlint.lexicon.shelves import Source, load_shelves, pack
from zhlint.lexicon.vocabulary import vocabulary

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from zhlint.lexicon.shelves import PackedShelves, Shelves

#: The score from which a slip is near certain.
CERTAIN: Final = 3.0
#: The most pairs that are remembered as keys of no slip.
_MOST: Final = 200_000


class SlipEntry(NamedTuple):
    """A wrong form of the word `right`.

    Its key stands `before` characters into it; `score` is its own, without surroundings; `pairs` are all its pairs.
    """

    written: str
    right: str
    before: int
    score: float
    pairs: frozenset[int]


class SlipStore:
    """The stored slips, by their key."""

    def __init__(self, shelves: Shelves) -> None:
        self._shelves = shelves
        self._seconds: dict[str, str] = {}
        self._by_pair: dict[int, tuple[SlipEntry, ...]] = {}
        self._without_slips: set[int] = set()

    def with_pairs(self, pairs: frozenset[int]) -> Iterator[tuple[SlipEntry, ...]]:
        """Yields the slips of each key among these pairs."""
        for pair in pairs - self._without_slips:
            group = self._by_pair.get(pair)
            if group is None:
                group = self._look_up(pair)
            if group:
                yield group

    def _look_up(self, pair: int) -> tuple[SlipEntry, ...]:
        """The slips of a key read for the first time; one without any is remembered."""
        written = characters_of(pair)
        first, second = written[:1], written[1:] or " "
        at = self._seconds_of(first).find(second)
        if at >= 0:
            self._by_pair[pair] = self._read(first, at)
            return self._by_pair[pair]
        if len(self._without_slips) > _MOST:
            self._without_slips.clear()
        self._without_slips.add(pair)
        return ()

    def _seconds_of(self, first: str) -> str:
        """The second characters of all keys that begin with this character."""
        seconds = self._seconds.get(first)
        if seconds is None:
            shelf = self._shelves.shelf(first)
            seconds = self._seconds[first] = bytes(shelf).partition(b"\n")[0].decode() if shelf else ""
        return seconds

    def _read(self, first: str, at: int) -> tuple[SlipEntry, ...]:
        shelf = self._shelves.shelf(first)
        if shelf is None:
            return ()
        pair = first + self._seconds_of(first)[at]
        return tuple(_parse(pair, slip) for slip in bytes(shelf).split(b"\n")[1 + at].decode().split())


def slips_source() -> Source:
    """The source of the store."""
    return Source("slips-2", (*TABLES, "typo-weights.tsv"), dictionary_mark)


@cache
def slip_store() -> SlipStore:
    """The store, shipped, loaded from the cache or else built."""
    return SlipStore(load_shelves(slips_source(), pack_slips))


def pack_slips() -> PackedShelves:
    """The slips packed by the first character of their key.

    A shelf has the second characters in its first line, and a line of slips for each of them.
    """
    groups = _lines_by_first()
    return pack(0, {first: _shelf(groups.pop(first).decode().split()) for first in tuple(groups)})


def _shelf(groups: Iterable[str]) -> bytes:
    """The shelf of one first character, from slips that begin with their second one."""
    lines: dict[str, str] = {}
    for slip in groups:
        second = slip[0]
        lines[second] = f"{lines[second]} {slip[1:]}" if second in lines else slip[1:]
    return "\n".join(["".join(lines), *lines.values()]).encode()


def _lines_by_first() -> dict[str, bytearray]:
    """Lines of slips by the first character of their key.

    The key is the rarer of the two pairs with the wrong character. A line begins with its second character.
    """
    frequencies = {word: frequency for word, frequency in vocabulary().words() if len(word) in LENGTHS}
    groups: dict[str, bytearray] = defaultdict(bytearray)
    for right, at, word, changes in _changes_in_words():
        head, tail, before, after = right[:at], right[at + 1 :], right[at - 1 : at], right[at + 1 : at + 2]
        key_before, key_after = f"{right}{at - 1}{at}".encode(), f"{after}{right}{at}{at}".encode()
        for change, other in changes:
            if head + other + tail in frequencies:
                continue
            if not after or (before and frequencies.get(before + other, 0) <= frequencies.get(other + after, 0)):
                groups[before] += b"%b%b%.6f\n" % (other.encode(), key_before, word + change)
            else:
                groups[other] += b"%b%.6f\n" % (key_after, word + change)
    return groups


def _parse(pair: str, line: str) -> SlipEntry:
    """The slip of a key and a stored line: word, two offsets, score."""
    right = line.rstrip("0123456789.")
    before, at = int(line[len(right)]), int(line[len(right) + 1])
    written = right[:at] + pair[at - before] + right[at + 1 :]
    return SlipEntry(written, right, before, float(line[len(right) + 2 :]), pairs_in(written))


def _changes_in_words() -> Iterator[tuple[str, int, float, list[tuple[float, str]]]]:
    """Every word and offset, its score, and the changes that make a slip."""
    least = CERTAIN - best_surroundings()
    for right in lexis().words:
        for at, character in enumerate(right):
            word, changes = score(word_features(right, [at])), _changes(character)
            certain = bisect_left(changes, (least - word,))
            if certain < len(changes):
                yield right, at, word, changes[certain:][::-1]


@cache
def _changes(character: str) -> list[tuple[float, str]]:
    """The characters easily written for another, with their scores, the likeliest last."""
    readings = lexis().readings
    likenesses = {other: "look" for other in lexis().look_alikes.get(character, "") if other in readings}
    for near, form in reversed(SOUNDS.items()):
        for reading in readings.get(character, ()):
            likenesses.update(dict.fromkeys(_characters_by_sound(form)[form(reading)], near))
    likenesses.pop(character, None)
    return sorted([(_change(other, near), other) for other, near in likenesses.items()])


@cache
def _change(other: str, likeness: str) -> float:
    """The score of a character written with this likeness to the right one."""
    return score(change_features([other], [likeness]))


@cache
def _characters_by_sound(form: Callable[[str], str]) -> dict[str, str]:
    """The characters with each reading, readings blurred by `form`."""
    by_sound: dict[str, str] = defaultdict(str)
    for character, readings in lexis().readings.items():
        for reading in readings:
            by_sound[form(reading)] += character
    return by_sound
