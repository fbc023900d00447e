"""Ranges of dates, hours and numbered things that end before they begin."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from zhlint.lexicon.numerals import value
from zhlint.patterns.expressions import expression

if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Iterator

_DASH: Final = r"(?:至|到|——?|[～~\-－–])"
_TO: Final = rf"(?:(?:一直)?(?:持续|延续|连续|开放|展出|展览|放映)(?:至|到)|一直到|{_DASH})"
_CLOCK: Final = r"(?:[上下]午)?[0-9]{1,2}(?:[:：][0-9]{2}|[时点])"
_DATES: Final = expression(
    rf"(?:(?P<year>[12][0-9]{{3}})年)?(?<![0-9.])(?P<month>[0-9]{{1,2}})月(?P<day>[0-9]{{1,2}})[日号]?(?:{_CLOCK})?{_TO}"
    r"(?:(?P<year2>[12][0-9]{3})年)?(?P<month2>[0-9]{1,2})月(?P<day2>[0-9]{1,2})[日号]"
)
_MONTHS: Final = expression(
    rf"(?<![0-9])(?P<year>[12][0-9]{{3}})年(?P<month>[0-9]{{1,2}})月{_DASH}(?P<year2>[12][0-9]{{3}})年(?P<month2>[0-9]{{1,2}})月(?![0-9])"
)
_HOURS: Final = expression(
    rf"(?P<part>上午|下午)(?P<hour>[0-9]{{1,2}})(?:[点时](?P<minute>[0-9]{{1,2}}(?=分)|)分?|[:：](?P<minute_>[0-9]{{2}})){_DASH}"
    r"(?P<again>(?P=part)?)(?P<hour2>[0-9]{1,2})(?:[点时](?P<minute2>[0-9]{1,2}(?=分)|)分?|[:：](?P<minute2_>[0-9]{2}))"
)
_NUMBERED: Final = expression(
    rf"第(?![0-9]+-[0-9]+[章节条])(?P<number>[0-9]+|[一二三四五六七八九十百]+)(?P<unit>[届期章条页集批轮次])?{_DASH}第?(?P<number2>[0-9]+|[一二三四五六七八九十百]+)"
    r"(?(unit)(?P=unit)|[届期章条页集批轮次])"
)
_UNIT: Final = "公斤|千克|斤|克|吨|毫米|厘米|公里|米|人|名|次|个|亩|天|小时|分钟|岁|件|家|户|辆|台|棵|亿元|万元|元"
#: Words about an amount that falls, and how far from it they stand, in characters.
_FALLS: Final = expression("[由从自降跌减缩退低]")
_REACH: Final = 12
#: Amounts of one unit, not those that something falls from, nor those that differ from case to case: 每亩50至30公斤.
_AMOUNTS: Final = expression(
    rf"(?<![0-9.万千百第A-Za-z\-~～—至到:：/／])(?P<number>[0-9]+(?:\.[0-9]+)?)(?P<unit>{_UNIT})?(?:至|～)"
    rf"(?P<number2>[0-9]+(?:\.[0-9]+)?)(?(unit)(?P=unit)|(?:{_UNIT}))(?!不等)"
)


def _dates_backward(found: re.Match[str]) -> bool:
    """Whether days run backwards.

    Without both years only within one month: 12月20日至1月5日 crosses the year.
    """
    first, last = (int(found["month"]), int(found["day"])), (int(found["month2"]), int(found["day2"]))
    if found["year"] and found["year2"]:
        return (int(found["year"]), *first) > (int(found["year2"]), *last)
    return not found["year2"] and first[0] == last[0] and first > last


def _months_backward(found: re.Match[str]) -> bool:
    return (int(found["year"]), int(found["month"])) > (int(found["year2"]), int(found["month2"]))


def _hours_backward(found: re.Match[str]) -> bool:
    """Whether hours run backwards within one part of the day.

    Where 上午 stands once, only by two hours at most: 上午10时至5时 ends in the afternoon.
    """
    first = int(found["hour"]) * 60 + int(found["minute"] or found["minute_"] or 0)
    last = int(found["hour2"]) * 60 + int(found["minute2"] or found["minute2_"] or 0)
    noon = found["hour"] == "12"
    near = found["part"] == "上午" and 0 < first - last <= 120 and int(found["hour"]) <= 12
    return not noon and first > last and (bool(found["again"]) or near)


def _numbers_backward(found: re.Match[str]) -> bool:
    """Whether numbered things run backwards.

    Pages may be cut short: 第245-6页 ends at 246.
    """
    if found[0].endswith("页") and len(found["number2"]) < len(found["number"]):
        return False
    return (value(found["number"]) or 0) > (value(found["number2"]) or 0)


def _amounts_backward(found: re.Match[str]) -> bool:
    """Whether amounts run backwards and nothing falls from the first to the second."""
    if _FALLS.search(found.string, max(0, found.start() - _REACH), min(len(found.string), found.end() + _REACH)):
        return False
    return float(found["number"]) > float(found["number2"])


#: What finds a range, and what tells whether it runs backwards.
_TESTS: Final[tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], bool]], ...]] = (
    (_DATES, _dates_backward),
    (_MONTHS, _months_backward),
    (_HOURS, _hours_backward),
    (_NUMBERED, _numbers_backward),
    (_AMOUNTS, _amounts_backward),
)


def backward_ranges(text: str) -> Iterator[re.Match[str]]:
    """The ranges of a text that run backwards, kind by kind."""
    for pattern, is_backward in _TESTS:
        yield from filter(is_backward, pattern.finditer(text))
