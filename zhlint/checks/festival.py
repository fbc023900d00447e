"""Days of the year on a date that is not theirs, or counted wrong: 9月11日是第42个教师节."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, ClassVar, Final, NamedTuple

from zhlint.analysis.figures.dates import own_year
from zhlint.check import Check, Hit, options
from zhlint.lexicon.numerals import value
from zhlint.lexicon.sentences import clause_around
from zhlint.patterns.expressions import compile_expression, expression
from zhlint.storage.tables import rows

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from zhlint.document import Document

_DATE: Final = r"(?<![0-9至到\-—、])(?<!南半球的)(?<!南半球)(?P<month>[0-9]{1,2})月(?P<date>[0-9]{1,2})日"
#: What says that a date is the day named behind it.
_IS: Final = "，?(?P<is>正?[是为系]|适逢|恰逢|正值|迎来)?了?，?(?:我国|全国|今年|一年一度|全世界)?的?"
_COUNT: Final = "(?P<nth>第(?P<count>[0-9]{1,3}|[一二三四五六七八九十百零]{1,5})[个届次])"
#: What may stand before the name of a day.
_OF: Final = "(?:我国|全国|中国|国际|世界|国家|联合国|全民|南京大屠杀死难者|中国人民|五一|六一|五四|三八|“三八”|“五一”|“六一”|劳动|“)*"
_ENDS: Final = "(?:(?P<today>”?(?:当[天日]|这一?天))|(?=”?[，。；！）]))(?!，?(?:即将|将至|来临|到来|临近|前夕))"
#: The year of a clause, alone or with a date.
_YEAR: Final = expression(r"(?<![0-9])(?P<year>20[0-9]{2})年[^年]{0,12}\Z")
#: Words of a clause that counts in another year than that of the draft.
_ELSEWHEN: Final = expression("年|首次|当时|曾|将|即将|下一?个|上一?个")


class _Day(NamedTuple):
    """A named day: its first and last date as (month, day).

    `since` is the year of the first one, where they are counted.
    """

    first: tuple[int, int]
    last: tuple[int, int]
    since: int | None


@options
class Festival(Check):
    """Finds named days of the year with another date beside them, or counted wrong.

    `table` has the columns day, first, last and since. The date must be said to be the day (是, 第41个, 当天). A count is
    held against the year in its clause, or that of the draft. The hit is the date, or the count; slot: `right`.
    """

    filled: ClassVar[tuple[int, ...]] = (0, 1, 2)
    slots: ClassVar[tuple[str, ...]] = ("right",)

    table: Path

    def run(self, document: Document) -> Iterator[Hit]:
        text = document.text
        for found in self._date_pattern.finditer(text):
            day = self._days[found["day"]]
            is_said = found["is"] or found["nth"] or found["today"] or found.end("date") + 1 == found.start("of")
            if is_said and not day.first <= (int(found["month"]), int(found["date"])) <= day.last:
                yield Hit(found.start("month"), found.end("date") + 1, {"right": f"{found['day']}是{_date_text(day)}"})
        for found in self._count_pattern.finditer(text):
            since, year = self._days[found["day"]].since, _year(document, found)
            right = year - since + 1 if since and year else 0
            if right > 0 and value(found["count"]) != right:
                yield Hit(*found.span("nth"), {"right": f"{year}年是第{right}个{found['day']}"})

    @cached_property
    def _days(self) -> Mapping[str, _Day]:
        return {name: _day(*cells) for name, *cells in rows(self.table)}

    @cached_property
    def _date_pattern(self) -> re.Pattern[str]:
        """A date with a named day behind it."""
        return compile_expression(
            rf"{_DATE}(?:（[^（）]{{1,6}}）)?{_IS}{_COUNT}?(?P<of>){_OF}(?P<day>{self._names}){_ENDS}"
        )

    @cached_property
    def _count_pattern(self) -> re.Pattern[str]:
        """A named day that is counted."""
        return compile_expression(rf"{_COUNT}{_OF}(?P<day>{self._names})")

    @cached_property
    def _names(self) -> str:
        return "|".join(sorted(self._days, key=len, reverse=True))


def _year(document: Document, found: re.Match[str]) -> int | None:
    """The year of a count: one right before it, or that of the draft."""
    clause = document.text[clause_around(document.text, found.start()).start : found.start()]
    written = _YEAR.search(clause)
    if written:
        return int(written["year"])
    return None if _ELSEWHEN.search(clause) else document.analyse(own_year)


def _day(first: str, last: str, since: str = "") -> _Day:
    (month, date), (month2, date2) = (map(int, cell.split("-")) for cell in (first, last))
    return _Day((month, date), (month2, date2), int(since) if since else None)


def _date_text(day: _Day) -> str:
    """A date, or the first and last of several: 12月21日至23日."""
    (month, date), (_, last) = day.first, day.last
    return f"{month}月{date}日" + (f"至{last}日" if last != date else "")
