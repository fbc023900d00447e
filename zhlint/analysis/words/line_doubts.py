"""Doubts: places of a line that press prose would have otherwise, kept by their window."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from zhlint.analysis.words.change_scores import doubts_in_line
from zhlint.analysis.words.swapped_places import swapped_places
from zhlint.analysis.words.windows import KEPT, numbered_line

if TYPE_CHECKING:
    from zhlint.analysis.words.change_scores import Doubt
    from zhlint.analysis.words.windows import NumberedLine, Window
    from zhlint.model.table import NGrams


class LineDoubts:
    """The doubts in the line of a window.

    They are looked for when first asked for; offsets are those in the window.
    """

    def __init__(self, window: Window, table: NGrams) -> None:
        self._window, self._table = window, table
        self._changes: tuple[Doubt, ...] | None = None
        self._swapped: tuple[int, ...] | None = None

    @property
    def changes(self) -> tuple[Doubt, ...]:
        """The changes of one character that may be right."""
        if self._changes is None:
            line = numbered_line(self._window, self._table)
            self._changes = doubts_in_line(self._window, line, self._table)
            # To number a line takes longer than to look for these.
            self._swapped = self._swapped_in(line)
        return self._changes

    @property
    def swapped(self) -> tuple[int, ...]:
        """The places that may be swapped with the next ones."""
        if self._swapped is None:
            self._swapped = self._swapped_in(numbered_line(self._window, self._table))
        return self._swapped

    def _swapped_in(self, line: NumberedLine) -> tuple[int, ...]:
        return tuple(self._window.start + start for start in swapped_places(self._window, line, self._table))


@lru_cache(KEPT)
def doubts_in(window: Window, table: NGrams) -> LineDoubts:
    """The doubts in the line of a window."""
    return LineDoubts(window, table)
