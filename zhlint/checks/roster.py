"""Names, terms of office and the order of names, held against the house's people."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, ClassVar, Final

from zhlint.analysis.figures.validity import draft_date, in_force
from zhlint.analysis.speakers.house_people import PeopleCheck
from zhlint.analysis.speakers.introductions import named_after
from zhlint.analysis.speakers.short_posts import beside_short_post
from zhlint.check import Hit, options
from zhlint.document import Span
from zhlint.lexicon.sentences import sentence_around
from zhlint.lexicon.strings import occurrences
from zhlint.patterns.expressions import expression
from zhlint.reading.grammar.names import bare, is_name

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from zhlint.analysis.speakers.house_people import Person
    from zhlint.document import Document

#: Fewer names are no list: two names side by side are in the order that the sentence needs.
FEWEST: Final = 3
#: So far before a title its unit is looked for, in characters.
_REACH: Final = 60
#: The longest post between two names of a list, in characters.
_LONGEST: Final = 20
#: A note on the order of a list is looked for so far on either side, in characters.
_AROUND: Final = 200
#: Words of a sentence on an earlier or later term than that of the draft's day.
_ELSEWHEN: Final = expression(
    r"原|前任|时任|曾|历任|新任|继任|[0-9〇零一二三四五六七八九]{4}年|[去前当那]年|当时|当选|任命|任免|卸任|离任|候选|拟任|生前"
)
#: The end of a post that several people hold, or that is joined to another one.
_SHARED: Final = expression(
    r"(?<!副书记)(?<!党组书记)[、和与及兼]\S{1,16}\Z|副[^、\s]{1,8}\Z|(?:常委|委员|代表|助理|顾问)\Z"
)
_JOINT: Final = expression(r"、|[ \u3000]+|和|以及|及")
_STOP: Final = expression(r"[、，。；！？：“”\s]")
#: Words of a list with an order of its own.
_SORTED: Final = expression("为序|排序|笔画|笔划|音序|不分先后")


@options
class Roster(PeopleCheck):
    """Finds what differs from the people of the house.

    There are three faults: a name one character off beside the post of somebody in office; a post outside the person's term, where the
    day of the draft is known; three names or more in a row against their order. Where the unit of the post is left out or
    shortened, or the post stands behind the name, the character is one that sounds or looks alike. Stays silent in a sentence about an earlier
    or later term, and on a list that gives its own order. Slot: `reason`.
    """

    slots: ClassVar[tuple[str, ...]] = ("reason",)

    def run(self, document: Document) -> Iterator[Hit]:
        """Yields a hit for every name, post or list that differs from the roster."""
        if self.people:
            for title, holders in self.house.holders.items():
                for offset in occurrences(document.text, title):
                    title_span = Span(offset, offset + len(title))
                    yield from [*self._beside(document, offset, title, holders)] or self._beside_short(
                        document, title_span, holders
                    )
            yield from self._lists(document)

    def _beside(self, document: Document, offset: int, title: str, holders: list[Person]) -> Iterator[Hit]:
        """The fault of the person named after a title at an offset."""
        text, block = document.text, document.block_at(offset)
        match = block and named_after(text, offset + len(title), block.end)
        if not match or not block or not is_name(match["name"]):
            return
        name, head = bare(match["name"]), text[max(block.start, offset - _REACH) : offset]
        near = [
            (person, offset - length)
            for person in holders
            if person.is_near(name) and (length := _unit_length(document, person, head, title)) is not None
        ]
        if _ELSEWHEN.search(text, *sentence_around(text, offset)):
            return
        if not near and (holder := self._other_holder(document, offset, title, name)):
            yield Hit(*match.span("name"), {"reason": f"任此职的是{holder.name}，{name}任{self.house.posts[name][0]}"})
        day_written = document.analyse(draft_date)
        if namesakes := [(person, start) for person, start in near if person.name == name]:
            if day_written and not any(in_force(day_written, person.since, person.until) for person, _ in namesakes):
                person, start = namesakes[0]
                yield Hit(start, offset + len(title), {"reason": _term(person, day_written)})
            return
        in_office = [person.name for person, _ in near if in_force(day_written, person.since, person.until)]
        if in_office and name not in self.house.ranks:
            yield Hit(*match.span("name"), {"reason": f"任此职的是{in_office[0]}"})

    def _other_holder(self, document: Document, offset: int, title: str, name: str) -> Person | None:
        """The only holder of a title that somebody else of the list is given."""
        posts = self.house.posts.get(name, ())
        head = document.text[max(0, offset - _REACH) : offset]
        if not any(posts) or any(post.endswith(title) for post in posts) or _SHARED.search(head + title):
            return None
        holders = [
            person
            for person in self.house.holders[title]
            if in_force(document.analyse(draft_date), person.since, person.until)
            and _unit_length(document, person, head, title) is not None
        ]
        return holders[0] if len(holders) == 1 else None

    def _beside_short(self, document: Document, title: Span, holders: list[Person]) -> Iterator[Hit]:
        """The fault of a name beside a bare title, or before its post."""
        text = document.text
        for name, person in beside_short_post(document, title, holders):
            shown = bare(text[name.start : name.end])
            if (
                shown not in self.house.ranks
                and in_force(document.analyse(draft_date), person.since, person.until)
                and not _ELSEWHEN.search(text, *sentence_around(text, name.start))
            ):
                yield Hit(*name, {"reason": f"任此职的是{person.name}"})
                return

    def _lists(self, document: Document) -> Iterator[Hit]:
        """The faults of order in all lists of the text."""
        text, posts = document.text, tuple(self.house.holders)
        names: list[Span] = []
        for name in self.house.names_in(text):
            if names and not _is_list(text[names[-1].end : name.start], posts):
                yield from self._order_fault(document, names)
                names = []
            names.append(name)
        yield from self._order_fault(document, names)

    def _order_fault(self, document: Document, names: list[Span]) -> Iterator[Hit]:
        """The first two names of a list that stand in the wrong order."""
        ranks = [rank for name in names if (rank := self.house.ranks[document[name]]) is not None]
        block = document.block_at(names[0].start) if len(names) >= FEWEST else None
        if not block or len(ranks) < len(names):
            return
        index = next((number for number, (rank, later) in enumerate(pairwise(ranks)) if later < rank), None)
        if index is not None and not _SORTED.search(
            document.text, max(block.start, names[0].start - _AROUND), min(block.end, names[-1].end + _AROUND)
        ):
            first, second = names[index : index + 2]
            yield Hit(first.start, second.end, {"reason": f"{document[second]}应排在{document[first]}之前"})


def _is_list(gap: str, posts: tuple[str, ...]) -> bool:
    """Whether the text between two names makes them a list.

    It is a mark, with or without the post of the second.
    """
    joint = _JOINT.match(gap)
    if not joint:
        return False
    rest = gap[joint.end() :]
    return not rest or (len(rest) <= _LONGEST and rest.endswith(posts) and not _STOP.search(rest))


def _unit_length(document: Document, person: Person, head: str, title: str) -> int | None:
    """The distance back to a person's unit, or None."""
    length = person.unit_before(head)
    return person.bare_unit_before(head, title, document.desk.home) if length is None and document.desk.home else length


def _term(person: Person, day_written: date) -> str:
    """The reason why a post does not fit the day of the draft."""
    if person.since and day_written < person.since:
        return f"{person.name}{person.since}起任此职"
    return f"{person.name}任此职到{person.until}为止"
