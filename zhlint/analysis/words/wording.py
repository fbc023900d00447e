"""The wording of a draft in simplified script, without marks that set phrases may lack."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from functools import cached_property
from typing import TYPE_CHECKING, Final

from zhlint.analysis.words.simplified_script import simplified, simplified_characters
from zhlint.document import Span

if TYPE_CHECKING:
    from zhlint.document import Document

QUOTES: Final = "“”‘’「」『』\"' \u00a0\u2002\u2003\u3000\t"
MARKS: Final = QUOTES + "、，,"
_WITHOUT_MARKS: Final = str.maketrans("", "", MARKS)


class Wording:
    """A text without some of its characters, and the way back."""

    def __init__(self, text: str, dropped: str, characters: frozenset[str]) -> None:
        """Drops characters of `text`; `characters` is the set of all it has."""
        self._full, self._dropped = text, dropped
        self.text = text
        for char in characters.intersection(dropped):
            self.text = self.text.replace(char, "")

    def span(self, start: int, end: int) -> Span:
        """The offsets in `Document.text` of a non-empty piece of `text`, dropped marks included."""
        return Span(self._source(start), self._source(end - 1) + 1)

    def _source(self, offset: int) -> int:
        sources, starts = self._runs
        run = bisect_right(starts, offset) - 1
        return sources[run] + offset - starts[run]

    @cached_property
    def _runs(self) -> tuple[array[int], array[int]]:
        """The starts of the stretches left: in the full text, and in `text`.

        Arrays of numbers, since a long draft has hundreds of thousands.
        """
        sources, starts, length = array("q"), array("q"), 0
        for run in re.finditer(f"[^{self._dropped}]+", self._full):
            sources.append(run.start())
            starts.append(length)
            length += run.end() - run.start()
        return sources, starts


def without_quotes(document: Document) -> Wording:
    """The wording without quotation marks and blanks."""
    return Wording(document.analyse(simplified), QUOTES, document.analyse(simplified_characters))


def without_marks(document: Document) -> Wording:
    """The wording without quotation marks, blanks, commas and 、."""
    return Wording(document.analyse(simplified), MARKS, document.analyse(simplified_characters))


def bare(phrase: str) -> str:
    """A phrase as it stands in `without_marks` wording."""
    return phrase.translate(_WITHOUT_MARKS)
