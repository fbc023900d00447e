"""A large mapping on the disk in parts by first character, of which only the parts asked for are read."""

from __future__ import annotations

from binascii import crc32
from itertools import accumulate
from typing import TYPE_CHECKING, Any, NamedTuple

from zhlint.storage.cache import from_bytes, load_mapped, store, to_bytes

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


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
            return from_bytes(part)
        if self.rebuilt is None:
            raise ValueError(f"the part of {first} is damaged")
        # In place, for others hold on to this one.
        vars(self).update(vars(self.rebuilt()))
        return self.part(first)


class Packed(NamedTuple):
    """Parts as bytes: the head (number, first characters, ends and checksums of the parts), and the parts."""

    head: bytes
    content: bytes


def packed(number: int, parts: Mapping[str, Any]) -> Packed:
    """Parts by first character as bytes."""
    from array import array

    content = [to_bytes(part) for part in parts.values()]
    ends = array("I", accumulate(map(len, content)))
    sums = array("I", map(crc32, content))
    return Packed(to_bytes((number, "".join(parts), ends.tobytes(), sums.tobytes())), b"".join(content))


def unpacked(head: bytes, content: memoryview) -> Parts | None:
    """The parts in what `packed` wrote, or None where the content has another length."""
    number, firsts, *tables = from_bytes(head)
    ends, sums = (memoryview(table).cast("I") for table in tables)
    if len(content) != ends[-1]:
        return None
    return Parts(number, content, firsts, ends, sums)


def kept_parts(name: str, built: Callable[[], Packed]) -> Parts:
    """The parts kept under a name, or else built, packed as they come, and kept."""

    def made() -> Parts:
        head, content = built()
        store(name, head, content)
        parts = unpacked(head, memoryview(content))
        assert parts is not None  # noqa: S101 - just packed
        return parts

    found = load_mapped(name)
    parts = (unpacked(*found) if found else None) or made()
    parts.rebuilt = made
    return parts
