"""Numbers as bytes with the low ones first, the same on every machine."""

from __future__ import annotations

import sys
from array import array
from typing import Any


def little_bytes(numbers: array[int]) -> bytes:
    """The bytes of some numbers."""
    return (numbers if sys.byteorder == "little" else _swapped(numbers)).tobytes()


def from_little(code: Any, content: memoryview) -> memoryview:
    """The numbers in some bytes; `code` is that of their kind in an array."""
    return content.cast(code) if sys.byteorder == "little" else memoryview(_swapped(array(code, bytes(content))))


def _swapped(numbers: array[int]) -> array[int]:
    swapped = array(numbers.typecode, numbers)
    swapped.byteswap()
    return swapped
