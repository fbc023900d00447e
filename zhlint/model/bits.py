"""Sets of small numbers as integers: two are cut in one operation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

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
