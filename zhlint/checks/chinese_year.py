"""Chinese year: the zero of a year in Chinese numerals, where it is not written 〇."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from zhlint.check import Check, Edit, Fix, Hit, options
from zhlint.patterns.expressions import expression

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zhlint.document import Document

_ZEROS: Final = "零○◯O0Ｏ０oо"
_HOUSE: Final = frozenset("○◯０")
_HABIT: Final = 3
_NUMERAL: Final = f"[〇{_ZEROS}一二三四五六七八九]"
#: A year in full, or its last two numerals before a month.
_YEAR: Final = expression(
    rf"(?<![〇{_ZEROS}一二三四五六七八九十百千万亿0-9])"
    rf"(?:(?:[一二]{_NUMERAL}{{3}})(?=年)|(?:[〇○◯零][一二三四五六七八九])(?=年[一二三四五六七八九十]{{1,2}}月))"
)


@options
class ChineseYear(Check):
    """Years in Chinese numerals whose zero is 零, a circle, a letter O or a digit 0; the fix writes 〇.

    Papers set before 〇 was in their fonts write ○ or ０ throughout: a draft that does so three times and more, and never
    writes 〇, keeps its way.
    """

    slots: ClassVar[tuple[str, ...]] = ()

    def literals(self) -> tuple[str, ...]:
        return tuple(f"{numeral}年" for numeral in f"{_ZEROS}〇一二三四五六七八九")

    def run(self, document: Document) -> Iterator[Hit]:
        found = list(_YEAR.finditer(document.text))
        circles = sum(bool(_HOUSE & set(year[0])) for year in found)
        house = circles >= _HABIT and "〇" not in document.text
        for year in found:
            wrong = set(year[0]) & set(_ZEROS)
            if wrong and not (house and wrong <= _HOUSE):
                new = "".join("〇" if char in _ZEROS else char for char in year[0])
                yield Hit(year.start(), year.end(), {}, Fix((Edit(year.start(), year.end(), new),)))
