"""The source of a draft: its characters exactly as they were read, and their lines."""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping


class Position(NamedTuple):
    """Line and column of the source, both from 1; the column in code points."""

    line: int
    column: int


class Line(NamedTuple):
    """A line of a source: its offsets there, without its line end."""

    start: int
    end: int


class LineNames(NamedTuple):
    """The names of the lines of a source: 第3行, or 第3段 in a Word file.

    `word` is 行 or 段; a line may have a name of its own.
    `own` holds these by the number of the line: 表1第2行第4列.
    """

    word: str = "行"
    own: Mapping[int, str] = {}

    def name_of(self, line: int) -> str:
        return self.own.get(line) or f"第{line}{self.word}"


LINES: Final = LineNames()


class SourceText:
    """The characters of a draft, exactly as they were read, and their lines."""

    source: str

    def __init__(self, source: str) -> None:
        self.source = source

    def position(self, source_offset: int) -> Position:
        """Line and column of a source offset. Lines end at LF, CRLF and CR only."""
        line = bisect_right(self._line_starts, source_offset)
        return Position(line, source_offset - self._line_starts[line - 1] + 1)

    def line(self, number: int) -> Line:
        """The line of a number (from 1)."""
        start = self._line_starts[number - 1]
        end = self._line_starts[number] if number < len(self._line_starts) else len(self.source)
        while end > start and self.source[end - 1] in "\r\n":
            end -= 1
        return Line(start, end)

    @cached_property
    def _line_starts(self) -> list[int]:
        starts, source = [0], self.source
        at = source.find("\n")
        if "\r" not in source:
            while at >= 0:
                starts.append(at + 1)
                at = source.find("\n", at + 1)
            return starts
        for index, char in enumerate(source):
            if char == "\n" or (char == "\r" and source[index + 1 : index + 2] != "\n"):
                starts.append(index + 1)
        return starts
