"""One person with two posts in one draft: 顺义区区长周志明, 顺义区副区长周志明."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar, Final, NamedTuple

from zhlint.analysis.speakers.speech import people
from zhlint.check import Check, Hit, Related, options
from zhlint.lexicon.sentences import sentence_around
from zhlint.reading.grammar.names import bare

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zhlint.document import Document, Speaker, TextSpan

#: Of the later posts of a name, so many are compared.
_MOST: Final = 20


class Post(NamedTuple):
    """A post where it stands, in the sentence `sentence`.

    `place` is its division, `titles` are its titles without that.
    """

    part: TextSpan
    place: str
    titles: tuple[str, ...]
    sentence: str


@options
class TitleDrift(Check):
    """Finds a post at odds with the first one of the same name.

    It is one title of another division, or of a deputy where the first was none, or the reverse. `former` lists words that
    make a sentence one about an earlier or later post. Stays silent on such sentences, on posts without a division, which are
    short forms, and on a name with two posts in one sentence. Slot: `usual`, the first post.
    """

    slots: ClassVar[tuple[str, ...]] = ("usual",)

    former: tuple[str, ...]

    def run(self, document: Document) -> Iterator[Hit]:
        """Yields a hit for every post at odds with the first."""
        by_name: dict[str, list[Post]] = {}
        for speaker in sorted(document.analyse(people), key=lambda speaker: speaker.start):
            post = _post(document, speaker)
            if post and not any(word in post.sentence for word in self.former):
                by_name.setdefault(bare(speaker.name.text), []).append(post)
        for first, *later in by_name.values():
            for post in later[:_MOST]:
                if post.sentence != first.sentence and _are_at_odds(first, post):
                    related = Related(first.part.start, first.part.end, first.part.text[-30:])
                    yield Hit(post.part.start, post.part.end, {"usual": first.part.text}, related=(related,))


def _post(document: Document, speaker: Speaker) -> Post | None:
    if not speaker.post or not speaker.place:
        return None
    sentence = document[sentence_around(document.text, speaker.post.start)]
    titles = re.split("[、，,；/]", speaker.post.text.removeprefix(speaker.place.text))
    return Post(speaker.post, speaker.place.text, tuple(title.strip() for title in titles), sentence)


def _are_at_odds(first: Post, later: Post) -> bool:
    """Whether two posts contradict each other.

    They are one title of two divisions, or a title and its deputy of one division.
    """
    if set(first.titles) & set(later.titles):
        return len(first.titles) == len(later.titles) == 1 and not _is_one_division(first.place, later.place)
    if not _is_one_division(first.place, later.place):
        return False
    return any(title != other and _full(title) == _full(other) for title in first.titles for other in later.titles)


def _is_one_division(first: str, second: str) -> bool:
    """Whether one name is the end or beginning of the other: 北京市顺义区, 顺义区, 顺义."""
    return first in second or second in first


def _full(title: str) -> str:
    """A title without the words that make it a deputy's."""
    return re.sub("常务副|副", "", title)
