"""Positions of the protocol, and offsets of a text."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, Final

from lsprotocol.types import Position, Range

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from zhlint.document import Stretch

#: The line ends of the protocol, which are fewer than those of Python.
_LINE_END: Final = re.compile(r"\r\n|\r|\n")


class PositionMap:
    """Translates between offsets of a text (code points) and positions.

    A position counts lines from 0, and within a line the units of the encoding: utf-8, utf-16 or utf-32.
    """

    def __init__(self, text: str, encoding: str) -> None:
        self._text = text
        self._width = _WIDTHS[encoding]
        ends = list(_LINE_END.finditer(text))
        self._starts = [0, *(end.end() for end in ends)]
        self._ends = [*(end.start() for end in ends), len(text)]

    def position(self, offset: int) -> Position:
        """The position of an offset, inside a line end that of the line's end."""
        line = bisect_right(self._starts, offset) - 1
        return Position(line, self._width(self._text[self._starts[line] : min(offset, self._ends[line])]))

    def offset(self, position: Position) -> int:
        """The offset of a position; one beyond its line or the text is their end."""
        if position.line >= len(self._starts):
            return len(self._text)
        start, end = self._starts[position.line], self._ends[position.line]
        line = self._text[start:end]
        low, high = 0, len(line)
        while low < high:
            middle = (low + high + 1) // 2
            low, high = (middle, high) if self._width(line[:middle]) <= position.character else (low, middle - 1)
        return start + low

    def range(self, stretch: Stretch) -> Range:
        """The range of a span."""
        return Range(self.position(stretch.start), self.position(stretch.end))

    def lines(self, start: int, end: int) -> Range:
        """The range of the whole lines that a span meets."""
        first = self.position(start).line
        last = bisect_right(self._starts, max(start, end - 1)) - 1
        return Range(Position(first, 0), Position(last, self._width(self._text[self._starts[last] : self._ends[last]])))


def _utf8_width(text: str) -> int:
    return len(text.encode("utf-8", "surrogatepass"))


def _utf16_width(text: str) -> int:
    return len(text) + sum(char > "\uffff" for char in text)


_WIDTHS: Final[Mapping[str, Callable[[str], int]]] = {"utf-8": _utf8_width, "utf-16": _utf16_width, "utf-32": len}
