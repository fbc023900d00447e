"""A large mapping on the disk in parts by first character, of which only the parts asked for are read."""

from __future__ import annotations

import marshal
from binascii import crc32
from itertools import accumulate
from typing import TYPE_CHECKING, Any, Final

from zhlint.cache import keep, kept_apart

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_LENGTH: Final = 8


class Parts:
    """The parts of a mapping as `packed` wrote them; `number` is what was packed beside them, `firsts` are their characters."""

    def __init__(self, number: int, content: memoryview, firsts: str, ends: memoryview, sums: memoryview) -> None:
        self.number = number
        self.firsts = firsts
        self._content = content
        self._ends = ends
        self._sums = sums
        self.rebuilt: Callable[[], Parts] | None = None

    def part(self, first: str) -> Any:
        """The part of this first character, or None. Raises ValueError where it is damaged and cannot be built again."""
        at = self.firsts.find(first) if first else -1
        if at < 0:
            return None
        part = self._content[self._ends[at - 1] if at else 0 : self._ends[at]]
        if crc32(part) == self._sums[at]:
            return marshal.loads(part)  # noqa: S302 - our own file in a folder of the user's own, and whole
        if self.rebuilt is None:
            raise ValueError(f"the part of {first} is damaged")
        # In place, for others hold on to this one.
        vars(self).update(vars(self.rebuilt()))
        return self.part(first)


def packed(number: int, parts: Mapping[str, Any]) -> bytes:
    """Parts by first character as bytes: the length of the head, the head (number, first characters, ends and checksums of the parts), the parts."""
    from array import array  # noqa: PLC0415 - start-up: only when something is kept

    content = [marshal.dumps(part) for part in parts.values()]
    ends = array("I", accumulate(map(len, content)))
    sums = array("I", map(crc32, content))
    head = marshal.dumps((number, "".join(parts), ends.tobytes(), sums.tobytes()))
    return b"".join([len(head).to_bytes(_LENGTH), head, *content])


def unpacked(content: memoryview) -> Parts | None:
    """The parts in these bytes, or None where they are not what `packed` wrote."""
    start = _LENGTH + int.from_bytes(content[:_LENGTH])
    try:
        number, firsts, *tables = marshal.loads(content[_LENGTH:start])  # noqa: S302 - our own file in a folder of the user's own
        ends, sums = (memoryview(table).cast("I") for table in tables)
    except (EOFError, ValueError, TypeError):
        return None
    if not firsts or not len(ends) == len(sums) == len(firsts) or len(content) != start + ends[-1]:
        return None
    return Parts(number, content[start:], firsts, ends, sums)


def kept_parts(name: str, built: Callable[[], bytes]) -> Parts:
    """The parts kept under a name, or else built, packed as they come, and kept."""

    def made() -> Parts:
        content = built()
        keep(name, content)
        parts = unpacked(memoryview(content))
        assert parts is not None  # noqa: S101 - just packed
        return parts

    parts = unpacked(kept_apart(name)) or made()
    parts.rebuilt = made
    return parts
