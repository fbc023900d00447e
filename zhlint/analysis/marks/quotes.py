"""Verbatim quotations: long text between quotation marks, in words not the paper's own."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, Final

from zhlint.document import Span
from zhlint.patterns.expressions import expression

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zhlint.document import Document

VERBATIM: Final = 25
_PAIRS: Final = {"“": "”", "「": "」", "『": "』", "‘": "’"}
_OPENER: Final = expression("[“「『‘]")


def quotations(document: Document) -> tuple[Span, ...]:
    """The outermost quotations of at least 25 characters, in order.

    Their marks are included. Each lies within one block; blocks of role quotation are quotations.
    """
    spans: list[Span] = []
    for block in document.blocks:
        if block.role == "quotation":
            spans.append(Span(block.start, block.end))
            continue
        spans += (
            span for span in _outermost(document.text, block.start, block.end) if span.end - span.start - 2 >= VERBATIM
        )
    return tuple(spans)


def is_quoted(document: Document, start: int, end: int) -> bool:
    """Whether `start:end` lies inside a verbatim quotation."""
    spans = document.analyse(quotations)
    index = bisect_right(spans, (start, len(document.text))) - 1
    return index >= 0 and end <= spans[index].end


def _outermost(text: str, start: int, end: int) -> Iterator[Span]:
    """The outermost quotations of any length in `start:end`, marks included."""
    last: dict[str, int] = {}
    while opener := _OPENER.search(text, start, end):
        start, closer = opener.end(), _PAIRS[opener[0]]
        if closer not in last:
            last[closer] = text.rfind(closer, start, end)
        if last[closer] >= start:
            start = text.index(closer, start, end) + 1
            yield Span(opener.start(), start)
