"""Comments in Markdown that say a rule has been considered: `<!-- zhlint: ignore CODE 原因 -->`."""

from __future__ import annotations

from bisect import bisect_left
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING

from zhlint.document import Part, Span
from zhlint.expressions import expression
from zhlint.records import NamedTuple

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from zhlint.document import Document
    from zhlint.finding import Finding


class Comment(NamedTuple):
    """One comment. All places are source offsets; `names` are the rules as written.

    `verb` is what follows `zhlint:` and should be `ignore`. `reach` is where it holds: its own line, or the next block
    where it stands alone on its line.
    """

    start: int
    end: int
    verb: str
    names: tuple[Part, ...]
    reach: Span
    alone: bool

    def covers(self, finding: Finding) -> bool:
        """Whether a finding lies on the comment's line, or begins in the block that follows it."""
        start, end = finding.place[:2]
        if self.alone:
            return self.reach.start <= start < self.reach.end
        return start <= self.reach.end and max(start, end - 1) >= self.reach.start


def comments(document: Document) -> tuple[Comment, ...]:
    """The comments of a Markdown draft, in order; plain text has none, and what stands in code is none."""
    return tuple(_comments(document)) if document.masked and "zhlint" in document.source else ()


def _comments(document: Document) -> Iterator[Comment]:
    masked = [document.to_source(*span) for span in document.masked]
    html = [span for span in masked if _is_html(document.source, span)]
    for found in _comment().finditer(document.source):
        start, end = found.span()
        if not any(span.start <= start and end <= span.end for span in html):
            continue
        line = Span(
            document.line_span(document.position(start).line).start,
            document.line_span(document.position(end).line).end,
        )
        alone = (
            not document.source[line.start : start].strip() and not document.source[end : line.end].strip()
        )
        reach = _next_block(document, end) if alone else line
        yield Comment(start, end, found["verb"], tuple(_names(found)), reach, alone)


def _is_html(source: str, span: Span) -> bool:
    """Whether a masked stretch is HTML and not code that shows some."""
    quoted = source.endswith("`", 0, span.start) and source.startswith("`", span.end)
    return source.startswith("<", span.start) and not quoted


def _names(found: re.Match[str]) -> Iterator[Part]:
    """The words that name rules: the first, and those after it that look like a code or a name; the reason follows."""
    for count, word in enumerate(_word().finditer(found.string, *found.span("rest"))):
        if count and not _like_a_rule().fullmatch(word[0]):
            return
        yield Part(word[0], *word.span())


def _next_block(document: Document, end: int) -> Span:
    first = bisect_left(document.blocks, end, key=lambda block: document.to_source(*block[1:]).start)
    for block in islice(document.blocks, first, None):
        span = document.to_source(block.start, block.end)
        if not document.source.startswith("<!--", span.start):
            return span
    return Span(end, end)


@cache
def _comment() -> re.Pattern[str]:
    return expression(r"<!--\s*zhlint\s*[:：]\s*(?P<verb>[^\s>]*)(?P<rest>(?:(?!-->)[^\0])*)-->")


@cache
def _word() -> re.Pattern[str]:
    return expression(r"[^\s,，、;；:：]+")


@cache
def _like_a_rule() -> re.Pattern[str]:
    return expression(r"[A-Za-z]{2,4}\d+|[a-z]+(?:-[a-z0-9]+)+")
