"""Verbatim quotations: long stretches between quotation marks, where the speaker's words are not the paper's."""

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
    """The outermost quotations of at least 25 characters, marks included, in order; each within one block."""
    found: list[Span] = []
    for block in document.blocks:
        if block.role == "quotation":
            found.append(Span(block.start, block.end))
            continue
        found += (
            span for span in _quoted(document.text, block.start, block.end) if span.end - span.start - 2 >= VERBATIM
        )
    return tuple(found)


def is_quoted(document: Document, start: int, end: int) -> bool:
    """Whether `start:end` lies inside a verbatim quotation."""
    spans = document.analyse(quotations)
    index = bisect_right(spans, (start, len(document.text))) - 1
    return index >= 0 and end <= spans[index].end


def _quoted(text: str, start: int, end: int) -> Iterator[Span]:
    """The outermost quotations of any length in `start:end`, marks included."""
    last: dict[str, int] = {}
    while opener := _OPENER.search(text, start, end):
        start, closer = opener.end(), _PAIRS[opener[0]]
        if closer not in last:
            last[closer] = text.rfind(closer, start, end)
        if last[closer] >= start:
            start = text.index(closer, start, end) + 1
            yield Span(opener.start(), start)
