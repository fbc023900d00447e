"""Lunar festivals and lunar dates beside a date that is not theirs: 2023年9月28日中秋节."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from zhlint.analysis.figures.dates import dates
from zhlint.check import Check, Hit, options
from zhlint.lexicon.lunar import FESTIVALS, festival, lunar, month_number
from zhlint.lexicon.numerals import value
from zhlint.patterns.expressions import expression

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator
    from datetime import date

    from zhlint.analysis.figures.dates import WrittenDate
    from zhlint.document import Document

_WEEKDAY: Final = "(?:[ ，]?[（(]?(?:星期|周|礼拜)[一二三四五六日天][）)]?)?"
_IS: Final = "(?:，?(?:正?[是为]|适逢|恰逢|正值|即)了?，?(?:我国|中国|今年|一年一度)?的?(?:传统|民间)?的?(?:节日|佳节)?[，—]{0,2})?"
_NAMES: Final = "|".join(sorted(FESTIVALS, key=len, reverse=True))
_NOT_YET: Final = "(?!，?(?:即将|将至|来临|到来|临近|前夕|前[一两后]))"
#: A festival right after a date, as the day itself.
_NAMED: Final = expression(
    rf"{_WEEKDAY}(?:{_IS}[（(“]?(?P<name>{_NAMES})(?=[”）)]?[，。；！）)])|，?“?(?P<that>{_NAMES})”?(?:当[天日晚]|这一?天)){_NOT_YET}"
)
#: A lunar date right after a date; without the word 农历 it stands in brackets.
_DATED: Final = expression(
    rf"{_WEEKDAY}[ ]?(?:[，]?[（(]?(?:正?[是为]|即)?(?:农历|阴历|旧历|夏历|古历)(?:[甲乙丙丁戊己庚辛壬癸][子丑寅卯辰巳午未申酉戌亥]年|.年)?|[（(])"
    r"(?P<lunar>(?P<leap>闰)?(?P<month>正|十[一二]|[二三四五六七八九十冬腊])月(?P<day>初[一二三四五六七八九十]|[一二]?十[一二三四五六七八九]?|廿[一二三四五六七八九]?|三十))(?![一二三四五六七八九])"
)
#: A festival before its date in brackets: 中秋节（9月28日）.
_BEFORE: Final = expression(rf"(?P<name>{_NAMES})[（(]\Z")
#: A day of the New Year right after a date: 2025年1月29日，大年初二.
_NEW_YEAR: Final = expression(
    rf"{_WEEKDAY}[，（(]?(?:正?[是为]|正值|适逢)?(?P<lunar>大年(?P<day>初[一二三四五六七八九十]))"
)
_CLOSES: Final = expression(rf"{_WEEKDAY}[）)]")
_GOES_ON: Final = expression(r"(?:至|到|[—～~\-、和与及])\Z")


@options
class LunarDate(Check):
    """Finds lunar festivals and lunar dates beside a date that is not theirs: 2023年9月28日中秋节.

    The year of the date is written or known, from 1980 to 2050. A festival must be said to be the day, or stand right after
    the date or before it in brackets; a lunar date stands right after the date. The hit is the date, or the lunar date; slot:
    `right`.
    """

    slots: ClassVar[tuple[str, ...]] = ("right",)

    def run(self, document: Document) -> Iterator[Hit]:
        text = document.text
        for dated in document.analyse(dates):
            before = text[max(0, dated.start - 8) : dated.start]
            if dated.date and not _GOES_ON.search(before):
                yield from _faults(text, dated, dated.date, before)


def _faults(text: str, dated: WrittenDate, day: date, before: str) -> Iterator[Hit]:
    """Yields a date with another festival, or the lunar date of another day."""
    if found := _DATED.match(text, dated.end) or _NEW_YEAR.match(text, dated.end):
        if right := _lunar_fault(found, day):
            yield Hit(*found.span("lunar"), {"right": right})
        return
    match = _NAMED.match(text, dated.end)
    name = (match["name"] or match["that"]) if match else ""
    if not match and (found := _BEFORE.search(before)) and _CLOSES.match(text, dated.end):
        name = found["name"]
    if name and (right := _festival_fault(name, day)):
        yield Hit(dated.start, dated.end, {"right": right})


def _festival_fault(name: str, day: date) -> str:
    on = festival(name, day.year)
    return f"{on.year}年{name}是{on.month}月{on.day}日" if on and on != day else ""


def _lunar_fault(match: re.Match[str], day: date) -> str:
    right = lunar(day)
    month = month_number(match.groupdict().get("month") or "正")
    written = (month, _day(match["day"]))
    if right is None or written == (right.month, right.day):
        return ""
    return f"{day.year}年{day.month}月{day.day}日是农历{right}"


def _day(words: str) -> int:
    """The number of a lunar day: 初八, 十五, 廿三, 三十."""
    plain = words.removeprefix("初").replace("廿", "二十")
    return int(value(plain) or 0)
