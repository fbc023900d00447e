"""Verbatim quotations: long stretches between quotation marks, where the speaker's words are not the paper's."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, Final

from zhlint.document import Span

if TYPE_CHECKING:
    from zhlint.document import Document

VERBATIM: Final = 25
_PAIRS: Final = {"“": "”", "「": "」", "『": "』", "‘": "’"}


def quotations(document: Document) -> tuple[Span, ...]:
    """The outermost quotations of at least 25 characters, marks included, in order; each within one block."""
    found: list[Span] = []
    for block in document.blocks:
        if block.role == "quotation":
            found.append(Span(block.start, block.end))
            continue
        at = block.start
        while span := _next(document.text, at, block.end):
            if span.end - span.start - 2 >= VERBATIM:
                found.append(span)
            at = span.end
    return tuple(found)


def is_quoted(document: Document, start: int, end: int) -> bool:
    """Whether `start:end` lies inside a verbatim quotation."""
    spans = document.analyse(quotations)
    index = bisect_right(spans, (start, len(document.text))) - 1
    return index >= 0 and end <= spans[index].end


def _next(text: str, start: int, end: int) -> Span | None:
    opened = [at for mark in _PAIRS if (at := text.find(mark, start, end)) >= 0]
    if not opened:
        return None
    first = min(opened)
    close = text.find(_PAIRS[text[first]], first + 1, end)
    return Span(first, close + 1 if close >= 0 else first + 1)
