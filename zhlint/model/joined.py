"""The tables of a house read together with that of press prose, as one table.

Counts are added: those of the house weigh `LARGEST_WEIGHT` times as much, or less where its tables would otherwise weigh more than
press prose. What the house itself has printed often is told apart, since no comparison with other press speaks against it.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

from zhlint.model.table import BITS, FIRST, OTHER, Buckets, NGrams, numbers_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

#: So many times as much as one of press prose an n-gram of the house weighs at most.
LARGEST_WEIGHT: Final = 8.0
#: So often the house must have printed an n-gram for it to be its style. Counts are kept within a twentieth.
PRINTED: Final = 9.5
#: So many times as often it may have printed the other one, by the length of the n-gram.
_RATIOS: Final = {4: 50.0, 3: 20.0, 2: 5.0}
_REMEMBERED: Final = 2**16
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
        self._houses = [(house, [*range(FIRST), *house.numbers(self.alphabet)]) for house in houses]
        counted = sum(house.total for house in houses)
        self.weight = min(LARGEST_WEIGHT, press.total / max(1, counted))
        self.total = press.total + self.weight * counted
        self.singles = [
            (press.singles[number] if number < self._known else 0)
            + self.weight * sum(house.singles[numbers[number]] for house, numbers in self._houses)
            for number in range(len(self.alphabet) + FIRST)
        ]
        self._common: dict[tuple[str, int], frozenset[int]] = {}
        self.pair = lru_cache(_REMEMBERED)(self._pair)
        self.triples = _Longer(3, press.triples.count, self)
        self.quadruples = _Longer(4, press.quadruples.count, self)

    def _pair(self, first: int, second: int) -> float:
        of_press = self._press.pair(first, second) if max(first, second) < self._known else 0.0
        return of_press + self.weight * self.printed((first, second))

    def printed(self, numbers: Sequence[int]) -> float:
        """The count of two to four characters in the tables of the house."""
        return sum(_count(house, [own[number] for number in numbers]) for house, own in self._houses)

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

    def _common_neighbours(self, side: str, number: int) -> frozenset[int]:
        if (side, number) not in self._common:
            neighbours = set(_neighbours(self._press, side, number) if number < self._known else ())
            for house, own in self._houses:
                if own[number] != OTHER:
                    # What is common in a house weighs as much as what stands often in press prose.
                    beside = _neighbours(house, "after" if side == "often" else side, own[number])
                    characters = "".join(house.alphabet[one - FIRST] for one in beside if one >= FIRST)
                    neighbours.update(self.numbers(characters), (one for one in beside if one < FIRST))
            self._common[side, number] = frozenset(neighbours)
        return self._common[side, number]


def _windows(size: int, place: int) -> Iterator[tuple[int, int]]:
    """Yields start and length of the n-grams that hold a place, the longest first."""
    for length in _RATIOS:
        yield from ((start, length) for start in range(max(0, place - length + 1), min(place, size - length) + 1))


class _Longer(Buckets):
    """The joined counts of n-grams of one length, by their keys."""

    def __init__(self, length: int, of_press: Callable[[int], float], tables: JoinedTables) -> None:
        self._shifts = [BITS * place for place in reversed(range(length))]
        self._of_press, self._tables = of_press, tables
        #: The count of an n-gram by its key; 0 where no table has it.
        self.count = lru_cache(_REMEMBERED)(self._count)

    def _count(self, key: int) -> float:
        numbers = [key >> shift & _LOW for shift in self._shifts]
        return self._of_press(key) + self._tables.weight * self._tables.printed(numbers)


def _neighbours(table: NGrams, side: str, number: int) -> frozenset[int]:
    sides = {"after": table.common_after, "before": table.common_before, "often": table.often_after}
    return sides[side](number)


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
