"""The closed sets of a table, and their lists in a draft."""

from __future__ import annotations

from functools import cache
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from zhlint.analysis.figures.validity import day, draft_date, in_force
from zhlint.analysis.words.member_lists import closed_set, member_lists
from zhlint.analysis.words.simplified_script import simplified_characters
from zhlint.storage.tables import rows

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from pathlib import Path

    from zhlint.analysis.words.member_lists import ClosedSet, MemberList
    from zhlint.document import Document


class _DatedSet(NamedTuple):
    """A set, with the first and the last day on which it holds."""

    members: ClosedSet
    since: date | None
    until: date | None


@cache
def closed_lists(table: Path) -> Callable[[Document], tuple[tuple[ClosedSet, MemberList], ...]]:
    """Returns the analysis that finds the lists of the sets in a table.

    Sets that do not hold on the day of the draft, and lists that 等 leaves open, are left out.
    """

    def lists(document: Document) -> tuple[tuple[ClosedSet, MemberList], ...]:
        sets = _candidates(table, document.analyse(simplified_characters))
        day_written = document.analyse(draft_date) if sets else None
        return tuple(
            (members, member_list)
            for members, since, until in sets
            if in_force(day_written, since, until)
            for member_list in member_lists(document, members)
            if not document.text.startswith("等", member_list.end)
        )

    return lists


def _candidates(table: Path, characters: frozenset[str]) -> list[_DatedSet]:
    """The sets whose label, or two of whose members, may stand among these characters."""
    by_characters, sets = _by_characters(table), _sets(table)
    present = list(chain.from_iterable(map(by_characters.__getitem__, filter(characters.issuperset, by_characters))))
    return [sets[number] for number in sorted(set(present)) if present.count(number) > 1]


@cache
def _sets(table: Path) -> tuple[_DatedSet, ...]:
    return tuple(
        _DatedSet(closed_set(label, members.split("、"), int(least), ends), day(since), day(until))
        for label, members, least, ends, since, until, *_ in rows(table)
    )


@cache
def _by_characters(table: Path) -> dict[frozenset[str], list[int]]:
    """The numbers of the sets, by the characters of each member and label.

    Those of a label stand twice, since it is enough by itself.
    """
    numbers: dict[frozenset[str], list[int]] = {}
    for number, (members, _, _) in enumerate(_sets(table)):
        labels = (members.label, members.label) if members.label else ()
        for term in (*labels, *members.members):
            numbers.setdefault(frozenset(term), []).append(number)
    return numbers
