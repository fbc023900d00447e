"""The lunar calendar: its days, and the festivals that it sets."""

from __future__ import annotations

from bisect import bisect_right
from datetime import date, timedelta
from functools import cache
from typing import Final, NamedTuple

from zhlint.lexicon.numerals import chinese, lunar_day
from zhlint.storage.tables import rows

_TABLE: Final = "lunar-months.tsv"
_MONTHS: Final = {"正": 1, "一": 1, "冬": 11, "腊": 12} | {chinese(number): number for number in range(2, 13)}
#: Festivals by their month and day; day 0 is the last one of the month before.
FESTIVALS: Final = {
    "春节": (1, 1), "除夕": (1, 0), "元宵节": (1, 15), "元宵佳节": (1, 15), "端午": (5, 5), "端午节": (5, 5), "端午佳节": (5, 5),
    "七夕": (7, 7), "七夕节": (7, 7), "中秋": (8, 15), "中秋节": (8, 15), "中秋佳节": (8, 15), "重阳": (9, 9), "重阳节": (9, 9),
    "重阳佳节": (9, 9),
}  # fmt: skip


class LunarDay(NamedTuple):
    """A day of the lunar calendar, perhaps of a leap month."""

    month: int
    is_leap: bool
    day: int

    def __str__(self) -> str:
        names = {1: "正", 12: "腊"}
        return f"{'闰' if self.is_leap else ''}{names.get(self.month) or chinese(self.month)}月{lunar_day(self.day)}"


def lunar(day: date) -> LunarDay | None:
    """The lunar day of a date; None outside the table."""
    firsts, months = _calendar()
    at = bisect_right(firsts, day) - 1
    if at < 0 or at + 1 >= len(firsts):
        return None
    month, is_leap = months[at]
    return LunarDay(month, is_leap, (day - firsts[at]).days + 1)


def festival(name: str, year: int) -> date | None:
    """The date of a festival in a year; None outside the table."""
    month, day = FESTIVALS[name]
    firsts, months = _calendar()
    for first, (number, is_leap) in zip(firsts, months, strict=True):
        on = first + timedelta(day - 1)
        if number == month and not is_leap and on.year == year:
            return on
    return None


def month_number(name: str) -> int | None:
    """The number of a lunar month by its name: 正, 二 … 十二, 冬, 腊."""
    return _MONTHS.get(name)


@cache
def _calendar() -> tuple[list[date], list[tuple[int, bool]]]:
    """The first days of the lunar months, and the number of each month."""
    firsts: list[date] = []
    months: list[tuple[int, bool]] = []
    for year, leap, days in rows(_TABLE):
        numbers = [(number, False) for number in range(1, 13)]
        if leap:
            numbers.insert(int(leap), (int(leap), True))
        for number, cell in zip(numbers, days.split(), strict=True):
            month, day = map(int, cell.split("-"))
            is_next_year = number[0] >= 11 and month <= 2
            firsts.append(date(int(year) + is_next_year, month, day))
            months.append(number)
    return firsts, months
