"""Windows: lines with as much text around them as decides what their characters may mean.

A line is numbered by the characters of a table of n-grams.

What a window shows depends on nothing else in a draft. So it is kept by the window, and a draft that is checked again after a change
pays for the lines around the change alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from zhlint.model.scoring import padded_numbers
from zhlint.patterns.expressions import expression

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zhlint.model.table import NGrams

#: How far around a character a window shows the text.
WIDTH: Final = 12
#: So many windows are kept by each analysis: those of many drafts of 200 KB, in a few megabytes.
KEPT: Final = 2**13
#: A line, or a piece of a long one.
_LINE: Final = expression(r"[^\n]{1,200}")


class Window(NamedTuple):
    """A stretch of a draft, in which `start:end` is the line or its piece."""

    text: str
    start: int
    end: int


def windows(text: str) -> Iterator[tuple[int, Window]]:
    """Yields the windows of a text in order, each with its offset.

    Every character except line feeds is in the line of one of them.
    """
    for line in _LINE.finditer(text):
        start, end = line.span()
        first = max(0, start - WIDTH)
        yield first, Window(text[first : end + WIDTH], start - first, end - first)


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
