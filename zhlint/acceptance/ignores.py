"""Comments in Markdown that say a rule has been considered: `<!-- zhlint: ignore CODE 原因 -->`."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from operator import itemgetter
from typing import TYPE_CHECKING, Final, NamedTuple

from zhlint.document import Part, Span
from zhlint.patterns.expressions import expression

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zhlint.document import Document


_OPENING: Final = expression(r"<!--\s*zhlint\s*[:：]\s*")
_VERB: Final = expression(r"[^\s>]*")
_WORD: Final = expression(r"[^\s,，、;；:：]+")
_LIKE_A_RULE: Final = expression(r"[A-Za-z]{2,4}\d+|[a-z]+(?:-[a-z0-9]+)+")


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
    is_alone: bool


def comments(document: Document) -> tuple[Comment, ...]:
    """The comments of a Markdown draft, in order; plain text has none, and what stands in code is none."""
    return tuple(_comments(document)) if document.masked and "zhlint" in document.source else ()


def _comments(document: Document) -> Iterator[Comment]:
    masked = (document.to_source(*span) for span in document.masked)
    html = [span for span in masked if _is_html(document.source, span)]
    blocks = [document.to_source(block.start, block.end) for block in document.blocks]
    prose = [span for span in blocks if not document.source.startswith("<!--", span.start)]
    for start, end, verb, rest in _written(document.source):
        at = bisect_right(html, start, key=itemgetter(0)) - 1
        if at < 0 or html[at].end < end:
            continue
        line = Span(
            document.line_span(document.position(start).line).start,
            document.line_span(document.position(end).line).end,
        )
        alone = not document.source[line.start : start].strip() and not document.source[end : line.end].strip()
        reach = _next(prose, end) if alone else line
        yield Comment(start, end, verb, tuple(_names(document.source, rest)), reach, alone)


class _Written(NamedTuple):
    """A comment as it stands in the source; `rest` is what follows the verb."""

    start: int
    end: int
    verb: str
    rest: Span


def _written(source: str) -> Iterator[_Written]:
    """Every comment that speaks to zhlint, wherever it stands."""
    end = 0
    while opening := _OPENING.search(source, end):
        closing = source.find("-->", opening.end())
        if closing < 0:
            return
        end = closing + len("-->")
        verb = _VERB.match(source, opening.end(), closing)
        if verb:
            yield _Written(opening.start(), end, verb[0], Span(verb.end(), closing))


def _is_html(source: str, span: Span) -> bool:
    """Whether a masked stretch is HTML and not code that shows some."""
    quoted = source.endswith("`", 0, span.start) and source.startswith("`", span.end)
    return source.startswith("<", span.start) and not quoted


def _names(source: str, rest: Span) -> Iterator[Part]:
    """The words that name rules: the first, and those after it that look like a code or a name; the reason follows."""
    for count, word in enumerate(_WORD.finditer(source, *rest)):
        if count and not _LIKE_A_RULE.fullmatch(word[0]):
            return
        yield Part(word[0], *word.span())


def _next(blocks: list[Span], end: int) -> Span:
    """The first of these blocks, which are in order, that begins at `end` or later."""
    at = bisect_left(blocks, end, key=itemgetter(0))
    return blocks[at] if at < len(blocks) else Span(end, end)
