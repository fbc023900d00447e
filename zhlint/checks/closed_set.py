"""A closed set: its members written out in another order, with one missing, one too many or one that is none."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from itertools import chain, pairwise
from typing import TYPE_CHECKING, ClassVar, Final, NamedTuple

from zhlint.analysis.figures.validity import day, in_force, written_on
from zhlint.analysis.words.member_lists import ClosedSet as Members
from zhlint.analysis.words.member_lists import MemberList, closed_set, member_lists
from zhlint.analysis.words.simplified import simplified_characters
from zhlint.analysis.words.wording import QUOTES, bare
from zhlint.check import Check, Edit, Fix, Hit, OptionError, options
from zhlint.storage.tables import rows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date
    from pathlib import Path

    from zhlint.document import Document

_BESIDE: Final = 24
_BEFORE: Final = "([^、，。；：！？（(\r\n]+)[、，,]$"
_AFTER: Final = "[、，,]([^、，。；：！？）)\r\n]+)"


class _Dated(NamedTuple):
    """A set and the days from and until which it holds."""

    members: Members
    since: date | None
    until: date | None


@options
class ClosedSet(Check):
    """Lists of the sets in the table with one `fault`: `order`, or `count` (a member missing, doubled, or a foreign one).

    Order is judged where the members that the table asks for stand together. Count is judged of a list that the label
    announces (by brackets, a colon or 即), and of one that has all members but one, in order, from a closed end to the other.
    A member miswritten by one character is left to the near misses.
    A list that ends in 等 is open. Slots: `label`, `members`, and for count `fault`, what is wrong.
    """

    filled: ClassVar[tuple[int, ...]] = (1, 2)
    slots: ClassVar[tuple[str, ...]] = ("fault", "label", "members")

    table: Path
    fault: str

    def __post_init__(self) -> None:
        if self.fault not in {"order", "count"}:
            raise OptionError("fault", f"fault 只能是 order 或 count，现为 {self.fault}")

    def run(self, document: Document) -> Iterator[Hit]:
        """Yield a hit for every faulty list."""
        judge = _misordered if self.fault == "order" else _miscounted
        for members, found in document.analyse(_closed_lists(self.table)):
            if hit := judge(document, found, members):
                yield hit


@cache
def _closed_lists(table: Path) -> Callable[[Document], tuple[tuple[Members, MemberList], ...]]:
    """The analysis: the lists of the sets of a table that hold on the day of the draft, those that 等 leaves open left out."""

    def found(document: Document) -> tuple[tuple[Members, MemberList], ...]:
        sets = _that_may_stand(table, document.analyse(simplified_characters))
        written = document.analyse(written_on) if sets else None
        return tuple(
            (members, found)
            for members, since, until in sets
            if in_force(written, since, until)
            for found in member_lists(document, members)
            if not document.text.startswith("等", found.end)
        )

    return found


def _that_may_stand(table: Path, characters: frozenset[str]) -> list[_Dated]:
    """The sets of which a text of these characters may have the label or two members."""
    by_characters, sets = _by_characters(table), _sets(table)
    present = list(chain.from_iterable(map(by_characters.__getitem__, filter(characters.issuperset, by_characters))))
    return [sets[number] for number in sorted(set(present)) if present.count(number) > 1]


@cache
def _sets(table: Path) -> tuple[_Dated, ...]:
    return tuple(
        _Dated(closed_set(label, members.split("、"), int(least), ends), day(since), day(until))
        for label, members, least, ends, since, until, *_ in rows(table)
    )


@cache
def _by_characters(table: Path) -> dict[frozenset[str], list[int]]:
    """The numbers of the sets by the characters of each member, and twice by those of the label, which is enough alone."""
    found: dict[frozenset[str], list[int]] = {}
    for number, (members, _, _) in enumerate(_sets(table)):
        labels = (members.label, members.label) if members.label else ()
        for term in (*labels, *members.members):
            found.setdefault(frozenset(term), []).append(number)
    return found


def _slots(members: Members, **others: str) -> dict[str, str]:
    listed = "、".join(members.members)
    return {"label": members.label or listed, "members": listed, **others}


def _misordered(document: Document, found: MemberList, members: Members) -> Hit | None:
    order = found.order
    if len(order) < len(found.items) or len(set(order)) < len(order) or len(order) < members.least:
        return None
    if all(one < other for one, other in pairwise(order)):
        return None
    text = document.text
    wordings = {item.member: text[item.start : item.end] for item in found.items}
    edits = tuple(
        Edit(item.start, item.end, wordings[member])
        for item, member in zip(found.items, sorted(order), strict=True)
        if item.member != member
    )
    quoted = any(mark in text[found.start : found.end] for mark in "“”「」")
    return Hit(found.start, found.end, _slots(members), None if quoted else Fix(edits))


def _miscounted(document: Document, found: MemberList, members: Members) -> Hit | None:
    order, count = found.order, len(members.members)
    missing = [members.members[member] for member in range(count) if member not in order]
    doubled = [members.members[member] for member, times in Counter(order).items() if times > 1]
    foreign = [bare(document.text[item.start : item.end]) for item in found.items if item.member is None]
    if not (missing or doubled or foreign) or _is_slip(document, found, foreign, missing):
        return None
    if not found.labelled and not _surely(found, members, missing, foreign + doubled):
        return None
    faults = [f"缺“{missing[0]}”"] if missing and len(found.items) < count else []
    faults += [f"“{item}”应为“{missing[0]}”" if missing else f"多“{item}”" for item in (foreign + doubled)[:1]]
    return Hit(found.start, found.end, _slots(members, fault="，".join(faults) or f"缺“{missing[0]}”"))


def _surely(found: MemberList, members: Members, missing: list[str], strange: list[str]) -> bool:
    """Whether a list without its label must be meant for the set: all members but one, in order, closed ends included."""
    order, count = found.order, len(members.members)
    if members.least == count or order != sorted(order) or len(missing) > 1 or len(strange) > 1:
        return False
    starts = order[0] == 0 or members.open not in {"start", "both"}
    return starts and (order[-1] == count - 1 or members.open not in {"end", "both"})


def _is_slip(document: Document, found: MemberList, foreign: list[str], missing: list[str]) -> bool:
    """Whether a member is not missing but miswritten by one character: a near miss, which has a rule of its own.

    In the middle of the list it shows as a foreign item, at an end it stands beside the list; so does the rest of a
    list that a stray character cuts in two.
    """
    if len(missing) != 1:
        return False
    opening = _unquoted(document.text[max(0, found.start - _BESIDE) : found.start])
    closing = _unquoted(document.text[found.end : found.end + _BESIDE])
    if missing[0] in opening or missing[0] in closing:
        return True
    before, after = re.search(_BEFORE, opening), re.match(_AFTER, closing)
    beside = [before[1][-length:] for length in _lengths(missing[0])] if before else []
    beside += [after[1][:length] for length in _lengths(missing[0])] if after else []
    return any(_is_one_off(item, missing[0]) for item in (*foreign, *beside))


def _lengths(word: str) -> range:
    return range(len(word) - 1, len(word) + 2)


def _is_one_off(word: str, right: str) -> bool:
    """Whether two words differ by one character dropped, added or replaced, or by two exchanged."""
    one, other = sorted((word, right), key=len)
    head = next((at for at, char in enumerate(one) if char != other[at]), len(one))
    rest, others = one[head:], other[head:]
    if len(one) == len(other):
        return rest[1:] == others[1:] or (rest[:2] == others[1::-1] and rest[2:] == others[2:])
    return len(other) - len(one) == 1 and rest == others[1:]


def _unquoted(text: str) -> str:
    return re.sub(f"[{QUOTES}]", "", text)
