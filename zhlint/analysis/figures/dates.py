"""Dates in a draft, and the draft's own days.

These are its issue day and the day of its dateline. A year is never guessed: a date without one takes the year before
it in the same sentence, or that of the draft's own day where the two lie within half a year and in one year.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Final, NamedTuple

from zhlint.lexicon.numerals import value
from zhlint.lexicon.strings import occurrences
from zhlint.patterns.expressions import expression

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from zhlint.document import Document

_NEAR: Final = 183
#: The characters of a year, 年 and a month.
_BEFORE_MONTH: Final = 8
_FIGURES: Final = frozenset("0123456789一二三四五六七八九十")
#: The characters that a date may begin with.
_FIRST: Final = _FIGURES | frozenset("今去明前当")
_LENGTHS: Final = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_NUMBER: Final = "[0-9]{1,2}|[一二三四五六七八九十]{1,3}"
#: A day of the month, with or without its year.
DATE: Final = (
    r"(?:(?P<year>(?<![0-9])[12][0-9]{3}|[一二][〇○零一二三四五六七八九]{3}|[今去明前]|当)年)?"
    rf"(?<![0-9.])(?P<month>{_NUMBER})月(?P<day>{_NUMBER})(?:日|号(?![文楼令院线门公决床车馆台店井机船]))"
)
#: The words that give a date to the lunar or another calendar.
_OTHER_CALENDAR: Final = expression(r"(?:农历|阴历|旧历|夏历|古历|藏历|回历|伊历|佛历|闰)[^，。；、]{0,6}\Z")


_NUMERIC: Final = expression("([12][0-9]{3})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})(?:[T ].*)?")
_DATE: Final = expression(DATE)
#: The characters that end the reach of a year: the end of a sentence, or another year.
_YEAR_END: Final = expression("[。！？；\r\n年]")


#: Words of a piece about a day of another year: its own days are not of that year.
_ANNIVERSARY: Final = expression("周年|週年|纪念|紀念|年前|[今去]年")
#: A year written alone or in a date.
_YEARS: Final = expression(r"(?<![0-9])((?:19|20)[0-9]{2})年")


class WrittenDate(NamedTuple):
    """A date as written; `year` is the written or inferred one, or None."""

    year: int | None
    month: int
    day: int
    start: int
    end: int

    @property
    def exists(self) -> bool:
        """Whether the calendar has this day; without a year, whether some year has it."""
        return 1 <= self.month <= 12 and 1 <= self.day <= month_length(self.year, self.month)

    @property
    def date(self) -> date | None:
        """The day of the calendar, or None without a year or such a day."""
        return date(self.year, self.month, self.day) if self.year and self.exists else None


def month_length(year: int | None, month: int) -> int:
    """The number of days in a month; 29 for February without a year."""
    leap = year is None or (year % 4 == 0 and year % 100 != 0) or year % 400 == 0
    return 28 if month == 2 and not leap else _LENGTHS[month - 1]


def dates(document: Document) -> tuple[WrittenDate, ...]:
    """The analysis: the Gregorian dates in the draft, in order, impossible ones included.

    A day without a year has that of the same day elsewhere in the draft, where the draft names no other
    year, is about no anniversary, and nothing nearer gives one.
    """
    found = tuple(_dates(document))
    known = {(one.year, one.month, one.day) for one in found if one.year}
    years = {year for year, _, _ in known} | {int(year) for year in _YEARS.findall(document.text)} if known else set()
    if len(years) != 1 or _ANNIVERSARY.search(document.text):
        return found
    (year,) = years
    return tuple(
        one if one.year or (year, one.month, one.day) not in known else one._replace(year=year) for one in found
    )


def own_days(document: Document) -> tuple[date, ...]:
    """The analysis: the issue day and the days of datelines, the surest first.

    The issue day comes from the desk, the front matter or a line of its own.
    """
    days = [document.desk.date, _written_day(document.metadata.get("date", "")), *_lone_days(document)]
    known = [day for day in days if day]
    for dateline in document.datelines:
        if dateline.date and (match := _DATE.search(dateline.date.text)):
            year = _year(match["year"], None) or (known[0].year if known else None)
            dated = _written_date(match, year)
            if dated.date and (match["year"] or not known or abs((dated.date - known[0]).days) <= _NEAR):
                known.append(dated.date)
    return tuple(dict.fromkeys(known))


def own_year(document: Document) -> int | None:
    """The analysis: the year of the draft, or None where nothing states it.

    Its own days state it, or the date that opens its lead: 本报讯（记者 何小满）2023年3月8日，云河县….
    """
    days = document.analyse(own_days)
    if days or not document.datelines:
        return days[0].year if days else None
    paragraph = next(iter(document.of_role("paragraph")), None)
    opening = paragraph and _DATE.match(document.text, paragraph.start, paragraph.end)
    return _year(opening["year"], None) if opening else None


def yearless_days(document: Document) -> tuple[date, ...]:
    """The analysis: the days of datelines without a year, and the days after them.

    The years are stand-ins, a leap year and a common one: only months and days may be compared.
    """
    days = []
    for dateline in document.datelines:
        match = _DATE.search(dateline.date.text) if dateline.date else None
        if match and not match["year"]:
            known = [day for year in (2000, 2001) if (day := _written_date(match, year).date)]
            days += [*known, *(day + timedelta(1) for day in known)]
    return tuple(dict.fromkeys(days))


def _dates(document: Document) -> Iterator[WrittenDate]:
    own = document.analyse(own_days)
    text = document.text
    carried: tuple[int, int] | None = None
    for match in _matches(text):
        start = match.start()
        if _OTHER_CALENDAR.search(text, max(0, start - 16), start):
            continue
        year = _year(match["year"], own[0].year if own else None)
        if carried and _YEAR_END.search(text, carried[0], start):
            carried = None
        if year is None and not match["year"] and carried:
            year = carried[1]
        carried = (match.end(), year) if year else carried
        dated = _written_date(match, year)
        yield dated if year or match["year"] else _near(dated, own)


def _matches(text: str) -> Iterator[re.Match[str]]:
    """The matches of DATE in order, tried only before a 月."""
    begins = _DATE.match
    free = 0
    for month in occurrences(text, "月"):
        is_dated = text[month - 1 : month] in _FIGURES and text[month + 1 : month + 2] in _FIGURES
        for start in range(max(free, month - _BEFORE_MONTH), month) if is_dated else ():
            if text[start] in _FIRST and (match := begins(text, start)):
                yield match
                free = match.end()
                break


def _near(dated: WrittenDate, own: tuple[date, ...]) -> WrittenDate:
    """The date, given the year of an own day at most half a year away."""
    for day in own:
        same = dated._replace(year=day.year)
        if same.date and abs((same.date - day).days) <= _NEAR:
            return same
    return dated


def _written_date(match: re.Match[str], year: int | None) -> WrittenDate:
    month, day = (int(value(match[part]) or 0) for part in ("month", "day"))
    return WrittenDate(year, month, day, match.start(), match.end())


def _year(written: str | None, own: int | None) -> int | None:
    if not written or written == "当":
        return None
    if written in "今去明前":
        return own + {"今": 0, "去": -1, "明": 1, "前": -2}[written] if own else None
    number = value(written)
    return int(number) if number and number >= 1000 else None


def _lone_days(document: Document) -> Iterator[date | None]:
    """The full dates that make up a short line: of a speech or an issue."""
    for block in document.blocks:
        if block.end - block.start <= 16:
            yield _written_day(document[block].strip("（）() \u3000"))


def _written_day(text: str) -> date | None:
    """The day that a text states in full: 2023-05-01, 2023/5/1 or 2023年5月1日."""
    match = _NUMERIC.fullmatch(text.strip())
    if match:
        year, month, day = map(int, match.groups())
        return WrittenDate(year, month, day, 0, 0).date
    words = _DATE.fullmatch(text.strip())
    return _written_date(words, _year(words["year"], None)).date if words else None
