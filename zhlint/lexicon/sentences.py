"""Sentences and clauses of running text, by their stops."""

from __future__ import annotations

from typing import Final

from zhlint.document import Span
from zhlint.patterns.expressions import expression

#: How far a sentence or a clause is followed on each side of an offset: a text without stops must not be read whole.
LONGEST_SENTENCE: Final = 400
LONGEST_CLAUSE: Final = 200
#: A half-width mark just passed is a stop unless it stands inside a number, a time or an address: 1,000, 12:30.
_HALF_WIDTH: Final = r"(?<![!-~][!-~])|(?<=[!-~])(?![!-~])"
_CLOSING: Final = "[”’」』]*+"
#: A stop before a closing bracket or title mark ends no sentence: 《谁是英雄？》播出.
_SENTENCE_END: Final = expression(
    rf"[。！？\r\n!?](?:(?<=[\r\n])|(?:(?<=[。！？])|{_HALF_WIDTH})[。！？!?]*+(?![》〉）)】〕]){_CLOSING})"
)
_CLAUSE_END: Final = expression(
    rf"[，。；：！？…\r\n,;:!?](?:(?<=[\r\n])|(?:(?<=[，。；：！？…])|{_HALF_WIDTH})[，。；：！？…]*+{_CLOSING})"
)


def sentence_around(text: str, offset: int, start: int = 0, end: int | None = None) -> Span:
    """The sentence in `text[start:end]` that holds the character at an offset, with its stop.

    Sentences end after 。, ！ or ？ and the quotation marks that close there, and at the end of a line, which belongs to
    none; ； and … end none. The span is cut `LONGEST_SENTENCE` characters before and after the offset. It is empty where
    the offset is a line end right after a stop.
    """
    start = max(start, offset - LONGEST_SENTENCE)
    limit = min(len(text) if end is None else end, offset + LONGEST_SENTENCE)
    for stop in _SENTENCE_END.finditer(text, start, limit):
        if stop.end() > offset:
            return Span(start, stop.start() if text[stop.start()] in "\r\n" else stop.end())
        start = stop.end()
    return Span(start, limit)


def clause_around(text: str, offset: int, start: int = 0, end: int | None = None) -> Span:
    """The clause in `text[start:end]` that holds the character at an offset.

    The stops about it are left out. Clauses lie between ，。；：！？… and line ends; 、 parts none. A quotation mark that
    closes behind a stop belongs to the stop. Where the offset is at a stop, the clause is the one before it. The span
    is cut `LONGEST_CLAUSE` characters before and after the offset.
    """
    start = max(start, offset - LONGEST_CLAUSE)
    limit = min(len(text) if end is None else end, offset + LONGEST_CLAUSE)
    for stop in _CLAUSE_END.finditer(text, start, limit):
        if stop.end() > offset:
            return Span(start, stop.start())
        start = stop.end()
    return Span(start, limit)
