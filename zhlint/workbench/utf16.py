"""Offsets as browsers count them: in units of UTF-16."""

from __future__ import annotations

from bisect import bisect_left


class Utf16:
    """Translates between offsets of a text in code points and in units of UTF-16."""

    def __init__(self, text: str) -> None:
        # The offset behind each character that has two units, in code points and in units.
        self._behind = [offset + 1 for offset, char in enumerate(text) if char > "\uffff"]
        self._units_behind = [behind + number for number, behind in enumerate(self._behind, 1)]

    def units(self, offset: int) -> int:
        """The offset in units of one in code points."""
        return offset + bisect_left(self._behind, offset + 1)

    def offset(self, units: int) -> int:
        """The offset in code points of one in units.

        Between two halves it is that of the character.
        """
        return units - bisect_left(self._units_behind, units + 1) - (units + 1 in self._units_behind)
