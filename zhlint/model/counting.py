"""Counting of text into a table of n-grams, in bounded memory.

Documents are counted in batches, each into a *tally*: bytes that may wait on the disk, and in which the n-grams stand in order.
Tallies are merged, a range of n-grams at a time. The same tallies in any order make the same table.
"""

from __future__ import annotations

import json
import mmap
import re
from array import array
from bisect import bisect_left
from collections import Counter
from itertools import accumulate, chain, groupby, pairwise
from tempfile import TemporaryFile
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from zhlint.model.buckets import hashed
from zhlint.model.little_endian import from_little, little_bytes
from zhlint.model.table import (
    BITS,
    BLANKS,
    COMMON,
    DIGIT,
    DIGITS,
    EDGE,
    FIRST,
    LETTER,
    OTHER,
    other,
    step_of,
    written_table,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from zhlint.model.table import Counted

    #: Anything that holds the bytes of a tally: bytes, or a mapped file.
    Content = Any

#: An n-gram is kept when it stands so often, in at least two documents.
LEAST: Final = 3
#: A table has at most so many characters, and so many n-grams of three and of four characters; the rarest are left out.
LARGEST_ALPHABET: Final = 2**BITS - FIRST
LARGEST: Final = 2**22
#: Characters of a batch, and n-grams that are merged at a time.
BATCH: Final = 200_000
_RANGE: Final = 300_000
#: One n-gram in so many of a tally is looked at to find the ranges.
_SAMPLE: Final = 256
_LENGTHS: Final = (2, 3, 4)
#: N-grams of one bucket, on average.
_BUCKET: Final = 8
#: A count and the number of documents in one integer.
_DOCUMENT: Final = 1 << 40
#: The classes of characters outside any alphabet, as a tally has them.
_CLASSES: Final = {"\0": EDGE, "\1": DIGIT, "\2": LETTER, "\3": OTHER}
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
    sections = [section for length in _LENGTHS for section in _section(texts, length)]
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
    values = {length: from_little("I", part) for length, part in zip(_LENGTHS, parts[1::2], strict=True)}
    return Tally(header["total"], header["characters"], dict(zip(_LENGTHS, parts[::2], strict=True)), values)


def merged_table(
    tallies: Sequence[Tally],
    least: int = LEAST,
    common: int = COMMON,
    counted: Sequence[Counted] = (),
    observe: Callable[[str, int], None] | None = None,
) -> bytes:
    """The bytes of a table of the n-grams that stand often enough.

    They stand at least `least` times, and in two documents; characters are common neighbours from `common` times on. `counted` is
    kept in the table: what the documents were. `observe` is given the n-grams of four characters with their counts.
    """
    characters: Counter[str] = Counter()
    for tally in tallies:
        characters.update(tally.characters)
    alphabet = _alphabet(characters, least)
    numbers = {character: number for number, character in enumerate(alphabet, FIRST)} | _CLASSES
    singles = array("I", bytes(4 * (FIRST + len(alphabet))))
    for character, count in characters.items():
        singles[numbers.get(character, OTHER)] += count
    keys = {length: _keys(tallies, length, least, numbers, observe) for length in _LENGTHS}
    sections = [singles, *_pairs(sorted(keys[2]), len(singles), common)]
    for length in _LENGTHS[1:]:
        sections += _buckets(keys[length])
    return written_table(alphabet, sum(tally.total for tally in tallies), sections, counted)


def counted_table(
    documents: Iterable[str], least: int = LEAST, counted: Sequence[Counted] = (), common: int = COMMON
) -> bytes:
    """The bytes of a table of some documents; see `merged_table`."""
    with TemporaryFile() as file:
        places = [0]
        for batch in batches(documents):
            places.append(places[-1] + file.write(tally_of(batch)))
        if not file.tell():
            places.append(file.write(tally_of([])))
        file.flush()
        with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
            view = memoryview(content)
            tallies = [read_tally(view[start:end]) for start, end in pairwise(places)]
            try:
                return merged_table(tallies, least, common, counted)
            finally:
                del view, tallies


def batches(documents: Iterable[str], size: int = BATCH) -> Iterator[list[str]]:
    """Yields the documents in batches of about `size` characters."""
    batch: list[str] = []
    length = 0
    for text in documents:
        batch.append(text)
        length += len(text)
        if length >= size:
            yield batch
            batch, length = [], 0
    if batch:
        yield batch


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


def _alphabet(characters: Mapping[str, int], least: int) -> str:
    """The characters that a table tells apart, the frequent ones first."""
    ranked = sorted(characters.items(), key=lambda item: (-item[1], item[0]))
    return "".join(
        character for character, count in ranked
        if count >= least and character not in _CLASSES and not character.isspace() and not character.isdigit() and other(character) == OTHER
    )[:LARGEST_ALPHABET]  # fmt: skip


def _keys(
    tallies: Sequence[Tally],
    length: int,
    least: int,
    numbers: Mapping[str, int],
    observe: Callable[[str, int], None] | None,
) -> array[int]:
    """The frequent n-grams by their numbers, with the step of the count.

    The step is in the low byte. Three or four characters are given as the bits of their hash that a table needs.
    """
    keys = array("Q")
    for gram, count in frequent_grams(tallies, length, least):
        if observe and length == _LENGTHS[-1]:
            observe(gram, count)
        key = 0
        for character in gram:
            if (number := numbers.get(character, OTHER)) == OTHER:
                break
            key = key << BITS | number
        else:
            step = step_of(count)
            mixed = hashed(key)
            keys.append(key << 8 | step if length == 2 else (mixed >> 32) << 24 | (mixed & 0xFFFF) << 8 | 255 - step)
    return keys


def _pairs(keys: Iterable[int], size: int, common: int) -> list[array[int]]:
    """The sections of the pairs, then those of the common neighbours."""
    starts, seconds, steps = array("I", bytes(4 * (size + 1))), array("H"), array("B")
    after: list[list[int]] = [[] for _ in range(size)]
    before: list[list[int]] = [[] for _ in range(size)]
    for key in keys:
        first, second, step = key >> BITS + 8, key >> 8 & (1 << BITS) - 1, key & 255
        starts[first + 1] += 1
        seconds.append(second)
        steps.append(step)
        if step >= step_of(common):
            after[first].append(second)
            before[second].append(first)
    return [array("I", accumulate(starts)), seconds, steps, *_lists(after), *_lists(before)]


def _lists(lists: list[list[int]]) -> list[array[int]]:
    """The sections of some lists: where each begins, and their items."""
    starts = array("I", [0, *accumulate(map(len, lists))])
    return [starts, array("H", chain.from_iterable(lists))]


def _buckets(keys: array[int]) -> list[array[int]]:
    """The sections of longer n-grams, in the order that `table` describes."""
    if len(keys) > LARGEST:
        frequent = sorted(key & 255 for key in keys)[LARGEST]
        keys = array("Q", (key for key in keys if key & 255 < frequent))
    buckets = max(1, len(keys) // _BUCKET)
    placed = sorted((key >> 24) * buckets >> 32 << 24 | key & 0xFFFFFF for key in keys)
    starts, prints, steps = array("I", bytes(4 * (buckets + 1))), array("H"), array("B")
    # Of two n-grams that look the same, the commoner one is kept.
    for bucket_and_print, alike in groupby(placed, lambda key: key >> 8):
        starts[(bucket_and_print >> 16) + 1] += 1
        prints.append(bucket_and_print & 0xFFFF)
        steps.append(255 - (next(alike) & 255))
    return [array("I", accumulate(starts)), prints, steps]
