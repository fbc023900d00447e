"""A table of counted n-grams of one to four characters, mapped from the disk.

`model.table_file` describes its file. Counts of pairs and longer n-grams are kept in eighths of a power of two, one byte each. A triple
that is not in the table is taken for one that is, one time in some 10,000; a quadruple is asked for only where its triples are there.
"""

from __future__ import annotations

import mmap
import sys
from bisect import bisect_left
from functools import partial
from itertools import count
from typing import TYPE_CHECKING, Final

from zhlint.model.bits import as_bits
from zhlint.model.buckets import COUNTS, STEPS, Buckets
from zhlint.model.table_file import Counted, checksum, read_sections, start_of_sections
from zhlint.model.values_on_demand import ValuesOnDemand
from zhlint.phrasing.reasons import system_reason

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

#: Characters that are no part of the alphabet: the edge of a text or a blank, a digit, a Latin letter, any other.
EDGE, DIGIT, LETTER, OTHER = range(4)
FIRST: Final = 4
DIGITS: Final = "0123456789０１２３４５６７８９"
BLANKS: Final = " \t\r\n\f\v\u3000\xa0"
#: The bits that one character takes in the key of an n-gram.
BITS: Final = 14
#: A pair that was counted so often is common.
COMMON: Final = 20
_REMEDY: Final = "随程序装的请重新安装 zhlint，自己数的请用 zhlint learn 重做"
#: A pair that was counted so often is never doubted: some 280 times.
OFTEN: Final = COUNTS[65]
#: The encoding in which numbers of 16 bits are characters.
_AS_TEXT: Final = f"utf-16-{sys.byteorder[0]}e"


class TableError(ValueError):
    """A table of n-grams is missing or damaged; the message names it, in Chinese."""


class NGrams:
    """The n-grams of one table. Characters are numbers, as `numbers` gives them; counts are floats."""

    def __init__(self, content: bytes | memoryview | mmap.mmap, name: str) -> None:
        """Raises TableError where the content is no whole table."""
        try:
            header, sections = read_sections(memoryview(content))
            self.alphabet: str = header["alphabet"]
            self.total: float = header["total"]
            #: What the table was counted from; empty where it does not say.
            self.counted = tuple(Counted(*text) for text in header.get("counted", ()))
            #: The checksum of alphabet and sections; None in a table that was written without one.
            self.checksum: int | None = header.get("checksum")
            self.singles: Sequence[float]
            self.singles, self._starts, self._seconds, self._steps = sections[:4]
            self._neighbours = {"after": sections[4:6], "before": sections[6:8]}
            self.triples, self.quadruples = Buckets(*sections[8:11]), Buckets(*sections[11:14])
        except (ValueError, KeyError, IndexError, TypeError, AttributeError) as error:
            raise _damaged(name) from error
        self._numbers = numbers_of(self.alphabet)
        #: The characters that were counted after one, in order: the characters of their numbers.
        self.after = ValuesOnDemand(self._read_after)
        #: The characters that commonly stand after each one, and before each one: the bits of their numbers.
        self.common_after, self.common_before = (
            ValuesOnDemand(partial(self._common, side)) for side in ("after", "before")
        )

    def numbers(self, text: Iterable[str]) -> list[int]:
        """The numbers of the characters of a text, one for each."""
        return list(map(self._numbers.__getitem__, text))

    def number(self, character: str) -> int:
        """The number of one character."""
        return self.numbers(character)[0]

    def pair(self, first: int, second: int) -> float:
        """The count of a pair of characters; 0 where it is not in the table."""
        # A search in a string is twice as fast as one by halves in numbers.
        at = self.after[first].find(chr(second))
        return COUNTS[self._steps[self._starts[first] + at]] if at >= 0 else 0.0

    def pairs(self, numbers: Sequence[int]) -> list[float]:
        """The counts of each character with the next one."""
        steps, starts = self._steps, self._starts
        places = map(str.find, map(self.after.__getitem__, numbers), map(chr, numbers[1:]))
        return [
            COUNTS[steps[starts[first] + at]] if at >= 0 else 0.0 for first, at in zip(numbers, places, strict=False)
        ]

    def rare_pairs(self, _numbers: Sequence[int], counts: Iterable[float]) -> list[bool]:
        """Whether characters stand seldom before the next one, from the counts of `pairs`."""
        return [count < OFTEN for count in counts]

    def _read_after(self, first: int) -> str:
        return str(self._seconds[self._starts[first] : self._starts[first + 1]], _AS_TEXT, "surrogatepass")

    def _common(self, side: str, number: int) -> int:
        starts, characters = self._neighbours[side]
        return as_bits(characters[starts[number] : starts[number + 1]].tolist())


def load_table(path: Path, *, verify: bool = False) -> NGrams:
    """The table in a file, mapped where the system can.

    With `verify`, every byte of it is read and compared with its checksum. Raises TableError.
    """
    try:
        with path.open("rb") as file:
            try:
                content: bytes | mmap.mmap = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
            except (OSError, ValueError):
                content = file.read()
    except OSError as error:
        raise TableError(f"{path}: 语言模型的表读不出来：{system_reason(error)}；{_REMEDY}") from error
    table = NGrams(content, str(path))
    view = memoryview(content)
    if verify and checksum(table.alphabet, view[start_of_sections(view) :]) != table.checksum:
        raise _damaged(str(path))
    return table


def _damaged(name: str) -> TableError:
    return TableError(f"{name}: 语言模型的表已损坏，{_REMEDY}")


class _Numbers(dict[str, int]):
    """The numbers of characters, those outside the alphabet among them."""

    def __missing__(self, character: str) -> int:
        return other(character)


def numbers_of(alphabet: str) -> dict[str, int]:
    """The numbers of characters, those of an alphabet counted from FIRST."""
    numbers = _Numbers(zip(alphabet, count(FIRST)))
    numbers.update(dict.fromkeys(DIGITS, DIGIT) | dict.fromkeys(BLANKS, EDGE))
    return numbers


def step_of(count: int) -> int:
    """The step that stands for a count."""
    return min(255, bisect_left(COUNTS, count * 2 ** (-0.5 / STEPS)))


def other(character: str) -> int:
    """The number of a character outside the alphabet."""
    return LETTER if character.isascii() and character.isalpha() else OTHER
