"""Names, terms of office and the order of names, compared with the people the house lists."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, ClassVar, Final, NamedTuple

from zhlint.analysis.figures.dates import month_length
from zhlint.analysis.figures.validity import day, in_force, written_on
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

#: A list has at least so many names; two names side by side are in the order the sentence needs.
FEWEST: Final = 3
#: So far before a title its unit is looked for.
_REACH: Final = 60
#: The longest post between two names of a list.
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
#: What says that a list has an order of its own.
_SORTED: Final = expression("为序|排序|笔画|笔划|音序|不分先后")
_AFTER_NAME: Final = expression(r"[，。、；：（）“”！？\s]|等|和|与|及|以及|同|出席|参加|到|在|分别|先后|陪同|$")


class Person(NamedTuple):
    """A line of the roster; `since` and `until` bound the term of office, `rank` is the place in lists."""

    name: str
    post: str
    unit: str
    since: date | None
    until: date | None
    rank: int | None


@options
class Roster(Check):
    """What differs from `people`, rows [姓名, 职务, 单位, 自, 至, 次序] of which only the name must be filled.

    A name one character off beside the post of somebody in office; a post before or after the person's term, where the
    day of the draft is known; three or more names in a row against their given order. Slot for the message: `reason`.
    """

    slots: ClassVar[tuple[str, ...]] = ("reason",)

    people: tuple[tuple[str, ...], ...] = ()

    def __post_init__(self) -> None:
        try:
            self._roster  # noqa: B018 - read now, so that a wrong cell is told
        except (TypeError, ValueError, AttributeError):
            reason = "每行应为 [姓名, 职务, 单位, 自, 至, 次序]，日期如 2024-03-01，次序为整数"
            raise OptionError("people", reason) from None

    def literals(self) -> Collection[str] | None:
        return None if self.people else ()

    def run(self, document: Document) -> Iterator[Hit]:
        """Yield a hit for every name, post or list that differs from the roster."""
        if self.people:
            for title, holders in self._holders.items():
                for at in occurrences(document.text, title):
                    yield from self._beside(document, at, title, holders)
            yield from self._lists(document)

    def _beside(self, document: Document, at: int, title: str, holders: list[Person]) -> Iterator[Hit]:
        """What is wrong with the person named after a title."""
        text, block = document.text, document.block_at(at)
        found = block and named_after(text, at + len(title), block.end)
        if not found or not block or not is_name(found["name"]):
            return
        name, head = bare(found["name"]), text[max(block.start, at - _REACH) : at]
        near = [
            (person, at - length)
            for person in holders
            if _near(person.name, name) and (length := _unit_before(head, person)) is not None
        ]
        if not near or _ELSEWHEN.search(text, *sentence_around(text, at)):
            return
        written = document.analyse(written_on)
        if same := [(person, start) for person, start in near if person.name == name]:
            if written and not any(in_force(written, person.since, person.until) for person, _ in same):
                person, start = same[0]
                yield Hit(start, at + len(title), {"reason": _term(person, written)})
            return
        now = [person.name for person, _ in near if in_force(written, person.since, person.until)]
        if now and name not in self._ranks:
            yield Hit(*found.span("name"), {"reason": f"任此职的是{now[0]}"})

    def _lists(self, document: Document) -> Iterator[Hit]:
        """The first two names of a list that stand in the wrong order."""
        text, posts = document.text, tuple(self._holders)
        run: list[Span] = []
        for name in self._named(text):
            if run and not _joined(text[run[-1].end : name.start], posts):
                yield from self._misplaced(document, run)
                run = []
            run.append(name)
        yield from self._misplaced(document, run)

    def _misplaced(self, document: Document, names: list[Span]) -> Iterator[Hit]:
        ranks = [rank for name in names if (rank := self._ranks[document[name]]) is not None]
        block = document.block_at(names[0].start) if len(names) >= FEWEST else None
        if not block or len(ranks) < len(names):
            return
        wrong = next((at for at, (rank, later) in enumerate(pairwise(ranks)) if later < rank), None)
        if wrong is not None and not _SORTED.search(
            document.text, max(block.start, names[0].start - _AROUND), min(block.end, names[-1].end + _AROUND)
        ):
            first, second = names[wrong : wrong + 2]
            yield Hit(first.start, second.end, {"reason": f"{document[second]}应排在{document[first]}之前"})

    def _named(self, text: str) -> Iterator[Span]:
        """Where names of the roster stand as whole names, the longest at each place."""
        by_head: dict[str, list[str]] = {}
        for name in sorted(self._ranks, key=len, reverse=True):
            by_head.setdefault(name[0], []).append(name)
        for head in re.finditer(f"[{re.escape(''.join(by_head))}]", text):
            at = head.start()
            name = next((name for name in by_head[head[0]] if text.startswith(name, at)), "")
            if name and _AFTER_NAME.match(text, at + len(name)):
                yield Span(at, at + len(name))

    @cached_property
    def _roster(self) -> tuple[Person, ...]:
        return tuple(_person(row) for row in self.people)

    @cached_property
    def _holders(self) -> dict[str, list[Person]]:
        """Those who hold a post of a named unit, by post."""
        holders = defaultdict(list)
        for person in self._roster:
            if person.post and person.unit:
                holders[person.post].append(person)
        return holders

    @cached_property
    def _ranks(self) -> dict[str, int | None]:
        """The place of everybody in a list; None for who has none, or two."""
        ranks: dict[str, set[int | None]] = {}
        for person in self._roster:
            ranks.setdefault(person.name, set()).add(person.rank)
        return {name: known.pop() if len(known) == 1 else None for name, known in ranks.items()}


def _person(row: tuple[str, ...]) -> Person:
    """A row as a person; raises ValueError where a cell will not do."""
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
    """Whether two names are the same or one character apart; of two characters the surname must be the same."""
    if len(listed) != len(name):
        return False
    apart = [at for at, (one, other) in enumerate(zip(listed, name, strict=True)) if one != other]
    return not apart or (len(apart) == 1 and (len(name) > 2 or apart[0] > 0))


def _unit_before(head: str, person: Person) -> int | None:
    """How far before a title its unit begins: right before it, or before other posts of the same unit."""
    for unit in dict.fromkeys((person.unit, re.sub("(?:人民)?政府$", "", person.unit))):
        at = head.rfind(unit)
        if at >= 0 and _SAME_UNIT.fullmatch(head, at + len(unit)):
            return len(head) - at
    return None


def _joined(gap: str, posts: tuple[str, ...]) -> bool:
    """Whether what stands between two names makes them a list: a mark, with or without the post of the second."""
    found = _JOINT.match(gap)
    if not found:
        return False
    rest = gap[found.end() :]
    return not rest or (len(rest) <= _LONGEST and rest.endswith(posts) and not _STOP.search(rest))


def _term(person: Person, written: date) -> str:
    if person.since and written < person.since:
        return f"{person.name}{person.since}起任此职"
    return f"{person.name}任此职到{person.until}为止"
