"""Years in Chinese numerals whose zero is not 〇."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from zhlint.check import Check, Edit, Fix, Hit, options
from zhlint.patterns.expressions import expression

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zhlint.document import Document

_ZEROS: Final = "零○◯O0Ｏ０oо"
_OLD_SETTING: Final = frozenset("○◯０")
#: So many years with a circle are a habit of the draft.
_HABIT: Final = 3
_NUMERAL: Final = f"[〇{_ZEROS}一二三四五六七八九]"
#: A year in full, or its last two numerals before a month.
_YEAR: Final = expression(
    rf"(?<![〇{_ZEROS}一二三四五六七八九十百千万亿0-9])"
    rf"(?:(?:[一二]{_NUMERAL}{{3}})(?=年)|(?:[〇○◯零][一二三四五六七八九])(?=年[一二三四五六七八九十]{{1,2}}月))"
)


@options
class ChineseYear(Check):
    """Finds years in Chinese numerals whose zero is written 零, ○, O or 0.

    The zero may be any circle, letter O or digit 0; the fix writes 〇. Stays silent on a draft of the old setting: one that
    writes ○, ◯ or ０ in three years or more, and never 〇.
    """

    slots: ClassVar[tuple[str, ...]] = ()

    def literals(self) -> tuple[str, ...]:
        return tuple(f"{numeral}年" for numeral in f"{_ZEROS}〇一二三四五六七八九")

    def run(self, document: Document) -> Iterator[Hit]:
        years = list(_YEAR.finditer(document.text))
        circles = sum(bool(_OLD_SETTING & set(year[0])) for year in years)
        is_old_setting = circles >= _HABIT and "〇" not in document.text
        for year in years:
            wrong = set(year[0]) & set(_ZEROS)
            if wrong and not (is_old_setting and wrong <= _OLD_SETTING):
                new = "".join("〇" if char in _ZEROS else char for char in year[0])
                yield Hit(year.start(), year.end(), {}, Fix((Edit(year.start(), year.end(), new),)))
