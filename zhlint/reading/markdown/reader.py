"""Markdown: the same lines as plain text has, without scaffolding; code, addresses and HTML masked."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from itertools import groupby, islice
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from zhlint.document import Run, Span
from zhlint.patterns.expressions import expression
from zhlint.reading.grammar.forms import form_of
from zhlint.reading.markdown.dialects import SCAFFOLDS, enclosed
from zhlint.reading.markdown.frontmatter import read_front_matter
from zhlint.reading.markdown.html import words_between_tags
from zhlint.reading.markdown.inline import marks, recorder
from zhlint.reading.plain import Layout, Line, slices
from zhlint.reading.wrapping import Row, breaks, paragraphs

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from markdown_it import MarkdownIt
    from markdown_it.token import Token

#: Block tokens taken as they stand.
_WHOLE: Final = {
    "fence": "code", "code_block": "code", "html_block": "code", "table_open": "table", **dict.fromkeys(SCAFFOLDS, "code"),
}  # fmt: skip
_CONTAINERS: Final = {
    "blockquote": "quotation", "list_item": "list", "dt": "list", "dd": "list", "footnote_reference": "note",
}  # fmt: skip
#: A first-level heading below this many other blocks is no headline.
_TOP: Final = 3


_COMMENT_FIRST: Final = expression(r"\s*(?:<!--(?:(?!-->)[^\0])*-->[ \t]*)+[^\s<]")
_LINES: Final = expression(r"([^\r\n]*)(?:\r\n|\n|\r|$)")
_ENDS: Final = expression(r"[\r\n]+")


class Piece(NamedTuple):
    """A block: its role, its rows, and the spans of the source that are scaffolding or no prose."""

    role: str
    rows: tuple[Row, ...]
    dropped: tuple[Span, ...] = ()
    masked: tuple[Span, ...] = ()

    @property
    def written(self) -> tuple[Row, ...]:
        """The rows that hold more than blanks."""
        return tuple(row for row in self.rows if row.words)


def lay_out(source: str) -> Layout:
    """The layout of a Markdown draft: emphasis marks, bullets, link targets and images are left out of the text."""
    front = read_front_matter(source)
    pieces = list(read_pieces(source, front.end))
    groups = iter(paragraphs([row for piece in pieces for row in piece.written], soft=True))
    kept: list[tuple[int, int]] = [(0, front.end)]
    spans: list[Line] = []
    at = front.end
    for piece in pieces:
        left = len(piece.written)
        while left:
            group = next(groups)
            left -= len(group)
            kept += [*_line_ends(source, at, group[0].start), *_kept(group, piece.dropped)]
            at = group[-1].last
            spans.append(Line(group[0].start, at, group[0].gap, piece.role))
    kept += _line_ends(source, at, len(source))
    text, runs = slices(source, kept)
    title = front.title.value if front.title else None
    heads = [Span(0, title.start), Span(title.end, front.end)] if title else [Span(0, front.end)] * bool(front.end)
    spans += [Line(*head, 0, "frontmatter") for head in heads]
    spans += [Line(title.start, title.end, 0, "headline")] if title else []
    masked = [*heads, *(span for piece in pieces for span in piece.masked)]
    places = _Places(runs, len(text))
    placed = (line._replace(start=places.of(line.start), end=places.of(line.end)) for line in sorted(spans))
    return Layout(
        text,
        runs,
        tuple(_trimmed(text, placed)),
        tuple(Span(places.of(start), places.of(end)) for start, end in masked),
        front.metadata,
        front.credits,
        (Span(title.start, title.end),) if title else (),
    )


class _Places:
    """Offsets of the source in the text; what was left out is where the next kept character is."""

    def __init__(self, runs: Sequence[Run], length: int) -> None:
        self.runs = runs
        self.sources = [run.source for run in runs]
        self.ends = [*(run.start for run in runs[1:]), length]

    def of(self, source: int) -> int:
        at = max(bisect_right(self.sources, source) - 1, 0)
        run = self.runs[at]
        return max(run.start, min(run.start + source - run.source, self.ends[at]))


def _trimmed(text: str, lines: Iterable[Line]) -> Iterator[Line]:
    """The lines without the blanks at their edges; those of which nothing is left (images) are gone."""
    for line in lines:
        words = text[line.start : line.end]
        if words.strip():
            start = line.start + len(words) - len(words.lstrip())
            yield line._replace(start=start, end=start + len(words.strip()))


def read_pieces(source: str, at: int) -> Iterator[Piece]:
    """The blocks of a draft from `at` on."""
    parser = recorder()
    lines = [Span(*found.span(1)) for found in _LINES.finditer(source, at)]
    done = 0
    env: dict[str, Any] = {}
    for token, role in _leaves(parser, source[at:], env):
        first, end = token.map or (0, 0)
        end = max(end, first + 1)
        if first < done:  # the cells of a table that was taken whole
            continue
        gap, done = max(1, first - done), end
        # The standard takes a line that begins with a comment for HTML to its end; here it is a draft's words.
        prose = token.type == "html_block" and _COMMENT_FIRST.match(token.content)
        if token.type in _WHOLE and not prose:
            yield from _whole(parser, source, lines[first:end], gap, token.type)
            continue
        content, kind = (token.content.strip(), "") if prose else (token.content, role)
        found = marks(parser, content, env.get("references", {}))
        rows = _rows(source, lines[first:end], content, gap)
        yield from _running(source, rows, kind, *(_placed(rows, content, spans) for spans in found)) if rows else ()


def _running(
    source: str, rows: Sequence[Row], role: str, dropped: Sequence[Span], masked: Sequence[Span]
) -> Iterator[Piece]:
    """Running text, parted from the lines that hold nothing but what is masked or dropped."""
    covered = _merged(sorted((*dropped, *masked)))
    for hidden, some in groupby((row for row in rows if row.words), lambda row: not _has_words(source, row, covered)):
        part = tuple(some)
        # A line of another kind divides as a blank one does.
        part = (part[0]._replace(gap=max(1, part[0].gap)), *part[1:])
        inside = (_within(spans, part[0].start, part[-1].last) for spans in (dropped, masked))
        yield Piece("code" if hidden else role, part, *inside)


def _merged(spans: Iterable[Span]) -> list[Span]:
    """Sorted spans as disjoint ones."""
    merged: list[Span] = []
    for span in spans:
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return merged


def _within(spans: Sequence[Span], start: int, end: int) -> tuple[Span, ...]:
    """Those of the sorted spans that begin in this stretch."""
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
    """The blocks that hold text, each with the role its kind and its containers give it; `env` takes the link targets."""
    tokens: list[Token] = []
    parser.block.parse(re.sub(r"\r\n?", "\n", body).replace("\0", "\ufffd"), parser, env, tokens)
    inside: list[str] = []
    heading, seen = "", 0
    for token in tokens:
        container = _CONTAINERS.get(token.type.rpartition("_")[0])
        if container:
            inside = [*inside, container] if token.nesting > 0 else inside[:-1]
        elif token.type == "heading_open":
            heading = "headline" if token.tag == "h1" and seen < _TOP else "subhead"
        elif token.type in _WHOLE:
            yield token, _WHOLE[token.type]
        elif token.type == "inline" and token.map:
            note = bool(inside) and form_of(token.content) == "note"
            yield token, heading or ("" if note or not inside else inside[-1])
            heading, seen = "", seen + 1


def _whole(parser: MarkdownIt, source: str, lines: Sequence[Span], gap: int, kind: str) -> Iterator[Piece]:
    """A block that is no running text: taken as it stands, or the words between the tags of HTML."""
    first, last = lines[0].start, lines[-1].end
    found = list(words_between_tags(source, first, last)) if kind == "html_block" else []
    if found:
        for start, end, role, tags in found:
            held = tuple(enclosed(source, start, end))
            hidden = tuple(_merged(sorted((*tags, *held)))) if held else tags
            yield Piece(role, tuple(_lines_between(source, start, end, gap)), (), hidden)
            gap = 1
        return
    text = source[first:last]
    bare = text.strip()
    if bare:
        start = first + len(text) - len(text.lstrip())
        masked: tuple[Span, ...] = (Span(start, start + len(bare)),)
        if kind == "table_open":
            masked = tuple(span for line in lines for span in _masked_in(parser, source, line))
        yield Piece(_WHOLE[kind], (Row(start, "", bare, "", gap),), (), masked)


def _masked_in(parser: MarkdownIt, source: str, line: Span) -> Iterator[Span]:
    """What is masked in a line of a table."""
    for start, end in marks(parser, source[line.start : line.end]).masked:
        yield Span(line.start + start, line.start + end)


def _lines_between(source: str, start: int, end: int, gap: int) -> Iterator[Row]:
    """The lines of a stretch of HTML that hold words."""
    for found in _LINES.finditer(source, start, end):
        line = found[1]
        bare = line.strip()
        if bare:
            indent, _, trail = line.partition(bare)
            yield Row(found.start() + len(indent), "", bare, trail, gap)
            gap = 0


def _rows(source: str, lines: Sequence[Span], content: str, gap: int) -> tuple[Row, ...]:
    """The rows of an inline text: each of its lines ends the source line it stands in, but for closing #."""
    rows: list[Row] = []
    left = iter(lines)
    for words in (line.strip() for line in content.split("\n")):
        for line in left:
            whole = source[line.start : line.end].replace("\0", "\ufffd")
            ending = _ending(whole, words)
            # A line of full-width blanks above the text is part of the block, but not of its content.
            if (ending and words) or (rows and not words):
                break
        else:
            return tuple(rows)
        start = line.start + len(ending) - len(words)
        rows.append(Row(start, "", words, whole[len(ending) :], 0 if rows else gap))
    return tuple(rows)


def _ending(whole: str, words: str) -> str:
    """The source line up to the end of these words, which end it; empty if they do not."""
    bare = whole.rstrip()
    return next((one for one in (bare, bare.rstrip("#").rstrip(), whole) if one.endswith(words)), "")


def _placed(rows: Sequence[Row], content: str, spans: Iterable[Span]) -> tuple[Span, ...]:
    """Spans of an inline text as spans of the source."""
    starts, places, at = [], [], 0
    for row, line in zip(rows, content.split("\n"), strict=False):
        starts.append(at)
        places.append(row.start - (len(line) - len(line.lstrip())) - at)
        at += len(line) + 1

    def place(offset: int) -> int:
        return offset + places[bisect_right(starts, offset) - 1]

    return tuple(Span(place(start), place(end - 1) + 1) for start, end in spans if start < end)


def _kept(group: Sequence[Row], dropped: Sequence[Span]) -> Iterator[tuple[int, int]]:
    """What is kept of the rows of a paragraph."""
    blanks = [*breaks(group), False]
    for row, blank in zip(group, blanks, strict=True):
        at, end = row.start, row.last
        for span in dropped:
            if at <= span.start < end:
                yield at, span.start
                at = span.end
        yield at, max(at, end)
        if blank:
            yield end + len(row.trail), end + len(row.trail) + 1


def _line_ends(source: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The line ends between two blocks; nothing else between them is kept."""
    return (found.span() for found in _ENDS.finditer(source, start, end))
