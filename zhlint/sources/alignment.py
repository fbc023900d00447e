"""The best match of a short text inside a longer one, with its differences.

Columns of edit distances are kept as bits of whole numbers (Myers 1999, Hyyrö 2003), so that a long quotation costs little more than a short one.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from zhlint.lexicon.strings import common_ends

if TYPE_CHECKING:
    from collections.abc import Iterator

#: Changes with fewer equal characters between them may be one exchange.
_NEAR: Final = 6
_LEAST_MOVED: Final = 2
#: The share of a text in another order that must stand in the source, and the characters for each of its pieces.
_COVERED: Final = 0.9
_PER_PIECE: Final = 8
_TAKEN: Final = "\0"
_PIECES: Final = 3


class Change(NamedTuple):
    """A difference: `start:end` of one text, `first:last` of the other; either may be empty."""

    start: int
    end: int
    first: int
    last: int


class Alignment(NamedTuple):
    """A text matched with `first:last` of another; `distance` is in edits."""

    first: int
    last: int
    distance: int
    changes: tuple[Change, ...]


def align(pattern: str, text: str) -> Alignment:
    """The piece of `text` with the fewest edits to `pattern`, which is not empty."""
    full = (1 << len(pattern)) - 1
    last_bit = 1 << (len(pattern) - 1)
    places: dict[str, int] = defaultdict(int)
    for index, char in enumerate(pattern):
        places[char] |= 1 << index
    plus, minus, score = full, 0, len(pattern)
    columns = [(plus, minus)]
    best, end = score, 0
    for number, char in enumerate(text, 1):
        equal = places.get(char, 0)
        vertical = equal | minus
        diagonal = ((((equal & plus) + plus) ^ plus) | equal) & full
        up = minus | (~(diagonal | plus) & full)
        down = plus & diagonal
        score += bool(up & last_bit) - bool(down & last_bit)
        up, down = (up << 1) & full, (down << 1) & full
        plus, minus = down | (~(vertical | up) & full), up & vertical
        columns.append((plus, minus))
        # Of two ends that are as good, one character is missing at the first: the one where the last characters agree.
        agrees = char == pattern[-1] and text[end - 1 : end] != char and number - end <= _NEAR
        if score < best or (score == best and end and agrees):
            best, end = score, number
    changes, first = _walk_back(pattern, text, columns, end)
    return Alignment(first, end, best, changes)


def _walk_back(pattern: str, text: str, columns: list[tuple[int, int]], end: int) -> tuple[tuple[Change, ...], int]:
    """The changes of the match that ends at `end`, and its beginning."""

    def distance(row: int, column: int) -> int:
        mask = (1 << row) - 1
        plus, minus = columns[column]
        return (plus & mask).bit_count() - (minus & mask).bit_count()

    changes: list[Change] = []
    row, column = len(pattern), end
    now = distance(row, column)
    behind: tuple[int, int] | None = None
    while row:
        if column and pattern[row - 1] == text[column - 1] and distance(row - 1, column - 1) == now:
            if behind:
                changes.append(Change(row, behind[0], column, behind[1]))
                behind = None
            row, column = row - 1, column - 1
            continue
        behind = behind or (row, column)
        now -= 1
        if column and distance(row - 1, column - 1) == now:
            row, column = row - 1, column - 1
        elif distance(row - 1, column) == now:
            row -= 1
        else:
            column -= 1
    if behind:
        changes.append(Change(0, behind[0], column, behind[1]))
    return tuple(reversed(changes)), column


def exchanges(changes: tuple[Change, ...], here: str, there: str) -> Iterator[Change]:
    """The changes, those that only change the order of their characters as one."""
    waiting = list(changes)
    while waiting:
        for count in range(len(waiting), 0, -1):
            whole = Change(waiting[0].start, waiting[count - 1].end, waiting[0].first, waiting[count - 1].last)
            if _is_exchange(here[whole.start : whole.end], there[whole.first : whole.last]) and (
                count == 1 or _are_near(waiting[:count])
            ):
                break
        else:
            whole, count = waiting[0], 1
        yield whole
        del waiting[:count]


def _are_near(changes: list[Change]) -> bool:
    return all(after.start - before.end <= _NEAR for before, after in pairwise(changes))


def _is_exchange(one: str, other: str) -> bool:
    return len(one) >= _LEAST_MOVED and one != other and sorted(one) == sorted(other)


def reordering(pattern: str, text: str, least: int = 2) -> Alignment | None:
    """The match of a text made of a few pieces of another one, reordered.

    Its one change is from the first to the last character out of place.
    """
    free, covered, pieces, at = text, 0, 0, 0
    first, last = len(text), 0
    while at < len(pattern):
        length = 0
        while at + length < len(pattern) and pattern[at : at + length + 1] in free:
            length += 1
        if length >= least:
            place = free.index(pattern[at : at + length])
            free = f"{free[:place]}{_TAKEN * length}{free[place + length :]}"
            covered, pieces = covered + length, pieces + 1
            first, last = min(first, place), max(last, place + length)
        at += max(length, 1)
    if covered < _COVERED * len(pattern) or pieces > _PIECES + len(pattern) // _PER_PIECE:
        return None
    head, tail = common_ends(pattern, text[first:last])
    change = Change(head, len(pattern) - tail, first + head, last - tail)
    return Alignment(first, last, max(change.end - change.start, change.last - change.first), (change,))
