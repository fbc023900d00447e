"""Marks inside the lines of Markdown: scaffolding, and what is no prose."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache
from itertools import accumulate
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from zhlint.document import Span
from zhlint.lexicon.han import HAN
from zhlint.patterns.expressions import compile_expression, expression
from zhlint.reading.markdown.html import code
from zhlint.reading.markdown.recorder import DELIMITERS, DROPPED, MASKED_SPANS
from zhlint.reading.markdown.veils import veils

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from markdown_it import MarkdownIt

_BLANKS: Final = " \t\u3000\xa0"
#: The marks at the end of an address that end the sentence.
_NO_END: Final = ",.;:!?'\")]"


#: What an abbreviation stands for, to the colon: *[HTML]: ….
_ABBREVIATION: Final = expression(r"^\*\[[^\[\]\n]+\]:[ \t]*", re.MULTILINE)
_BLOCK_REFERENCE: Final = expression(r"""\(\([0-9A-Za-z-]+\s+(?:'[^'\n]*'|"[^"\n]*")\)\)""")


class Marks(NamedTuple):
    """The spans of a text in Markdown that are not its words, in order.

    `dropped` is scaffolding; `masked` is code, mathematics, an address or HTML. The blanks beside emphasis and bare addresses are
    masked, too: without them these would not be what they are.
    """

    dropped: tuple[Span, ...]
    masked: tuple[Span, ...]


def marks(parser: MarkdownIt, content: str, references: Mapping[str, Any] = {}) -> Marks:
    """Finds the marks of one text with a parser from `recorder`.

    `references` are the link targets of the draft.
    """
    env: dict[str, Any] = {DROPPED: [], MASKED_SPANS: [], DELIMITERS: [], "references": references}
    parser.inline.parse(content, parser, env, [])
    used = [at for at, token in env[DELIMITERS] if token.type != "text" or not token.content]
    used += _left_over([at for at, token in env[DELIMITERS] if token.type == "text" and token.content == "*"])
    dropped = {*env[DROPPED], *(Span(at, at + 1) for at in used)}
    masked = {*env[MASKED_SPANS], *_blanks_beside(content, used), *(code(content) if "</" in content else ())}
    masked.update(_bare(content, sorted((*env[DROPPED], *masked))))
    return Marks(tuple(sorted(dropped)), tuple(_outside({*env[DROPPED]}, masked)))


def _outside(dropped: set[Span], masked: set[Span]) -> Iterator[Span]:
    """The masked spans that lie in no other span, masked or dropped, in order."""
    reached = 0
    for span in sorted(dropped | masked, key=lambda span: (span.start, -span.end)):
        if span.end > reached:
            reached = span.end
            if span not in dropped:
                yield span


def _blanks_beside(content: str, used: list[int]) -> Iterator[Span]:
    """The blanks before and after emphasis marks."""
    known = {*used}
    for at in used:
        if at - 1 not in known and (start := _first_blank(content, at)) < at:
            yield Span(start, at)
        if at + 1 not in known and (end := _last_blank(content, at + 1)) > at + 1:
            yield Span(at + 1, end)


def _bare(content: str, marks: list[Span]) -> Iterator[Span]:
    """Bare addresses with the blanks around them, and references to blocks.

    An address that begins in one of the other `marks` is left out.
    """
    if "://" in content or "www." in content:
        ends = list(accumulate((span.end for span in marks), max, initial=0))
        for address in _address().finditer(content):
            start = address.start()
            if ends[bisect_right(marks, start, key=lambda span: span.start)] <= start:
                end = start + len(address[0].rstrip(_NO_END))
                yield Span(_first_blank(content, start), _last_blank(content, end))
    if "!" in content:
        yield from veils(content)
    if "*[" in content:
        yield from (Span(*abbreviation.span()) for abbreviation in _ABBREVIATION.finditer(content))
    if "((" in content:
        yield from (Span(*reference.span()) for reference in _BLOCK_REFERENCE.finditer(content))


def _first_blank(content: str, at: int) -> int:
    while at and content[at - 1] in _BLANKS:
        at -= 1
    return at


def _last_blank(content: str, at: int) -> int:
    while content[at : at + 1] and content[at] in _BLANKS:
        at += 1
    return at


def _left_over(stars: list[int]) -> list[int]:
    """The ** beside Chinese quotation marks that the standard takes for text, in pairs."""
    known = set(stars)
    double = [at for at in stars if at + 1 in known and at - 1 not in known and at + 2 not in known]
    return [place for at in double for place in (at, at + 1)] if len(double) % 2 == 0 else []


@cache
def _address() -> re.Pattern[str]:
    """The expression of an address.

    Chinese characters belong to it after a mark that divides addresses.
    """
    plain = "[!#-;=?-_a-~]"
    return compile_expression(rf"(?:https?://|(?<![\w.])www\.){plain}*(?:(?<=[/=#_-]){HAN}(?:(?![()]){plain}|{HAN})*)?")
