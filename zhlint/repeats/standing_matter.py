"""Standing matter: text in three drafts or more, such as the head of a series."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from zhlint.document import Span
    from zhlint.repeats.issue import SharedPassage, Site

#: The least drafts that share standing matter; in two, a piece is a copy.
FEWEST: Final = 3


class StandingPiece(NamedTuple):
    """A piece of standing matter.

    `sites` are its places, one in every draft that has it, in order of the drafts. `length` is in characters of its shortest
    form.
    """

    sites: tuple[Site, ...]
    length: int


def split_standing(shared: Sequence[SharedPassage]) -> tuple[list[StandingPiece], list[SharedPassage]]:
    """Splits shared passages into standing pieces and passages of two drafts.

    The pieces are in order of their first places.
    """
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
    """The group of every passage, as the number of one of its members.

    Passages at nearly the same place of some draft are in one group.
    """
    leader = list(range(len(shared)))

    def group_of(number: int) -> int:
        while leader[number] != number:
            leader[number] = number = leader[leader[number]]
        return number

    places: dict[int, list[tuple[Span, int]]] = defaultdict(list)
    for number, passage in enumerate(shared):
        for site in (passage.later, passage.first):
            places[site.document].append((site.span, number))
    for spans in places.values():
        # Places that nearly coincide are neighbours by their starts or by their ends.
        for order in (sorted(spans), sorted(spans, key=lambda place: (place[0].end, place[0].start))):
            for (span, number), (other, neighbour) in pairwise(order):
                if _nearly_coincide(span, other):
                    leader[group_of(number)] = group_of(neighbour)
    return [group_of(number) for number in range(len(shared))]


def _nearly_coincide(one: Span, other: Span) -> bool:
    """Whether two spans share at least half of the longer one."""
    common = min(one.end, other.end) - max(one.start, other.start)
    return 2 * common >= max(one.end - one.start, other.end - other.start)
