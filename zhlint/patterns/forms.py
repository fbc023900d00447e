"""Compiled forms of regular expressions, which are kept between runs and shipped in the wheel.

They come from parts of Python that are not public: where these are missing or differ, there are no forms, and an expression is
simply compiled. Shipped forms hold for the version of Python that built the wheel.
"""

from __future__ import annotations

import atexit
import sys
from array import array
from binascii import crc32
from bisect import bisect_left
from functools import cache, cached_property
from importlib import import_module
from itertools import accumulate
from typing import TYPE_CHECKING, Any, Final

from zhlint.patterns.needed_strings import needed_strings
from zhlint.storage.cache import from_bytes, load_value, map_sealed, store_value, to_bytes
from zhlint.storage.tables import shipped_folder
from zhlint.version import __version__

if TYPE_CHECKING:
    import re
    from collections.abc import Mapping

    #: The source of an expression and its flags.
    Key = tuple[str, int]
    #: Flags, code (32-bit words as bytes), number of groups, numbers of groups by name, names of groups by number, and the
    #: strings of which every match needs one.
    Form = tuple[int, bytes, int, dict[str, int], tuple[str | None, ...], tuple[str, ...] | None]

_NAME: Final = f"expressions-4-{__version__}-{sys.implementation.cache_tag}-{sys.hexversion:x}.marshal"
#: The most forms that are stored.
_MOST: Final = 5_000


class Forms:
    """The forms of expressions, by source and flags.

    Shipped ones are read from their file when asked for; new ones are stored in the user's cache when the program ends.
    """

    def __init__(self) -> None:
        #: Each form as bytes: a draft needs few of them.
        self._by_key: dict[Key, bytes] = load_value(_NAME) or {}
        self._has_new = False
        atexit.register(self._store)

    def get(self, key: Key) -> Form | None:
        """The form of an expression, None where it is not known."""
        if form := self._by_key.get(key):
            stored: Form = from_bytes(form)
            return stored
        return self._shipped.get(key) if self._shipped else None

    def add(self, key: Key, form: Form) -> None:
        """Adds the form of an expression that is known to be right."""
        if len(self._by_key) < _MOST:
            self._by_key[key] = to_bytes(form)
            self._has_new = True

    def pack(self) -> tuple[str, bytes, bytes]:
        """The name, the head and the tail of the file that the wheel ships."""
        return shipped_name(), *pack_forms(self._by_key)

    @cached_property
    def _shipped(self) -> ShippedForms | None:
        name = shipped_name()
        found = map_sealed(shipped_folder() / name, name) if name else None
        return ShippedForms(*found) if found else None

    def _store(self) -> None:
        if self._has_new:
            store_value(_NAME, self._by_key)


class ShippedForms:
    """The forms that `pack_forms` packed, each read when it is asked for."""

    def __init__(self, head: bytes, tail: memoryview) -> None:
        numbers = memoryview(head).cast("I")
        count = len(numbers) // 3
        self._marks, self._ends, self._sums = (numbers[at * count : (at + 1) * count] for at in range(3))
        self._tail = tail

    def get(self, key: Key) -> Form | None:
        """The form of an expression, None where there is none or it is damaged."""
        mark = _mark(key)
        at = bisect_left(self._marks, mark)
        while at < len(self._marks) and self._marks[at] == mark:
            content = self._tail[self._ends[at - 1] if at else 0 : self._ends[at]]
            if crc32(content) == self._sums[at]:
                source, flags, form = from_bytes(content)
                if (source, flags) == key:
                    found: Form = form
                    return found
            at += 1
        return None


def pack_forms(forms: Mapping[Key, bytes]) -> tuple[bytes, bytes]:
    """Forms as bytes, a head and a tail.

    The head has the marks of their expressions in order, their ends and their checksums; the tail has the forms, each with its expression.
    """
    packed = sorted((_mark(key), to_bytes((*key, from_bytes(form)))) for key, form in forms.items())
    contents = [content for _, content in packed]
    numbers = (*(mark for mark, _ in packed), *accumulate(map(len, contents)), *map(crc32, contents))
    return array("I", numbers).tobytes(), b"".join(contents)


def shipped_name() -> str:
    """The name of the file of shipped forms.

    It changes with what they hold for; empty where Python has no such parts.
    """
    try:
        engine: Any = import_module("_sre")
        format_of_code = f"{engine.MAGIC}-{engine.CODESIZE}"
    except (ImportError, AttributeError):
        return ""
    return f"expressions-4-{sys.implementation.cache_tag}-{format_of_code}-{sys.byteorder}"


@cache
def forms() -> Forms:
    """The forms of this process."""
    return Forms()


def form_of(source: str, flags: int) -> Form | None:
    """The form of an expression, compiled; None where Python has no such parts. Raises re.error."""
    try:
        parser: Any = import_module("re._parser")
        compiler: Any = import_module("re._compiler")
        parsed = parser.parse(source, flags)
        names = dict(parsed.state.groupdict)
        order = {number: name for name, number in names.items()}
        code = [int(word) for word in compiler._code(parsed, flags)]  # noqa: SLF001
        groups = parsed.state.groups
        # As bytes, what is not asked for is read back ten times as fast as numbers are.
        packed = array("I", code).tobytes()
        whole_flags, ordered = int(flags | parsed.state.flags), tuple(map(order.get, range(groups)))
        return whole_flags, packed, groups - 1, names, ordered, needed_strings(parsed)
    except (ImportError, AttributeError, TypeError):
        return None


def pattern_of(source: str, form: Form) -> re.Pattern[str] | None:
    """The expression of a form, None where this Python does not take it."""
    try:
        all_flags, code, groups, names, order, _ = form
        engine: Any = import_module("_sre")
        words = memoryview(code).cast("I").tolist()
        pattern: re.Pattern[str] = engine.compile(source, all_flags, words, groups, names, order)
    except (ValueError, TypeError, RuntimeError, ImportError, AttributeError):
        return None
    return pattern


def _mark(key: Key) -> int:
    source, flags = key
    return crc32(f"{flags} {source}".encode("utf-8", "surrogatepass"))
