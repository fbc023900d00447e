"""A repeated run, extended on both sides over small differences."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from zhlint.analysis.copies.runs import common_prefix

if TYPE_CHECKING:
    from collections.abc import Iterator

_ANCHOR: Final = 6
_GAP: Final = 4


class Difference(NamedTuple):
    """Offset and length of a difference in the later text, then in the earlier one."""

    start: int
    length: int
    first: int
    first_length: int


class Growth(NamedTuple):
    """A piece `start:end` of the later text and its match `first:last` in the earlier one."""

    start: int
    end: int
    first: int
    last: int
    differences: tuple[Difference, ...]


class _Walk(NamedTuple):
    here: int
    first: int
    differences: tuple[Difference, ...]


def grow(later: str, start: int, end: int, earlier: str, first: int, reach: int) -> Growth:
    """Extends the run `later[start:end]`, equal to `earlier` from `first` on, over small differences.

    It grows by at most `reach` characters each way. A difference is at most 4 characters long on either side, and at
    least 6 equal characters follow it.
    """
    last = first + end - start
    ahead = _walk(later[end : end + reach], earlier[last : last + reach])
    back = _walk(later[max(0, start - reach) : start][::-1], earlier[max(0, first - reach) : first][::-1])
    differences = [
        Difference(start - at - skip, skip, first - there - omit, omit)
        for at, skip, there, omit in reversed(back.differences)
    ]
    differences += [Difference(end + at, skip, last + there, omit) for at, skip, there, omit in ahead.differences]
    return Growth(start - back.here, end + ahead.here, first - back.first, last + ahead.first, tuple(differences))


def _walk(here: str, first: str) -> _Walk:
    """The common beginning of two texts, small differences allowed."""
    at = there = 0
    differences: list[Difference] = []
    while True:
        same = common_prefix(here, at, first, there, min(len(here) - at, len(first) - there))
        at, there = at + same, there + same
        for skip, omit in _gaps():
            anchor = here[at + skip : at + skip + _ANCHOR]
            if len(anchor) == _ANCHOR and first.startswith(anchor, there + omit):
                differences.append(Difference(at, skip, there, omit))
                at, there = at + skip, there + omit
                break
        else:
            return _Walk(at, there, tuple(differences))


def _gaps() -> Iterator[tuple[int, int]]:
    """The lengths a difference may have in both texts: short ones first, replacements before insertions."""
    for most in range(1, _GAP + 1):
        yield most, most
        for least in range(most - 1, -1, -1):
            yield most, least
            yield least, most
