"""Doubts: what press prose would have otherwise in a line, kept by its window."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from zhlint.analysis.words.change_scores import Doubt, doubted_changes
from zhlint.analysis.words.numbered_lines import numbered_line
from zhlint.analysis.words.swapped_places import swapped_places
from zhlint.analysis.words.windows import KEPT

if TYPE_CHECKING:
    from zhlint.analysis.words.windows import Window
    from zhlint.model.table import NGrams


class LineDoubts(NamedTuple):
    """The doubts in a line: changes of one character, and places swapped with the next.

    Offsets are those in the window.
    """

    changes: tuple[Doubt, ...]
    swapped: tuple[int, ...]


@lru_cache(KEPT)
def doubts_in(window: Window, table: NGrams) -> LineDoubts:
    """The doubts in the line of a window, in one pass over its numbers."""
    line = numbered_line(window, table)
    swapped = (window.start + start for start in swapped_places(window, line, table))
    return LineDoubts(doubted_changes(window, line, table), tuple(swapped))
