"""One person under two names that differ in one character: 张晓辉 … 张小辉."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from itertools import combinations
from typing import TYPE_CHECKING, Final, NamedTuple

from zhlint.analysis.speech import people
from zhlint.check import Check, Hit, Related
from zhlint.reading.names import is_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zhlint.document import Document, Speaker

#: Roles that name people without a post.
NAMED: Final = ("headline", "deck", "caption")
LONG_NAME: Final = 6


class Person(NamedTuple):
    """A name where it stands, with the post before or after it (empty in a headline or caption)."""

    name: str
    post: str
    start: int
    end: int


@dataclass(frozen=True, kw_only=True)
class NameDrift(Check):
    """Names of one length and surname that differ in one character and belong to one post.

    `posts` are the last words of posts that only one person holds; `former` the words that make a post another's.
    In headlines and captions the name alone counts. Slots for the message: `usual`, the form found more often or first.
    """

    posts: tuple[str, ...]
    former: tuple[str, ...] = ("原", "前", "时任", "新任", "继任")

    def run(self, document: Document) -> Iterator[Hit]:
        known = [
            Person(speaker.name.text, _post(speaker), speaker.name.start, speaker.name.end)
            for speaker in document.analyse(people)
        ]
        by_post: dict[str, list[Person]] = {}
        for person in known:
            if person.post.endswith(self.posts) and not person.post.startswith(self.former):
                by_post.setdefault(person.post, []).append(person)
        pairs = {pair for group in by_post.values() for pair in _drifted({person.name for person in group})}
        pairs |= set(_shown(document, {person.name for person in known}))
        pairs |= set(_respelt(_long_names(document.text)))
        for one, other in sorted(pairs):
            if not _together(document.text, one, other):
                yield from _hits(document, one, other)


def _post(speaker: Speaker) -> str:
    """The post with its unit; empty where no place or unit tells it from others of its kind."""
    post = speaker.post.text if speaker.post else ""
    return post if speaker.place or len(post) > LONG_NAME else ""


def _drifted(names: set[str]) -> Iterator[tuple[str, str]]:
    """Pairs of one surname that differ in one character."""
    for one, other in combinations(sorted(names), 2):
        if one[0] == other[0] and len(_differences(one, other)) == 1:
            yield one, other


def _respelt(names: list[str]) -> Iterator[tuple[str, str]]:
    """Long transliterations that differ in one character, not the last, which may belong to the next word."""
    buckets: dict[str, set[str]] = {}
    for name in names:
        half = len(name) // 2
        buckets.setdefault(name[:half], set()).add(name)
        buckets.setdefault(name[half:], set()).add(name)
    for bucket in buckets.values():
        for one, other in combinations(sorted(bucket), 2):
            places = _differences(one, other)
            if len(places) == 1 and places[0] < len(one) - 1 and "·" not in one[places[0]] + other[places[0]]:
                yield one, other


def _differences(one: str, other: str) -> list[int]:
    """Where two names differ; everywhere, where their lengths do."""
    if len(one) != len(other):
        return list(range(max(len(one), len(other))))
    return [at for at, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]


def _shown(document: Document, names: set[str]) -> Iterator[tuple[str, str]]:
    """Names of people with a post, and names one character off in headlines and captions."""
    for name in names:
        if len(name) != 3 or "·" in name:
            continue
        pattern = _variant(name)
        for block in document.of_role(*NAMED):
            for found in pattern.finditer(document.text, block.start, block.end):
                if found[0] != name and found[0] not in names and is_name(found[0]):
                    yield min(name, found[0]), max(name, found[0])


def _together(text: str, one: str, other: str) -> bool:
    """Whether both stand in one sentence or line: then they are two people."""
    for found in re.finditer(re.escape(one), text):
        start = max(text.rfind(mark, 0, found.start()) for mark in "。！？\n")
        end = min((at for mark in "。！？\n" if (at := text.find(mark, found.end())) >= 0), default=len(text))
        if other in text[start + 1 : end]:
            return True
    return False


def _hits(document: Document, one: str, other: str) -> Iterator[Hit]:
    text = document.text
    counts = Counter({name: text.count(name) for name in (one, other)})
    usual, odd = sorted((one, other), key=lambda name: (-counts[name], text.find(name)))
    first = text.find(usual)
    for found in re.finditer(re.escape(odd), text):
        yield Hit(*found.span(), {"usual": usual}, related=(Related(first, first + len(usual), usual),))


def _long_names(text: str) -> list[str]:
    return [name for name in _dotted().findall(text) if len(name) > LONG_NAME]


def _variant(name: str) -> re.Pattern[str]:
    """The name with another second character, or with another third one before a mark or a verb of saying."""
    first, second, third = map(re.escape, name)
    ends = "(?=[，。、：；（）“”！？\\s]|说|在|为|正|和|与|同|$)"
    return re.compile(f"(?<![一-鿿])(?:{first}[一-鿿]{third}|{first}{second}[一-鿿]){ends}")


@cache
def _dotted() -> re.Pattern[str]:
    return re.compile(r"(?<![一-鿿·])[一-鿿]{1,8}(?:·[一-鿿]{1,8})+(?![一-鿿·])")
