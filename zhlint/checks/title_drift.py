"""One person with two posts in one draft: 顺义区区长周志明 and, further down, 顺义区副区长周志明."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar, Final, NamedTuple

from zhlint.analysis.speakers.speech import people
from zhlint.check import Check, Hit, Related, options
from zhlint.lexicon.sentences import sentence_around
from zhlint.reading.grammar.names import bare

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zhlint.document import Document, Part, Speaker

#: Of the posts a name is found with, only so many are compared.
_MOST: Final = 20


class Post(NamedTuple):
    """A post where it stands: its place, and each of its titles without the place."""

    part: Part
    place: str
    titles: tuple[str, ...]
    sentence: str


@options
class TitleDrift(Check):
    """A post at odds with the one the same name had first: another place, or a deputy where there was none.

    Posts without a place are short forms and are not compared, nor are those of a sentence on an earlier or a later
    post (`former`), nor a name that is found with two posts in one sentence. Slot for the message: `usual`, the first post.
    """

    slots: ClassVar[tuple[str, ...]] = ("usual",)

    former: tuple[str, ...]

    def run(self, document: Document) -> Iterator[Hit]:
        """Yield a hit for every post at odds with the first."""
        by_name: dict[str, list[Post]] = {}
        for speaker in sorted(document.analyse(people), key=lambda speaker: speaker.start):
            post = _post(document, speaker)
            if post and not any(word in post.sentence for word in self.former):
                by_name.setdefault(bare(speaker.name.text), []).append(post)
        for first, *later in by_name.values():
            for post in later[:_MOST]:
                if post.sentence != first.sentence and _at_odds(first, post):
                    related = Related(first.part.start, first.part.end, first.part.text[-30:])
                    yield Hit(post.part.start, post.part.end, {"usual": first.part.text}, related=(related,))


def _post(document: Document, speaker: Speaker) -> Post | None:
    if not speaker.post or not speaker.place:
        return None
    sentence = document[sentence_around(document.text, speaker.post.start)]
    titles = re.split("[、，,；/]", speaker.post.text.removeprefix(speaker.place.text))
    return Post(speaker.post, speaker.place.text, tuple(title.strip() for title in titles), sentence)


def _at_odds(one: Post, other: Post) -> bool:
    """Whether two posts are one title of two places, or a title and its deputy of one place."""
    if set(one.titles) & set(other.titles):
        return len(one.titles) == len(other.titles) == 1 and not _one_place(one.place, other.place)
    if not _one_place(one.place, other.place):
        return False
    return any(title != another and _full(title) == _full(another) for title in one.titles for another in other.titles)


def _one_place(one: str, other: str) -> bool:
    """Whether one place is written as the end or the beginning of the other: 北京市顺义区 and 顺义区, 顺义."""
    return one in other or other in one


def _full(title: str) -> str:
    """A title without what makes it a deputy's."""
    return re.sub("常务副|副", "", title)
