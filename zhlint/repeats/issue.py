"""What stands in two drafts of one issue of the paper: passages word for word, or but for a few characters.

The prose of each draft is one text, so that a passage is found whatever the paragraphs and line breaks. Headlines,
by-lines, datelines, captions and verse are left out; set phrases, quoted slogans and lists of names do not help a
passage to its length; what one draft quotes of the other (a speech and the news of it) is no copy, nor is a bulletin
that differs in its figures alone. A near copy must agree without a break in a third of the shortest length somewhere.
"""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING, Final, NamedTuple

from zhlint.analysis.copies.growth import grown
from zhlint.analysis.copies.own_length import own_length_of
from zhlint.analysis.copies.passages import NEVER_FIRST, PASSAGE
from zhlint.analysis.copies.runs import repeated_runs
from zhlint.analysis.copies.stretches import stretches
from zhlint.analysis.marks.quotes import is_quoted
from zhlint.document import Span, serves

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from zhlint.analysis.copies.growth import Difference, Grown
    from zhlint.analysis.copies.own_length import OwnLength
    from zhlint.analysis.copies.runs import Run
    from zhlint.document import Document

#: A copy cannot be asked for that is shorter: the seeds would be ordinary words.
LEAST: Final = 24
_NEVER_LAST: Final = "“‘（(【〔「『《〈"
_DIGITS: Final = tuple("0123456789.")
_FIGURE: Final = frozenset("0123456789.%％年月日时分")
_FIGURES: Final = 3
_REACH: Final = 20_000
_PER_CHANGE: Final = 12


class Site(NamedTuple):
    """A passage of the document with this number; the span is of its logical text."""

    document: int
    span: Span


class Change(NamedTuple):
    """What stands in the later draft and what in the first, either may be empty."""

    here: str
    first: str


class SharedPassage(NamedTuple):
    """A passage that stands in two drafts. `length` counts characters of the later one without white space.

    `changes` are what differs, in order; none where the two are the same word for word.
    """

    later: Site
    first: Site
    length: int
    changes: tuple[Change, ...]


class Overlap(NamedTuple):
    """All passages that a draft shares with an earlier one; `share` is their part of the shorter prose, 0 to 1."""

    later: int
    first: int
    passages: tuple[SharedPassage, ...]
    length: int
    share: float


def copies(documents: Sequence[Document], shortest: int = PASSAGE) -> list[SharedPassage]:
    """Passages of at least `shortest` (24 or more) characters that stand in two of the documents.

    Each is reported at the later document, with the first place it has in another; in order of the later places.
    """
    bodies = [_Body(document) for document in documents]
    own_length = _own_lengths()
    found: list[SharedPassage] = []
    done = (-1, 0)
    for run in repeated_runs([body.text for body in bodies], max(LEAST // 2, shortest // 3)):
        number, start, _ = run.later
        if number == run.earlier.text or (number, start) < done:
            continue
        for piece in _pieces(bodies, run):
            passage = _passage(bodies, run, piece, shortest, own_length)
            if passage:
                found.append(passage)
                done = (number, piece.end)
                break
    return found


def overlaps(documents: Sequence[Document], shared: Sequence[SharedPassage]) -> list[Overlap]:
    """The shared passages by pairs of drafts, in order of the later draft, then of the first."""
    pairs: dict[tuple[int, int], list[SharedPassage]] = {}
    for passage in shared:
        pairs.setdefault((passage.later.document, passage.first.document), []).append(passage)
    found = []
    for (later, first), passages in sorted(pairs.items()):
        length = sum(passage.length for passage in passages)
        shorter = min(len(_Body(documents[number]).text) for number in (later, first))
        found.append(Overlap(later, first, tuple(passages), length, min(1.0, length / shorter)))
    return found


class _Body:
    """The prose of a document as one text without white space, and the way back."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.stretches = stretches(document) if serves(document.kind, "sentence") else ()
        self.bounds = [0, *accumulate(len(stretch.text) for stretch in self.stretches)]
        self.text = "".join(stretch.text for stretch in self.stretches)

    def span(self, start: int, end: int) -> Span:
        """The logical offsets of a non-empty piece of `text`; it may go over several blocks."""
        return Span(self._offset(start), self._offset(end - 1) + 1)

    def original(self, start: int, end: int) -> str:
        return self.document[self.span(start, end)] if end > start else ""

    def _offset(self, at: int) -> int:
        number = bisect_right(self.bounds, at) - 1
        at -= self.bounds[number]
        return self.stretches[number].span(at, at + 1).start


def _own_lengths() -> Callable[[Document], OwnLength]:
    """The measure of a draft's passages, made once for each lexicon."""
    known: dict[tuple[str, ...], OwnLength] = {}

    def own_length(document: Document) -> OwnLength:
        stock = document.desk.lexicon.stock
        if stock not in known:
            known[stock] = own_length_of(document)
        return known[stock]

    return own_length


def _pieces(bodies: Sequence[_Body], run: Run) -> Iterator[Grown]:
    """A run as far as it goes with small differences, where there are few, then as it stands."""
    later, earlier = bodies[run.later.text].text, bodies[run.earlier.text].text
    for reach in (_REACH, 0):
        piece = grown(later, run.later.start, run.later.end, earlier, run.earlier.start, reach)
        if len(piece.differences) * _PER_CHANGE <= piece.end - piece.start:
            yield piece


def _passage(
    bodies: Sequence[_Body], run: Run, piece: Grown, shortest: int, own_length: Callable[[Document], OwnLength]
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
    """What differs; of a number all digits, though some be the same."""
    at, length, there, omitted = difference
    end, last = at + length, there + omitted
    if _is_figure(Change(later.text[at:end], earlier.text[there:last])):
        while at and there and later.text[at - 1] == earlier.text[there - 1] and later.text[at - 1] in _DIGITS:
            at, there = at - 1, there - 1
        while later.text[end : end + 1] == earlier.text[last : last + 1] and later.text[end : end + 1] in _DIGITS:
            end, last = end + 1, last + 1
    return Change(later.original(at, end), earlier.original(there, last))


def _is_figure(change: Change) -> bool:
    return all(char in _FIGURE for text in change for char in text)


def _loose_marks(text: str, start: int, end: int) -> tuple[int, int]:
    """How many marks at the head close what stands before, and how many at the tail open what follows."""
    piece = text[start:end]
    return len(piece) - len(piece.lstrip(NEVER_FIRST)), len(piece) - len(piece.rstrip(_NEVER_LAST))
