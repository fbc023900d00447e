"""The blocks of a Markdown draft, with the spans that are no words of it."""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import groupby, islice
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from zhlint.document import Span
from zhlint.patterns.expressions import expression
from zhlint.reading.grammar.forms import form_of
from zhlint.reading.layout import Row
from zhlint.reading.markdown.dialects import SCAFFOLDS
from zhlint.reading.markdown.enclosures import enclosures_in
from zhlint.reading.markdown.html import words_between_tags
from zhlint.reading.markdown.inline import marks
from zhlint.reading.markdown.recorder import recorder
from zhlint.reading.markdown.rows import LINES, rows_between, rows_of, to_source

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from markdown_it import MarkdownIt
    from markdown_it.token import Token

#: Block tokens whose words are no running text, and the roles of their blocks.
_WHOLE: Final = {
    "fence": "code", "code_block": "code", "html_block": "code", "table_open": "table", **dict.fromkeys(SCAFFOLDS, "code"),
}  # fmt: skip
#: The elements around a block that give it its role.
_CONTAINERS: Final = {
    "blockquote": "quotation", "list_item": "list", "dt": "list", "dd": "list", "footnote_reference": "note",
}  # fmt: skip
#: A first-level heading below this many other blocks is no headline.
_TOP: Final = 3
#: An image, and the words under it, all set off.
_CAPTIONED: Final = expression(r"!\[[^\[\]]*\]\([^()]*\)\s*(?P<mark>[_*])(?![_*])[^_*]+(?P=mark)\s*")
#: A line of words that begins with comments.
_COMMENT_FIRST: Final = expression(r"\s*(?:<!--(?:(?!-->)[^\0])*-->[ \t]*)+[^\s<]")


class MarkdownBlock(NamedTuple):
    """A block with its role and its rows.

    Of the spans of the source inside, `dropped` ones are scaffolding and `masked` ones no prose.
    """

    role: str
    rows: tuple[Row, ...]
    dropped: tuple[Span, ...] = ()
    masked: tuple[Span, ...] = ()

    @property
    def written(self) -> tuple[Row, ...]:
        """The rows that hold more than blanks."""
        return tuple(row for row in self.rows if row.words)


def read_blocks(source: str, at: int) -> Iterator[MarkdownBlock]:
    """Reads the blocks of a draft from the source offset `at` on, in order."""
    parser = recorder()
    lines = [Span(*line.span(1)) for line in LINES.finditer(source, at)]
    below = 0
    env: dict[str, Any] = {}
    for token, role in _leaves(parser, source[at:], env):
        first, end = token.map or (0, 0)
        end = max(end, first + 1)
        # The cells of a table were read with it.
        if first < below:
            continue
        gap, below = max(1, first - below), end
        # The standard takes a line that begins with a comment for HTML to its end; here it is a draft's words.
        prose = token.type == "html_block" and _COMMENT_FIRST.match(token.content)
        if token.type in _WHOLE and not prose:
            yield from _whole(parser, source, lines[first:end], gap, token.type)
            continue
        content, kind = (token.content.strip(), "") if prose else (token.content, role)
        kind = "caption" if not kind and _CAPTIONED.fullmatch(content) else kind
        spans = marks(parser, content, env.get("references", {}))
        rows = rows_of(source, lines[first:end], content, gap)
        yield from _running(source, rows, kind, *(to_source(rows, content, some) for some in spans)) if rows else ()


def _running(
    source: str, rows: Sequence[Row], role: str, dropped: Sequence[Span], masked: Sequence[Span]
) -> Iterator[MarkdownBlock]:
    """Blocks of running text, cut at lines that hold nothing but masked or dropped spans."""
    covered = _merge(sorted((*dropped, *masked)))
    for hidden, some in groupby((row for row in rows if row.words), lambda row: not _has_words(source, row, covered)):
        own = tuple(some)
        # A line of another kind divides as a blank one does.
        own = (own[0]._replace(gap=max(1, own[0].gap)), *own[1:])
        inside = (_within(spans, own[0].start, own[-1].last) for spans in (dropped, masked))
        yield MarkdownBlock("code" if hidden else role, own, *inside)


def _merge(spans: Iterable[Span]) -> list[Span]:
    """Sorted spans as disjoint ones."""
    merged: list[Span] = []
    for span in spans:
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return merged


def _within(spans: Sequence[Span], start: int, end: int) -> tuple[Span, ...]:
    """The spans, of those given in order, that begin in this stretch."""
    return tuple(spans[bisect_left(spans, (start,)) : bisect_left(spans, (end,))])


def _has_words(source: str, row: Row, covered: Sequence[Span]) -> bool:
    """Whether anything of a row is left without these spans."""
    at = row.start
    for start, end in islice(covered, max(0, bisect_left(covered, (at,)) - 1), None):
        if start >= row.last:
            break
        if source[at:start].strip():
            return True
        at = max(at, end)
    return bool(source[at : row.last].strip())


def _leaves(parser: MarkdownIt, body: str, env: dict[str, Any]) -> Iterator[tuple[Token, str]]:
    """The tokens that hold text, with the role that heading, container or kind gives each.

    `env` takes the link targets of the draft.
    """
    tokens: list[Token] = []
    parser.block.parse(re.sub(r"\r\n?", "\n", body).replace("\0", "\ufffd"), parser, env, tokens)
    inside: list[str] = []
    heading, underlined, seen = "", False, 0
    for token in tokens:
        container = _CONTAINERS.get(token.type.rpartition("_")[0])
        if container:
            inside = [*inside, container] if token.nesting > 0 else inside[:-1]
        elif token.type == "heading_open":
            heading = "headline" if token.tag == "h1" and seen < _TOP else "subhead"
            underlined = token.markup[:1] in "-="
        elif token.type in _WHOLE:
            yield token, _WHOLE[token.type]
        elif token.type == "inline" and token.map:
            note = bool(inside) and form_of(token.content) == "note"
            # A rule right under a paragraph makes a heading of it; a paragraph it stays.
            heading = "" if heading and underlined and "。" in token.content else heading
            yield token, heading or ("" if note or not inside else inside[-1])
            heading, seen = "", seen + 1


def _whole(parser: MarkdownIt, source: str, lines: Sequence[Span], gap: int, kind: str) -> Iterator[MarkdownBlock]:
    """A block that is no running text; of HTML, the words between the tags."""
    first, last = lines[0].start, lines[-1].end
    stretches = list(words_between_tags(source, first, last)) if kind == "html_block" else []
    if stretches:
        for start, end, role, tags in stretches:
            enclosures = tuple(enclosures_in(source, start, end))
            hidden = tuple(_merge(sorted((*tags, *enclosures)))) if enclosures else tags
            yield MarkdownBlock(role, tuple(rows_between(source, start, end, gap)), (), hidden)
            gap = 1
        return
    text = source[first:last]
    bare = text.strip()
    if bare:
        start = first + len(text) - len(text.lstrip())
        masked: tuple[Span, ...] = (Span(start, start + len(bare)),)
        if kind == "table_open":
            masked = tuple(span for line in lines for span in _masked_in(parser, source, line))
        yield MarkdownBlock(_WHOLE[kind], (Row(start, "", bare, "", gap),), (), masked)


def _masked_in(parser: MarkdownIt, source: str, line: Span) -> Iterator[Span]:
    """The spans of a line of a table that are masked."""
    for start, end in marks(parser, source[line.start : line.end]).masked:
        yield Span(line.start + start, line.start + end)
