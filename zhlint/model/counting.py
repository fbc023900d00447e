"""Counting of text into a table of n-grams, in bounded memory.

The same text in the same order makes the same table.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections import Counter
from itertools import accumulate, chain, groupby, pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

from zhlint.model.table import BITS, COMMON, EDGE, FIRST, OTHER, hashed, other, step_of, written_table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from zhlint.model.table import Counted

#: An n-gram is kept when it stands so often, in at least two documents.
LEAST: Final = 3
#: So often a character must stand to be one of the alphabet, and so many characters it may have.
LEAST_CHARACTERS: Final = 5
LARGEST: Final = 2**BITS - FIRST
#: N-grams are sorted in memory so many at a time, and lie in so many files between.
_BATCH: Final = 1_000_000
_FILES: Final = 64
#: The low bits of a key on the disk: of which document it is.
_DOCUMENT: Final = 8
#: N-grams of one bucket, on average.
_BUCKET: Final = 8


def alphabet_of(documents: Iterable[str]) -> str:
    """The characters of some text that a table tells apart, the frequent ones first."""
    counts: Counter[str] = Counter()
    for text in documents:
        counts.update(text)
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return "".join(
        character for character, count in ranked
        if count >= LEAST_CHARACTERS and not character.isspace() and not character.isdigit() and other(character) == OTHER
    )[:LARGEST]  # fmt: skip


def counted_table(
    documents: Callable[[], Iterable[str]],
    alphabet: str,
    least: int = LEAST,
    counted: Sequence[Counted] = (),
    common: int = COMMON,
) -> bytes:
    """The bytes of a table of the n-grams that stand often enough.

    They stand at least `least` times, and in two documents; characters are common neighbours from `common` times on.

    `documents` gives the same texts, one a document, at each call; it is called once for each length of n-grams. `counted` is
    kept in the table: what they were.
    """
    numbers = {character: number for number, character in enumerate(alphabet, FIRST)}
    numbers |= dict.fromkeys("0123456789０１２３４５６７８９", 1) | dict.fromkeys(" \t\r\n\f\v\u3000\xa0", EDGE)

    def encoded() -> Iterator[list[int]]:
        for text in documents():
            yield [EDGE, *(known if (known := numbers.get(one)) is not None else other(one) for one in text), EDGE]

    singles = array("I", bytes(4 * (FIRST + len(alphabet))))
    total = 0
    for text in encoded():
        total += len(text)
        for number, count in Counter(text).items():
            singles[number] += count
    sections = [singles, *_pairs(encoded, len(singles), least, common)]
    for length in (3, 4):
        sections += _buckets(list(_counts(encoded, length, least)))
    return written_table(alphabet, total, sections, counted)


def _pairs(encoded: Callable[[], Iterable[list[int]]], size: int, least: int, common: int) -> list[array[int]]:
    """The sections of the pairs, then those of the common neighbours."""
    starts, seconds, steps = array("I", bytes(4 * (size + 1))), array("H"), array("B")
    after: list[list[int]] = [[] for _ in range(size)]
    before: list[list[int]] = [[] for _ in range(size)]
    for key, count in _counts(encoded, 2, least):
        first, second = key >> BITS, key & (1 << BITS) - 1
        starts[first + 1] += 1
        seconds.append(second)
        steps.append(step_of(count))
        if steps[-1] >= step_of(common):
            after[first].append(second)
            before[second].append(first)
    for first in range(size):
        starts[first + 1] += starts[first]
    return [starts, seconds, steps, *_lists(after), *_lists(before)]


def _lists(lists: list[list[int]]) -> list[array[int]]:
    """The sections of some lists: where each begins, and their items."""
    starts = array("I", [0, *accumulate(map(len, lists))])
    return [starts, array("H", chain.from_iterable(lists))]


def _buckets(counts: list[tuple[int, int]]) -> list[array[int]]:
    """The sections of longer n-grams, in the order that `table` describes."""
    buckets = max(1, len(counts) // _BUCKET)
    placed = sorted(
        (((mixed := hashed(key)) >> 32) * buckets >> 32, mixed & 0xFFFF, -step_of(count)) for key, count in counts
    )
    starts, prints, steps = array("I", bytes(4 * (buckets + 1))), array("H"), array("B")
    # Of two n-grams that look the same, the commoner one is kept.
    for (bucket, hash_print), alike in groupby(placed, lambda one: one[:2]):
        starts[bucket + 1] += 1
        prints.append(hash_print)
        steps.append(-next(alike)[2])
    for bucket in range(buckets):
        starts[bucket + 1] += starts[bucket]
    return [starts, prints, steps]


def _counts(encoded: Callable[[], Iterable[list[int]]], length: int, least: int) -> Iterator[tuple[int, int]]:
    """The n-grams of one length that stand often enough, by key, with their counts."""
    with TemporaryDirectory() as folder:
        files = [Path(folder, str(number)) for number in range(_FILES)]
        edges = [(number << BITS * length + _DOCUMENT) // _FILES for number in range(_FILES + 1)]
        batch: list[int] = []
        for document, text in enumerate(encoded()):
            batch += _keys(text, length, document & (1 << _DOCUMENT) - 1)
            if len(batch) >= _BATCH:
                _spill(batch, files, edges)
                batch = []
        _spill(batch, files, edges)
        for file in files:
            keys = array("Q")
            keys.frombytes(file.read_bytes() if file.exists() else b"")
            for key, same in groupby(sorted(keys), lambda one: one >> _DOCUMENT):
                standing = list(same)
                if len(standing) >= least and standing[0] != standing[-1]:
                    yield key, len(standing)


def _spill(batch: list[int], files: list[Path], edges: list[int]) -> None:
    """Sort a batch of keys and add each range of them to its file."""
    batch.sort()
    start = 0
    for file, edge in zip(files, edges[1:], strict=True):
        end = bisect_left(batch, edge, start)
        if end > start:
            with file.open("ab") as stream:
                stream.write(array("Q", batch[start:end]).tobytes())
        start = end


def _keys(text: list[int], length: int, document: int) -> list[int]:
    """The n-grams of a document, with its number in the low bits.

    None has an edge inside or a character outside the alphabet.
    """
    if length == 2:
        return [(a << BITS | b) << _DOCUMENT | document for a, b in pairwise(text) if a != OTHER != b]
    if length == 3:
        return [
            (a << 2 * BITS | b << BITS | c) << _DOCUMENT | document
            for a, b, c in zip(text, text[1:], text[2:], strict=False)
            if b and b != OTHER and a != OTHER != c
        ]
    return [
        (a << 3 * BITS | b << 2 * BITS | c << BITS | d) << _DOCUMENT | document
        for a, b, c, d in zip(text, text[1:], text[2:], text[3:], strict=False)
        if b and c and b != OTHER != c and a != OTHER != d
    ]
