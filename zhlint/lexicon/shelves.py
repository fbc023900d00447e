"""A large mapping on disk, divided into shelves by first character.

Only the shelves that are asked for are read.
"""

from __future__ import annotations

from binascii import crc32
from itertools import accumulate
from typing import TYPE_CHECKING, Any, NamedTuple

from zhlint.storage.cache import from_bytes, load_mapped, store, to_bytes

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


class Shelves:
    """The shelves that `pack` wrote.

    `number` was packed beside them; `firsts` are their first characters in order.
    """

    def __init__(self, number: int, content: memoryview, firsts: str, ends: memoryview, sums: memoryview) -> None:
        self.number = number
        self.firsts = firsts
        self._content = content
        self._ends = ends
        self._sums = sums
        self.rebuild: Callable[[], Shelves] | None = None

    def shelf(self, first: str) -> Any:
        """The shelf of this first character, or None where there is none.

        Raises ValueError where its bytes are damaged and `rebuild` is not set.
        """
        at = self.firsts.find(first) if first else -1
        if at < 0:
            return None
        shelf = self._content[self._ends[at - 1] if at else 0 : self._ends[at]]
        if crc32(shelf) == self._sums[at]:
            return from_bytes(shelf)
        if self.rebuild is None:
            raise ValueError(f"the shelf of {first} is damaged")
        # In place, for others hold on to this one.
        vars(self).update(vars(self.rebuild()))
        return self.shelf(first)


class PackedShelves(NamedTuple):
    """Shelves as bytes. `head` holds number, first characters, ends and checksums; `content` the shelves."""

    head: bytes
    content: bytes


def pack(number: int, shelves: Mapping[str, Any]) -> PackedShelves:
    """Packs values by first character; `number` is any number to be kept beside them."""
    from array import array

    content = [to_bytes(shelf) for shelf in shelves.values()]
    ends = array("I", accumulate(map(len, content)))
    sums = array("I", map(crc32, content))
    return PackedShelves(to_bytes((number, "".join(shelves), ends.tobytes(), sums.tobytes())), b"".join(content))


def unpack(head: bytes, content: memoryview) -> Shelves | None:
    """The shelves in what `pack` wrote, or None where the content has another length."""
    number, firsts, *tables = from_bytes(head)
    ends, sums = (memoryview(table).cast("I") for table in tables)
    if len(content) != ends[-1]:
        return None
    return Shelves(number, content, firsts, ends, sums)


def load_shelves(name: str, build: Callable[[], PackedShelves]) -> Shelves:
    """Loads the shelves stored under a name, or builds and stores them."""

    def build_and_store() -> Shelves:
        head, content = build()
        store(name, head, content)
        shelves = unpack(head, memoryview(content))
        assert shelves is not None  # noqa: S101 - just packed
        return shelves

    stored = load_mapped(name)
    shelves = (unpack(*stored) if stored else None) or build_and_store()
    shelves.rebuild = build_and_store
    return shelves
