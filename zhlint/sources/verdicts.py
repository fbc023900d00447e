"""The verdicts on all that a draft quotes, reports or calls by its title."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from zhlint.sources import DIFFERS, MISSING
from zhlint.sources.comparison import compare, verdict_of
from zhlint.sources.index import SourceIndex, index_of
from zhlint.sources.quoted_words import is_document, quoted_words, reported_words, titles
from zhlint.sources.reported_speech import replacements

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zhlint.document import Document
    from zhlint.sources.comparison import Verdict

#: The most characters in which a title differs that is taken for a document's though it does not end like one.
_SLIP: Final = 1


def source_index(document: Document) -> SourceIndex | None:
    """The analysis: the sources of the desk of a document, None without any."""
    sources = document.desk.sources
    return index_of(sources) if sources.shards else None


def verdicts(document: Document, kind: str, shortest: int) -> tuple[Verdict, ...]:
    """The verdicts on all quotations, titles or reports of `shortest` letters and more.

    Where a quotation is not found, those within it stand beside it. Of reports only those with a replaced character are given.
    """
    known = document.analyse(_known_verdicts)
    if (kind, shortest) not in known:
        known[kind, shortest] = tuple(_verdicts(document, kind, shortest))
    return known[kind, shortest]


def _known_verdicts(_document: Document) -> dict[tuple[str, int], tuple[Verdict, ...]]:
    """The analysis: room for the verdicts on a document."""
    return {}


def _verdicts(document: Document, kind: str, shortest: int) -> Iterator[Verdict]:
    index = document.analyse(source_index)
    if index is None:
        return
    if kind == "report":
        for words in document.analyse(reported_words):
            for pair in replacements(document, words, index, shortest):
                yield verdict_of(document, words, [pair])
        return
    if kind == "title":
        yield from _of_titles(document, index, shortest)
        return
    waiting = [*document.analyse(quoted_words)][::-1]
    while waiting:
        words = waiting.pop()
        verdict = compare(document, words, index, shortest)
        if verdict:
            yield verdict
        if verdict and verdict.outcome == MISSING:
            waiting += reversed(words.inner)


def _of_titles(document: Document, index: SourceIndex, shortest: int) -> Iterator[Verdict]:
    """Yields the verdicts on documents' names, and on other titles that are slips."""
    for words in document.analyse(titles):
        verdict = compare(document, words, index, shortest)
        if verdict and (is_document(document[words.parts[0]]) or _is_slip_of_document(verdict)):
            yield verdict


def _is_slip_of_document(verdict: Verdict) -> bool:
    """Whether a title is a document's name but for a character or their order.

    With something put behind it (…解读, …稿) it is none.
    """
    if not verdict.passage or not is_document(verdict.passage.text) or verdict.outcome != DIFFERS:
        return False
    changed = sum(max(len(one.here), len(one.there)) for one in verdict.differences if one.kind != "order")
    last = verdict.differences[-1]
    return changed <= _SLIP and not (last.kind == "added" and last.span.end == verdict.words.end)
