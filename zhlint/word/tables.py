"""The open tables and the present cell during a walk over a part."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from zhlint.word.story import Cell

if TYPE_CHECKING:
    from zhlint.word.markup import Tag

#: A number of columns has fewer digits.
_MOST_DIGITS: Final = 5


class _Table:
    """An open table, with row, column and width of the present cell."""

    def __init__(self, number: int) -> None:
        self.number = number
        self.row = self.column = 0
        self.span = 0

    @property
    def cell(self) -> Cell:
        return Cell(self.number, self.row, self.column)

    def next_row(self) -> None:
        self.row, self.column, self.span = self.row + 1, 1, 0

    def next_cell(self) -> None:
        self.column, self.span = self.column + self.span, 1


class Tables:
    """The open tables, outermost first, numbered within the part and within each cell."""

    def __init__(self) -> None:
        self._open: list[_Table] = []
        self._counts = [0]

    def __bool__(self) -> bool:
        return bool(self._open)

    @property
    def cells(self) -> tuple[Cell, ...]:
        """The present cell in each open table."""
        return tuple(table.cell for table in self._open)

    def on_open(self, tag: Tag, parent: str, *, is_read: bool) -> None:
        """Takes an opening tag; a table that is not read is not counted."""
        if tag.name == "tbl":
            self._counts[-1] += is_read
            self._open.append(_Table(self._counts[-1]))
        elif self._open:
            self._on_open_inside(self._open[-1], tag, parent)

    def on_close(self, name: str) -> None:
        """Takes the name of an element that closes."""
        if name == "tbl":
            self._open.pop()
        elif name == "tc" and len(self._counts) > 1:
            self._counts.pop()

    def drop_row(self) -> None:
        """Takes back the present row, which was deleted."""
        if self._open:
            self._open[-1].row -= 1

    def _on_open_inside(self, table: _Table, tag: Tag, parent: str) -> None:
        match tag.name:
            case "tr":
                table.next_row()
            case "tc":
                table.next_cell()
                self._counts.append(0)
            case "gridSpan" if parent == "tcPr":
                table.span = _number(tag)
            case "gridBefore" if parent == "trPr":
                table.column += _number(tag)


def _number(tag: Tag) -> int:
    value = tag.attributes.get("val", "")
    return int(value) if value.isascii() and value.isdigit() and len(value) < _MOST_DIGITS else 1
