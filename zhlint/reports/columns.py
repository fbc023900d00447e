"""Tables for a terminal, in columns of cells."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING
from unicodedata import east_asian_width

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


def columns(header: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Lines with columns as wide as their widest cell, columns of numbers flush right."""
    table = [header, *rows]
    widths = [max(map(_cells, column)) for column in zip(*table, strict=True)]
    right = [all(cell.replace(".", "").isdecimal() for cell in column) for column in zip(*rows, strict=True)]
    for row in table:
        cells = [
            " " * (width - _cells(cell)) + cell if flush else cell + " " * (width - _cells(cell))
            for cell, width, flush in zip(row, widths, right or [False] * len(row), strict=True)
        ]
        yield "  ".join(cells).rstrip()


def _cells(text: str) -> int:
    return len(text) + Counter(east_asian_width(char) in "WF" for char in text)[True]
