"""Chances of text by a table of n-grams."""

from __future__ import annotations

from functools import cache, lru_cache
from math import log
from pathlib import Path
from typing import TYPE_CHECKING, Final

from zhlint.model.joint_table import JoinedTables
from zhlint.model.table import BITS, EDGE, OTHER, load_table
from zhlint.storage.tables import rules_folder

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from zhlint.desk import HouseTable
    from zhlint.model.table import NGrams

#: How much the shorter n-gram counts beside what was counted after one, two and three characters.
_WEIGHTS: Final = (100.0, 20.0, 8.0)
#: A change of one character touches the n-grams of so many places: its own and the three after it.
REACH: Final = 4


@cache
def press_prose() -> NGrams:
    """The table that ships with zhlint. Raises TableError where it is missing or damaged."""
    return load_table(rules_folder() / "tables" / "press-prose.ngrams")


@lru_cache(maxsize=4)
def language_model(tables: tuple[HouseTable, ...]) -> NGrams:
    """Press prose, joined with the tables of a house where it has any. Raises TableError."""
    return JoinedTables(press_prose(), map(house_table, tables)) if tables else press_prose()


@lru_cache(maxsize=16)
def house_table(table: HouseTable) -> NGrams:
    """A table that a house counted. Raises TableError."""
    return load_table(Path(table.path))


def padded_numbers(table: NGrams, text: str, start: int, end: int) -> list[int]:
    """The numbers of `text[start:end]` and of the characters around it.

    Three stand before and four after; beyond the text there is nothing but its edge.
    """
    around = text[max(0, start - 3) : end + 4]
    return [EDGE] * (3 - start) + table.numbers(around) + [EDGE] * (end + 4 - len(text))


def log_chances(table: NGrams, numbers: Sequence[int], start: int, end: int) -> float:
    """The sum of the log chances of `numbers[start:end]`, a stretch of a padded text.

    Natural logarithms; each chance is that of the character after the three before it.
    """
    return _log_chances(table, numbers[start - 3 : end], table.pairs(numbers[start - 2 : end]))


def gains(table: NGrams, numbers: Sequence[int], place: int, others: Iterable[int]) -> Iterator[float]:
    """Yields the gain in likelihood of each of some characters at a place.

    Natural logarithms; the place is one of a padded text.
    """
    around = list(numbers[place - 3 : place + REACH])
    pairs = table.pairs(around[1:])
    base = _log_chances(table, around, pairs)
    _, _, before, _, after, *_ = around
    for other in others:
        around[3] = other
        pairs[1:3] = table.pair(before, other), table.pair(other, after)
        yield _log_chances(table, around, pairs) - base


def _log_chances(table: NGrams, numbers: Sequence[int], pairs: Sequence[float]) -> float:
    """The sum of the log chances of numbers from the fourth on.

    `pairs` are the counts of the second with the third, and so on.
    """
    count, longer_count, singles, total = table.triples.count, table.quadruples.count, table.singles, table.total
    one, two, three = _WEIGHTS
    first, second, third = numbers[:3]
    triple = count(first << 2 * BITS | second << BITS | third)
    chances = 0.0
    for number, pair_before, pair in zip(numbers[3:], pairs, pairs[1:], strict=False):
        # The triple of a character is what the next one stands after.
        triple_before, triple = triple, 0.0
        chance = (singles[number] + 0.5) / total
        if third != OTHER:
            chance = (pair + one * chance) / (singles[third] + one)
            if second != OTHER and third != EDGE:
                key = second << 2 * BITS | third << BITS | number
                triple = count(key)
                chance = (triple + two * chance) / (pair_before + two)
                if first != OTHER and second != EDGE:
                    longer = longer_count(first << 3 * BITS | key) if triple and triple_before else 0.0
                    chance = (longer + three * chance) / (triple_before + three)
        chances += log(chance)
        first, second, third = second, third, number
    return chances


def triples(table: NGrams, numbers: Sequence[int], place: int, number: int) -> tuple[float, float, float]:
    """The counts of three triples of a padded text: a character within, last, first.

    It is `number`, whatever stands at the place.
    """
    first, second, _, fourth, fifth = numbers[place - 2 : place + 3]
    count, shift = table.triples.count, 2 * BITS
    return (
        count(second << shift | number << BITS | fourth),
        count(first << shift | second << BITS | number),
        count(number << shift | fourth << BITS | fifth),
    )


def most_of_four(table: NGrams, numbers: Sequence[int], place: int, number: int) -> float:
    """The count of the commonest quadruple with a character, in a padded text."""
    around = [*numbers[place - 3 : place], number, *numbers[place + 1 : place + 4]]
    return max(
        table.quadruples.count(one << 3 * BITS | two << 2 * BITS | three << BITS | four)
        for one, two, three, four in zip(around, around[1:], around[2:], around[3:], strict=False)
    )
