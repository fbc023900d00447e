"""Swapped places: two neighbours that a table has the other way round."""

from __future__ import annotations

from itertools import compress
from typing import TYPE_CHECKING, Final

from zhlint.analysis.words.rewrite_features import gain
from zhlint.model.table import BITS, FIRST
from zhlint.patterns.expressions import expression

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zhlint.analysis.words.windows import NumberedLine, Window
    from zhlint.model.table import NGrams

#: Two characters are doubted where both triples with a neighbour were counted less often than this.
WEAK_TRIPLE: Final = 12
#: So many times as often the pair that was meant stands in the table.
RATIO: Final = 4
#: The least gain, as a natural logarithm, for which a swap is looked at more closely.
LEAST_GAIN: Final = 6.0
_HAN: Final = expression("[㐀-鿿]{2}")


def swapped_places(window: Window, line: NumberedLine, table: NGrams) -> Iterator[int]:
    """Yields the offsets in a line of characters that may be swapped with the next.

    Chinese characters alone.
    """
    numbers, pairs, pair = line.numbers, line.pairs, table.pair
    for start in compress(range(len(line.text)), line.rare[3:]):
        one, other = numbers[start + 3 : start + 5]
        # The cheapest question first: it is asked of two characters in five.
        meant = pair(other, one)
        if meant and pairs[start + 3] * RATIO <= meant and one != other and min(one, other) >= FIRST:
            written = window.text[window.start + start : window.start + start + 2]
            if _HAN.fullmatch(written) and _is_likelier(table, numbers[start : start + 8]):
                yield start


def _is_likelier(table: NGrams, numbers: list[int]) -> bool:
    """Whether the fourth and the fifth of some numbers are likelier the other way round."""
    count = table.triples.count
    before, one, other, after = numbers[2:6]

    def triple(first: int, second: int, third: int) -> float:
        return count(first << 2 * BITS | second << BITS | third)

    return (
        bool(triple(before, other, one) or triple(other, one, after))
        and triple(before, one, other) < WEAK_TRIPLE
        and triple(one, other, after) < WEAK_TRIPLE
        and gain(table, numbers, 2, (other, one)) >= LEAST_GAIN
    )
