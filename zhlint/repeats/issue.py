"""Passages that two drafts of one issue of the paper share, exactly or nearly.

The prose of a draft is compared as one text, so paragraphs and line breaks do not matter. Headlines, by-lines, datelines,
captions and verse are left out. Set phrases, quoted slogans and lists of names do not count towards the length of a
passage. A quotation of one draft in the other is no copy (a speech and the news of it), nor is a bulletin that differs in
its figures alone. A near copy must have an exact stretch of at least a third of the shortest length.
"""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING, Final, NamedTuple

from zhlint.analysis.copies.growth import grow
from zhlint.analysis.copies.own_length import own_length_of
from zhlint.analysis.copies.runs import NEVER_FIRST, repeated_runs
from zhlint.analysis.copies.stretches import stretches
from zhlint.analysis.copies.units import PASSAGE
from zhlint.analysis.marks.quotes import is_quoted
from zhlint.document import Span, serves

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from zhlint.analysis.copies.growth import Difference, Growth
    from zhlint.analysis.copies.own_length import OwnLength
    from zhlint.analysis.copies.runs import Run
    from zhlint.document import Document

#: The least shortest length of a copy: shorter seeds would be ordinary words.
LEAST: Final = 24
#: Opening marks, which no passage ends with.
_NEVER_LAST: Final = "“‘（(【〔「『《〈"
_DIGITS: Final = tuple("0123456789.")
_FIGURE: Final = frozenset("0123456789.%％年月日时分")
#: From so many changes on, a passage with changed figures alone is no copy.
_FIGURES: Final = 3
#: The most characters that a near copy is extended by.
_REACH: Final = 20_000
#: The least characters of a near copy for each change in it.
_PER_CHANGE: Final = 12


class Site(NamedTuple):
    """A passage of a document, by its number; the span is of its logical text."""

    document: int
    span: Span


class Change(NamedTuple):
    """The differing text of the later draft and of the first; either may be empty."""

    here: str
    first: str


class SharedPassage(NamedTuple):
    """A passage that two drafts share.

    `length` is in characters of the later draft without white space. `changes` are the differences, in order; none for an
    exact copy.
    """

    later: Site
    first: Site
    length: int
    changes: tuple[Change, ...]


class Overlap(NamedTuple):
    """The passages that two drafts share; `share` is their portion of the shorter one, 0–1."""

    later: int
    first: int
    passages: tuple[SharedPassage, ...]
    length: int
    share: float


def copies(documents: Sequence[Document], shortest: int = PASSAGE) -> list[SharedPassage]:
    """Passages of at least `shortest` (24 or more) characters that two documents share.

    Each is given once, in order of its place in the later document, with its first place in another one.
    """
    bodies = [_Body(document) for document in documents]
    own_length = _own_lengths()
    shared: list[SharedPassage] = []
    done = (-1, 0)
    for run in repeated_runs([body.text for body in bodies], max(LEAST // 2, shortest // 3)):
        number, start, _ = run.later
        if number == run.earlier.text or (number, start) < done:
            continue
        for piece in _pieces(bodies, run):
            passage = _passage(bodies, run, piece, shortest, own_length)
            if passage:
                shared.append(passage)
                done = (number, piece.end)
                break
    return shared


def overlaps(documents: Sequence[Document], shared: Sequence[SharedPassage]) -> list[Overlap]:
    """The shared passages by pairs of drafts, sorted by the later draft, then the first."""
    pairs: dict[tuple[int, int], list[SharedPassage]] = {}
    for passage in shared:
        pairs.setdefault((passage.later.document, passage.first.document), []).append(passage)
    result = []
    for (later, first), passages in sorted(pairs.items()):
        length = sum(passage.length for passage in passages)
        shorter = min(len(_Body(documents[number]).text) for number in (later, first))
        result.append(Overlap(later, first, tuple(passages), length, min(1.0, length / shorter)))
    return result


class _Body:
    """The prose of a document as one text without white space, with offsets back."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.stretches = stretches(document) if serves(document.kind, "sentence") else ()
        self.bounds = [0, *accumulate(len(stretch.text) for stretch in self.stretches)]
        self.text = "".join(stretch.text for stretch in self.stretches)

    def span(self, start: int, end: int) -> Span:
        """The logical span of a non-empty piece of `text`, which may cross blocks."""
        return Span(self._offset(start), self._offset(end - 1) + 1)

    def original(self, start: int, end: int) -> str:
        """The piece of `text` as the document has it, with white space."""
        return self.document[self.span(start, end)] if end > start else ""

    def _offset(self, offset: int) -> int:
        """The logical offset of a character of `text`."""
        number = bisect_right(self.bounds, offset) - 1
        inside = offset - self.bounds[number]
        return self.stretches[number].span(inside, inside + 1).start


def _own_lengths() -> Callable[[Document], OwnLength]:
    """A measure of passages that is built once for each lexicon."""
    measures: dict[tuple[str, ...], OwnLength] = {}

    def own_length(document: Document) -> OwnLength:
        stock = document.desk.lexicon.stock
        if stock not in measures:
            measures[stock] = own_length_of(document)
        return measures[stock]

    return own_length


def _pieces(bodies: Sequence[_Body], run: Run) -> Iterator[Growth]:
    """A run grown over small differences, where these are few; then the bare run."""
    later, earlier = bodies[run.later.text].text, bodies[run.earlier.text].text
    for reach in (_REACH, 0):
        piece = grow(later, run.later.start, run.later.end, earlier, run.earlier.start, reach)
        if len(piece.differences) * _PER_CHANGE <= piece.end - piece.start:
            yield piece


def _passage(
    bodies: Sequence[_Body], run: Run, piece: Growth, shortest: int, own_length: Callable[[Document], OwnLength]
) -> SharedPassage | None:
    later, earlier = bodies[run.later.text], bodies[run.earlier.text]
    head, tail = _loose_marks(later.text, piece.start, piece.end)
    start, end = piece.start + head, piece.end - tail
    if end - start < shortest or own_length(later.document)(later.text[start:end]) < shortest:
        return None
    span, first = later.span(start, end), earlier.span(piece.first + head, piece.last - tail)
    if is_quoted(later.document, *span) != is_quoted(earlier.document, *first):
        return None
    changes = tuple(_change(later, earlier, difference) for difference in piece.differences)
    if len(changes) >= _FIGURES and all(_is_figure(change) for change in changes):
        return None
    return SharedPassage(Site(run.later.text, span), Site(run.earlier.text, first), end - start, changes)


def _change(later: _Body, earlier: _Body, difference: Difference) -> Change:
    """A difference as a change; a number is taken whole, with its equal digits."""
    start, length, first, omitted = difference
    end, last = start + length, first + omitted
    if _is_figure(Change(later.text[start:end], earlier.text[first:last])):
        while start and first and later.text[start - 1] == earlier.text[first - 1] and later.text[start - 1] in _DIGITS:
            start, first = start - 1, first - 1
        while later.text[end : end + 1] == earlier.text[last : last + 1] and later.text[end : end + 1] in _DIGITS:
            end, last = end + 1, last + 1
    return Change(later.original(start, end), earlier.original(first, last))


def _is_figure(change: Change) -> bool:
    return all(char in _FIGURE for text in change for char in text)


def _loose_marks(text: str, start: int, end: int) -> tuple[int, int]:
    """The numbers of closing marks at the head and of opening marks at the tail."""
    piece = text[start:end]
    return len(piece) - len(piece.lstrip(NEVER_FIRST)), len(piece) - len(piece.rstrip(_NEVER_LAST))
