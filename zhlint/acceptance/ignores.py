"""Comments in Markdown that silence rules: `<!-- zhlint: ignore CODE 原因 -->`."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from operator import itemgetter
from typing import TYPE_CHECKING, Final, NamedTuple

from zhlint.document import Span, TextSpan
from zhlint.patterns.expressions import expression

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zhlint.document import Document


_OPENING: Final = expression(r"<!--\s*zhlint\s*[:：]\s*")
_VERB: Final = expression(r"[^\s>]*")
_WORD: Final = expression(r"[^\s,，、;；:：]+")
_LIKE_A_RULE: Final = expression(r"[A-Za-z]{2,4}\d+|[a-z]+(?:-[a-z0-9]+)+")


class Comment(NamedTuple):
    """A comment to zhlint; all offsets are of the source.

    `verb` is the word after `zhlint:`, which should be `ignore`; `names` are the rules as written. `reach` is the span it
    holds for: its own line or, where it is alone on its line (`is_alone`), the next block.
    """

    start: int
    end: int
    verb: str
    names: tuple[TextSpan, ...]
    reach: Span
    is_alone: bool


def comments(document: Document) -> tuple[Comment, ...]:
    """The comments of a Markdown draft, in order, without those in code.

    Plain text has none.
    """
    return tuple(_comments(document)) if document.masked and "zhlint" in document.source else ()


def _comments(document: Document) -> Iterator[Comment]:
    masked = (document.to_source(*span) for span in document.masked)
    html = [span for span in masked if _is_html(document.source, span)]
    blocks = [document.to_source(block.start, block.end) for block in document.blocks]
    prose = [span for span in blocks if not document.source.startswith("<!--", span.start)]
    for start, end, verb, rest in _raw_comments(document.source):
        number = bisect_right(html, start, key=itemgetter(0)) - 1
        if number < 0 or html[number].end < end:
            continue
        line = Span(
            document.line(document.position(start).line).start,
            document.line(document.position(end).line).end,
        )
        alone = not document.source[line.start : start].strip() and not document.source[end : line.end].strip()
        reach = _next_block(prose, end) if alone else line
        yield Comment(start, end, verb, tuple(_names(document.source, rest)), reach, alone)


class _RawComment(NamedTuple):
    """A comment in the source; `rest` is the span behind the verb."""

    start: int
    end: int
    verb: str
    rest: Span


def _raw_comments(source: str) -> Iterator[_RawComment]:
    """Every comment to zhlint, also those in code."""
    end = 0
    while opening := _OPENING.search(source, end):
        closing = source.find("-->", opening.end())
        if closing < 0:
            return
        end = closing + len("-->")
        verb = _VERB.match(source, opening.end(), closing)
        if verb:
            yield _RawComment(opening.start(), end, verb[0], Span(verb.end(), closing))


def _is_html(source: str, span: Span) -> bool:
    """Whether a masked span is HTML, and not code that shows HTML."""
    is_code = source.endswith("`", 0, span.start) and source.startswith("`", span.end)
    return source.startswith("<", span.start) and not is_code


def _names(source: str, rest: Span) -> Iterator[TextSpan]:
    """The rules named: the first word, and any after it that look like rules.

    The first other word begins the reason.
    """
    for count, word in enumerate(_WORD.finditer(source, *rest)):
        if count and not _LIKE_A_RULE.fullmatch(word[0]):
            return
        yield TextSpan(word[0], *word.span())


def _next_block(blocks: list[Span], end: int) -> Span:
    """The first sorted block that begins at `end` or later, else an empty span."""
    number = bisect_left(blocks, end, key=itemgetter(0))
    return blocks[number] if number < len(blocks) else Span(end, end)
