"""A near miss: a set phrase one or two slips away from its wording."""

from __future__ import annotations

import re
from functools import cache, cached_property
from itertools import chain, pairwise
from typing import TYPE_CHECKING, ClassVar, Final, NamedTuple

from zhlint.analysis.figures.validity import day, in_force, written_on
from zhlint.analysis.words.simplified import simplified, simplified_characters
from zhlint.analysis.words.wording import MARKS, Wording, bare, unmarked
from zhlint.check import Check, Edit, Fix, Hit, options
from zhlint.document import Span
from zhlint.lexicon.han import is_han
from zhlint.lexicon.strings import common_ends, occurrences
from zhlint.storage.tables import rows

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from pathlib import Path

    from zhlint.document import Document

_FAR: Final = 99
_SURE: Final = 8
_OPENING: Final = "“「『"
_CLOSING: Final = "”」』"


class _Seed(NamedTuple):
    """What to look for, and which part of the phrase it stands for."""

    text: str
    first: int
    last: int


class _Phrase(NamedTuple):
    """A set phrase as written and bare, its bare variants, and how many slips may lie between it and a near miss."""

    written: str
    text: str
    chars: frozenset[str]
    variants: frozenset[str]
    slips: int
    loose: str
    since: date | None
    until: date | None
    seeds: tuple[_Seed, ...]


class _Miss(NamedTuple):
    """Where a phrase was missed, in bare wording, and by how many slips."""

    start: int
    end: int
    slips: int
    phrase: _Phrase


@options
class NearMiss(Check):
    """Wordings a slip or two (a character dropped, added, replaced, two exchanged) away from a phrase of the table.

    Quotation marks, commas, enumeration commas and blanks do not count, nor does the script; but a phrase of less than eight
    characters (增强“四个意识”) counts only where it is written with quotation marks. Only phrases of this `topic`
    that hold on the day of the draft are compared; a listed variant is no miss, nor is a phrase whose loose end (`start`,
    `end`, `both`) differs. Slots: `right`, the phrase.
    """

    filled: ClassVar[tuple[int, ...]] = (0, 1, 3)
    slots: ClassVar[tuple[str, ...]] = ("right",)

    table: Path
    topic: str

    def run(self, document: Document) -> Iterator[Hit]:
        """Yield one hit for every place, for the shortest phrase missed there."""
        phrases = [_phrase(*row) for row in self._candidates(document.analyse(simplified_characters))]
        if not phrases:
            return
        wording, written = document.analyse(unmarked), document.analyse(written_on)
        misses = [
            miss
            for phrase in phrases
            if in_force(written, phrase.since, phrase.until)
            for miss in _misses(wording.text, phrase)
        ]
        taken: list[_Miss] = []
        for miss in sorted(misses, key=lambda miss: (miss.end - miss.start, miss.slips)):
            if not any(miss.start < other.end and other.start < miss.end for other in taken):
                taken.append(miss)
                if hit := _hit(document, wording, miss):
                    yield hit

    def _candidates(self, characters: frozenset[str]) -> Iterator[list[str]]:
        """The rows whose phrase a text of these characters may miss: it has those of a piece, and lacks few others."""
        by_piece, known = self._by_piece, self._rows
        for number in sorted(
            set(chain.from_iterable(map(by_piece.__getitem__, filter(characters.issuperset, by_piece))))
        ):
            text, slips, row = known[number]
            if len(text - characters) <= slips:
                yield row

    @cached_property
    def _rows(self) -> tuple[tuple[frozenset[str], int, list[str]], ...]:
        """The rows, each with the characters of its phrase and how many slips it may have."""
        return tuple((frozenset(bare(row[0])), int(row[3]), row) for row in rows(self.table) if row[1] == self.topic)

    @cached_property
    def _by_piece(self) -> dict[frozenset[str], list[int]]:
        """The numbers of the rows by the characters of each piece of their phrases: an exchange of two lacks none of them."""
        found: dict[frozenset[str], list[int]] = {}
        for number, (_, slips, row) in enumerate(self._rows):
            for piece in _pieces(bare(row[0]), slips):
                found.setdefault(frozenset(piece.text), []).append(number)
        return found


@cache
def _phrase(
    written: str, _: str, variants: str, slips: str, loose: str, since: str, until: str, *_rest: str
) -> _Phrase:
    kept = frozenset(bare(variant) for variant in variants.split("|") if variant)
    return _Phrase(
        written, bare(written), frozenset(bare(written)), kept, int(slips), loose, day(since), day(until),
        tuple(_seeds(bare(written), int(slips))),
    )  # fmt: skip


def _hit(document: Document, wording: Wording, miss: _Miss) -> Hit | None:
    text, miss = document.text, _within_marks(document.text, wording, miss)
    start, end = wording.span(miss.start, miss.end)
    whole = text[start:end]
    found = whole.strip("\r\n")
    if "\n" in found or "\r" in found:
        return None
    start += len(whole) - len(whole.lstrip("\r\n"))
    end = start + len(found)
    fixable = found == whole and document.analyse(simplified) == text and _is_whole(text, start, end, miss.phrase)
    fix = _fix(wording, miss) if fixable else None
    if any(mark in found for mark in _OPENING) and text[end : end + 1] in {*_CLOSING}:
        end += sum(map(found.count, _OPENING)) > sum(map(found.count, _CLOSING))
    elif len(miss.phrase.text) < _SURE and "“" in miss.phrase.written and not any(map(found.count, _CLOSING)):
        return None
    return Hit(start, end, {"right": miss.phrase.written}, fix)


def _within_marks(text: str, wording: Wording, miss: _Miss) -> _Miss:
    """The miss without a wrong head or tail beyond a mark: it belongs to the next clause."""
    found = Span(*wording.span(miss.start, miss.end))
    head = re.match(f"([^{MARKS}]+)[{MARKS}]", text[found.start : found.end])
    tail = re.search(f"[{MARKS}]([^{MARKS}]+)$", text[found.start : found.end])
    start = len(head[1]) if head and head[1][0] != miss.phrase.text[0] and len(head[1]) <= miss.phrase.slips else 0
    end = len(tail[1]) if tail and tail[1][-1] != miss.phrase.text[-1] and len(tail[1]) <= miss.phrase.slips else 0
    return miss._replace(start=miss.start + start, end=miss.end - end)


def _is_whole(text: str, start: int, end: int, phrase: _Phrase) -> bool:
    """Whether both ends of the miss are sure: the right character, or a mark next to it."""
    sure_start = text[start] == phrase.written[0] or not is_han(text[start - 1 : start])
    return sure_start and (text[end - 1] == phrase.written[-1] or not is_han(text[end : end + 1]))


def _fix(wording: Wording, miss: _Miss) -> Fix | None:
    """The one edit that turns the bare wording right; none where a mark stands amid the characters to be replaced."""
    old, new = wording.text[miss.start : miss.end], miss.phrase.text
    head, tail = common_ends(old, new)
    first, last = miss.start + head, miss.end - tail
    if first < last:
        start, end = wording.span(first, last)
    else:
        start = end = wording.span(first - 1, first).end if head else wording.span(first, first + 1).start
    return Fix((Edit(start, end, new[head : len(new) - tail]),)) if end - start == last - first else None


def _misses(text: str, phrase: _Phrase) -> Iterator[_Miss]:
    """Near misses: of slips + 1 pieces of a phrase, one stands unharmed in each."""
    seen: set[int] = set()
    known: dict[str, tuple[int, int, int]] = {}
    for seed, first, last in phrase.seeds:
        for offset in occurrences(text, seed):
            start = offset - first
            if start not in seen:
                seen.add(start)
                if miss := _miss(text, phrase, (offset, first, last), known):
                    yield miss


def _seeds(text: str, slips: int) -> Iterator[_Seed]:
    """The pieces of a phrase, and the joints with their characters exchanged.

    An exchange across a joint harms two pieces at once; where one slip is allowed that is both of them.
    """
    pieces = _pieces(text, slips)
    yield from pieces
    if slips == 1:
        joint = pieces[1].first
        yield _Seed(
            text[joint - 2 : joint - 1] + text[joint] + text[joint - 1] + text[joint + 1 : joint + 2],
            joint - 2,
            joint - 2,
        )


def _pieces(text: str, slips: int) -> list[_Seed]:
    """A phrase in so many pieces of one length, or nearly so, that the slips leave one unharmed."""
    count = slips + 1
    bounds = [len(text) * number // count for number in range(count + 1)]
    return [_Seed(text[first:last], first, last) for first, last in pairwise(bounds)]


def _miss(
    text: str, phrase: _Phrase, found: tuple[int, int, int], known: dict[str, tuple[int, int, int]]
) -> _Miss | None:
    at, first, last = found
    if at >= first and text.startswith(phrase.text, at - first):
        return None
    low, high = max(0, at - first - phrase.slips), at + len(phrase.text) - first + phrase.slips
    if len(phrase.chars.difference(text[low:high])) > phrase.slips:
        return None
    window = f"{at - low}.{first}.{text[low:high]}"
    if window not in known:
        left, before = _nearest(phrase.text[:first][::-1], text[low:at][::-1], phrase.slips)
        right, after = _nearest(phrase.text[last:], text[at + last - first : high], phrase.slips)
        known[window] = left + right, before, after
    slips, before, after = known[window]
    start, end = at - before, at + last - first + after
    if not 0 < slips <= phrase.slips:
        return None
    near = text[max(0, low - phrase.slips) : high + phrase.slips]
    if phrase.text in near or any(variant in near for variant in phrase.variants):
        return None
    right_start, right_end = text[start] == phrase.text[0], text[end - 1] == phrase.text[-1]
    if (phrase.loose in {"start", "both"} and not right_start) or (phrase.loose in {"end", "both"} and not right_end):
        return None
    return _Miss(start, end, slips, phrase)


def _nearest(wanted: str, text: str, most: int) -> tuple[int, int]:
    """The fewest slips between `wanted` and some opening of `text`, and how long that opening is.

    Of equally near openings the one of the same length is taken, then the longer.
    """
    before: list[int] = []
    row = list(range(len(text) + 1))
    for number, char in enumerate(wanted, 1):
        earlier, before = before, row
        row = [number]
        for at, other in enumerate(text, 1):
            slips = min(before[at] + 1, row[at - 1] + 1, before[at - 1] + (char != other))
            if number > 1 and at > 1 and char == text[at - 2] and wanted[number - 2] == other:
                slips = min(slips, earlier[at - 2] + 1)
            row.append(slips)
        if min(row) > most:
            return _FAR, 0
    best = min(range(len(row)), key=lambda at: (row[at], abs(at - len(wanted)), -at))
    return row[best], best
