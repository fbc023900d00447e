"""Numbers as bits and as bytes: sets that are cut in one operation, and files."""

from __future__ import annotations

import sys
from array import array
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Collection

_ONE: Final = ord("1")


def as_bits(numbers: Collection[int]) -> int:
    """Numbers as one integer, in which the bits at these places are set."""
    digits = bytearray(b"0" * (max(numbers, default=0) + 1))
    for number in numbers:
        digits[~number] = _ONE
    return int(digits, 2)


def from_bits(bits: int) -> list[int]:
    """The numbers in what `as_bits` made of them, the greatest first."""
    numbers = []
    while bits:
        number = bits.bit_length() - 1
        bits ^= 1 << number
        numbers.append(number)
    return numbers


def little_bytes(numbers: array[int]) -> bytes:
    """The bytes of some numbers, the low ones first on every machine."""
    return (numbers if sys.byteorder == "little" else _swapped(numbers)).tobytes()


def from_little(code: Any, content: memoryview) -> memoryview:
    """The numbers in what `little_bytes` made; `code` is that of their kind in an array."""
    return content.cast(code) if sys.byteorder == "little" else memoryview(_swapped(array(code, bytes(content))))


def _swapped(numbers: array[int]) -> array[int]:
    swapped = array(numbers.typecode, numbers)
    swapped.byteswap()
    return swapped
