"""Standing matter: a piece of text that stands in three drafts or more, such as the head and foot of a series."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from zhlint.document import Span
    from zhlint.repeats.issue import SharedPassage, Site

#: From so many drafts on a piece is standing matter; in two it is a copy.
FEWEST: Final = 3


class StandingPiece(NamedTuple):
    """A piece that stands in three drafts or more; `length` counts the characters of its shortest form.

    `sites` hold one place in every draft, in order of the drafts.
    """

    sites: tuple[Site, ...]
    length: int


def split_standing(shared: Sequence[SharedPassage]) -> tuple[list[StandingPiece], list[SharedPassage]]:
    """Standing pieces in order of their first places, and the passages that belong to none."""
    group = _groups(shared)
    members: dict[int, list[SharedPassage]] = defaultdict(list)
    for number, passage in enumerate(shared):
        members[group[number]].append(passage)
    pieces = {root: piece for root, passages in members.items() if (piece := _piece(passages))}
    pairs = [passage for number, passage in enumerate(shared) if group[number] not in pieces]
    return sorted(pieces.values()), pairs


def _piece(passages: Sequence[SharedPassage]) -> StandingPiece | None:
    sites: dict[int, Site] = {}
    for passage in passages:
        for site in (passage.first, passage.later):
            sites.setdefault(site.document, site)
    if len(sites) < FEWEST:
        return None
    return StandingPiece(tuple(sites[number] for number in sorted(sites)), min(passage.length for passage in passages))


def _groups(shared: Sequence[SharedPassage]) -> list[int]:
    """The group of every passage: those that lie, in some draft, in nearly the same place are of one."""
    leader = list(range(len(shared)))

    def group_of(number: int) -> int:
        while leader[number] != number:
            leader[number] = number = leader[leader[number]]
        return number

    places: dict[int, list[tuple[Span, int]]] = defaultdict(list)
    for number, passage in enumerate(shared):
        for site in (passage.later, passage.first):
            places[site.document].append((site.span, number))
    for listed in places.values():
        # Places that nearly coincide are neighbours by their starts or by their ends.
        for order in (sorted(listed), sorted(listed, key=lambda place: (place[0].end, place[0].start))):
            for (span, number), (other, neighbour) in pairwise(order):
                if _nearly_coincide(span, other):
                    leader[group_of(number)] = group_of(neighbour)
    return [group_of(number) for number in range(len(shared))]


def _nearly_coincide(one: Span, other: Span) -> bool:
    """Whether two places share at least half of the longer of them."""
    common = min(one.end, other.end) - max(one.start, other.start)
    return 2 * common >= max(one.end - one.start, other.end - other.start)
