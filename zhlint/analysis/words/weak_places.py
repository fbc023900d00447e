"""Weak places: characters that a table of n-grams does not explain beside a neighbour.

Most characters of a draft stand in a rare pair. So each question is put for a whole line at once, the cheapest first, and nothing is
asked of triples that a pair answers.
"""

from __future__ import annotations

from functools import cache
from itertools import compress
from operator import or_
from typing import TYPE_CHECKING, Final, NamedTuple

from zhlint.model.bits import as_bits, from_bits
from zhlint.model.confusions import confusions
from zhlint.model.table import BITS, DIGIT, FIRST
from zhlint.model.values_on_demand import ValuesOnDemand

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from zhlint.analysis.words.windows import NumberedLine
    from zhlint.model.table import NGrams

    #: A place, the characters common behind the one before it, and those common before the one behind it: their bits.
    Doubtful = tuple[int, int, int]

#: A character is weak on one side where the pair there does not stand often and two triples were counted less often than this.
WEAK_TRIPLE: Final = 12
#: A change is looked at where its middle triple was counted, or an outer one so often.
LIKELY_TRIPLE: Final = 60
#: A character must be so common in the table to have been meant.
MEANT: Final = 300
#: It follows any verb: 参与着 is as right as 参与者, and no table knows which is meant.
_AFTER_VERBS: Final = "着"


class _Side(NamedTuple):
    """A rare pair of a place.

    `common` are the bits of the characters that are common there instead, `outer` the key of the triple that has the place at its other
    end, without the character, which goes up `shift` bits; `pair` is the count of the pair, and `is_open` says whether the triple may make a character likely.
    """

    start: int
    common: int
    outer: int
    shift: int
    pair: float
    is_open: bool


def weak_places(line: NumberedLine, table: NGrams) -> dict[int, list[int]]:
    """The characters of a line that are weak beside a neighbour, with likelier ones.

    By their offsets, in order; Chinese characters alone. The likelier ones are numbers, in order, at least one.
    """
    places = _weak_within(line, table, list(_doubtful(line, table)))
    sides = [*_sides_before(line, places), *_sides_behind(line, places)]
    likely: dict[int, list[int]] = {}
    for start, number in sorted(set(_likelier(line, table, _weak_outside(line, table, sides)))):
        likely.setdefault(start, []).append(number)
    return likely


def _doubtful(line: NumberedLine, table: NGrams) -> Iterator[Doubtful]:
    """Yields the places with a rare pair in which another character is common."""
    text, numbers, rare = line.text, line.numbers, line.rare
    meant_for, common_after, common_before = _meant(table), table.common_after, table.common_before
    for start in compress(range(len(text)), map(or_, rare[2:], rare[3:])):
        first, second, own, fourth, fifth = numbers[start + 1 : start + 6]
        # Any measure stands after a figure, any verb in 该撤的撤.
        if (meant := meant_for[text[start]]) and second != DIGIT and own not in (first, fifth):
            before = meant & common_after[second] if rare[start + 2] else 0
            behind = meant & common_before[fourth] if rare[start + 3] else 0
            if before or behind:
                yield start, before, behind


def _weak_within(line: NumberedLine, table: NGrams, places: Sequence[Doubtful]) -> list[Doubtful]:
    """The places that are weak between their neighbours."""
    numbers, pairs = line.numbers, line.pairs
    keys = [
        None
        if pairs[start + 2] < WEAK_TRIPLE or pairs[start + 3] < WEAK_TRIPLE
        else numbers[start + 2] << 2 * BITS | numbers[start + 3] << BITS | numbers[start + 4]
        for start, _, _ in places
    ]
    return list(compress(places, _are_weak(table, keys)))


def _sides_before(line: NumberedLine, places: Iterable[Doubtful]) -> Iterator[_Side]:
    numbers, pairs, rare = line.numbers, line.pairs, line.rare
    for start, common, _ in places:
        if common:
            outer = numbers[start + 1] << 2 * BITS | numbers[start + 2] << BITS
            yield _Side(start, common, outer, 0, pairs[start + 2], not rare[start + 1])


def _sides_behind(line: NumberedLine, places: Iterable[Doubtful]) -> Iterator[_Side]:
    numbers, pairs, rare = line.numbers, line.pairs, line.rare
    for start, _, common in places:
        if common:
            outer = numbers[start + 4] << BITS | numbers[start + 5]
            yield _Side(start, common, outer, 2 * BITS, pairs[start + 3], not rare[start + 4])


def _weak_outside(line: NumberedLine, table: NGrams, sides: Sequence[_Side]) -> list[_Side]:
    """The sides whose outer triple is weak, too."""
    keys = [
        None if side.pair < WEAK_TRIPLE else side.outer | line.numbers[side.start + 3] << side.shift for side in sides
    ]
    return list(compress(sides, _are_weak(table, keys)))


def _are_weak(table: NGrams, keys: Sequence[int | None]) -> list[bool]:
    """Whether triples are weak; None is the key of one with a pair that is."""
    counts = iter(table.triples.counts([key for key in keys if key is not None]))
    return [key is None or next(counts) < WEAK_TRIPLE for key in keys]


def _likelier(line: NumberedLine, table: NGrams, sides: Iterable[_Side]) -> Iterator[tuple[int, int]]:
    """Yields the places with each character that a triple makes likelier there: its number."""
    numbers, after = line.numbers, table.after
    within, outside = [], []
    for start, common, outer, shift, _, is_open in sides:
        second, fourth = numbers[start + 2], numbers[start + 4]
        around = second << 2 * BITS | fourth
        behind, seen = chr(fourth), after[second]
        for number in from_bits(common):
            # A triple that was counted has two pairs that were.
            key = outer | number << shift if is_open else None
            if chr(number) in seen if shift else behind in after[number]:
                within.append((start, number, around | number << BITS, key))
            elif key is not None:
                outside.append((start, number, key))
    counts = table.triples.counts([key for _, _, key, _ in within])
    for (start, number, _, key), count in zip(within, counts, strict=True):
        if count:
            yield start, number
        elif key is not None:
            outside.append((start, number, key))
    counts = table.triples.counts([key for _, _, key in outside])
    for (start, number, _), count in zip(outside, counts, strict=True):
        if count >= LIKELY_TRIPLE:
            yield start, number


@cache
def _meant(table: NGrams) -> ValuesOnDemand[str, int]:
    """The bits of the common characters that may have been meant instead of another."""
    characters = zip(table.alphabet, table.singles[FIRST:], strict=True)
    common = {character: number for number, (character, count) in enumerate(characters, FIRST) if count >= MEANT}

    def meant(written: str) -> int:
        if not "㐀" <= written <= "鿿" or written == _AFTER_VERBS:
            return 0
        return as_bits([common[other] for other in common.keys() & confusions().meant_for(written)])

    return ValuesOnDemand(meant)
