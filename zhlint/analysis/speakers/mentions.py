"""Mentions of speakers' own divisions and of those easily mistaken for them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import cache, lru_cache
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from zhlint.analysis.bigrams import pair_of, pairs
from zhlint.analysis.speakers.homes import homes
from zhlint.lexicon.gazetteer import brief_zone, gazetteer
from zhlint.lexicon.strings import all_occurrences
from zhlint.storage.tables import rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from zhlint.document import Document
    from zhlint.lexicon.gazetteer import Division


class Mention(NamedTuple):
    """A span that names a division; several divisions where they share the name."""

    start: int
    end: int
    divisions: tuple[Division, ...]


class Mentions:
    """The mentions of a draft, in order and disjoint."""

    def __init__(self, all_: tuple[Mention, ...]) -> None:
        self.all = all_
        self._starts = [mention.start for mention in all_]
        self._ends = [mention.end for mention in all_]

    def between(self, start: int, end: int) -> tuple[Mention, ...]:
        """The mentions wholly inside `start:end`."""
        return self.all[bisect_left(self._starts, start) : bisect_right(self._ends, end)]


def mentions(document: Document) -> Mentions:
    """The mentions of speakers' own divisions, of those that hold them, and of rivals.

    They need not stand on word edges.
    """
    look = gazetteer()
    known = document.analyse(homes).values()
    divisions = set(chain(*(chain(home.own, home.rivals, *map(look.ancestors, home.own)) for home in known)))
    if not divisions:
        return Mentions(())
    names = _names(frozenset(divisions), tuple(document.desk.lexicon.places.items()))
    return Mentions(tuple(_mentions(document, names)))


class Names(NamedTuple):
    """Names that begin with the same two characters, the longest first, with their divisions.

    `head` is the two characters, `pair` their number in `bigrams.pairs`.
    """

    head: str
    pair: int
    names: tuple[tuple[str, tuple[Division, ...]], ...]


def _mentions(document: Document, known: tuple[Names, ...]) -> Iterator[Mention]:
    """The longest of these names at each offset, none overlapping another."""
    text, present, free = document.text, document.analyse(pairs), 0
    standing = {alike.head: alike.names for alike in known if alike.pair in present or len(alike.head) == 1}
    for start, _, names in sorted((at, -len(head), standing[head]) for at, head in all_occurrences(text, standing)):
        for name, divisions in names if start >= free else ():
            if text.startswith(name, start):
                free = start + len(name)
                yield Mention(start, free, divisions)
                break


@lru_cache(maxsize=100)
def _names(divisions: frozenset[Division], aliases: tuple[tuple[str, str], ...]) -> tuple[Names, ...]:
    by_form: dict[str, list[Division]] = {}
    for division in sorted(divisions):
        for form in forms(division, aliases):
            by_form.setdefault(form, []).append(division)
    by_head: dict[str, list[tuple[str, tuple[Division, ...]]]] = {}
    for name in sorted(by_form, key=len, reverse=True):
        by_head.setdefault(name[:2], []).append((name, tuple(by_form[name])))
    return tuple(Names(head, pair_of(head), tuple(names)) for head, names in by_head.items())


def forms(division: Division, aliases: Iterable[tuple[str, str]] = ()) -> frozenset[str]:
    """The names that a division goes by in prose.

    Short names that are ordinary words (合作, 和平) are left out. `aliases` are pairs of a house's own name and a full
    one.
    """
    full = {division.name, brief_zone(division.name)}
    return _usual_forms(division) | {alias for alias, name in aliases if name in full}


@lru_cache(maxsize=4_000)
def _usual_forms(division: Division) -> frozenset[str]:
    full = {division.name, brief_zone(division.name)}
    short = {division.short} if len(division.short) > 1 and division.short not in _common_words() else set()
    return frozenset(full | short | {alias for alias, name in _aliases() if name in full})


def is_generic(document: Document, mention: Mention) -> bool:
    """Whether the name is a bare 经开区 or 高新区, which every city has."""
    return all(division.level == "zone" and document[mention] == division.short for division in mention.divisions)


def is_landmark(document: Document, mention: Mention) -> bool:
    """Whether the name is part of a landmark's that may stand elsewhere: 大兴国际机场."""
    text, name = document.text, document[mention]
    for landmark in _landmarks():
        at = landmark.find(name)
        if at >= 0 and text.startswith(landmark, max(0, mention.start - at)):
            return True
    return False


@cache
def _common_words() -> frozenset[str]:
    return frozenset(row[0] for row in rows("common-short-names.tsv"))


@cache
def _landmarks() -> tuple[str, ...]:
    return tuple(row[0] for row in rows("landmarks.tsv"))


@cache
def _aliases() -> tuple[tuple[str, str], ...]:
    return tuple((alias, name) for alias, name in rows("place-aliases.tsv"))
