"""The words of jieba's dictionary and the gazetteer's names, and how jieba cuts with them; jieba itself is not imported.

The dictionary is kept in the user's cache folder in parts, one for the words with the same first character, so that a
draft loads only the parts it needs.
"""

from __future__ import annotations

import re
import sys
from binascii import crc32
from collections import defaultdict
from functools import cache, lru_cache
from importlib.util import find_spec
from math import log
from pathlib import Path
from typing import TYPE_CHECKING, Final

from zhlint.lexicon.gazetteer import gazetteer
from zhlint.lexicon.shelves import Packed, Parts, kept_parts, packed
from zhlint.storage.tables import rules_folder

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

#: What jieba cuts as one piece; anything else is a piece of its own.
PIECE: Final = r"[\u4E00-\u9FD5a-zA-Z0-9+#&._%-]"
_LATIN: Final = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")
#: Where the dictionary lies in jieba, and in jieba-py, which is imported by the same name.
_DICTIONARIES: Final = ("dict.txt", "_data/dict.txt")
#: Characters of jieba's dictionary.
_READ_AT_ONCE: Final = 2**18


class Vocabulary:
    """Words with their frequencies, and the beginnings of words with 0, by first character."""

    def __init__(self, total: int, parts: dict[str, dict[str, int]], kept: Parts | None = None) -> None:
        self._total = total
        self._parts = parts
        self._kept = kept

    def frequency(self, word: str) -> int:
        """How often jieba's corpus had the word; 0 where it is none."""
        return self._starting_with(word[:1]).get(word, 0)

    def words(self) -> Iterator[tuple[str, int]]:
        """Every word, beginnings left out, with its frequency."""
        firsts = (self._kept.firsts if self._kept else "") + "".join(self._parts)
        for first in dict.fromkeys(firsts):
            part = self._parts.get(first) or (self._kept and self._kept.part(first)) or {}
            yield from ((word, frequency) for word, frequency in part.items() if frequency)

    def cut(self, piece: str) -> list[str]:
        """The words of one piece (characters of `PIECE` only), as `jieba.cut(piece, HMM=False)` has them."""
        words, at = [], 0
        for end in self._best_ends(piece):
            if at < end:
                words.append(piece[at:end])
                at = end
        return list(_joined(words))

    def extended(self, words: Iterable[str]) -> Vocabulary:
        """This vocabulary and more words, each as frequent as it must be to be cut whole: jieba's `add_word`."""
        firsts = {word[0] for word in words}
        added = Vocabulary(
            self._total, {**self._parts, **{first: dict(self._starting_with(first)) for first in firsts}}, self._kept
        )
        for word in words:
            added._add(word)
        return added

    def packed(self) -> Packed:
        """All of it as bytes, in parts by first character."""
        return packed(self._total, self._parts)

    def _best_ends(self, piece: str) -> Iterator[int]:
        """Where the likeliest cut of the piece ends its words."""
        unseen = log(self._total)
        weights, ends = [0.0] * (len(piece) + 1), [0] * (len(piece) + 1)
        for start in range(len(piece) - 1, -1, -1):
            words = self._starting_with(piece[start])
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

    def _starting_with(self, first: str) -> dict[str, int]:
        part = self._parts.get(first)
        if part is None:
            part = self._parts[first] = (self._kept and self._kept.part(first)) or {}
        return part

    def _add(self, word: str) -> None:
        likelihood = 1.0
        for known in self.cut(word):
            likelihood *= self._starting_with(known[0]).get(known, 1) / self._total
        words = self._starting_with(word[0])
        words[word] = max(int(likelihood * self._total) + 1, words.get(word, 0))
        self._total += words[word]
        for end in range(1, len(word)):
            words.setdefault(word[:end], 0)


@lru_cache(maxsize=8)
def vocabulary(extra_words: tuple[str, ...] = ()) -> Vocabulary:
    """jieba's words, the gazetteer's full names and these words. Raises ModuleNotFoundError where jieba is missing."""
    words = tuple(word for word in extra_words if re.fullmatch(f"{PIECE}+", word))
    return _shipped().extended(words) if words else _shipped()


def dictionary() -> Path:
    """jieba's own list of words. Raises ModuleNotFoundError where jieba is missing."""
    found = find_spec("jieba")
    places = [Path(found.origin).parent / name for name in _DICTIONARIES] if found and found.origin else []
    for place in places:
        if place.is_file():
            return place
    raise ModuleNotFoundError("缺少 jieba 的词典", name="jieba")


def entries() -> Iterator[tuple[str, int]]:
    """The words of jieba's dictionary with their frequencies, in its order. Raises ModuleNotFoundError without jieba."""
    with dictionary().open(encoding="utf-8") as file:
        while columns := (file.read(_READ_AT_ONCE) + file.readline()).split():
            yield from zip(columns[::3], map(int, columns[1::3]), strict=True)


def jieba_words() -> Vocabulary:
    """jieba's dictionary and nothing else."""
    parts: dict[str, dict[str, int]] = defaultdict(dict)
    total = 0
    for word, frequency in entries():
        words = parts[word[0]]
        words[word] = frequency
        total += frequency
        if word[:-1] not in words:  # With it, all shorter beginnings are there.
            for end in range(1, len(word)):
                words.setdefault(word[:end], 0)
    return Vocabulary(total, dict(parts))


@cache
def _shipped() -> Vocabulary:
    name = file_mark("words-2", ("divisions.tsv", "zones.tsv"))
    parts = kept_parts(name, _built)
    return Vocabulary(parts.number, {}, parts)


def file_mark(kind: str, tables: Iterable[str]) -> str:
    """A name for what is made of jieba's dictionary and these tables by this Python, new whenever one of them is.

    The tables are known by their bytes; the dictionary, too big to be read at every start, by its size and time.
    """
    state = dictionary().stat()
    folder = rules_folder() / "tables"
    made_of = crc32(b"".join((folder / table).read_bytes() for table in tables))
    return f"{kind}-{state.st_size:x}-{state.st_mtime_ns:x}-{made_of:08x}-{sys.implementation.cache_tag}"


def _built() -> Packed:
    plain = jieba_words()
    places = (place for place in sorted(gazetteer().by_name) if re.fullmatch(f"{PIECE}{{2,}}", place))
    return plain.extended([place for place in places if not plain.frequency(place)]).packed()


def _joined(words: list[str]) -> Iterator[str]:
    """Single Latin letters and digits put together again."""
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
