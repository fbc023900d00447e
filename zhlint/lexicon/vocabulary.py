"""jieba's dictionary with the gazetteer's names, and jieba's way of cutting text into words.

jieba itself is not imported. The words with the same first character lie on one shelf, so that a draft loads only the
shelves it needs. The shelves are shipped in the wheel; a checkout builds them and stores them in the user's cache folder.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache, lru_cache
from math import log
from typing import TYPE_CHECKING, Final

from zhlint.lexicon.dictionary import dictionary_mark, entries
from zhlint.lexicon.gazetteer import gazetteer
from zhlint.lexicon.kept_words import KeptWords
from zhlint.lexicon.shelves import Source, load_shelves, pack, pack_numbers, unpack_numbers

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from zhlint.lexicon.shelves import PackedShelves, Shelves

#: The characters that jieba cuts together; any other is a piece of its own.
PIECE: Final = r"[\u4E00-\u9FD5a-zA-Z0-9+#&._%-]"
_LATIN: Final = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")


class Vocabulary:
    """Words with their frequencies, and the beginnings of words with frequency 0, by first character."""

    def __init__(self, total: int, by_first: dict[str, dict[str, int]], on_disk: Shelves | None = None) -> None:
        self._total = total
        self._by_first = by_first
        self._on_disk = on_disk
        self._starting_with = KeptWords(on_disk.shelf if on_disk else lambda _: None, by_first)

    def frequency(self, word: str) -> int:
        """The frequency of a word in jieba's corpus; 0 for other strings."""
        return self._starting_with[word[:1]].get(word) or 0

    def words(self) -> Iterator[tuple[str, int]]:
        """Yields every word, beginnings left out, with its frequency."""
        firsts = (self._on_disk.firsts if self._on_disk else "") + "".join(self._by_first)
        for first in dict.fromkeys(firsts):
            yield from ((word, frequency) for word, frequency in self._read(first).items() if frequency)

    def cut(self, piece: str) -> list[str]:
        """The words of a string of `PIECE` characters, as `jieba.cut(piece, HMM=False)` cuts it."""
        words, at = [], 0
        for end in self._best_ends(piece):
            if at < end:
                words.append(piece[at:end])
                at = end
        return list(_join_latin(words))

    def log_chance(self, words: Iterable[str]) -> float:
        """The natural logarithm of the chance of words one after another, as `cut` weighs them."""
        return sum(log(max(1, self.frequency(word)) / self._total) for word in words)

    def with_words(self, words: Iterable[str]) -> Vocabulary:
        """This vocabulary and more words, as jieba's `add_word` adds them.

        Each word is given the frequency that it needs to be cut whole.
        """
        firsts = {word[0] for word in words}
        added = Vocabulary(
            self._total,
            {**self._by_first, **{first: dict(self._read(first)) for first in firsts}},
            self._on_disk,
        )
        for word in words:
            added._add(word)
        return added

    def pack(self) -> PackedShelves:
        """All of it as bytes, in shelves by first character."""
        return pack(self._total, {first: pack_frequencies(words) for first, words in self._by_first.items()})

    def _best_ends(self, piece: str) -> Iterator[int]:
        """The ends of the words in the likeliest cut of a piece."""
        unseen = log(self._total)
        weights, ends = [0.0] * (len(piece) + 1), [0] * (len(piece) + 1)
        for start in range(len(piece) - 1, -1, -1):
            words = self._starting_with[piece[start]]
            best, best_end, end = None, start + 1, start + 1
            while end <= len(piece) and (frequency := words.get(piece[start:end])) is not None:
                if frequency:
                    weight = log(frequency) - unseen + weights[end]
                    if best is None or weight >= best:
                        best, best_end = weight, end
                end += 1
            weights[start] = weights[start + 1] - unseen if best is None else best
            ends[start] = best_end
        at = 0
        while at < len(piece):
            at = ends[at]
            yield at

    def _read(self, first: str) -> dict[str, int]:
        if first in self._by_first:
            return self._by_first[first]
        shelf = self._on_disk.shelf(first) if self._on_disk else None
        return {} if shelf is None else unpack_frequencies(shelf)

    def _add(self, word: str) -> None:
        likelihood = 1.0
        for known in self.cut(word):
            likelihood *= (self._starting_with[known[0]].get(known, 1) or 0) / self._total
        words = self._by_first[word[0]]
        words[word] = max(int(likelihood * self._total) + 1, words.get(word, 0))
        self._total += words[word]
        for end in range(1, len(word)):
            words.setdefault(word[:end], 0)


@lru_cache(maxsize=8)
def vocabulary(extra_words: tuple[str, ...] = ()) -> Vocabulary:
    """jieba's words, the gazetteer's full names and these extra words.

    Raises ModuleNotFoundError where jieba is missing.
    """
    words = tuple(word for word in extra_words if re.fullmatch(f"{PIECE}+", word))
    return _shipped().with_words(words) if words else _shipped()


def jieba_words() -> Vocabulary:
    """jieba's dictionary and nothing else."""
    shelves: dict[str, dict[str, int]] = defaultdict(dict)
    total = 0
    for word, frequency in entries():
        words = shelves[word[0]]
        words[word] = frequency
        total += frequency
        if word[:-1] not in words:  # With it, all shorter beginnings are there.
            for end in range(1, len(word)):
                words.setdefault(word[:end], 0)
    return Vocabulary(total, dict(shelves))


def pack_frequencies(words: Mapping[str, int]) -> bytes:
    """Words (without line ends) and their frequencies as a shelf."""
    return pack_numbers((len(words), *words.values())) + "\n".join(words).encode()


def unpack_frequencies(shelf: memoryview) -> dict[str, int]:
    """The words and frequencies in what `pack_frequencies` wrote."""
    end = 4 + 4 * int.from_bytes(shelf[:4], "little")
    return dict(zip(str(shelf[end:], "utf-8").split("\n"), unpack_numbers(shelf[4:end]), strict=False))


def words_source() -> Source:
    """The source of `vocabulary`."""
    return Source("words-3", ("divisions.tsv", "zones.tsv"), dictionary_mark)


@cache
def _shipped() -> Vocabulary:
    shelves = load_shelves(words_source(), pack_words)
    return Vocabulary(shelves.number, {}, shelves)


def pack_words() -> PackedShelves:
    """The shelves of `vocabulary`, built from jieba's dictionary and the gazetteer."""
    plain = jieba_words()
    names = (name for name in sorted(gazetteer().by_name) if re.fullmatch(f"{PIECE}{{2,}}", name))
    return plain.with_words([name for name in names if not plain.frequency(name)]).pack()


def _join_latin(words: list[str]) -> Iterator[str]:
    """The words with neighbouring single Latin letters and digits joined."""
    run = ""
    for word in words:
        if word in _LATIN:
            run += word
            continue
        if run:
            yield run
            run = ""
        yield word
    if run:
        yield run
