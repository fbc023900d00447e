"""A large mapping on the disk in parts by first character, of which only the parts asked for are read."""

from __future__ import annotations

import marshal
from itertools import accumulate
from typing import TYPE_CHECKING, Any, Final

from zhlint.cache import keep, kept_apart

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_LENGTH: Final = 8


class Parts:
    """The parts of a mapping as `packed` wrote them; `number` is what was packed beside them, `firsts` are their characters."""

    def __init__(self, number: int, content: memoryview, firsts: str, ends: memoryview) -> None:
        self.number = number
        self.firsts = firsts
        self._content = content
        self._ends = ends

    def part(self, first: str) -> Any:
        """The part of this first character, or None."""
        at = self.firsts.find(first) if first else -1
        if at < 0:
            return None
        start = self._ends[at - 1] if at else 0
        return marshal.loads(self._content[start : self._ends[at]])  # noqa: S302 - our own file in a folder of the user's own


def packed(number: int, parts: Mapping[str, Any]) -> bytes:
    """Parts by first character as bytes: the length of the head, the head (number, first characters, ends of the parts), the parts."""
    from array import array  # noqa: PLC0415 - start-up: only when something is kept

    content = [marshal.dumps(part) for part in parts.values()]
    ends = array("I", accumulate(map(len, content)))
    head = marshal.dumps((number, "".join(parts), ends.tobytes()))
    return b"".join([len(head).to_bytes(_LENGTH), head, *content])


def unpacked(content: memoryview) -> Parts | None:
    """The parts in these bytes, or None where they are not what `packed` wrote."""
    start = _LENGTH + int.from_bytes(content[:_LENGTH])
    try:
        number, firsts, places = marshal.loads(content[_LENGTH:start])  # noqa: S302 - our own file in a folder of the user's own
        ends = memoryview(places).cast("I")
    except (EOFError, ValueError, TypeError):
        return None
    if not firsts or len(ends) != len(firsts) or len(content) != start + ends[-1]:
        return None
    return Parts(number, content[start:], firsts, ends)


def kept_parts(name: str, built: Callable[[], bytes]) -> Parts:
    """The parts kept under a name, or else built, packed as they come, and kept."""
    parts = unpacked(kept_apart(name))
    if parts is None:
        content = built()
        keep(name, content)
        parts = unpacked(memoryview(content))
    assert parts is not None  # noqa: S101 - just packed
    return parts
