"""Speakers' own places, the places that could be mistaken for them, and where a draft names any of these."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from functools import cache, lru_cache
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from zhlint.analysis.bigrams import pair_of, pairs
from zhlint.analysis.speakers.speech import may_speak_for_places, utterances
from zhlint.lexicon.gazetteer import brief_zone, gazetteer, place_heading
from zhlint.lexicon.strings import occurrences
from zhlint.storage.tables import rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from zhlint.document import Document, Speaker
    from zhlint.lexicon.gazetteer import Place


class Mention(NamedTuple):
    """Where a name of one of these places stands; several where the name is shared."""

    start: int
    end: int
    places: tuple[Place, ...]


class Mentions:
    """The mentions of a draft, in order and disjoint."""

    def __init__(self, found: tuple[Mention, ...]) -> None:
        self.found = found
        self._starts = [mention.start for mention in found]
        self._ends = [mention.end for mention in found]

    def between(self, start: int, end: int) -> tuple[Mention, ...]:
        """The mentions wholly inside `start:end`."""
        return self.found[bisect_left(self._starts, start) : bisect_right(self._ends, end)]


class Home(NamedTuple):
    """A speaker's own places and the rivals a slip of the pen could put in their stead."""

    own: tuple[Place, ...]
    rivals: frozenset[Place]


def homes(document: Document) -> dict[Speaker, Home]:
    """The home of every speaker whose post is headed by a place."""
    if not may_speak_for_places(document):
        return {}
    candidates = {
        utterance.speaker: tuple(_headings(document, utterance.speaker)) for utterance in document.analyse(utterances)
    }
    headings = tuple(chain(*candidates.values()))
    beside = Counter(gazetteer().parent(place) for place in chain(*headings))
    settled = {heading: _settled(document, heading, beside) for heading in set(headings)}
    owned = {
        speaker: tuple(dict.fromkeys(chain(*(settled[heading] for heading in named))))
        for speaker, named in candidates.items()
        if named
    }
    everybody = frozenset(chain(*owned.values()))
    rivals = {own: _rivals(own, everybody) for own in set(owned.values())}
    return {speaker: Home(own, rivals[own]) for speaker, own in owned.items()}


def mentions(document: Document) -> Mentions:
    """Where the draft names a speaker's own place, one that holds it, or a rival. Word edges are not looked at."""
    look = gazetteer()
    known = document.analyse(homes).values()
    places = set(chain(*(chain(home.own, home.rivals, *map(look.ancestors, home.own)) for home in known)))
    if not places:
        return Mentions(())
    names = _names(frozenset(places), tuple(document.desk.lexicon.places.items()))
    return Mentions(tuple(_mentions(document, names)))


class Names(NamedTuple):
    """Names that begin with the same two characters, the longest first, with their places; `pair` is that of the two."""

    head: str
    pair: int
    names: tuple[tuple[str, tuple[Place, ...]], ...]


def _mentions(document: Document, known: tuple[Names, ...]) -> Iterator[Mention]:
    """Where any of these names stands, the longest one at each place, each after the end of the one before."""
    text, present, free = document.text, document.analyse(pairs), 0
    standing = [alike for alike in known if alike.pair in present or len(alike.head) == 1]
    for start, _, names in sorted(
        (at, -len(head), names) for head, _, names in standing for at in occurrences(text, head)
    ):
        for name, places in names if start >= free else ():
            if text.startswith(name, start):
                free = start + len(name)
                yield Mention(start, free, places)
                break


@lru_cache(maxsize=100)
def _names(places: frozenset[Place], aliases: tuple[tuple[str, str], ...]) -> tuple[Names, ...]:
    found: dict[str, list[Place]] = {}
    for place in sorted(places):
        for form in forms(place, aliases):
            found.setdefault(form, []).append(place)
    by_head: dict[str, list[tuple[str, tuple[Place, ...]]]] = {}
    for name in sorted(found, key=len, reverse=True):
        by_head.setdefault(name[:2], []).append((name, tuple(found[name])))
    return tuple(Names(head, pair_of(head), tuple(names)) for head, names in by_head.items())


def forms(place: Place, aliases: Iterable[tuple[str, str]] = ()) -> frozenset[str]:
    """The names a place goes by in prose. Short names that are ordinary words (合作, 和平) are left out."""
    full = {place.name, brief_zone(place.name)}
    return _usual_forms(place) | {alias for alias, name in aliases if name in full}


@lru_cache(maxsize=4_000)
def _usual_forms(place: Place) -> frozenset[str]:
    full = {place.name, brief_zone(place.name)}
    short = {place.short} if len(place.short) > 1 and place.short not in _common_words() else set()
    return frozenset(full | short | {alias for alias, name in _aliases() if name in full})


def is_generic(document: Document, mention: Mention) -> bool:
    """Whether the name is the bare 经开区 or 高新区, which every city has."""
    return all(place.level == "zone" and document[mention] == place.short for place in mention.places)


def related(one: Place, other: Place) -> bool:
    """Whether they are the same or one holds the other; a zone is related to its host."""
    look = gazetteer()
    return look.within(one, other) or look.within(other, one)


def is_landmark(document: Document, mention: Mention) -> bool:
    """Whether the name is part of something that stands elsewhere too: 大兴国际机场, 密云水库."""
    text, name = document.text, document[mention]
    for landmark in _landmarks():
        at = landmark.find(name)
        if at >= 0 and text.startswith(landmark, max(0, mention.start - at)):
            return True
    return False


def _headings(document: Document, speaker: Speaker) -> Iterator[tuple[Place, ...]]:
    """What the place heading each post of a speaker may mean."""
    post = speaker.post.text if speaker.post else speaker.place.text if speaker.place else ""
    for piece in re.split("[、，,；;\\s]", post):
        if heading := place_heading(piece.removeprefix("中共"), document.desk.lexicon.places):
            yield heading.places


def _settled(document: Document, heading: tuple[Place, ...], beside: Counter[Place | None]) -> tuple[Place, ...]:
    """Of places that share a name, those the rest of the draft points to; all, where nothing does.

    `beside` counts the parents of every place that heads a post.
    """
    if len(heading) < 2:
        return heading
    look = gazetteer()
    scores = []
    for place in heading:
        named = sum(document.text.count(outer.short) for outer in look.ancestors(place))
        scores.append(named + beside[look.parent(place)])
    return tuple(place for place, score in zip(heading, scores, strict=True) if score == max(scores))


@lru_cache(maxsize=1_000)
def _rivals(own: tuple[Place, ...], everybody: frozenset[Place]) -> frozenset[Place]:
    ranks = {_rank(place) for place in own}
    near = chain((place for place in everybody if _rank(place) in ranks), *map(gazetteer().siblings, own))
    return frozenset(place for place in near if not any(related(place, mine) for mine in own))


def _rank(place: Place) -> str:
    return "county" if place.level == "zone" else place.level


@cache
def _common_words() -> frozenset[str]:
    return frozenset(row[0] for row in rows("common-short-names.tsv"))


@cache
def _landmarks() -> tuple[str, ...]:
    return tuple(row[0] for row in rows("landmarks.tsv"))


@cache
def _aliases() -> tuple[tuple[str, str], ...]:
    return tuple((alias, name) for alias, name in rows("place-aliases.tsv"))
