"""Arabic digits in words and dates whose numerals are part of the word."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, ClassVar, Final

from zhlint.analysis.bigrams import index_forms, longest_forms, pair_of, pairs, search_key
from zhlint.check import Check, Edit, Fix, Hit, options
from zhlint.lexicon.numerals import chinese, lunar_day
from zhlint.patterns.expressions import compile_expression, expression
from zhlint.storage.tables import rows

if TYPE_CHECKING:
    import re
    from collections.abc import Collection, Iterator
    from pathlib import Path

    from zhlint.document import Document

_FIGURES: Final = expression("[0-9]+")

#: Characters that may follow a day: before any other the figure may count something.
_AFTER_DAY: Final = expression("[日，。、；：）)”至到—～早晚夜前后当这是\r\n]|\\Z")
_DAY: Final = (
    r"(?P<day>初?(?:[12][0-9]|30|[1-9]))(?![0-9.%％个多余几年天家名人位项场户件])"
    r"(?![日号]?[及和与、至到—~～－–-]初?[0-9])"
)
_MONTH: Final = "(?P<month>1[0-2]|[1-9]|[一二三四五六七八九十]{1,2})"
#: A date of the old calendar.
_LUNAR: Final = expression(
    rf"(?:(?:农历|阴历|旧历|夏历)闰?{_MONTH}|(?P<named>[正冬腊]))月(?:{_DAY})?(?!初?[0-9])|大年(?P<eve>30|初[1-9])(?![0-9.])"
)
#: Words of which every date of the old calendar has one.
_LUNAR_WORDS: Final = ("农历", "阴历", "旧历", "夏历", "正月", "冬月", "腊月", "大年")
#: Words of which every congress has one.
_CONGRESS_WORDS: Final = ("党的", "中共")
_AFTER_CONGRESS: Final = "报告|精神|以来|召开|代表|部署|作出|提出|胜利|[闭开]幕|[后前的和是对将关，。、；”]"
_CONGRESS: Final = expression(
    rf"(?:(?<=党的)|(?<=中共))[1-9][0-9]?(?=大(?:{_AFTER_CONGRESS})|届[一二三四五六七八九1-9]中全会)"
)


@options
class SetNumeral(Check):
    """Finds Arabic digits in set words, old-calendar dates and party congresses.

    `table` has the columns right and wrong. The fix is `ask` for a word with one figure (5台山 may be five machines), and for a
    day that may be a count (腊月5斤).
    """

    reach: ClassVar[str] = "paragraph"

    filled: ClassVar[tuple[int, ...]] = (0, 1)
    slots: ClassVar[tuple[str, ...]] = ()

    table: Path

    def literals(self) -> Collection[str]:
        words = (search_key(wrong, right) for wrong, right in self._rows.items())
        return {*words, *_LUNAR_WORDS, *_CONGRESS_WORDS}

    def run(self, document: Document) -> Iterator[Hit]:
        text = document.text
        if longest_forms(document, self._by_head):
            for match in self._words.finditer(text):
                yield _hit(*match.span(), self._rows[match[0]], is_sure=len(_FIGURES.findall(match[0])) > 1)
        for match in () if document.analyse(pairs).isdisjoint(map(pair_of, _LUNAR_WORDS)) else _LUNAR.finditer(text):
            yield from _dated(match)
        for match in _CONGRESS.finditer(text) if any(word in text for word in _CONGRESS_WORDS) else ():
            yield _hit(*match.span(), chinese(int(match[0])), is_sure=True)

    @cached_property
    def _rows(self) -> dict[str, str]:
        return {wrong: right for right, wrong in rows(self.table)}

    @cached_property
    def _by_head(self) -> dict[int | str, list[str]]:
        return index_forms(self._rows)

    @cached_property
    def _words(self) -> re.Pattern[str]:
        return compile_expression(rf"(?:{'|'.join(sorted(self._rows, key=len, reverse=True))})(?<![0-9]{{3}})")


def _dated(match: re.Match[str]) -> Iterator[Hit]:
    month, day = match["month"] or match["named"], match["day"] or match["eve"] or ""
    numeral = lunar_day(int(day.removeprefix("初"))) if day else ""
    is_sure = day.startswith("初") or bool(_AFTER_DAY.match(match.string, match.end()))
    if month and month.isdigit():
        named = "正" if month == "1" else chinese(int(month))
        yield _hit(match.start("month"), match.end(), f"{named}月{numeral}", is_sure=is_sure)
    elif day:
        yield _hit(match.end() - len(day), match.end(), numeral, is_sure=is_sure)


def _hit(start: int, end: int, new: str, *, is_sure: bool) -> Hit:
    return Hit(start, end, {}, Fix((Edit(start, end, new),), None if is_sure else "ask"))
