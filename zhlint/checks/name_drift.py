"""One person under two names that differ in one character: 张晓辉, 张小辉."""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import chain
from typing import TYPE_CHECKING, ClassVar, Final, NamedTuple

from zhlint.analysis.speakers.alike_names import alike_names
from zhlint.analysis.speakers.chief_posts import chief_posts, may_clash
from zhlint.analysis.speakers.introductions import may_name_officials
from zhlint.analysis.speakers.name_slots import name_slots
from zhlint.analysis.speakers.one_off import may_show_name, one_off, one_off_dotted, one_off_long, one_off_shown
from zhlint.analysis.speakers.speech import people
from zhlint.analysis.words.dotted_names import dotted_names
from zhlint.check import Check, Hit, Related, options
from zhlint.lexicon.sentences import sentence_around
from zhlint.lexicon.vocabulary import vocabulary
from zhlint.patterns.expressions import expression

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zhlint.analysis.speakers.chief_posts import Office
    from zhlint.document import Document, Speaker

#: Longer names, in characters, are transliterations; a longer post names its unit.
LONG_NAME: Final = 6
#: A surname and a given name of two characters.
_FULL: Final = 3
#: What a post says of one who is not its holder now.
_NO_HOLDER: Final = expression("副|原|前|时任|新任|继任|代|助理|村|社区|支部")
#: Surnames that are prepositions, too, before a word this frequent.
_PREPOSITIONS: Final = frozenset("于与向从由和")
_FREQUENT: Final = 100
#: What a name is not: somebody whose name is withheld, a name and the verb behind it.
_NO_NAME: Final = expression(
    "某|[说的也亦均镇乡县]$|^.(?:女士|先生|小姐|老师|同学|阿姨|大爷|大妈|师傅)$|[以还将就又曾把被记仍]$|^.{3}则$|告诉|记者|[报网台社]·|^(?:党[员委]|干部|高[校中层校]|安全|全国|成[员果本]|方[面案法]|时代|时间|经[济营]|关[系于]|和谐|何[时地]|路[线径]|车[间辆]|水[平库]|金融|任[上内期职]$)"
)


class Person(NamedTuple):
    """A name at `start:end`, with the post beside it.

    `post` is empty in a headline or caption.
    """

    name: str
    post: str
    start: int
    end: int


@options
class NameDrift(Check):
    """Finds names that differ in one character and seem to be one person.

    They sound or look alike in any two slots of names, belong to one post, also where it is in short, or stand in a headline or
    caption. `posts` are the last words of posts that one person holds;
    `former` the words that make a post another's. The names have one length and one surname, or are transliterations of more
    than six characters that differ before the last one. Every place of the rarer name is a hit, or of the later one. Stays
    silent where both stand in one sentence: two people. Slot: `usual`, the name found more often or first.
    """

    slots: ClassVar[tuple[str, ...]] = ("usual",)

    posts: tuple[str, ...]
    former: tuple[str, ...] = ("原", "前", "时任", "新任", "继任")

    def run(self, document: Document) -> Iterator[Hit]:
        pairs = {*one_off_long(_long_names(document)), *one_off_dotted(document.text)}
        if _may_drift(document):
            pairs.update(self._pairs(document))
        pairs.update(document.analyse(alike_names), self._short_and_full(document), _alike_chiefs(document))
        pairs = {pair for pair in pairs if not any(_NO_NAME.search(name) or _is_phrase(name) for name in pair)}
        if pairs:
            yield from _hits(document.text, pairs)

    def _pairs(self, document: Document) -> Iterator[tuple[str, str]]:
        """Pairs of names that differ and share a post, or stand in headlines and captions."""
        persons = [
            Person(speaker.name.text, _post(speaker), speaker.name.start, speaker.name.end)
            for speaker in document.analyse(people)
            if not (speaker.post and document.text.endswith(self.former, 0, speaker.post.start))
        ]
        by_post: dict[str, set[str]] = {}
        for person in persons:
            if person.post.endswith(self.posts) and not person.post.startswith(self.former):
                by_post.setdefault(person.post, set()).add(person.name)
        yield from chain(*map(one_off, by_post.values()))
        yield from one_off_shown(document, {person.name for person in persons})

    def _short_and_full(self, document: Document) -> Iterator[tuple[str, str]]:
        """Pairs of names that differ, with one post, once in full and once in short."""
        whole: dict[str, set[str]] = {}
        short: dict[str, set[str]] = {}
        for slot in document.analyse(name_slots):
            title = next((post for post in self.posts if slot.post.endswith(post)), "")
            if title and len(slot.name) == _FULL and not _NO_HOLDER.search(slot.post):
                (short if slot.post == title else whole).setdefault(title, set()).add(slot.name)
        for title, names in short.items():
            full = whole.get(title, set())
            if names.isdisjoint(full):
                yield from (
                    pair for pair in one_off(names | full) if not (names.isdisjoint(pair) or full.isdisjoint(pair))
                )


def _is_phrase(name: str) -> bool:
    """Whether what looks like a name is a preposition and a word: 学生于周三, 与青年教师."""
    return name[0] in _PREPOSITIONS and vocabulary().frequency(name[1:]) >= _FREQUENT


def _alike_chiefs(document: Document) -> Iterator[tuple[str, str]]:
    """Pairs of names that differ, with one chief post.

    It is of one place, or bare both times.
    """
    offices = document.analyse(chief_posts)
    groups: dict[tuple[str, str], dict[str, Office]] = defaultdict(dict)
    for office in offices:
        groups[office.post, office.place].setdefault(office.name, office)
    for named in groups.values():
        for one, other in one_off(set(named)):
            if may_clash(document, offices, named[one], named[other]):
                yield one, other


def _long_names(document: Document) -> Iterator[str]:
    """The long names with dots, those at the head of a title left out: 《史记·项羽本纪》."""
    for name in document.analyse(dotted_names):
        if len(name.text) > LONG_NAME and document.text[name.start - 1 : name.start] != "《":
            yield name.text


def _may_drift(document: Document) -> bool:
    """Whether anybody may stand with a post, or in a headline or caption without."""
    return (
        any(section.speaker for section in document.sections)
        or may_show_name(document)
        or document.analyse(may_name_officials)
    )


def _post(speaker: Speaker) -> str:
    """The post with its unit; empty where nothing tells it from others of its kind."""
    post = speaker.post.text if speaker.post else ""
    return post if speaker.place or len(post) > LONG_NAME else ""


def _hits(text: str, pairs: set[tuple[str, str]]) -> Iterator[Hit]:
    """A hit for every place of the rarer, or later, name of a pair."""
    where = _places(text, set(chain(*pairs)))
    sentences = {name: {sentence_around(text, offset) for offset in places} for name, places in where.items()}
    reported: set[str] = set()
    for first_name, second_name in sorted(pairs):
        if sentences[first_name] & sentences[second_name]:
            continue
        usual, odd = sorted((first_name, second_name), key=lambda name: (-len(where[name]), where[name][:1]))
        if odd not in reported:
            reported.add(odd)
            first_place = where[usual][0]
            for offset in where[odd]:
                yield Hit(
                    offset,
                    offset + len(odd),
                    {"usual": usual},
                    related=(Related(first_place, first_place + len(usual), usual),),
                )


def _places(text: str, names: set[str]) -> dict[str, list[int]]:
    """The offsets of each name, without overlaps of a name with itself.

    One pass over the text finds them all.
    """
    where: dict[str, list[int]] = {name: [] for name in names}
    lengths = sorted(set(map(len, names)))
    first, second = ("".join({re.escape(name[offset]) for name in names}) for offset in (0, 1))
    for head in re.finditer(f"[{first}](?=[{second}])", text):
        offset = head.start()
        for length in lengths:
            offsets = where.get(text[offset : offset + length])
            if offsets is not None and (not offsets or offsets[-1] + length <= offset):
                offsets.append(offset)
    return where
