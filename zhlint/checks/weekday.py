"""Weekday: a day of the week that the date beside it is not."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from zhlint.analysis.figures.dates import Dated, dates
from zhlint.check import Check, Hit, Related, options
from zhlint.patterns.expressions import expression

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from zhlint.document import Document

_DAYS: Final = "一二三四五六日"
_WEEKDAY: Final = "(?P<weekday>(?P<word>星期|礼拜|周)(?P<day>[一二三四五六日天]))"
#: What may follow 周三 where it is a day of the week; 周一鸣 is a person.
_CLOSING: Final = "）)，。、；至到上下早晚凌中的"

#: Before a date that ends a range or is one of several: the day of the week may be that of another.
_GOES_ON: Final = expression(r"日(?:至|到|——?|[～~\-、和与及])\Z")
_BEFORE: Final = expression(rf"{_WEEKDAY}[（(]\Z")
_RANGE: Final = r"(?:(?:至|到|——?|[～~\-])(?:[0-9]{1,2}月)?[0-9]{1,2}日(?=[（(][^）)]{2,3}(?:至|到|—)))?"
#: A day of the week right after a date, or after the range that the date begins.
_AFTER: Final = expression(rf"{_RANGE}[ \u3000]?[（(，,]?[ \u3000]?(?:是|为|即)?{_WEEKDAY}(?![一二三四五六日天、和])")


@options
class Weekday(Check):
    """Days of the week beside a date whose year is written or known: 2023年5月1日（星期三）, 本周三（5月1日）.

    The hit is the day of the week. Slots: `date`, `weekday` (what the date is); `found` is what is written.
    """

    slots: ClassVar[tuple[str, ...]] = ("date", "weekday")

    def run(self, document: Document) -> Iterator[Hit]:
        text = document.text
        for dated in document.analyse(dates):
            since = max(0, dated.start - 8)
            if not dated.date:
                continue
            if found := _BEFORE.search(text, since, dated.start):
                yield from _judged(dated, found)
            if not _GOES_ON.search(text, since, dated.start):
                found = _AFTER.match(text, dated.end)
                if found and (found["word"] != "周" or text[found.end() : found.end() + 1] in _CLOSING):
                    yield from _judged(dated, found)


def _judged(dated: Dated, found: re.Match[str]) -> Iterator[Hit]:
    day = dated.date
    if day and _DAYS[day.weekday()] != found["day"].replace("天", "日"):
        start, end = found.span("weekday")
        slots = {"date": f"{day.year}年{day.month}月{day.day}日", "weekday": f"星期{_DAYS[day.weekday()]}"}
        yield Hit(start, end, slots, None, (Related(dated.start, dated.end),))
