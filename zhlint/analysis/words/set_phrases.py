"""Set phrases, and the places where a text misses one by a few slips.

A slip is a character dropped, added or replaced, or two neighbours exchanged. Phrases and texts are compared in bare wording
(see `wording`): simplified, without quotation marks, commas and blanks.
"""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from zhlint.analysis.figures.validity import day
from zhlint.analysis.words.wording import bare
from zhlint.lexicon.strings import occurrences

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

#: More slips than any phrase allows.
_FAR: Final = 99


class Piece(NamedTuple):
    """A piece of a phrase to look for.

    `first` and `last` bound the characters of the phrase that it stands for.
    """

    text: str
    first: int
    last: int


class Phrase(NamedTuple):
    """A set phrase as written and bare.

    `variants` are bare wordings that are right as well. A near miss is at most `slips` away. `loose` names the ends (start,
    end, both) that must be right in a near miss. `pieces` are such that one of them stands unharmed in every near miss.
    """

    written: str
    text: str
    characters: frozenset[str]
    variants: frozenset[str]
    slips: int
    loose: str
    since: date | None
    until: date | None
    pieces: tuple[Piece, ...]


class Miss(NamedTuple):
    """A span of bare wording that is `slips` away from a phrase."""

    start: int
    end: int
    slips: int
    phrase: Phrase


@cache
def parse_phrase(
    written: str, _: str, variants: str, slips: str, loose: str, since: str, until: str, *_rest: str
) -> Phrase:
    """A phrase from the cells of its row in the table."""
    text, most = bare(written), int(slips)
    others = frozenset(bare(variant) for variant in variants.split("|") if variant)
    pieces = (*pieces_of(text, most), *_exchange(text, most))
    return Phrase(written, text, frozenset(text), others, most, loose, day(since), day(until), pieces)


def pieces_of(text: str, slips: int) -> list[Piece]:
    """A phrase cut into pieces of about one length, one more than the slips.

    So one piece stays unharmed.
    """
    count = slips + 1
    bounds = [len(text) * number // count for number in range(count + 1)]
    return [Piece(text[first:last], first, last) for first, last in pairwise(bounds)]


def _exchange(text: str, slips: int) -> Iterator[Piece]:
    """The joint of two pieces with its characters exchanged: that one slip harms both pieces."""
    if slips == 1:
        joint = pieces_of(text, slips)[1].first
        before, after = text[joint - 2 : joint - 1], text[joint + 1 : joint + 2]
        yield Piece(before + text[joint] + text[joint - 1] + after, joint - 2, joint - 2)


def misses(text: str, phrase: Phrase) -> Iterator[Miss]:
    """Yields the near misses of a phrase in bare wording.

    Those of different pieces may overlap.
    """
    starts: set[int] = set()
    distances: dict[str, tuple[int, int, int]] = {}
    for piece in phrase.pieces:
        for offset in occurrences(text, piece.text):
            start = offset - piece.first
            if start not in starts:
                starts.add(start)
                if miss := _miss(text, phrase, piece, offset, distances):
                    yield miss


def _miss(
    text: str, phrase: Phrase, piece: Piece, offset: int, distances: dict[str, tuple[int, int, int]]
) -> Miss | None:
    """The near miss about a piece at an offset.

    `distances` keeps what was reckoned for equal surroundings.
    """
    start = offset - piece.first
    if start >= 0 and text.startswith(phrase.text, start):
        return None
    low, high = max(0, start - phrase.slips), start + len(phrase.text) + phrase.slips
    if len(phrase.characters.difference(text[low:high])) > phrase.slips:
        return None
    surroundings = f"{offset - low}.{piece.first}.{text[low:high]}"
    if surroundings not in distances:
        end = offset + piece.last - piece.first
        distances[surroundings] = _distances(phrase, piece, text[low:offset], text[end:high])
    slips, before, after = distances[surroundings]
    miss = Miss(offset - before, offset + piece.last - piece.first + after, slips, phrase)
    return miss if 0 < slips <= phrase.slips and _is_miss(text, miss, low, high) else None


def _distances(phrase: Phrase, piece: Piece, before: str, after: str) -> tuple[int, int, int]:
    """The slips on both sides of a piece, and the lengths belonging to the phrase."""
    left, length_before = _nearest(phrase.text[: piece.first][::-1], before[::-1], phrase.slips)
    right, length_after = _nearest(phrase.text[piece.last :], after, phrase.slips)
    return left + right, length_before, length_after


def _is_miss(text: str, miss: Miss, low: int, high: int) -> bool:
    """Whether no right wording is near, and the ends that must be right are."""
    phrase = miss.phrase
    near = text[max(0, low - phrase.slips) : high + phrase.slips]
    if phrase.text in near or any(variant in near for variant in phrase.variants):
        return False
    if phrase.loose in {"start", "both"} and text[miss.start] != phrase.text[0]:
        return False
    return phrase.loose not in {"end", "both"} or text[miss.end - 1] == phrase.text[-1]


def _nearest(wanted: str, text: str, most: int) -> tuple[int, int]:
    """The fewest slips between `wanted` and a beginning of `text`, and its length.

    Of equally near beginnings the one of the same length is taken, then the longer. `_FAR` where there are more than `most`.
    """
    before: list[int] = []
    row = list(range(len(text) + 1))
    for number, char in enumerate(wanted, 1):
        earlier, before = before, row
        row = [number]
        for column, other in enumerate(text, 1):
            slips = min(before[column] + 1, row[column - 1] + 1, before[column - 1] + (char != other))
            if number > 1 and column > 1 and char == text[column - 2] and wanted[number - 2] == other:
                slips = min(slips, earlier[column - 2] + 1)
            row.append(slips)
        if min(row) > most:
            return _FAR, 0
    best = min(range(len(row)), key=lambda length: (row[length], abs(length - len(wanted)), -length))
    return row[best], best
