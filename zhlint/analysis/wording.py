"""The bare wording of a draft: simplified, without the marks that may or may not stand in a set phrase."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, Final

from zhlint.analysis.simplified import simplified
from zhlint.document import Span

if TYPE_CHECKING:
    from zhlint.document import Document

QUOTES: Final = "“”‘’「」『』\"' \u3000\t"
MARKS: Final = QUOTES + "、，,"
_WITHOUT_MARKS: Final = str.maketrans("", "", MARKS)


class Wording:
    """A text without some of its characters, and the way back."""

    def __init__(self, text: str, dropped: str) -> None:
        runs = [run.span() for run in re.finditer(f"[^{dropped}]+", text)]
        self.text = "".join([text[start:end] for start, end in runs])
        self._sources = [start for start, _ in runs]
        self._starts = [0]
        for start, end in runs:
            self._starts.append(self._starts[-1] + end - start)

    def span(self, start: int, end: int) -> Span:
        """The offsets in `Document.text` of a non-empty piece of `text`, marks inside it included."""
        return Span(self._source(start), self._source(end - 1) + 1)

    def _source(self, offset: int) -> int:
        run = bisect_right(self._starts, offset) - 1
        return self._sources[run] + offset - self._starts[run]


def unquoted(document: Document) -> Wording:
    """The wording without quotation marks and blanks."""
    return Wording(document.analyse(simplified), QUOTES)


def unmarked(document: Document) -> Wording:
    """The wording without quotation marks, blanks, commas and enumeration commas."""
    return Wording(document.analyse(simplified), MARKS)


def bare(phrase: str) -> str:
    """A phrase as it stands in `unmarked` wording."""
    return phrase.translate(_WITHOUT_MARKS)
