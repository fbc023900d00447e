"""The search for copies among the paragraphs of a draft that may hold some."""

from __future__ import annotations

from itertools import filterfalse
from typing import TYPE_CHECKING, Final

from zhlint.analysis.copies.on_purpose import are_sentences_on_purpose, is_formula, is_paragraph_on_purpose
from zhlint.analysis.copies.own_length import own_length_of
from zhlint.analysis.copies.paragraphs import repeated_paragraphs
from zhlint.analysis.copies.runs import Piece, Run, longest_free, repeated_runs, trim
from zhlint.analysis.copies.sentences import repeated_sentences
from zhlint.analysis.copies.songs import is_sung
from zhlint.analysis.copies.stretches import Stretch, stretch_of
from zhlint.analysis.copies.summaries import is_deck, is_labelled, sums_up
from zhlint.analysis.copies.units import PASSAGE, PASSAGE_IN_PARAGRAPH, SENTENCE, SHORT_PASSAGE, Copy
from zhlint.analysis.marks.quotes import is_quoted
from zhlint.document import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from zhlint.document import Block, Document

#: So many repeated sentences in one draft are no formulas: two texts were mixed.
_MIXED: Final = 8


def body_of(
    document: Document, blocks: Sequence[Block], texts: Sequence[str], candidates: set[int]
) -> Iterator[Stretch]:
    """The candidate paragraphs, with an empty one between any two that were no neighbours."""
    apart = True
    for number, (block, text) in enumerate(zip(blocks, texts, strict=False)):
        if text and number in candidates and not is_sung(document, text):
            yield stretch_of(document, block, text)
            apart = False
        elif text and not apart:
            yield Stretch(block, "", None)
            apart = True


def copies_in(document: Document, body: Iterable[Stretch]) -> tuple[Copy, ...]:
    """Every later copy among the paragraphs of a draft, in order."""
    return tuple(sorted(_Search(document, tuple(body)).copies(), key=lambda copy: (copy.start, copy.end)))


class _Search:
    """A search for copies; what one unit has claimed is closed to the next."""

    def __init__(self, document: Document, body: tuple[Stretch, ...]) -> None:
        self.document = document
        self.own_length = own_length_of(document)
        self.body = body
        self.whole = tuple(repeated_paragraphs(document, body, self.own_length))
        copies = {later for later, _ in self.whole}
        self.rest = [stretch for number, stretch in enumerate(self.body) if number not in copies]
        self.covered = [bytearray(len(stretch.text)) for stretch in self.rest]

    def copies(self) -> Iterator[Copy]:
        yield from self._paragraphs()
        texts = [stretch.text for stretch in self.rest]
        runs = sorted(filterfalse(_stutters, repeated_runs(texts, SHORT_PASSAGE)), key=_longest_first)
        apart = [run for run in runs if run.later.text != run.earlier.text]
        yield from self._passages("passage", apart, PASSAGE)
        yield from self._sentences(texts)
        yield from self._passages("passage", runs, PASSAGE_IN_PARAGRAPH)
        yield from self._passages("short-passage", runs, SHORT_PASSAGE)

    def _paragraphs(self) -> Iterator[Copy]:
        pairs = set(self.whole)
        laters = {first: later for later, first in self.whole}
        for later, first in self.whole:
            copy, before = self.body[later], self.body[first]
            in_row = not pairs.isdisjoint({(later - 1, first - 1), (later + 1, first + 1)})
            if not in_row and (is_deck(self.document, before.block, copy.block) or _is_listed(laters, first)):
                continue
            is_pasted = in_row or (first + 1, first) in pairs
            on_purpose = is_paragraph_on_purpose(self.document, before, copy, is_pasted=is_pasted)
            span, length = copy.span(0, len(copy.text)), len(copy.text)
            unit = "passage" if on_purpose else "paragraph"
            yield Copy(unit, *span, Span(before.block.start, before.block.end), length)

    def _sentences(self, texts: list[str]) -> Iterator[Copy]:
        groups = [*repeated_sentences(texts, lambda sentence: self.own_length(sentence) >= SENTENCE)]
        for run, times in groups:
            later = run.later
            if any(self.covered[later.text][later.start : later.end]):
                continue
            earlier, stretch = self.rest[run.earlier.text], self.rest[later.text]
            if not self._is_citation(run) and not is_labelled(self.document, earlier, stretch):
                on_purpose = are_sentences_on_purpose(self.document, earlier, stretch, run, times)
                on_purpose |= len(groups) < _MIXED and is_formula(self.document, earlier, stretch, run, times)
                yield self._copy("passage" if on_purpose else "sentence", run, times)

    def _passages(self, unit: str, runs: Iterable[Run], shortest: int) -> Iterator[Copy]:
        for run in runs:
            earlier, later = self.rest[run.earlier.text], self.rest[run.later.text]
            piece = trim(longest_free(run, self.covered[run.later.text]), later.text)
            _, start, end = piece.later
            if end - start < shortest or self.own_length(later.text[start:end]) < shortest:
                continue
            if not self._is_citation(piece) and not sums_up(self.document, earlier, later, end - start):
                yield self._copy(unit, piece)

    def _is_citation(self, run: Run) -> bool:
        """Whether one place quotes the other, the words of two different speakers excepted."""
        later, earlier = map(self._is_quoted, run)
        if later == earlier:
            return False
        sections = [self.document.section_at(self.rest[place.text].block.start) for place in run]
        speakers = {section.speaker.name.text for section in sections if section and section.speaker}
        return len(speakers) < 2

    def _is_quoted(self, place: Piece) -> bool:
        """Whether a piece lies in a verbatim quotation, even one of several paragraphs."""
        stretch = self.rest[place.text]
        goes_on = stretch.text[0] == "“" and stretch.text.count("“") > stretch.text.count("”")
        return goes_on or is_quoted(self.document, *stretch.span(place.start, place.end))

    def _copy(self, unit: str, run: Run, times: int = 1) -> Copy:
        later, earlier = run.later, run.earlier
        self.covered[later.text][later.start : later.end] = b"\1" * (later.end - later.start)
        span = self.rest[later.text].span(later.start, later.end)
        first = self.rest[earlier.text].span(earlier.start, earlier.end)
        return Copy(unit, *span, first, later.end - later.start, times)


def _is_listed(laters: dict[int, int], first: int) -> bool:
    """Whether a paragraph is of a list of headings.

    It stands beside another at its first place, and apart from it below.
    """
    beside = (number for number in (first - 1, first + 1) if number in laters)
    return any(abs(laters[number] - laters[first]) > 1 for number in beside)


def _longest_first(run: Run) -> tuple[int, Piece]:
    return run.later.start - run.later.end, run.later


def _stutters(run: Run) -> bool:
    """Whether a run equals itself a few characters before: 哈哈哈哈 and the like."""
    return run.later.text == run.earlier.text and run.later.start - run.earlier.start < SENTENCE
