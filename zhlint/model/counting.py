"""Counting of text into a table of n-grams, in bounded memory.

Documents are counted in batches, each into a tally (`model.tallies`). The same tallies in any order make the same table.
"""

from __future__ import annotations

import mmap
from array import array
from collections import Counter
from itertools import accumulate, chain, groupby, pairwise
from tempfile import TemporaryFile
from typing import TYPE_CHECKING, Final

from zhlint.model.buckets import hashed
from zhlint.model.table import BITS, COMMON, FIRST, OTHER, other, step_of
from zhlint.model.table_file import written_table
from zhlint.model.tallies import BATCH, CLASSES, LENGTHS, frequent_grams, read_tally, tally_of
from zhlint.storage.batches import batches

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from zhlint.model.table_file import Counted
    from zhlint.model.tallies import Tally

#: An n-gram is kept when it stands so often, in at least two documents.
LEAST: Final = 3
#: A table has at most so many characters, and so many n-grams of three and of four characters; the rarest are left out.
LARGEST_ALPHABET: Final = 2**BITS - FIRST
LARGEST: Final = 2**22
#: N-grams of one bucket, on average.
_BUCKET: Final = 8


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
    numbers = {character: number for number, character in enumerate(alphabet, FIRST)} | CLASSES
    singles = array("I", bytes(4 * (FIRST + len(alphabet))))
    for character, count in characters.items():
        singles[numbers.get(character, OTHER)] += count
    keys = {length: _keys(tallies, length, least, numbers, observe) for length in LENGTHS}
    sections = [singles, *_pairs(sorted(keys[2]), len(singles), common)]
    for length in LENGTHS[1:]:
        sections += _buckets(keys[length])
    return written_table(alphabet, sum(tally.total for tally in tallies), sections, counted)


def counted_table(
    documents: Iterable[str], least: int = LEAST, counted: Sequence[Counted] = (), common: int = COMMON
) -> bytes:
    """The bytes of a table of some documents; see `merged_table`."""
    with TemporaryFile() as file:
        places = [0]
        for batch in batches(documents, len, BATCH):
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


def _alphabet(characters: Mapping[str, int], least: int) -> str:
    """The characters that a table tells apart, the frequent ones first."""
    ranked = sorted(characters.items(), key=lambda item: (-item[1], item[0]))
    return "".join(
        character for character, count in ranked
        if count >= least and character not in CLASSES and not character.isspace() and not character.isdigit() and other(character) == OTHER
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
        if observe and length == LENGTHS[-1]:
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
