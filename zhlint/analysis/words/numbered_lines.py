"""Numbered lines: those of windows by the numbers of a table."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from zhlint.model.scoring import padded_numbers

if TYPE_CHECKING:
    from zhlint.analysis.words.windows import Window
    from zhlint.model.table import NGrams


class NumberedLine(NamedTuple):
    """The line of a window by numbers.

    Three numbers stand before those of its characters, four behind. `pairs` has the count of each number with the next one, `rare`
    whether the table has the two seldom together.
    """

    text: str
    numbers: list[int]
    pairs: list[float]
    rare: list[bool]


def numbered_line(window: Window, table: NGrams) -> NumberedLine:
    """The line of a window by the numbers of a table."""
    text, start, end = window
    numbers = padded_numbers(table, text, start, end)
    pairs = table.pairs(numbers)
    return NumberedLine(text[start:end], numbers, pairs, table.rare_pairs(numbers, pairs))
