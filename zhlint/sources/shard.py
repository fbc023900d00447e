"""A part of the index of sources: texts in pages, with their rows.

A group is one of 16,384 rows of bits, with a bit for each page; the pages that share most with a quotation are found by adding
up its rows. A page costs 2 KiB beside its text, wherever the characters stand.
"""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from zhlint.sources.folding import fold
from zhlint.sources.texts import Anchor, SourceText
from zhlint.storage.cache import from_bytes, load_mapped, store, to_bytes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

#: The number of the format; it is raised when the code that builds a shard or folds a text changes.
VERSION: Final = 1
#: Characters of a page, and those of the next that count for it too.
PAGE: Final = 800
OVERLAP: Final = 80
_ROWS: Final = 1 << 14
_WORD: Final = 8


class Source(NamedTuple):
    """A source in a shard, with its path, its text and its script."""

    path: str
    text: SourceText
    traditional: bool


class Page(NamedTuple):
    """A page of a shard, by the number and the offset of its source."""

    source: int
    start: int


def group_rows(folded: str) -> set[int]:
    """The rows of the groups of three characters in a folded text."""
    codes = array("I", folded.encode("utf-32-le", "surrogatepass"))
    triples = zip(codes, codes[1:], codes[2:], strict=False)
    return {(one * 0x9E3779B1 + two * 0x85EBCA6B + three * 0xC2B2AE35) >> 13 & _ROWS - 1 for one, two, three in triples}


class Shard:
    """Some sources, ready to be searched."""

    def __init__(self, head: bytes, tail: memoryview) -> None:
        paths, traditional, anchors, bounds, pages, self.stride, self.characters = from_bytes(head)
        self.paths: list[str] = paths
        self._traditional: list[bool] = traditional
        self._anchors: list[Any] = anchors
        self._bounds: list[int] = bounds
        self.pages = [Page(*page) for page in pages]
        self._texts, self._bits = tail[: bounds[-1]], tail[bounds[-1] :]
        self._whole: dict[int, Source] = {}

    def is_whole(self) -> bool:
        """Whether nothing of the tail is missing."""
        return len(self._bits) == _ROWS * self.stride and len(self._texts) == self._bounds[-1]

    def pages_with(self, rows: Iterable[int], least: int) -> Iterator[tuple[int, list[int]]]:
        """Yields numbers of shared rows, the largest first, with the pages that share them."""
        planes: list[int] = []
        for row in rows:
            carry = int.from_bytes(self._bits[row * self.stride : (row + 1) * self.stride], "little")
            for place, plane in enumerate(planes):
                planes[place], carry = plane ^ carry, plane & carry
                if not carry:
                    break
            if carry:
                planes.append(carry)
        whole = (1 << len(self.pages)) - 1
        for count in range((1 << len(planes)) - 1, least - 1, -1):
            found = whole
            for place, plane in enumerate(planes):
                found &= plane if count >> place & 1 else ~plane
                if not found:
                    break
            if found:
                yield count, [*_set_bits(found)]

    def source(self, number: int) -> Source:
        """A source of the shard."""
        if number not in self._whole:
            start, end = self._bounds[number], self._bounds[number + 1]
            text = bytes(self._texts[start:end]).decode("utf-8", "surrogatepass")
            anchors = tuple(Anchor(*anchor) for anchor in self._anchors[number])
            if len(self._whole) > 64:
                self._whole.clear()
            self._whole[number] = Source(self.paths[number], SourceText(text, anchors), self._traditional[number])
        return self._whole[number]


def build_shard(sources: Sequence[Source]) -> tuple[bytes, bytes]:
    """The head and the tail of a shard of some sources."""
    pages: list[Page] = []
    groups: list[set[int]] = []
    bounds, texts = [0], bytearray()
    for number, source in enumerate(sources):
        text = source.text.text
        for start in range(0, max(len(text), 1), PAGE):
            piece = text[start : start + PAGE + OVERLAP]
            pages.append(Page(number, start))
            groups.append(group_rows(fold(piece, traditional=source.traditional, spoken=True).text))
        texts += text.encode("utf-8", "surrogatepass")
        bounds.append(len(texts))
    stride = -(-len(pages) // _WORD)
    bits = bytearray(_ROWS * stride)
    for number, rows in enumerate(groups):
        byte, bit = number >> 3, 1 << (number & 7)
        for row in rows:
            bits[row * stride + byte] |= bit
    head = to_bytes((
        [source.path for source in sources], [source.traditional for source in sources],
        [[tuple(anchor) for anchor in source.text.anchors] for source in sources], bounds, [tuple(page) for page in pages],
        stride, sum(len(source.text.text) for source in sources),
    ))  # fmt: skip
    return head, bytes(texts + bits)


def load_shard(name: str) -> Shard | None:
    """The shard that is kept under a name; None where it is absent or damaged."""
    kept = load_mapped(name)
    if kept is None:
        return None
    head, tail = kept
    try:
        shard = Shard(head, tail)
    except (ValueError, TypeError, IndexError, EOFError):
        return None
    return shard if shard.is_whole() else None


def keep_shard(name: str, head: bytes, tail: bytes) -> None:
    """Keeps a shard under a name, where the cache can be written."""
    store(name, head, tail)


def _set_bits(number: int) -> Iterator[int]:
    """The places of the set bits of a number."""
    while number:
        lowest = number & -number
        yield lowest.bit_length() - 1
        number ^= lowest
