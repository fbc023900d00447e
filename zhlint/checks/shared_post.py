"""One post of a single holder, given to two people: 顺义区区长甲 … 顺义区区长乙."""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations
from typing import TYPE_CHECKING, ClassVar, Final, NamedTuple

from zhlint.analysis.marks.quotes import is_quoted
from zhlint.analysis.speakers.chief_posts import are_two, chief_posts, is_one_place, may_clash
from zhlint.analysis.speakers.introductions import may_name_officials
from zhlint.analysis.speakers.speech import people
from zhlint.analysis.speakers.terms_of_office import days_of, is_of_another_term
from zhlint.check import Check, Hit, Related, options
from zhlint.document import Span
from zhlint.lexicon.gazetteer import gazetteer
from zhlint.patterns.expressions import expression
from zhlint.reading.grammar.names import bare, is_surnamed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zhlint.analysis.speakers.chief_posts import Office
    from zhlint.document import Document, Speaker, TextSpan

#: Marks and words that join two posts, and words that make a post a deputy's or a joint one.
_JOINED: Final = expression(r"[、，,；;/和与兼及\s]|副|助理|代表|党组|执行|联席|轮值|荣誉|名誉|分[局行院校会公]")
#: Names that are withheld.
_WITHHELD: Final = expression("某|[先女]")


class Holder(NamedTuple):
    """A name with its post, and the days of its sentence."""

    name: str
    part: TextSpan
    days: frozenset[str]


@options
class SharedPost(Check):
    """Finds a post of one holder that a draft gives to two people.

    `posts` are the last words of such posts. The post stands before both names in the same words and begins with the name of
    one division; the secretary and the head of the home division may have bare posts. Stays silent on deputies and joint
    posts, in quotations, in sentences on a change of office or another year, where the sentences give different days, and
    on names that may be one. The hit is the later name; slot: `usual`, the first.
    """

    slots: ClassVar[tuple[str, ...]] = ("usual",)

    posts: tuple[str, ...]

    def run(self, document: Document) -> Iterator[Hit]:
        hits = {hit.start: hit for hit in _chiefs(document)}
        hits |= {hit.start: hit for hit in self._in_full(document)}
        yield from (hits[start] for start in sorted(hits))

    def _in_full(self, document: Document) -> Iterator[Hit]:
        """Yields those whose post stands before another in the same words."""
        if not (any(section.speaker for section in document.sections) or document.analyse(may_name_officials)):
            return
        holders: dict[str, dict[str, Holder]] = defaultdict(dict)
        for speaker in sorted(document.analyse(people), key=lambda speaker: speaker.start):
            if holder := self._holder(document, speaker):
                holders[_words(speaker)].setdefault(holder.name, holder)
        for named in holders.values():
            for first, later in combinations(named.values(), 2):
                if _are_two(first, later):
                    yield _hit(later.part, first.part, first.name)

    def _holder(self, document: Document, speaker: Speaker) -> Holder | None:
        """The holder of a post that counts, or None."""
        name, post = speaker.name, speaker.post
        if not post or not speaker.place or not post.text.endswith(self.posts) or _JOINED.search(_words(speaker)):
            return None
        if (
            not is_surnamed(name.text)
            or _WITHHELD.search(name.text)
            or len(gazetteer().of_name(speaker.place.text)) != 1
        ):
            return None
        if is_of_another_term(document.text, post.start) or is_quoted(document, name.start, name.end):
            return None
        return Holder(bare(name.text), name, days_of(document.text, post.start))


def _hit(later: Span | TextSpan, first: Span | TextSpan, name: str) -> Hit:
    return Hit(later.start, later.end, {"usual": name}, None, (Related(first.start, first.end, name),))


def _chiefs(document: Document) -> Iterator[Hit]:
    """Yields those with the chief post of another.

    The place is named in full, known or not, or it is the home division.
    """
    offices = document.analyse(chief_posts)
    home = document.desk.home
    for number, office in enumerate(offices):
        before = [one for one in offices[:number] if one.kind == office.kind]
        first = next((one for one in before if one.post == office.post), None)
        if (
            first
            and (place := _place(office, home))
            and _place(first, home) == place
            and office.name not in {one.name for one in before}
            and are_two(first.name, office.name)
            and may_clash(document, offices, first, office)
            and is_one_place(document.text, office.kind, place)
        ):
            yield _hit(Span(office.start, office.end), Span(first.start, first.end), first.name)


def _place(office: Office, home: str) -> str:
    """The place of a post; of a bare one the home division."""
    return office.place or (home[:-1] if home.endswith(office.kind) else "")


def _words(speaker: Speaker) -> str:
    return speaker.post.text.removeprefix("中共") if speaker.post else ""


def _are_two(first: Holder, later: Holder) -> bool:
    """Whether two names cannot be one person's, nor of different days."""
    return are_two(first.name, later.name) and not (first.days and later.days and first.days.isdisjoint(later.days))
