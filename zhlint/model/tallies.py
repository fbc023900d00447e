"""Tallies: the counted n-grams of some documents, in order, as bytes for the disk.

They are merged a range of n-grams at a time, in bounded memory.
"""

from __future__ import annotations

import json
import re
from array import array
from bisect import bisect_left
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from zhlint.model.bits import from_little, little_bytes
from zhlint.model.table import BLANKS, DIGIT, DIGITS, EDGE, LETTER, OTHER

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    #: Anything that holds the bytes of a tally: bytes, or a mapped file.
    Content = Any

#: Characters of a batch, and n-grams that are merged at a time.
BATCH: Final = 200_000
_RANGE: Final = 300_000
#: One n-gram in so many of a tally is looked at to find the ranges.
_SAMPLE: Final = 256
LENGTHS: Final = (2, 3, 4)
#: A count and the number of documents in one integer.
_DOCUMENT: Final = 1 << 40
#: The classes of characters outside any alphabet, as a tally has them.
CLASSES: Final = {"\0": EDGE, "\1": DIGIT, "\2": LETTER, "\3": OTHER}
_AS_CLASSES: Final = (
    dict.fromkeys(range(32), "\3") | {127: "\3"} | {ord(blank): "\0" for blank in BLANKS} | {ord(digit): "\1" for digit in DIGITS}
    | {code: "\2" for code in range(128) if chr(code).isalpha()}
)  # fmt: skip
#: Characters that do not fit into 16 bits.
_WIDE = re.compile("[\ud800-\udfff\U00010000-\U0010ffff]")


class Tally(NamedTuple):
    """The counts of some documents.

    `characters` are the counts of single characters; `keys` and `values` those of the n-grams of a length: the n-grams in order, in
    UTF-16 (big-endian), and their counts, doubled, plus one where more than one document has the n-gram.
    """

    total: int
    characters: Mapping[str, int]
    keys: Mapping[int, memoryview]
    values: Mapping[int, Sequence[int]]


def tally_of(documents: Iterable[str]) -> bytes:
    """The tally of some documents, as bytes for `read_tally`."""
    texts = ["\0" + _WIDE.sub("\3", text.translate(_AS_CLASSES)) + "\0" for text in documents]
    characters: Counter[str] = Counter()
    for text in texts:
        characters.update(text)
    sections = [section for length in LENGTHS for section in _section(texts, length)]
    header = {
        "total": sum(map(len, texts)),
        "characters": dict(sorted(characters.items())),
        "sizes": [len(section) for section in sections],
    }
    head = json.dumps(header).encode()
    return len(head).to_bytes(8) + head + b"".join(sections)


def _section(texts: Iterable[str], length: int) -> tuple[bytes, bytes]:
    """The n-grams of one length in order, and their values."""
    counts: Counter[str] = Counter()
    once: set[str] = set()
    again: set[str] = set()
    for text in texts:
        grams = [text[start : start + length] for start in range(len(text) - length + 1)]
        counts.update(grams)
        own = set(grams)
        again |= once & own
        once |= own
    kept = sorted(gram for gram in counts if "\3" not in gram and "\0" not in gram[1:-1])
    values = array("I", [counts[gram] * 2 + (gram in again) for gram in kept])
    return "".join(kept).encode("utf-16-be"), little_bytes(values)


def read_tally(content: Content) -> Tally:
    """The tally in some bytes. Raises ValueError where they are none."""
    view = memoryview(content)
    start = 8 + int.from_bytes(view[:8])
    header = json.loads(bytes(view[8:start]))
    parts = []
    for size in header["sizes"]:
        parts.append(view[start : start + size])
        start += size
    values = {length: from_little("I", part) for length, part in zip(LENGTHS, parts[1::2], strict=True)}
    return Tally(header["total"], header["characters"], dict(zip(LENGTHS, parts[::2], strict=True)), values)


def frequent_grams(tallies: Sequence[Tally], length: int, least: int) -> Iterator[tuple[str, int]]:
    """The n-grams of a length that stand often enough, in order, with their counts."""
    width = 2 * length
    for start, end in _ranges([tally.keys[length] for tally in tallies], width):
        sums: dict[str, int] = {}
        for tally in tallies:
            keys, values = tally.keys[length], tally.values[length]
            first, last = _place(keys, width, start), _place(keys, width, end)
            text = bytes(keys[first * width : last * width]).decode("utf-16-be")
            for place, value in enumerate(values[first:last]):
                gram = text[place * length : (place + 1) * length]
                sums[gram] = sums.get(gram, 0) + (value >> 1) + (_DOCUMENT << (value & 1))
        for gram in sorted(sums):
            if (count := sums[gram] % _DOCUMENT) >= least and sums[gram] >= 2 * _DOCUMENT:
                yield gram, count


def _ranges(keys: Sequence[memoryview], width: int) -> Iterator[tuple[bytes, bytes]]:
    """Yields the bounds of ranges that hold about as many n-grams."""
    every = width * _SAMPLE
    samples = sorted(
        bytes(view[start : start + width]) for view in keys for start in range(every, len(view) - width, every)
    )
    bounds = [b"", *dict.fromkeys(samples[_RANGE // _SAMPLE :: _RANGE // _SAMPLE]), b"\xff" * (width + 1)]
    yield from pairwise(bounds)


def _place(keys: memoryview, width: int, bound: bytes) -> int:
    """The number of n-grams before a bound."""
    places = range(len(keys) // width)
    return bisect_left(places, bound, key=lambda place: bytes(keys[place * width : (place + 1) * width]))
