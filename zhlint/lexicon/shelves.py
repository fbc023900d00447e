"""A large mapping on disk, divided into shelves by first character.

Only the shelves that are asked for are read. A file is the same on every system and for every version of Python, so that
it can be shipped; numbers in it are little-endian.
"""

from __future__ import annotations

import sys
from array import array
from binascii import crc32
from itertools import accumulate
from typing import TYPE_CHECKING, Final, NamedTuple

from zhlint.storage.cache import load_mapped, map_sealed, store
from zhlint.storage.tables import shipped_folder, table_bytes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

#: Bytes of the two numbers that a head begins with.
_NUMBER: Final = 8


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

    def shelf(self, first: str) -> memoryview | None:
        """The bytes of the shelf of this first character, or None where there is none.

        Raises ValueError where they are damaged and `rebuild` is not set.
        """
        at = self.firsts.find(first) if first else -1
        if at < 0:
            return None
        shelf = self._content[self._ends[at - 1] if at else 0 : self._ends[at]]
        if crc32(shelf) == self._sums[at]:
            return shelf
        if self.rebuild is None:
            raise ValueError(f"the shelf of {first} is damaged")
        # In place, for others hold on to this one.
        vars(self).update(vars(self.rebuild()))
        return self.shelf(first)


class PackedShelves(NamedTuple):
    """Shelves as bytes. `head` holds number, first characters, ends and checksums; `content` the shelves."""

    head: bytes
    content: bytes


def pack(number: int, shelves: Mapping[str, bytes]) -> PackedShelves:
    """Packs shelves by first character.

    `number` (below 2**64) is any number to be kept beside them.
    """
    firsts = "".join(shelves).encode()
    ends, sums = (
        pack_numbers(numbers) for numbers in (accumulate(map(len, shelves.values())), map(crc32, shelves.values()))
    )
    sizes = number.to_bytes(_NUMBER, "little") + len(firsts).to_bytes(_NUMBER, "little")
    return PackedShelves(sizes + firsts + ends + sums, b"".join(shelves.values()))


def unpack(head: bytes, content: memoryview) -> Shelves | None:
    """The shelves in what `pack` wrote, or None where the content has another length."""
    start = 2 * _NUMBER + int.from_bytes(head[_NUMBER : 2 * _NUMBER], "little")
    firsts = head[2 * _NUMBER : start].decode()
    numbers = unpack_numbers(memoryview(head)[start:])
    ends, sums = numbers[: len(firsts)], numbers[len(firsts) :]
    if len(content) != ends[-1]:
        return None
    return Shelves(int.from_bytes(head[:_NUMBER], "little"), content, firsts, ends, sums)


def pack_numbers(numbers: Iterable[int]) -> bytes:
    """Numbers below 2**32, four bytes each."""
    return _little(array("I", numbers)).tobytes()


def unpack_numbers(content: memoryview) -> memoryview:
    """The numbers in what `pack_numbers` wrote."""
    return content.cast("I") if sys.byteorder == "little" else memoryview(_little(array("I", bytes(content))))


def _little(numbers: array[int]) -> array[int]:
    """Numbers with their bytes turned round where the machine is big-endian."""
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers


class Source(NamedTuple):
    """The source of shelves.

    `kind` names the shelves and their format, `tables` are shipped tables; `others` gives a mark of all else, and is asked
    only where no shipped shelves fit.
    """

    kind: str
    tables: tuple[str, ...]
    others: Callable[[], str]

    @property
    def name(self) -> str:
        """The name of the shipped shelves: it changes with the content of the tables."""
        return f"{self.kind}-{crc32(b''.join(map(table_bytes, self.tables))):08x}"


def load_shelves(source: Source, build: Callable[[], PackedShelves]) -> Shelves:
    """Loads the shelves of a source.

    They are shipped, stored in the user's cache folder, or else built and stored.
    """
    name = source.name
    shipped = map_sealed(shipped_folder() / name, name)
    if shelves := unpack(*shipped) if shipped else None:
        shelves.rebuild = lambda: _load_stored(_stored_name(source), build)
        return shelves
    return _load_stored(_stored_name(source), build)


def store_shelves(source: Source, packed: PackedShelves) -> None:
    """Stores the shelves of a source in the user's cache folder, where `load_shelves` finds them."""
    store(_stored_name(source), *packed)


def _stored_name(source: Source) -> str:
    return f"{source.name}-{source.others()}"


def _load_stored(name: str, build: Callable[[], PackedShelves]) -> Shelves:
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
