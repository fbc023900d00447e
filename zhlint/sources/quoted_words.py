"""Words that a draft takes from elsewhere: quotations, titles, reported clauses."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from zhlint.analysis.marks.pairs import CLOSED_BY, QUOTES, marked_lines
from zhlint.analysis.speakers.saying import VERBS
from zhlint.document import Span
from zhlint.patterns.expressions import expression

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from zhlint.analysis.marks.pairs import MarkedLine, Pair
    from zhlint.document import Document

#: A quotation that begins in one paragraph ends at most so many later.
_PARAGRAPHS: Final = 30
_KEPT_OUT: Final = frozenset({"code", "frontmatter", "byline", "credit", "contact"})
#: Endings of the names of documents, after which a version in brackets may follow.
_DOCUMENT: Final = expression(
    r"(?:意见|决定|决议|通知|通告|公告|公报|办法|条例|细则|规定|规则|规划|纲要|方案|计划|报告|讲话|要点|章程|准则|宣言|声明|白皮书|[^书说文]法|法典|批复|指引|指南|规程|标准|解释|议定书|协定|倡议|贺信)"
    r"(?:（[^（）]{1,12}）)?$"
)
_REPORT: Final = expression(rf"(?:{VERBS})[，,：:](?![“「『])")
_SENTENCE_END: Final = frozenset("。！？")
#: The longest stretch of reported speech that is looked at, in characters.
_LONGEST_REPORT: Final = 400


class Words(NamedTuple):
    """Words with a source elsewhere.

    `kind` is quotation, title or report. `parts` are their spans in order, without marks at the border; a quotation over several
    paragraphs has one in each. `inner` are quotations within.
    """

    kind: str
    parts: tuple[Span, ...]
    inner: tuple[Words, ...] = ()

    @property
    def start(self) -> int:
        return self.parts[0].start

    @property
    def end(self) -> int:
        return self.parts[-1].end


def quoted_words(document: Document) -> tuple[Words, ...]:
    """The analysis: quotations of any length, in order; those within others stand in these."""
    lines = [line for line in document.analyse(marked_lines) if line.role not in _KEPT_OUT]
    found = [words for line in lines for words in _pairs_of(line)]
    across = [*_across(document, lines)]
    taken = {part.start for words in across for part in words.parts}
    found = [words for words in found if words.start not in taken] + across
    covered = [part for words in found for part in words.parts]
    found += [
        Words("quotation", (Span(block.start, block.end),))
        for block in document.of_role("quotation")
        if not any(part.start < block.end and block.start < part.end for part in covered)
    ]
    return tuple(sorted(found, key=lambda words: words.parts))


def titles(document: Document) -> tuple[Words, ...]:
    """The analysis: what stands in title marks, in order."""
    return tuple(
        Words("title", (Span(pair.opener.at + 1, pair.closer.at),))
        for line in document.analyse(marked_lines)
        if line.role not in _KEPT_OUT
        for pair in line.pairs
        if pair.opener.kind == "title" and pair.opener.at + 1 < pair.closer.at
    )


def is_document(title: str) -> bool:
    """Whether a title ends like that of a document.

    A bracket at its end may be open.
    """
    return any(_DOCUMENT.search(form) for form in (title, f"{title}）"))


def reported_words(document: Document) -> tuple[Words, ...]:
    """The analysis: the text behind verbs of saying, without quotations."""
    quotations = [part for words in document.analyse(quoted_words) for part in words.parts]
    found = []
    for block in document.of_role("paragraph", "list", "question"):
        at = block.start
        while match := _REPORT.search(document.text, at, block.end):
            at = min(block.end, match.end() + _LONGEST_REPORT)
            inside = [part for part in quotations if part.start < at and match.end() < part.end]
            if not any(part.start <= match.start() < part.end for part in inside):
                found += [Words("report", (span,)) for span in _without(Span(match.end(), at), inside)]
    return tuple(found)


def _without(whole: Span, holes: Sequence[Span]) -> Iterator[Span]:
    start = whole.start
    for hole in sorted(holes):
        if hole.start > start:
            yield Span(start, min(hole.start, whole.end))
        start = max(start, hole.end)
    if start < whole.end:
        yield Span(start, whole.end)


def _pairs_of(line: MarkedLine) -> list[Words]:
    """The outermost quotations of a line."""
    pairs = [pair for pair in line.pairs if pair.opener.kind in QUOTES]
    return _nesting(pairs)


def _nesting(pairs: Sequence[Pair]) -> list[Words]:
    """Pairs in order of their openers as quotations, each within the one around it."""
    found: list[Words] = []
    number = 0
    while number < len(pairs):
        outer = pairs[number]
        inside = number + 1
        while inside < len(pairs) and pairs[inside].opener.at < outer.closer.at:
            inside += 1
        span = Span(outer.opener.at + 1, outer.closer.at)
        if span.start < span.end:
            found.append(Words("quotation", (span,), tuple(_nesting(pairs[number + 1 : inside]))))
        number = inside
    return found


def _across(document: Document, lines: Sequence[MarkedLine]) -> Iterator[Words]:
    """Quotations that begin in one paragraph and end in a later one.

    Each paragraph between begins with an opening mark again, or with none.
    """
    number = 0
    while number < len(lines):
        opener = next((mark for mark in lines[number].lone if mark.opens and mark.kind in QUOTES), None)
        found = opener and _to_the_end(document, lines[number : number + _PARAGRAPHS], opener.at, opener.char)
        if found:
            parts, count = found
            yield Words("quotation", parts)
            number += count
        else:
            number += 1


def _to_the_end(
    document: Document, lines: Sequence[MarkedLine], at: int, opening: str
) -> tuple[tuple[Span, ...], int] | None:
    """The parts of a quotation that opens at `at`, and the lines before its last."""
    parts = [Span(at + 1, lines[0].end)]
    for count, line in enumerate(lines[1:], 1):
        start = (
            line.start + len(document.text[line.start : line.end]) - len(document.text[line.start : line.end].lstrip())
        )
        reopened = document.text[start : start + 1] == opening
        closing = next((mark for mark in line.lone if mark.char == CLOSED_BY[opening]), None)
        if reopened and any(pair.opener.at == start for pair in line.pairs):
            # The last paragraph, whose two marks are a pair of their own.
            last = next(pair for pair in line.pairs if pair.opener.at == start)
            parts.append(Span(start + 1, last.closer.at))
            return tuple(part for part in parts if part.start < part.end), count
        if closing:
            parts.append(Span(start + reopened, closing.at))
            return tuple(part for part in parts if part.start < part.end), max(1, count)
        if not reopened and any(mark.opens and mark.char == opening for mark in line.marks):
            return None
        parts.append(Span(start + reopened, line.end))
    return None
