"""Whole sentences that stand again in their paragraph or in the next one."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from zhlint.analysis.copies.runs import Piece, Run
from zhlint.patterns.expressions import expression

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence


_STOP: Final = "[。！!？?…]+([”’）)】」』》]*)"


_STOPS: Final = expression(_STOP)
#: A question behind who asks it, which is put to several people: 问：您怎么看？
_ASKED: Final = expression("[^，。：:！？]{1,8}[：:].*[？?]")


class _Text(NamedTuple):
    """The sentences of a text and their starts, the end of the text included."""

    number: int
    sentences: tuple[str, ...]
    starts: tuple[int, ...]

    def place(self, first: int, end: int) -> Piece:
        return Piece(self.number, self.starts[first], self.starts[end])


class _Group(NamedTuple):
    """Sentences `first:end` of a text that equal those of `there` from `source` on."""

    first: int
    end: int
    there: _Text
    source: int

    @property
    def source_end(self) -> int:
        return self.source + self.end - self.first


def repeated_sentences(texts: Sequence[str], counts: Callable[[str], bool]) -> Iterator[tuple[Run, int]]:
    """Yields groups of repeated sentences, each with its number in a row.

    A group stood before in the same text or in the previous one. `counts` says whether a sentence, without its stop,
    is worth a report; a group holds at least one such sentence. Sentences pasted k times are k-1 groups. A sentence
    that opens, or closes, three texts and more is a refrain and left out.
    """
    split = [_split(number, text) for number, text in enumerate(texts)]
    refrains = _refrains(split)
    before = _Text(-1, (), (0,))
    for text in split:
        groups = list(_groups(text, before, refrains, counts))
        for group, times in zip(groups, _times(text, groups), strict=True):
            there = group.there.place(group.source, group.source_end)
            yield Run(text.place(group.first, group.end), there), times
        before = text


def _split(number: int, text: str) -> _Text:
    starts = [0, *(stop.end() for stop in _STOPS.finditer(text))]
    if starts[-1] < len(text):
        starts.append(len(text))
    return _Text(number, tuple(text[start:end] for start, end in pairwise(starts)), tuple(starts))


def _refrains(split: Sequence[_Text]) -> set[str]:
    openings = Counter(text.sentences[0] for text in split if text.sentences)
    closings = Counter(text.sentences[-1] for text in split if text.sentences)
    return {sentence for count in (openings, closings) for sentence, times in count.items() if times > 2}


def _groups(here: _Text, before: _Text, refrains: set[str], counts: Callable[[str], bool]) -> Iterator[_Group]:
    known = {one: at for at, one in reversed(list(enumerate(before.sentences))) if one not in refrains}
    first_here: dict[str, int] = {}
    copied = bytearray(len(here.sentences))
    at = 0
    while at < len(here.sentences):
        sentence = here.sentences[at]
        if sentence not in known and sentence not in first_here:
            first_here[sentence] = at
        elif not _ASKED.match(sentence) and counts(re.sub(f"{_STOP}$", r"\1", sentence)):
            there, source = (before, known[sentence]) if sentence in known else (here, first_here[sentence])
            group = _widened(here, at, there, source, copied)
            copied[group.first : group.end] = b"\1" * (group.end - group.first)
            yield group
            at = group.end
            continue
        at += 1


def _widened(here: _Text, at: int, there: _Text, source: int, copied: bytearray) -> _Group:
    """The group around one repeated sentence.

    No sentence is copied twice, or is both copy and source.
    """

    def same(one: int, other: int) -> bool:
        fresh = not copied[one] and (there is not here or not copied[other])
        return fresh and here.sentences[one] == there.sentences[other]

    end, ahead = at + 1, source + 1
    limit = at if there is here else len(there.sentences)
    while end < len(here.sentences) and ahead < limit and same(end, ahead):
        end, ahead = end + 1, ahead + 1
    limit = ahead if there is here else 0
    while at > limit and source > 0 and same(at - 1, source - 1):
        at, source = at - 1, source - 1
    return _Group(at, end, there, source)


def _times(here: _Text, groups: Sequence[_Group]) -> Iterator[int]:
    """For each group, how often its sentences stand in a row, an adjoining source included."""
    row = 0
    for number, group in enumerate(groups):
        if number < row:
            continue
        row = number + 1
        while row < len(groups) and groups[row].first == groups[row - 1].end and _alike(group, groups[row]):
            row += 1
        joined = group.there is here and group.source_end == group.first
        yield from [row - number + joined] * (row - number)


def _alike(one: _Group, other: _Group) -> bool:
    return one.there is other.there and one.source == other.source and one.source_end == other.source_end
