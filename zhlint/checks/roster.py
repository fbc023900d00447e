"""Names, terms of office and the order of names, held against the house's people."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, ClassVar, Final, NamedTuple

from zhlint.analysis.figures.dates import month_length
from zhlint.analysis.figures.validity import day, draft_date, in_force
from zhlint.analysis.speakers.introductions import named_after
from zhlint.check import Check, Hit, OptionError, options
from zhlint.document import Span
from zhlint.lexicon.sentences import sentence_around
from zhlint.lexicon.strings import occurrences
from zhlint.patterns.expressions import expression
from zhlint.reading.grammar.names import bare, is_name

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from datetime import date

    from zhlint.document import Document

#: Fewer names are no list: two names side by side are in the order that the sentence needs.
FEWEST: Final = 3
#: So far before a title its unit is looked for, in characters.
_REACH: Final = 60
#: The longest post between two names of a list, in characters.
_LONGEST: Final = 20
#: A note on the order of a list is looked for so far on either side, in characters.
_AROUND: Final = 200

_SAME_UNIT: Final = expression(r"(?:[^，。；！？：“”\s的了在到向和与及同]{1,30}、)?")
#: Words of a sentence on an earlier or later term than that of the draft's day.
_ELSEWHEN: Final = expression(
    r"原|前任|时任|曾|历任|新任|继任|[0-9〇零一二三四五六七八九]{4}年|[去前当那]年|当时|当选|任命|任免|卸任|离任|候选|拟任|生前"
)
_JOINT: Final = expression(r"、|[ \u3000]+|和|以及|及")
_STOP: Final = expression(r"[、，。；！？：“”\s]")
#: Words of a list with an order of its own.
_SORTED: Final = expression("为序|排序|笔画|笔划|音序|不分先后")
_AFTER_NAME: Final = expression(r"[，。、；：（）“”！？\s]|等|和|与|及|以及|同|出席|参加|到|在|分别|先后|陪同|$")


class Person(NamedTuple):
    """A line of the roster.

    `since` and `until` are the first and last day in office, `rank` is the place in lists; None where the house gives none.
    """

    name: str
    post: str
    unit: str
    since: date | None
    until: date | None
    rank: int | None


@options
class Roster(Check):
    """Finds what differs from the people of the house.

    `people` are rows [姓名, 职务, 单位, 自, 至, 次序] of which only the name must be filled; dates are written 2024-03-01. There are
    three faults: a name one character off beside the post of somebody in office; a post outside the person's term, where the day
    of the draft is known; three names or more in a row against their order. Stays silent in a sentence about an earlier or later
    term, and on a list that gives its own order. Slot: `reason`.
    """

    slots: ClassVar[tuple[str, ...]] = ("reason",)

    people: tuple[tuple[str, ...], ...] = ()

    def __post_init__(self) -> None:
        try:
            self._roster  # noqa: B018 - read now, so that a wrong cell is reported
        except (TypeError, ValueError, AttributeError):
            reason = "每行应为 [姓名, 职务, 单位, 自, 至, 次序]，日期如 2024-03-01，次序为整数"
            raise OptionError("people", reason) from None

    def literals(self) -> Collection[str] | None:
        return None if self.people else ()

    def run(self, document: Document) -> Iterator[Hit]:
        """Yields a hit for every name, post or list that differs from the roster."""
        if self.people:
            for title, holders in self._holders.items():
                for offset in occurrences(document.text, title):
                    yield from self._beside(document, offset, title, holders)
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
            if _near(person.name, name) and (length := _unit_before(head, person)) is not None
        ]
        if not near or _ELSEWHEN.search(text, *sentence_around(text, offset)):
            return
        day_written = document.analyse(draft_date)
        if namesakes := [(person, start) for person, start in near if person.name == name]:
            if day_written and not any(in_force(day_written, person.since, person.until) for person, _ in namesakes):
                person, start = namesakes[0]
                yield Hit(start, offset + len(title), {"reason": _term(person, day_written)})
            return
        in_office = [person.name for person, _ in near if in_force(day_written, person.since, person.until)]
        if in_office and name not in self._ranks:
            yield Hit(*match.span("name"), {"reason": f"任此职的是{in_office[0]}"})

    def _lists(self, document: Document) -> Iterator[Hit]:
        """The faults of order in all lists of the text."""
        text, posts = document.text, tuple(self._holders)
        names: list[Span] = []
        for name in self._names_in(text):
            if names and not _joined(text[names[-1].end : name.start], posts):
                yield from self._misplaced(document, names)
                names = []
            names.append(name)
        yield from self._misplaced(document, names)

    def _misplaced(self, document: Document, names: list[Span]) -> Iterator[Hit]:
        """The first two names of a list that stand in the wrong order."""
        ranks = [rank for name in names if (rank := self._ranks[document[name]]) is not None]
        block = document.block_at(names[0].start) if len(names) >= FEWEST else None
        if not block or len(ranks) < len(names):
            return
        index = next((number for number, (rank, later) in enumerate(pairwise(ranks)) if later < rank), None)
        if index is not None and not _SORTED.search(
            document.text, max(block.start, names[0].start - _AROUND), min(block.end, names[-1].end + _AROUND)
        ):
            first, second = names[index : index + 2]
            yield Hit(first.start, second.end, {"reason": f"{document[second]}应排在{document[first]}之前"})

    def _names_in(self, text: str) -> Iterator[Span]:
        """The whole names of the roster in the text, the longest at each place."""
        by_head: dict[str, list[str]] = {}
        for name in sorted(self._ranks, key=len, reverse=True):
            by_head.setdefault(name[0], []).append(name)
        for head in re.finditer(f"[{re.escape(''.join(by_head))}]", text):
            offset = head.start()
            name = next((name for name in by_head[head[0]] if text.startswith(name, offset)), "")
            if name and _AFTER_NAME.match(text, offset + len(name)):
                yield Span(offset, offset + len(name))

    @cached_property
    def _roster(self) -> tuple[Person, ...]:
        return tuple(_person(row) for row in self.people)

    @cached_property
    def _holders(self) -> dict[str, list[Person]]:
        """The holders of posts in a named unit, by post."""
        holders = defaultdict(list)
        for person in self._roster:
            if person.post and person.unit:
                holders[person.post].append(person)
        return holders

    @cached_property
    def _ranks(self) -> dict[str, int | None]:
        """The place of everybody in a list; None without one, or with two."""
        ranks: dict[str, set[int | None]] = {}
        for person in self._roster:
            ranks.setdefault(person.name, set()).add(person.rank)
        return {name: places.pop() if len(places) == 1 else None for name, places in ranks.items()}


def _person(row: tuple[str, ...]) -> Person:
    """A row as a person. Raises ValueError where a cell is wrong."""
    name, post, unit, since, until, rank = (*(cell.strip() for cell in row[:6]), *[""] * 6)[:6]
    if not bare(name):
        raise ValueError(row)
    return Person(bare(name), post, unit, day(since), _last_day(until), int(rank) if rank else None)


def _last_day(cell: str) -> date | None:
    """The end of a term; of a month or year alone, its last day."""
    last = day(cell)
    if last and cell.count("-") < 2:
        month = last.month if "-" in cell else 12
        last = last.replace(month=month, day=month_length(last.year, month))
    return last


def _near(listed: str, name: str) -> bool:
    """Whether two names are equal or one character apart.

    Of two characters the surname must be the same.
    """
    if len(listed) != len(name):
        return False
    differences = [index for index, (first, second) in enumerate(zip(listed, name, strict=True)) if first != second]
    return not differences or (len(differences) == 1 and (len(name) > 2 or differences[0] > 0))


def _unit_before(head: str, person: Person) -> int | None:
    """The distance from a title back to its unit.

    None where the unit is not there.

    Other posts of the same unit may stand between.
    """
    for unit in dict.fromkeys((person.unit, re.sub("(?:人民)?政府$", "", person.unit))):
        offset = head.rfind(unit)
        if offset >= 0 and _SAME_UNIT.fullmatch(head, offset + len(unit)):
            return len(head) - offset
    return None


def _joined(gap: str, posts: tuple[str, ...]) -> bool:
    """Whether the text between two names makes them a list.

    It is a mark, with or without the post of the second.
    """
    joint = _JOINT.match(gap)
    if not joint:
        return False
    rest = gap[joint.end() :]
    return not rest or (len(rest) <= _LONGEST and rest.endswith(posts) and not _STOP.search(rest))


def _term(person: Person, day_written: date) -> str:
    """The reason why a post does not fit the day of the draft."""
    if person.since and day_written < person.since:
        return f"{person.name}{person.since}起任此职"
    return f"{person.name}任此职到{person.until}为止"
