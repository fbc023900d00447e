"""Copies of articles: those whose sentences stood in earlier ones."""

from __future__ import annotations

from hashlib import blake2b
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from zhlint.patterns.expressions import expression

if TYPE_CHECKING:
    from collections.abc import Iterable

#: Of the characters of a copy so many stand in sentences of earlier articles.
_SHARE: Final = 0.8
#: Shorter sentences, in characters, stand anywhere.
_SHORTEST: Final = 8
#: The filter has so many bits, and each sentence sets so many: among ten million, one in some 2,000 is taken for another.
_BITS: Final = 2**28
_MARKS: Final = 4
_SIZE: Final = 8 * _MARKS
_SENTENCE: Final = expression(r"[^。！？!?\r\n]+")
_NOISE: Final = expression(r"\W+")


class Copies:
    """The sentences of the articles so far, in a filter of fixed size."""

    def __init__(self) -> None:
        self._filter = bytearray(_BITS // 8)

    def is_copy(self, sentences: Iterable[tuple[bytes, int]]) -> bool:
        """Whether most of an article, given by `sentences_of`, stood in earlier ones."""
        whole = old = 0
        for digest, length in sentences:
            whole += length
            old += length * all(self._filter[mark >> 3] >> (mark & 7) & 1 for mark in _marks(digest))
        return whole > 0 and old >= _SHARE * whole

    def add(self, digests: Iterable[bytes]) -> None:
        """Remembers the sentences of an article."""
        for digest in digests:
            for mark in _marks(digest):
                self._filter[mark >> 3] |= 1 << (mark & 7)


def sentences_of(text: str) -> list[tuple[bytes, int]]:
    """The digest and the length of each sentence, marks and blanks left out."""
    bare = (_NOISE.sub("", match[0]) for match in _SENTENCE.finditer(text))
    return [(_digest(sentence), len(sentence)) for sentence in bare if len(sentence) >= _SHORTEST]


def split_digests(content: bytes) -> list[bytes]:
    """The digests that stand one after another in some bytes."""
    edges = range(0, len(content) + 1, DIGEST)
    return [content[start:end] for start, end in pairwise(edges)]


DIGEST: Final = 16


def _digest(sentence: str) -> bytes:
    return blake2b(sentence.encode("utf-8", "surrogatepass"), digest_size=DIGEST).digest()


def _marks(digest: bytes) -> list[int]:
    return [int.from_bytes(digest[at : at + 4]) % _BITS for at in range(0, DIGEST, 4)]
