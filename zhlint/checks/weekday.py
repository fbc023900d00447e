"""Days of the week that the date beside them is not."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from zhlint.analysis.figures.dates import WrittenDate, dates
from zhlint.check import Check, Hit, Related, options
from zhlint.patterns.expressions import expression

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from zhlint.document import Document

_DAYS: Final = "一二三四五六日"
_YEARS: Final = expression("(?<![0-9])((?:19|20)[0-9]{2})年")
_WEEKDAY: Final = "(?P<weekday>(?P<word>星期|礼拜|周)(?P<day>[一二三四五六日天]))"
#: Characters that may follow 周三 where it is a day of the week; 周一鸣 is a person.
_CLOSING: Final = "）)，。、；至到上下早晚凌中的"

#: Before a date that ends a range or is one of several: the day of the week may be that of another.
_GOES_ON: Final = expression(r"日(?:至|到|——?|[～~\-、和与及])\Z")
_BEFORE: Final = expression(rf"{_WEEKDAY}[（(]\Z")
_RANGE: Final = r"(?:(?:至|到|——?|[～~\-])(?:[0-9]{1,2}月)?[0-9]{1,2}日(?=[（(][^）)]{2,3}(?:至|到|—)))?"
#: A day of the week right after a date, or after the range that the date begins.
_AFTER: Final = expression(
    rf"{_RANGE}[ \u3000]?[（(，,]?[ \u3000]?(?:是|为|即)?{_WEEKDAY}(?![一二三四五六日天、和]|[早晚]报)"
)


@options
class Weekday(Check):
    """Finds days of the week beside a date that falls on another: 2023年5月1日（星期三）, 周三（5月1日）.

    The year of the date is written or known; one that is not written may be any that the draft names. Stays silent on 周 before a character that makes it part of a name (周一鸣), and
    after a date that ends a range. The hit is the day of the week. Slots: `date`; `weekday`, the day that the date is.
    """

    slots: ClassVar[tuple[str, ...]] = ("date", "weekday")

    def run(self, document: Document) -> Iterator[Hit]:
        text = document.text
        for dated in document.analyse(dates):
            first = max(0, dated.start - 8)
            if not dated.date:
                continue
            if match := _BEFORE.search(text, first, dated.start):
                yield from _fault(text, dated, match)
            if not _GOES_ON.search(text, first, dated.start):
                match = _AFTER.match(text, dated.end)
                if match and (match["word"] != "周" or text[match.end() : match.end() + 1] in _CLOSING):
                    yield from _fault(text, dated, match)


def _fault(text: str, dated: WrittenDate, match: re.Match[str]) -> Iterator[Hit]:
    day, written = dated.date, match["day"].replace("天", "日")
    if day and _DAYS[day.weekday()] != written:
        if "年" not in text[dated.start : dated.end] and _fits_another_year(text, dated, written):
            return
        start, end = match.span("weekday")
        slots = {"date": f"{day.year}年{day.month}月{day.day}日", "weekday": f"星期{_DAYS[day.weekday()]}"}
        yield Hit(start, end, slots, None, (Related(dated.start, dated.end),))


def _fits_another_year(text: str, dated: WrittenDate, written: str) -> bool:
    """Whether a date falls on that weekday in another year of the draft."""
    others = (dated._replace(year=int(year)).date for year in set(_YEARS.findall(text)))
    return any(_DAYS[other.weekday()] == written for other in others if other)
