"""The place of a passage in the sources, word for word or nearly."""

from __future__ import annotations

import re
from array import array
from typing import TYPE_CHECKING, Final, NamedTuple

from zhlint.analysis.script import script
from zhlint.document import Span
from zhlint.sources.alignment import align, reordering
from zhlint.sources.folding import ELLIPSIS, VARIANTS, Folded, fold, without_border

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from zhlint.document import Document
    from zhlint.sources.alignment import Alignment, Change
    from zhlint.sources.index import SourceIndex, Window
    from zhlint.sources.quoted_words import Words

#: A passage is a quotation with differences where at most one character in so many is another.
_PER_EDIT: Final = 5
_NEARBY: Final = 4_000
#: Characters on either side of the densest stretch, where the words at its border may stand in another order.
_MARGIN: Final = 6
#: From so many characters on, what is too many or too few may stand in another place.
_LONG_GAP: Final = 4
_PIECES: Final = re.compile(f"[^{ELLIPSIS}]+")


class Match(NamedTuple):
    """A match in a window; without changes it is word for word."""

    window: Window
    first: int
    last: int
    changes: tuple[Change, ...]


class Stretch(NamedTuple):
    """A stretch of the draft, as a span of folded text."""

    folded: Folded
    start: int
    end: int

    @property
    def text(self) -> str:
        return self.folded.text[self.start : self.end]

    def span(self, start: int, end: int) -> Span:
        """The span of a piece; an empty one stands behind the character before."""
        if start < end:
            first, last = self.folded.span(self.start + start, self.start + end)
        else:
            at = self.start + start
            first = last = self.folded.offsets[at - 1] + 1 if at else self.folded.offsets[0]
        return Span(first, last)


def stretches_of(document: Document, words: Words) -> Iterator[Stretch]:
    """The folded text of some words, parted at ellipses, without the marks at its borders."""
    traditional = document.analyse(script) == "traditional"
    offsets, texts = array("L"), []
    for part in words.parts:
        folded = fold(document[part], traditional=traditional, spoken=True)
        offsets.extend(part.start + offset for offset in folded.offsets)
        texts.append(folded.text)
    whole = Folded("".join(texts), offsets)
    for piece in _PIECES.finditer(whole.text):
        start, end = without_border(piece[0])
        if start < end:
            yield Stretch(whole, piece.start() + start, piece.start() + end)


def find(
    index: SourceIndex, text: str, fit: Callable[[str, Match], Match | None] = lambda _, match: match
) -> Match | None:
    """The place of a folded text in the sources, word for word or nearly.

    A match with differences must be fit, where that is asked.
    """
    best: tuple[int, Match] | None = None
    for window in index.windows(text):
        at = window.folded.text.find(text)
        if at >= 0:
            return Match(window, at, at + len(text), ())
        if best and best[0] <= window.least_edits:
            break
        found = _near(window, text)
        if found and (best is None or found[0] < best[0]) and (fitted := fit(text, found[1])):
            best = found[0], fitted
    return best[1] if best else None


def find_nearby(index: SourceIndex, text: str, match: Match) -> Match | None:
    """The place of a folded text near a match, in the same source."""
    window = index.near(match.window, _NEARBY)
    at = window.folded.text.find(text)
    if at >= 0:
        return Match(window, at, at + len(text), ())
    found = _near(window, text)
    return found[1] if found else None


def _near(window: Window, text: str) -> tuple[int, Match] | None:
    """The closest piece of a window that is nearly a text, with its distance."""
    margin = _MARGIN + len(text) // 4
    first = max(0, _densest(window.folded.text, text) - margin)
    region = window.folded.text[first : first + len(text) + 2 * margin]
    alignment = align(text, region)
    is_far = alignment.distance * _PER_EDIT > len(text)
    if is_far or _has_long_gap(alignment):
        # A clause in another place is far by edits, or looks like one too many.
        moved = reordering(text, region)
        if moved and (is_far or _is_whole(text, region, moved)):
            alignment = moved._replace(distance=alignment.distance)
        elif is_far:
            return None
    changes = tuple(one._replace(first=one.first + first, last=one.last + first) for one in alignment.changes)
    return alignment.distance, Match(window, first + alignment.first, first + alignment.last, changes)


def _has_long_gap(alignment: Alignment) -> bool:
    """Whether a change puts in or leaves out a few characters more than it replaces."""
    return any(abs((one.end - one.start) - (one.last - one.first)) >= _LONG_GAP for one in alignment.changes)


def _is_whole(text: str, region: str, moved: Alignment) -> bool:
    """Whether a text has the characters of its match, each as often."""
    return sorted(text) == sorted(region[moved.first : moved.last])


def _densest(folded: str, text: str) -> int:
    """The beginning of the stretch that shares most groups of characters with a text."""
    groups = {text[at : at + 3] for at in range(len(text) - 2)}
    places = [at for at in range(len(folded) - 2) if folded[at : at + 3] in groups]
    best, most, left = 0, 0, 0
    for right, place in enumerate(places):
        while place - places[left] > len(text):
            left += 1
        if right - left + 1 > most:
            best, most = places[left], right - left + 1
    return best


def without_variants(stretch: Stretch, match: Match) -> Match:
    """A match without changes that are other forms of traditional characters."""
    here, there = stretch.text, match.window.folded.text
    changes = tuple(
        one for one in match.changes
        if one.end - one.start != one.last - one.first or not all(
            {pair} <= VARIANTS for pair in map(_pair, here[one.start : one.end], there[one.first : one.last])
        )
    )  # fmt: skip
    return match._replace(changes=changes)


def _pair(one: str, other: str) -> frozenset[str]:
    return frozenset((one, other))
