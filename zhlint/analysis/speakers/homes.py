"""The divisions that speakers speak for, and those easily mistaken for them."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from zhlint.analysis.speakers.own_posts import own_post
from zhlint.analysis.speakers.speech import may_have_homes, people, utterances
from zhlint.lexicon.gazetteer import gazetteer
from zhlint.lexicon.headings import division_heading

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zhlint.document import Document, Speaker
    from zhlint.lexicon.gazetteer import Division


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


def is_related(one: Division, other: Division) -> bool:
    """Whether two divisions are equal or one holds the other."""
    look = gazetteer()
    return look.within(one, other) or look.within(other, one)


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
