"""The divisions speakers speak for, those easily mistaken for them, and their mentions."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from functools import cache, lru_cache
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from zhlint.analysis.bigrams import pair_of, pairs
from zhlint.analysis.speakers.own_posts import own_post
from zhlint.analysis.speakers.speech import may_have_homes, people, utterances
from zhlint.lexicon.gazetteer import brief_zone, gazetteer
from zhlint.lexicon.headings import division_heading
from zhlint.lexicon.strings import all_occurrences
from zhlint.storage.tables import rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from zhlint.document import Document, Speaker
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


class Home(NamedTuple):
    """A speaker's own divisions, and the rivals that a slip may put in their stead."""

    own: tuple[Division, ...]
    rivals: frozenset[Division]


def homes(document: Document) -> dict[Speaker, Home]:
    """The home of every speaker whose post a division heads."""
    if not may_have_homes(document):
        return {}
    candidates = {
        utterance.speaker: tuple(_headings(document, utterance.speaker)) for utterance in document.analyse(utterances)
    }
    headings = tuple(chain(*candidates.values()))
    beside = Counter(gazetteer().parent(division) for division in chain(*headings))
    likeliest = {heading: _likeliest(document, heading, beside) for heading in set(headings)}
    owned = {
        speaker: tuple(dict.fromkeys(chain(*(likeliest[heading] for heading in named))))
        for speaker, named in candidates.items()
        if named
    }
    everybody = frozenset(chain(*owned.values()))
    rivals = {own: _rivals(own, everybody) for own in set(owned.values())}
    return {speaker: Home(own, rivals[own]) for speaker, own in owned.items()}


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


def is_related(one: Division, other: Division) -> bool:
    """Whether two divisions are equal or one holds the other."""
    look = gazetteer()
    return look.within(one, other) or look.within(other, one)


def is_landmark(document: Document, mention: Mention) -> bool:
    """Whether the name is part of a landmark's that may stand elsewhere: 大兴国际机场."""
    text, name = document.text, document[mention]
    for landmark in _landmarks():
        at = landmark.find(name)
        if at >= 0 and text.startswith(landmark, max(0, mention.start - at)):
            return True
    return False


def _headings(document: Document, speaker: Speaker) -> Iterator[tuple[Division, ...]]:
    """For each post of a speaker, the possible meanings of the division that heads it."""
    post = speaker.post.text if speaker.post else speaker.place.text if speaker.place else ""
    if not speaker.place and own_post(document, post) and not _is_of_another(document, speaker):
        yield tuple(gazetteer().of_name(document.desk.home))
    for piece in re.split("[、，,；;\\s]", post):
        if heading := division_heading(piece.removeprefix("中共"), document.desk.lexicon.places):
            yield heading.divisions


def _is_of_another(document: Document, speaker: Speaker) -> bool:
    """Whether the draft names this person with a division elsewhere."""
    return any(other.place and other.name.text == speaker.name.text for other in document.analyse(people))


def _likeliest(
    document: Document, heading: tuple[Division, ...], beside: Counter[Division | None]
) -> tuple[Division, ...]:
    """The divisions of one name that the rest of the draft points to.

    All of them, if it points to none. `beside` counts the parents of every division that heads a post.
    """
    if len(heading) < 2:
        return heading
    look = gazetteer()
    scores = []
    for division in heading:
        named = sum(document.text.count(outer.short) for outer in look.ancestors(division))
        scores.append(named + beside[look.parent(division)])
    return tuple(division for division, score in zip(heading, scores, strict=True) if score == max(scores))


@lru_cache(maxsize=1_000)
def _rivals(own: tuple[Division, ...], everybody: frozenset[Division]) -> frozenset[Division]:
    """The unrelated divisions of the same rank, in the draft or beside these."""
    ranks = {_rank(division) for division in own}
    near = chain((division for division in everybody if _rank(division) in ranks), *map(gazetteer().siblings, own))
    return frozenset(division for division in near if not any(is_related(division, mine) for mine in own))


def _rank(division: Division) -> str:
    return "county" if division.level == "zone" else division.level


@cache
def _common_words() -> frozenset[str]:
    return frozenset(row[0] for row in rows("common-short-names.tsv"))


@cache
def _landmarks() -> tuple[str, ...]:
    return tuple(row[0] for row in rows("landmarks.tsv"))


@cache
def _aliases() -> tuple[tuple[str, str], ...]:
    return tuple((alias, name) for alias, name in rows("place-aliases.tsv"))
