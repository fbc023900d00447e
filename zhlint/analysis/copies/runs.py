"""Runs of characters that stand twice, word for word, in a list of texts.

Seeds are taken at fixed strides and extended both ways. The time is nearly linear in the length of the texts: the
search jumps over each run, and a seed remembers only a few offsets.
"""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

PLACES_PER_SEED: Final = 4
#: Marks with which no passage begins, and those with which none ends.
NEVER_FIRST: Final = "，,、。．；;：:！!？?”’）)】〕」』》〉…—·"
_NEVER_LAST: Final = "“‘（(【〔「『《〈"


class Piece(NamedTuple):
    """The characters `start:end` of the text with the index `text`."""

    text: int
    start: int
    end: int


class Run(NamedTuple):
    """A piece and an earlier one that equals it.

    The two may overlap where a text repeats itself at once.
    """

    later: Piece
    earlier: Piece


def repeated_runs(texts: Sequence[str], shortest: int) -> Iterator[Run]:
    """Yields the maximal runs of at least `shortest` characters that stood before.

    `shortest` is 8 or more. Runs come in order of their ends. A run lies inside one text. Of several earlier pieces
    the one with the longest run counts, then the first.
    """
    finder = _Finder(texts, shortest)
    for number in range(len(texts)):
        yield from finder.runs_in(number)


class _Finder:
    def __init__(self, texts: Sequence[str], shortest: int) -> None:
        self.text = "".join(texts)
        self.bounds = [0, *accumulate(map(len, texts))]
        self.shortest = shortest
        self.seed = shortest * 3 // 5
        self.stride = shortest - self.seed + 1
        self.places: dict[str, list[int]] = {}
        for number in range(len(texts)):
            for at in range(*self._openings(number), self.stride):
                known = self.places.setdefault(self.text[at : at + self.seed], [])
                if len(known) < PLACES_PER_SEED:
                    known.append(at)

    def _openings(self, number: int) -> tuple[int, int]:
        """The offsets of a text at which a seed may begin, as first and end."""
        return self.bounds[number], self.bounds[number + 1] - self.seed + 1

    def runs_in(self, number: int) -> Iterator[Run]:
        text, seed, places = self.text, self.seed, self.places
        at = self.bounds[number]
        # Hardly a place is known from before; nothing is faster in finding that out than a comprehension.
        known_places = [place for place in range(*self._openings(number)) if text[place : place + seed] in places]
        for place in known_places:
            known = places[text[place : place + seed]]
            if place < at or known[0] >= place:
                continue
            run = self._longest(number, place, [before for before in known if before < place])
            if run:
                yield run
                at = self.bounds[number] + run.later.end - seed + 1

    def _longest(self, number: int, at: int, known: list[int]) -> Run | None:
        best = max((self._extension(number, at, before) for before in known), key=_length)
        return best if _length(best) >= self.shortest else None

    def _extension(self, number: int, at: int, before: int) -> Run:
        source = bisect_right(self.bounds, before) - 1
        first, limit = self.bounds[source], self.bounds[number]
        back = _common_suffix(self.text, at, before, min(at - limit, before - first))
        reach = min(self.bounds[number + 1] - at, self.bounds[source + 1] - before)
        ahead = common_prefix(self.text, at, self.text, before, reach)
        return Run(
            Piece(number, at - back - limit, at + ahead - limit),
            Piece(source, before - back - first, before + ahead - first),
        )


def _cut(run: Run, start: int, end: int) -> Run:
    """The run with its later piece cut to `start:end`, and the earlier piece cut alike."""
    shift = run.earlier.start - run.later.start
    last = end + shift
    if run.earlier.text == run.later.text:
        last = min(last, start)
    return Run(Piece(run.later.text, start, end), Piece(run.earlier.text, start + shift, last))


def longest_free(run: Run, covered: bytearray) -> Run:
    """The longest part of a run whose later piece nothing covers.

    `covered` has a byte for each character of the later text.
    """
    later = run.later
    best, at = (later.start, later.start), later.start
    while at < later.end:
        end = covered.find(1, at, later.end)
        end = later.end if end < 0 else end
        best = max(best, (at, end), key=lambda piece: piece[1] - piece[0])
        at = covered.find(0, end, later.end)
        at = later.end if at < 0 else at
    return _cut(run, *best)


def trim(run: Run, text: str) -> Run:
    """The run without leading marks that close and trailing marks that open.

    `text` is that of the later piece.
    """
    start, end = run.later.start, run.later.end
    while start < end and text[start] in NEVER_FIRST:
        start += 1
    while end > start and text[end - 1] in _NEVER_LAST:
        end -= 1
    return _cut(run, start, end)


def _length(run: Run) -> int:
    return run.later.end - run.later.start


def common_prefix(one: str, at: int, other: str, there: int, most: int) -> int:
    """The number of equal characters, at most `most`, from `one[at]` and `other[there]` on."""
    length, step = 0, 32
    while length < most and step:
        width = min(step, most - length)
        if one[at + length : at + length + width] == other[there + length : there + length + width]:
            length, step = length + width, step * 2
        else:
            step = width // 2
    return length


def _common_suffix(text: str, one: int, other: int, most: int) -> int:
    length, step = 0, 32
    while length < most and step:
        width = min(step, most - length)
        if text[one - length - width : one - length] == text[other - length - width : other - length]:
            length, step = length + width, step * 2
        else:
            step = width // 2
    return length
