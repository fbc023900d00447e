"""Keys of findings, by which they are known again after a draft has changed."""

from __future__ import annotations

from bisect import bisect_right
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from zhlint.document import Span
from zhlint.patterns.expressions import compile_expression

if TYPE_CHECKING:
    import re

    from zhlint.document import Document
    from zhlint.finding import Finding

#: The mark for the snippet in the rest of its sentence.
HOLE: Final = "⟦⟧"
_STOPS: Final = "。！？!?…"
#: Roles whose blocks are split into sentences at line ends, too.
_BY_LINE: Final = frozenset({"table", "code", "frontmatter"})
#: The most characters of a sentence on either side of the snippet.
_REACH: Final = 200


class Key(NamedTuple):
    """The identity of a finding: rule, text, and the rest of its sentence.

    White space is dropped; `sentence` has HOLE where the snippet stands. Findings keep their key when text elsewhere changes.
    """

    code: str
    snippet: str
    sentence: str


def key_of(document: Document, finding: Finding) -> Key:
    """The key of a finding in its document."""
    start, end = finding.place[:2]
    snippet = document.source[start:end]
    block, stop = _surroundings(document, start)
    head = document.source[max(block.start, start - _REACH) : start]
    tail = document.source[end : min(block.end, end + _REACH)]
    # A snippet that is a stop belongs to the sentence before it.
    stops = [match.end() for match in stop.finditer(head.rstrip(_STOPS) if not snippet.strip(_STOPS) else head)]
    after = stop.search(tail)
    rest = "" if stop.search(snippet[-1:]) else tail[: after.end() if after else None]
    return Key(finding.code, _bare(snippet), f"{_bare(head[max(stops, default=0) :])}{HOLE}{_bare(rest)}")


def _surroundings(document: Document, start: int) -> tuple[Span, re.Pattern[str]]:
    """The source span of the block (or line) at an offset, and its sentence ends."""
    spans = document.analyse(_block_spans)
    number = bisect_right(spans, start, key=lambda span: span.start) - 1
    if number < 0 or start > spans[number].end:
        return Span(*document.line(document.position(start).line)), _stops(_STOPS)
    by_line = document.blocks[number].role in _BY_LINE
    return spans[number], _stops(_STOPS + "\r\n" if by_line else _STOPS)


def _block_spans(document: Document) -> list[Span]:
    return [document.to_source(block.start, block.end) for block in document.blocks]


def _bare(text: str) -> str:
    return "".join(text.split())


@cache
def _stops(chars: str) -> re.Pattern[str]:
    return compile_expression(f"[{chars}]+[”’）)】」』》]*")
