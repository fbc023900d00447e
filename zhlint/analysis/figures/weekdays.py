"""Days of the week beside dates, and a year with which none of them agrees."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from zhlint.analysis.figures.dates import WrittenDate, dates
from zhlint.patterns.expressions import expression

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator
    from datetime import date

    from zhlint.document import Document

DAYS: Final = "一二三四五六日"
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
#: The year may be wrong by so many years.
_YEARS_OFF: Final = (-1, 1, -2, 2)
#: So many days of the week, each wrong, tell that the year is.
_LEAST: Final = 2


class Weekday(NamedTuple):
    """A day of the week at `start:end`, written beside a date with a year."""

    written: str
    start: int
    end: int
    dated: WrittenDate
    day: date

    @property
    def is_right(self) -> bool:
        """Whether the date falls on this day of the week."""
        return self.fits(self.day.year)

    def fits(self, year: int) -> bool:
        """Whether the date falls on this day of the week in a year."""
        day = self.dated._replace(year=year).date
        return day is not None and DAYS[day.weekday()] == self.written


def weekdays(document: Document) -> tuple[Weekday, ...]:
    """The analysis: the days of the week beside dates whose year is written or known."""
    text = document.text
    return tuple(one for dated in document.analyse(dates) if dated.date for one in _beside(text, dated, dated.date))


def other_year(document: Document) -> int | None:
    """The analysis: the year with which every day of the week agrees, or None.

    All are wrong for the year that they have. There are two and more, on different dates of one year; the draft does not name
    the other year.
    """
    found = document.analyse(weekdays)
    years = {one.day.year for one in found}
    if len(years) != 1 or len({one.day for one in found}) < _LEAST or any(one.is_right for one in found):
        return None
    (year,) = years
    right = next((year + off for off in _YEARS_OFF if all(one.fits(year + off) for one in found)), None)
    return None if right is None or str(right) in document.text else right


def fits_another_year(text: str, one: Weekday) -> bool:
    """Whether a date without a year agrees with another year of the draft."""
    if "年" in text[one.dated.start : one.dated.end]:
        return False
    return any(one.fits(int(year)) for year in set(_YEARS.findall(text)))


def _beside(text: str, dated: WrittenDate, day: date) -> Iterator[Weekday]:
    first = max(0, dated.start - 8)
    if match := _BEFORE.search(text, first, dated.start):
        yield _weekday(match, dated, day)
    if not _GOES_ON.search(text, first, dated.start):
        match = _AFTER.match(text, dated.end)
        if match and (match["word"] != "周" or text[match.end() : match.end() + 1] in _CLOSING):
            yield _weekday(match, dated, day)


def _weekday(match: re.Match[str], dated: WrittenDate, day: date) -> Weekday:
    return Weekday(match["day"].replace("天", "日"), *match.span("weekday"), dated, day)
