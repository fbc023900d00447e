"""Characters whose printed forms are alike, by how much."""

from __future__ import annotations

from functools import cache
from typing import Final

from zhlint.storage.tables import read_table

#: The levels of likeness: half of the form, three fifths, seven tenths, four fifths or more.
LEVELS: Final = 4


class SimilarGlyphs:
    """The characters that look like another in print, from the table `similar-glyphs.tsv`."""

    def __init__(self) -> None:
        #: The columns of each character, one for each level.
        self._columns = {line[:1]: line[2:] for line in read_table("similar-glyphs.tsv").split("\n")[1:]}

    def of(self, character: str) -> str:
        """The characters that look like one; empty where none does."""
        return self._columns.get(character, "").replace("\t", "")

    def level(self, one: str, other: str) -> int:
        """The likeness of two characters, from 0 to LEVELS."""
        before, found, _ = self._columns.get(one, "").partition(other)
        return before.count("\t") + 1 if found else 0


@cache
def similar_glyphs() -> SimilarGlyphs:
    """The similar glyphs, from their table."""
    return SimilarGlyphs()
