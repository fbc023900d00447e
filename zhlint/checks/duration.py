"""Durations that do not fit the beginning and the end beside them: 10月1日至7日，为期8天."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, ClassVar, Final, NamedTuple

from zhlint.analysis.figures.dates import month_length
from zhlint.check import Check, Hit, Related, options
from zhlint.document import Span
from zhlint.lexicon.numerals import value
from zhlint.patterns.expressions import expression

if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Iterator

    from zhlint.document import Document

_TO: Final = r"(?:(?:持续|延续|开|进行)?[至到]|——?|[～~\-－–])"
_COUNT: Final = "(?P<count>[0-9]{1,3}|[一二两三四五六七八九十]{1,3})"
#: What stands between the end and the count, and says that the count is of this range.
_FOR: Final = r"(?P<last>)(?:[^，。；！？、\n0-9有中内]{0,12}，?[^，。；！？、\n0-9有中内]{0,6}(?:为期|为时|历时|耗时|用时|总?共)|（共?)"
#: No range before this one, whose days would be counted with its own.
_ALONE: Final = r"(?<![日号年月][、，和及])(?<![0-9.、\-－—～~])"
#: A day of the week behind a date.
_WEEKDAY: Final = "(?:（[^（）]{1,4}）)?"
_RANGE: Final = (
    rf"(?:(?P<year>[12][0-9]{{3}})年)?(?<![0-9])(?P<month>[0-9]{{1,2}})月(?P<day>[0-9]{{1,2}})[日号]?{_WEEKDAY}{{to}}"
    rf"(?:(?P<year2>[12][0-9]{{3}})年)?(?:(?P<month2>[0-9]{{1,2}})月)?(?P<day2>[0-9]{{1,2}})[日号]{_WEEKDAY}"
)
_DAYS: Final = expression(rf"{_ALONE}{_RANGE.replace('{to}', _TO)}{_FOR}{_COUNT}天(?![后前内之])")
#: A beginning and an end in clauses of their own: 11月14日开幕，11月22日闭幕，为期十天.
_OPENED: Final = expression(
    rf"{_ALONE}{_RANGE.replace('{to}', '(?:开幕|开始|启动|开展|开机|开拍)，')}(?:闭幕|结束|落幕|闭展|收官|杀青)(?P<last>)，(?:为期|历时){_COUNT}天"
)
#: A count before its range: 公示期为七天，自11月24日至11月29日.
_COUNTED: Final = expression(
    rf"(?:(?:公示期?|公示时间|公告期|展期|会期|赛期|假期|工期|时间)(?:为|共)?|为期){_COUNT}(?P<unit>个?自然日|天)[，：（](?P<first>[自从即]?){_RANGE.replace('{to}', _TO)}(?P<last>)"
)
_MONTHS: Final = expression(
    rf"{_ALONE}(?P<month>[0-9]{{1,2}})月份?{_TO}(?P<month2>[0-9]{{1,2}})月份?{_FOR}{_COUNT}个月"
)
_YEARS: Final = expression(
    rf"{_ALONE}(?P<year>[12][0-9]{{3}})年?{_TO}(?P<year2>[12][0-9]{{3}})年{_FOR}{_COUNT}年(?!级)"
)
_CLOCK: Final = (
    "(?P<part{0}>上午|下午|晚上?|中午|凌晨|清晨|早上|早晨)?(?P<hour{0}>[0-9]{{1,2}})"
    "(?:[时点](?:(?P<half{0}>半)|(?P<minute{0}>[0-9]{{1,2}})分)?|[:：](?P<colon{0}>[0-9]{{2}}))"
)
_HOURS: Final = expression(
    rf"(?<![0-9:：\-－—～~])(?:从|自)?{_CLOCK.format(1)}(?:(?:开始|起)?，?{_TO}|开始，){_CLOCK.format(2)}(?P<last>)(?:结束|止|左右)?，?"
    rf"[^，。；！？\n0-9]{{0,6}}(?:历时|用时|耗时|为时|时长|持续了?)(?P<about>[近约超达])?{_COUNT}个?(?P<half>半(?=小时))?小时(?P<rest>半)?"
)


#: Words of days that are left out of a count, or added to it.
_LESS: Final = expression("闭|休|除|不含|隔|加上|连同|连上")


class _Lasting(NamedTuple):
    """The time a range lasts: the least and the most that may be said.

    `shown` is the number for the message.
    """

    least: float
    most: float
    shown: str


@options
class Duration(Check):
    """Finds counts of days, months, years or hours that their range does not last.

    Both ends may be counted, or one of them; hours may be rounded. Stays silent behind several ranges. The hit is the
    count; slots: `range`, what stands before it, and `right`.
    """

    slots: ClassVar[tuple[str, ...]] = ("range", "right")
    reach = "paragraph"

    def run(self, document: Document) -> Iterator[Hit]:
        for pattern, lasting, unit in _KINDS:
            for found in pattern.finditer(document.text):
                right = lasting(found)
                count, range_ = _spans(found)
                between = min(count.end, range_.end), max(count.start, range_.start)
                if (
                    right
                    and not _LESS.search(document.text, *between)
                    and not right.least <= _count(found) <= right.most
                ):
                    slots = {"range": document[range_], "right": right.shown + unit}
                    yield Hit(*count, slots, None, (Related(*range_),))


def _spans(found: re.Match[str]) -> tuple[Span, Span]:
    """The spans of a count with its unit, and of its range."""
    if "first" in found.groupdict():
        return Span(found.start("count"), found.end("unit")), Span(found.end("first"), found.end("last"))
    return Span(found.start("count"), found.end()), Span(found.start(), found.end("last"))


def _count(found: re.Match[str]) -> float:
    parts = found.groupdict()
    return (value(found["count"]) or 0) + (0.5 if parts.get("half") or parts.get("rest") else 0)


def _days(found: re.Match[str]) -> _Lasting | None:
    """The days of a range, or None where the calendar lacks one."""
    month, day, day2 = (int(found[part]) for part in ("month", "day", "day2"))
    month2 = int(found["month2"] or month)
    if not (_exists(month, day) and _exists(month2, day2)):
        return None
    years = [int(found["year"])] if found["year"] else [2023, 2024]
    lengths = [_length(found, year, (month, day), (month2, day2)) for year in years]
    return _Lasting(min(lengths), max(lengths) + 1, str(max(lengths) + 1))


def _length(found: re.Match[str], year: int, first: tuple[int, int], last: tuple[int, int]) -> int:
    """The days from a day of a year to the next other."""
    year2 = int(found["year2"] or year + (last < first))
    ends = [
        date(number, month, min(day, month_length(number, month)))
        for number, (month, day) in ((year, first), (year2, last))
    ]
    return (ends[1] - ends[0]).days


def _months(found: re.Match[str]) -> _Lasting | None:
    first, last = int(found["month"]), int(found["month2"])
    length = (last - first) % 12
    return _Lasting(length, length + 1, str(length + 1)) if 1 <= first <= 12 and 1 <= last <= 12 else None


def _years(found: re.Match[str]) -> _Lasting | None:
    length = int(found["year2"]) - int(found["year"])
    return _Lasting(length - 1, length + 1, str(length)) if length > 0 else None


def _hours(found: re.Match[str]) -> _Lasting:
    """The hours between two clocks, in one part of the day unless said."""
    part = found["part1"]
    length = (_clock(found, "2", found["part2"] or part) - _clock(found, "1", part)) % 24
    slack = 1.0 if found["about"] else 0.49
    return _Lasting(length - slack, length + slack, f"{length:.3g}")


def _clock(found: re.Match[str], which: str, part: str | None) -> float:
    """The hour of a clock, from 0 to 24."""
    hour = int(found["hour" + which])
    minutes = 30 if found["half" + which] else int(found["minute" + which] or found["colon" + which] or 0)
    return hour + minutes / 60 + (12 if part and part[0] in "下晚" and hour < 12 else 0)


def _exists(month: int, day: int) -> bool:
    return 1 <= month <= 12 and 1 <= day <= month_length(None, month)


#: The kinds of ranges: what finds one with its count, what it lasts, and the unit of the count.
_KINDS: Final[tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], _Lasting | None], str], ...]] = (
    (_DAYS, _days, "天"),
    (_OPENED, _days, "天"),
    (_COUNTED, _days, "天"),
    (_MONTHS, _months, "个月"),
    (_YEARS, _years, "年"),
    (_HOURS, _hours, "小时"),
)
