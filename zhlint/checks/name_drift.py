"""One person under two names that differ in one character: 张晓辉 … 张小辉."""

from __future__ import annotations

import re
from itertools import chain, combinations
from typing import TYPE_CHECKING, ClassVar, Final, NamedTuple

from zhlint.analysis.speakers.introductions import may_place_people
from zhlint.analysis.speakers.speech import people
from zhlint.analysis.words.dotted_names import dotted_names
from zhlint.check import Check, Hit, Related, options
from zhlint.lexicon.han import HAN, is_han
from zhlint.lexicon.sentences import sentence_around
from zhlint.patterns.expressions import expression
from zhlint.reading.grammar.names import is_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from zhlint.document import Document, Speaker

#: Roles that name people without a post.
NAMED: Final = ("headline", "deck", "caption")
LONG_NAME: Final = 6
#: Of more names that differ in the same character, only so many are compared.
_MOST: Final = 20
_END: Final = r"[，。、；：（）“”！？\s]|说|在|为|正|和|与|同|$"

#: What follows a name: a mark or a verb of saying.
_ENDS: Final = expression(_END)
#: Three characters that stand as a name does in a headline or caption.
_SHOWN_NAME: Final = expression(rf"(?<!{HAN})(?=({HAN}[\s\S]{{2}})(?:{_END}))")


class Person(NamedTuple):
    """A name where it stands, with the post before or after it (empty in a headline or caption)."""

    name: str
    post: str
    start: int
    end: int


@options
class NameDrift(Check):
    """Names of one length and surname that differ in one character and belong to one post.

    `posts` are the last words of posts that only one person holds; `former` the words that make a post another's.
    In headlines and captions the name alone counts. Slots for the message: `usual`, the form found more often or first.
    """

    slots: ClassVar[tuple[str, ...]] = ("usual",)

    posts: tuple[str, ...]
    former: tuple[str, ...] = ("原", "前", "时任", "新任", "继任")

    def run(self, document: Document) -> Iterator[Hit]:
        pairs = set(_respelt(name.text for name in document.analyse(dotted_names) if len(name.text) > LONG_NAME))
        if _may_drift(document):
            pairs.update(self._pairs(document))
        if pairs:
            yield from _hits(document.text, pairs)

    def _pairs(self, document: Document) -> Iterator[tuple[str, str]]:
        """Names of one post that differ, and those of headlines and captions."""
        known = [
            Person(speaker.name.text, _post(speaker), speaker.name.start, speaker.name.end)
            for speaker in document.analyse(people)
        ]
        by_post: dict[str, set[str]] = {}
        for person in known:
            if person.post.endswith(self.posts) and not person.post.startswith(self.former):
                by_post.setdefault(person.post, set()).add(person.name)
        yield from chain(*map(_drifted, by_post.values()))
        yield from _shown(document, {person.name for person in known})


def _may_drift(document: Document) -> bool:
    """Whether anybody may be named with a post and its place, or stand in a headline or caption without one."""
    return (
        any(section.speaker for section in document.sections)
        or any(is_name(shown) for block in document.of_role(*NAMED) for shown in _SHOWN_NAME.findall(document[block]))
        or document.analyse(may_place_people)
    )


def _post(speaker: Speaker) -> str:
    """The post with its unit; empty where no place or unit tells it from others of its kind."""
    post = speaker.post.text if speaker.post else ""
    return post if speaker.place or len(post) > LONG_NAME else ""


def _drifted(names: set[str]) -> Iterator[tuple[str, str]]:
    """Pairs of one surname that differ in one character."""
    buckets: dict[tuple[str, int, str], list[str]] = {}
    for name in sorted(names):
        for at in range(1, len(name)):
            buckets.setdefault((name[:at], len(name), name[at + 1 :]), []).append(name)
    for bucket in buckets.values():
        yield from combinations(bucket[:_MOST], 2)


def _respelt(names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Long transliterations that differ in one character, not the last, which may belong to the next word."""
    known = sorted(set(names))
    if len(known) < 2:
        return
    buckets: dict[tuple[str, str], list[str]] = {}
    for name in known:
        for at in range(len(name) - 1):
            if name[at] != "·":
                buckets.setdefault((name[:at], name[at + 1 :]), []).append(name)
    for bucket in buckets.values():
        yield from combinations(bucket[:_MOST], 2)


def _shown(document: Document, names: set[str]) -> Iterator[tuple[str, str]]:
    """Names of people with a post, and names one character off in headlines and captions."""
    if not names:
        return
    known = sorted(name for name in names if len(name) == 3 and "·" not in name)
    by_last = {name[0] + name[2]: name for name in known}
    by_second = {name[:2]: name for name in known}
    surnames = {name[0] for name in known}
    for block in document.of_role(*NAMED):
        for at in range(block.start, block.end - 2):
            if document.text[at] not in surnames or _follows_han(document.text, at):
                continue
            shown = document.text[at : at + 3]
            name = by_last.get(shown[0] + shown[2]) or by_second.get(shown[:2])
            if name and shown not in names and _ENDS.match(document.text, at + 3, block.end) and is_name(shown):
                yield min(name, shown), max(name, shown)


def _follows_han(text: str, at: int) -> bool:
    return at > 0 and is_han(text[at - 1])


def _hits(text: str, pairs: set[tuple[str, str]]) -> Iterator[Hit]:
    """A hit for every place of the rarer name of a pair, or the later one; none where both stand in one sentence."""
    where = _places(text, set(chain(*pairs)))
    sentences = {name: {sentence_around(text, offset) for offset in places} for name, places in where.items()}
    seen: set[str] = set()
    for one, other in sorted(pairs):
        if sentences[one] & sentences[other]:
            continue
        usual, odd = sorted((one, other), key=lambda name: (-len(where[name]), where[name][:1]))
        if odd not in seen:
            seen.add(odd)
            first = where[usual][0]
            for at in where[odd]:
                yield Hit(at, at + len(odd), {"usual": usual}, related=(Related(first, first + len(usual), usual),))


def _places(text: str, names: set[str]) -> dict[str, list[int]]:
    """Where each name stands, no place of a name within another of the same one; one pass over the text for all."""
    where: dict[str, list[int]] = {name: [] for name in names}
    lengths = sorted(set(map(len, names)))
    first, second = ("".join({re.escape(name[at]) for name in names}) for at in (0, 1))
    for head in re.finditer(f"[{first}](?=[{second}])", text):
        at = head.start()
        for length in lengths:
            places = where.get(text[at : at + length])
            if places is not None and (not places or places[-1] + length <= at):
                places.append(at)
    return where
