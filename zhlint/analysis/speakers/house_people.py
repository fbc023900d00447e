"""The people whom a house lists: posts, terms of office, places in lists."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING, Final, NamedTuple

from zhlint.analysis.figures.dates import month_length
from zhlint.analysis.figures.validity import day
from zhlint.analysis.speakers.name_slots import LEADS
from zhlint.analysis.speakers.own_posts import bare_unit
from zhlint.check import Check, OptionError, options
from zhlint.document import Span
from zhlint.lexicon.han import HAN
from zhlint.patterns.expressions import expression
from zhlint.reading.grammar.names import bare

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator
    from datetime import date

#: The edge of a clause, before which no other unit stands, with a lead or another post of the home division.
_FREE: Final = expression(
    rf"(?:^|[，。；：！？“”（）\s]|由|(?<!{HAN})(?:{LEADS}))(?:(?:中共)?[省市区县州旗]委副书记、)?\Z"
)
_SAME_UNIT: Final = expression(r"(?:[^，。；！？：“”\s的了在到向和与及同]{1,30}、)?")
_AFTER_NAME: Final = expression(r"[，。、；：（）“”！？\s]|等|和|与|及|以及|同|出席|参加|到|在|分别|先后|陪同|$")


class Person(NamedTuple):
    """A line of the list.

    `since` and `until` are the first and last day in office, `rank` is the place in lists; None where the house gives none.
    """

    name: str
    post: str
    unit: str
    since: date | None
    until: date | None
    rank: int | None

    def is_near(self, name: str) -> bool:
        """Whether a name is this person's, or one character apart.

        Of two characters the first must be the same.
        """
        if len(self.name) != len(name):
            return False
        differences = [index for index, char in enumerate(name) if char != self.name[index]]
        return not differences or (len(differences) == 1 and (len(name) > 2 or differences[0] > 0))

    def unit_before(self, head: str) -> int | None:
        """The distance from the end of `head` back to the unit.

        Other posts of the same unit may stand between. None where the unit is not there.
        """
        for unit in dict.fromkeys((self.unit, re.sub("(?:人民)?政府$", "", self.unit))):
            offset = head.rfind(unit)
            if offset >= 0 and _SAME_UNIT.fullmatch(head, offset + len(unit)):
                return len(head) - offset
        return None

    def bare_unit_before(self, head: str, title: str, home: str) -> int | None:
        """The length of a unit of the home division at the end of `head`.

        The name of the division is left out there. None where the unit is not there, or is of another division.
        """
        rest = bare_unit(home, re.sub("(?:人民)?政府$", "", self.unit))
        written = "" if rest == home[-1:] and rest in title else rest
        if not rest or not head.endswith(written) or not _FREE.search(head[: len(head) - len(written)]):
            return None
        return len(written)


def parse_person(row: tuple[str, ...]) -> Person:
    """A person from the row [姓名, 职务, 单位, 自, 至, 次序].

    Raises ValueError where a cell is wrong.
    """
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


class HousePeople:
    """The people of a house, by their posts and by their names."""

    def __init__(self, people: Iterable[Person]) -> None:
        self._people = tuple(people)

    @cached_property
    def holders(self) -> dict[str, list[Person]]:
        """The holders of posts in a named unit, by post."""
        holders = defaultdict(list)
        for person in self._people:
            if person.post and person.unit:
                holders[person.post].append(person)
        return holders

    @cached_property
    def posts(self) -> dict[str, list[str]]:
        """The posts of everybody, each with its unit, by name."""
        posts: dict[str, list[str]] = {}
        for person in self._people:
            posts.setdefault(person.name, []).append(person.unit + person.post)
        return posts

    @cached_property
    def ranks(self) -> dict[str, int | None]:
        """The place of everybody in lists, by name; None without a place, or with two."""
        ranks: dict[str, set[int | None]] = {}
        for person in self._people:
            ranks.setdefault(person.name, set()).add(person.rank)
        return {name: places.pop() if len(places) == 1 else None for name, places in ranks.items()}

    def names_in(self, text: str) -> Iterator[Span]:
        """Yields the spans of whole names in a text, the longest name at each place."""
        for surname in self._surnames.finditer(text):
            start = surname.start()
            names = (*self._by_head.get(text[start : start + 2], ()), *self._by_head.get(surname[0], ()))
            name = next((name for name in names if text.startswith(name, start)), "")
            if name and _AFTER_NAME.match(text, start + len(name)):
                yield Span(start, start + len(name))

    @cached_property
    def _surnames(self) -> re.Pattern[str]:
        """The first characters of all names; matches nothing where there are none."""
        return re.compile(f"[{re.escape(''.join({name[0] for name in self.ranks}))}]" if self.ranks else "(?!)")

    @cached_property
    def _by_head(self) -> dict[str, list[str]]:
        """The names by their first two characters, the longest first."""
        by_head: dict[str, list[str]] = {}
        for name in sorted(self.ranks, key=len, reverse=True):
            by_head.setdefault(name[:2], []).append(name)
        return by_head


@options
class PeopleCheck(Check):
    """A check against the people of a house; without any it finds nothing.

    `people` are rows [姓名, 职务, 单位, 自, 至, 次序] of which only the name must be filled; dates are written 2024-03-01.
    """

    people: tuple[tuple[str, ...], ...] = ()

    def __post_init__(self) -> None:
        try:
            self.house  # noqa: B018 - read now, so that a wrong cell is reported
        except (TypeError, ValueError, AttributeError):
            reason = "每行应为 [姓名, 职务, 单位, 自, 至, 次序]，日期如 2024-03-01，次序为整数"
            raise OptionError("people", reason) from None

    def literals(self) -> Collection[str] | None:
        return None if self.people else ()

    @cached_property
    def house(self) -> HousePeople:
        """The people as they are looked up."""
        return HousePeople(map(parse_person, self.people))
