"""Swapped places: two neighbours that a table has the other way round."""

from __future__ import annotations

from itertools import compress
from typing import TYPE_CHECKING, Final

from zhlint.analysis.words.evidence import gain
from zhlint.model.table import BITS, FIRST

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zhlint.analysis.words.numbered_lines import NumberedLine
    from zhlint.analysis.words.windows import Window
    from zhlint.model.table import NGrams

#: Two characters are doubted where both triples with a neighbour were counted less often than this.
WEAK_TRIPLE: Final = 12
#: So many times as often the pair that was meant stands in the table.
RATIO: Final = 4
#: The least gain, as a natural logarithm, for which a swap is looked at more closely.
LEAST_GAIN: Final = 6.0


def swapped_places(window: Window, line: NumberedLine, table: NGrams) -> Iterator[int]:
    """Yields the offsets in a line of characters that may be swapped with the next.

    Chinese characters alone.
    """
    text, numbers, after = window.text, line.numbers, table.after
    for start in compress(range(len(line.text)), line.rare[3:]):
        one, other = numbers[start + 3 : start + 5]
        # The cheapest question first: it is asked of two characters in five.
        if chr(one) in after[other] and min(one, other) >= FIRST and _is_likelier(line, table, start):
            first = window.start + start
            if all("㐀" <= character <= "鿿" for character in text[first : first + 2]):
                yield start


def _is_likelier(line: NumberedLine, table: NGrams, start: int) -> bool:
    before, one, other, after = line.numbers[start + 2 : start + 6]
    if one == other or line.pairs[start + 3] * RATIO > table.pair(other, one):
        return False

    def triple(first: int, second: int, third: int) -> float:
        return table.triples.count(first << 2 * BITS | second << BITS | third)

    if not (triple(before, other, one) or triple(other, one, after)):
        return False
    if triple(before, one, other) >= WEAK_TRIPLE or triple(one, other, after) >= WEAK_TRIPLE:
        return False
    return gain(table, line.numbers[start : start + 8], 2, (other, one)) >= LEAST_GAIN
