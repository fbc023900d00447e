"""The tables of a house read together with that of press prose, as one table.

Counts are added: those of the house weigh `LARGEST_WEIGHT` times as much, or less where its tables would otherwise weigh more than
press prose. What the house itself has printed often is told apart, since no comparison with other press speaks against it.
"""

from __future__ import annotations

from functools import lru_cache, partial
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from zhlint.model.bits import as_bits, from_bits
from zhlint.model.buckets import Buckets
from zhlint.model.table import BITS, FIRST, OFTEN, OTHER, NGrams, numbers_of
from zhlint.model.values_on_demand import ValuesOnDemand

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

#: So many times as much as one of press prose an n-gram of the house weighs at most.
LARGEST_WEIGHT: Final = 8.0
#: So often the house must have printed an n-gram for it to be its style. Counts are kept within a twentieth.
PRINTED: Final = 9.5
#: So many times as often it may have printed the other one, by the length of the n-gram.
_RATIOS: Final = {4: 50.0, 3: 20.0, 2: 5.0}
_REMEMBERED: Final = 2**13
_LOW: Final = (1 << BITS) - 1


class JoinedTables(NGrams):
    """Press prose and one or more tables of a house.

    Numbers are those of press prose, then those of the house's own characters.
    """

    def __init__(self, press: NGrams, houses: Iterable[NGrams]) -> None:
        """Joins tables, whose alphabets may differ."""
        houses = tuple(houses)
        own = dict.fromkeys(character for house in houses for character in house.alphabet)
        more = "".join(character for character in own if character not in set(press.alphabet))
        self.alphabet = (press.alphabet + more)[: 2**BITS - FIRST]
        self._numbers = numbers_of(self.alphabet)
        self._press, self._known = press, len(press.alphabet) + FIRST
        #: Each table with its own numbers of all characters, and the numbers here of its own.
        self._houses = [
            (house, [*range(FIRST), *house.numbers(self.alphabet)], [*range(FIRST), *self.numbers(house.alphabet)])
            for house in houses
        ]
        counted = sum(house.total for house in houses)
        self.weight = min(LARGEST_WEIGHT, press.total / max(1, counted))
        self.total = press.total + self.weight * counted
        self.singles = [
            (press.singles[number] if number < self._known else 0)
            + self.weight * sum(house.singles[numbers[number]] for house, numbers, _ in self._houses)
            for number in range(len(self.alphabet) + FIRST)
        ]
        self.after = ValuesOnDemand(self._read_after)
        self.common_after, self.common_before = (
            ValuesOnDemand(partial(self._common, side)) for side in ("after", "before")
        )
        self._remembered = lru_cache(_REMEMBERED)(self._pair)
        self.triples = _Longer(3, press.triples.count, self)
        self.quadruples = _Longer(4, press.quadruples.count, self)

    def pair(self, first: int, second: int) -> float:
        """The count of a pair of characters; 0 where no table has it."""
        return self._remembered(first, second)

    def pairs(self, numbers: Sequence[int]) -> list[float]:
        """The counts of each character with the next one."""
        return list(map(self._remembered, numbers, numbers[1:]))

    def rare_pairs(self, numbers: Sequence[int], _counts: Iterable[float]) -> list[bool]:
        """Whether each character does not stand often before the next one.

        What is common in a house weighs as much as what stands often in press prose.
        """
        return [not self._is_often(first, second) for first, second in pairwise(numbers)]

    def _is_often(self, first: int, second: int) -> bool:
        in_press = max(first, second) < self._known and self._press.pair(first, second) >= OFTEN
        return in_press or any(house.common_after[own[first]] >> own[second] & 1 for house, own, _ in self._houses)

    def _pair(self, first: int, second: int) -> float:
        of_press = self._press.pair(first, second) if max(first, second) < self._known else 0.0
        return of_press + self.weight * self.printed((first, second))

    def printed(self, numbers: Sequence[int]) -> float:
        """The count of two to four characters in the tables of the house."""
        return sum(_count(house, [own[number] for number in numbers]) for house, own, _ in self._houses)

    def is_house_style(self, numbers: Sequence[int], place: int, meant: int) -> bool:
        """Whether the house prints the character at a place rather than the one meant.

        Beside the same characters it has printed it often, and the other one not many times as often; two characters are
        compared with all press. Or it has printed it, and the other one never, beside two characters or three.
        """
        for start, length in _windows(len(numbers), place):
            own, other = self._both(numbers, start, length, place, meant)
            if own and (own * _RATIOS[length] >= other if own >= PRINTED else not other):
                return True
        return False

    def is_house_use(self, numbers: Sequence[int], place: int, meant: int) -> bool:
        """Whether the house often prints a particle between the characters beside it.

        It has not printed the one meant many times as often there.
        """
        for start, length in _windows(len(numbers), place):
            if start < place < start + length - 1:
                own, other = self._both(numbers, start, length, place, meant)
                if own >= PRINTED and own * _RATIOS[length] >= other:
                    return True
        return False

    def _both(self, numbers: Sequence[int], start: int, length: int, place: int, meant: int) -> tuple[float, float]:
        """The counts of an n-gram in the house, as written and as meant."""
        written = list(numbers[start : start + length])
        if min(written) < FIRST or not (own := self._printed_from_start(written)):
            return 0.0, 0.0
        written[place - start] = meant
        return own, self.printed(written) if length > 2 else self.pair(*written)

    def _printed_from_start(self, numbers: Sequence[int]) -> float:
        """The count of an n-gram, or of a beginning that is rarer.

        A longer n-gram may look like another.
        """
        return min(self.printed(numbers[:length]) for length in range(2, len(numbers) + 1))

    def _read_after(self, first: int) -> str:
        after = [self._press.after[first]] if first < self._known else []
        for house, own, here in self._houses:
            after.append("".join(chr(here[ord(other)]) for other in house.after[own[first]]))
        return "".join(after)

    def _common(self, side: str, number: int) -> int:
        bits = _common_beside(self._press, side)[number] if number < self._known else 0
        for house, own, here in self._houses:
            bits |= as_bits([here[other] for other in from_bits(_common_beside(house, side)[own[number]])])
        return bits


def _windows(size: int, place: int) -> Iterator[tuple[int, int]]:
    """Yields start and length of the n-grams that hold a place, the longest first."""
    for length in _RATIOS:
        yield from ((start, length) for start in range(max(0, place - length + 1), min(place, size - length) + 1))


class _Longer(Buckets):
    """The joined counts of n-grams of one length, by their keys."""

    def __init__(self, length: int, of_press: Callable[[int], float], tables: JoinedTables) -> None:
        self._shifts = [BITS * place for place in reversed(range(length))]
        self._of_press, self._tables = of_press, tables
        self.count = lru_cache(_REMEMBERED)(self._count)

    def counts(self, keys: Sequence[int]) -> list[float]:
        """The counts of n-grams by their keys."""
        return list(map(self.count, keys))

    def _count(self, key: int) -> float:
        numbers = [key >> shift & _LOW for shift in self._shifts]
        return self._of_press(key) + self._tables.weight * self._tables.printed(numbers)


def _common_beside(table: NGrams, side: str) -> Mapping[int, int]:
    return table.common_after if side == "after" else table.common_before


def _count(table: NGrams, numbers: Sequence[int]) -> float:
    """The count of an n-gram in one table, by its own numbers."""
    if OTHER in numbers:
        return 0.0
    if len(numbers) == 2:
        return table.pair(*numbers)
    key = 0
    for number in numbers:
        key = key << BITS | number
    return (table.triples if len(numbers) == 3 else table.quadruples).count(key)
