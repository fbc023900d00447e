"""Characters whose printed forms are alike, by how much."""

from __future__ import annotations

from functools import cache
from operator import itemgetter
from typing import Final

from zhlint.storage.tables import read_table

#: The levels of likeness: half of the form, three fifths, seven tenths, four fifths or more.
LEVELS: Final = 4


class SimilarGlyphs:
    """The characters that look like another in print, from the table `similar-glyphs.tsv`."""

    def __init__(self) -> None:
        lines = read_table("similar-glyphs.tsv").rstrip("\n").split("\n")[1:]
        #: The line of each character: itself, then a column for each level.
        self._lines: dict[str, str] = dict(zip(map(itemgetter(0), lines), lines, strict=True))

    def of(self, character: str) -> str:
        """The characters that look like one; empty where none does."""
        return self._lines.get(character, "")[1:].replace("\t", "")

    def level(self, one: str, other: str) -> int:
        """The likeness of two characters, from 0 to LEVELS."""
        before, found, _ = self._lines.get(one, "")[1:].partition(other)
        return before.count("\t") if found else 0


@cache
def similar_glyphs() -> SimilarGlyphs:
    """The similar glyphs, from their table."""
    return SimilarGlyphs()
