"""Days and months that no calendar has."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from zhlint.analysis.figures.dates import WrittenDate, dates, month_length
from zhlint.check import Check, Hit, options
from zhlint.lexicon.strings import occurrences
from zhlint.patterns.expressions import expression

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zhlint.document import Document

_NEXT_DAY: Final = expression(r"(?:[^，。；、0-9]{0,5}[至到]|——?|[～~\-、和与及])(?P<day>[0-9]{1,2})日(?!元)")
_MONTH: Final = expression(
    r"(?:(?<=[0-9]{4}年)|(?<=[今去明]年))(?:1[3-9]|[2-9][0-9]|0{1,2})月(?![0-9]{1,2}[日号])|(?<![0-9.])(?:1[3-9]|[2-9][0-9])月份"
)

#: What a number follows.
_NUMBERED: Final = ("案例", "案件", "例", "图", "表")


@options
class ImpossibleDate(Check):
    """Finds dates such as 2月30日, months such as 13月, and impossible ends of ranges (4月29日至31日).

    Stays silent on a date that is itself a name (“5月35日”). Slot: `reason`.
    """

    slots: ClassVar[tuple[str, ...]] = ("reason",)

    def run(self, document: Document) -> Iterator[Hit]:
        for dated in document.analyse(dates):
            if not _is_name(document.text, dated.start, dated.end) and not _is_after_number(document.text, dated):
                if not dated.exists:
                    yield Hit(dated.start, dated.end, {"reason": _reason(dated, dated.day)})
                yield from _later_days(document, dated)
        for start, end in _months(document.text):
            yield Hit(start, end, {"reason": "一年只有12个月"})


def _months(text: str) -> Iterator[tuple[int, int]]:
    """The spans of months that no year has, each tried before a 月."""
    for offset in occurrences(text, "月"):
        if "0" <= text[offset - 1 : offset] <= "9":
            match = _MONTH.match(text, max(0, offset - 2)) or _MONTH.match(text, offset - 1)
            if match:
                yield match.span()


def _later_days(document: Document, dated: WrittenDate) -> Iterator[Hit]:
    """The impossible days that go on from a date and share its month."""
    offset = dated.end
    while dated.exists and (match := _NEXT_DAY.match(document.text, offset)):
        if int(match["day"]) > month_length(dated.year, dated.month):
            yield Hit(match.start("day"), match.end(), {"reason": _reason(dated, int(match["day"]))})
        offset = match.end()


def _reason(dated: WrittenDate, day: int) -> str:
    if not 1 <= dated.month <= 12:
        return "一年只有12个月"
    if day < 1:
        return "日期从1日算起"
    year = f"{dated.year}年" if dated.year and dated.month == 2 else ""
    return f"{year}{dated.month}月只有{month_length(dated.year, dated.month)}天"


def _is_after_number(text: str, dated: WrittenDate) -> bool:
    """Whether the first digit numbers what stands before: 案例18月4日 is a page's 案例1, 8月4日."""
    return dated.month > 12 and text.endswith(_NUMBERED, 0, dated.start)


def _is_name(text: str, start: int, end: int) -> bool:
    return text[start - 1 : start] in {"“", "《", "「"} and text[end : end + 1] in {"”", "》", "」"}
