"""Places of a source as reports give them: lines and columns from 1, ends exclusive."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from zhlint.finding import Place


def lines_and_columns(place: Place) -> dict[str, int]:
    """The keys `line`, `column`, `end_line` and `end_column` of a JSON object."""
    return {
        "line": place.line,
        "column": place.column,
        "end_line": place.end_line,
        "end_column": place.end_column,
    }
