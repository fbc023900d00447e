"""Datelines that depart from the usual form, or from the day of the issue."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, ClassVar, Final

from zhlint.analysis.figures.dates import month_length
from zhlint.check import Check, Edit, Fix, Hit, OptionError, options
from zhlint.patterns.expressions import expression

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from zhlint.document import Dateline, Document

_FAULTS: Final = ("order", "verb", "brackets", "future", "stale")
_LOCAL: Final = ("本报", "本社", "本网", "本台", "本刊", "本站")
_PLAIN_DIGITS: Final = str.maketrans("０１２３４５６７８９", "0123456789")

_MONTH_DAY: Final = expression(r"(?:(?P<year>\d{2}|\d{4})年)?(?P<month>\d{1,2})月(?P<day>\d{1,2})[日号]")
#: Words that may stand between date and 电 and are no places.
_NO_PLACE: Final = expression("综合|独家|特约|紧急|连线|快讯|记者|电")
_REPORTED: Final = expression(r"\s*(?:[报報]道|消息|综合|记者|記者)")


@options
class DatelineForm(Check):
    """Finds datelines that depart from agency, place, date, 电 or 讯, （reporters）.

    `reasons` selects the faults; each value fills the slot `reason` of the message, with `max_age_days` for `{days}`: `order`
    (the date before the place), `verb` (no 电 or 讯), `brackets` (half-width ones), `future` (after the day of the issue) and
    `stale` (more than `max_age_days` days before it). The last two need a day of issue; a dateline without a year counts as
    the occurrence nearest to it. `half_width` names the agencies that print half-width brackets, whose brackets are left
    alone.
    """

    slots: ClassVar[tuple[str, ...]] = ("reason",)

    reasons: Mapping[str, str]
    max_age_days: int = 7
    half_width: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if unknown := sorted(set(self.reasons) - set(_FAULTS)):
            raise OptionError("reasons", f"没有“{unknown[0]}”，可用：{'、'.join(_FAULTS)}")
        if self.max_age_days < 0:
            raise OptionError("max-age-days", "天数不能是负数")

    def run(self, document: Document) -> Iterator[Hit]:
        for dateline in document.datelines:
            if (edit := _order(dateline)) is not None:
                yield from self._hit("order", dateline.agency.start, edit.end, edit)
            elif (edit := _verb(document, dateline)) is not None:
                fix = edit if edit.replacement else None
                yield from self._hit("verb", dateline.agency.start, edit.end, fix)
            yield from self._brackets(document, dateline)
            yield from self._day(document, dateline)

    def _hit(self, fault: str, start: int, end: int, *edits: Edit | None) -> Iterator[Hit]:
        """The hit of a fault, where `reasons` selects it, with these edits."""
        if fault in self.reasons:
            sure = tuple(edit for edit in edits if edit)
            reason = self.reasons[fault].replace("{days}", str(self.max_age_days))
            yield Hit(start, end, {"reason": reason}, Fix(sure) if sure else None)

    def _brackets(self, document: Document, dateline: Dateline) -> Iterator[Hit]:
        if dateline.agency.text.startswith(self.half_width):
            return
        text = document[dateline]
        opened = min((offset for offset in map(text.find, "(（") if offset >= 0), default=-1)
        closed = max(map(text.rfind, ")）"))
        if 0 <= opened < closed and text[opened] + text[closed] != "（）":
            first, last = dateline.start + opened, dateline.start + closed
            yield from self._hit("brackets", first, last + 1, Edit(first, first + 1, "（"), Edit(last, last + 1, "）"))

    def _day(self, document: Document, dateline: Dateline) -> Iterator[Hit]:
        if not dateline.date or not (match := _MONTH_DAY.fullmatch(dateline.date.text.translate(_PLAIN_DIGITS))):
            return
        issue = document.desk.date
        if not issue:
            return
        year = int(match["year"]) if match["year"] and len(match["year"]) == 4 else None
        day = _nearest(year, int(match["month"]), int(match["day"]), issue)
        if day and day > issue:
            yield from self._hit("future", dateline.date.start, dateline.date.end)
        elif day and (issue - day).days > self.max_age_days:
            yield from self._hit("stale", dateline.date.start, dateline.date.end)


def _order(dateline: Dateline) -> Edit | None:
    """The edit that puts the place before the date; None where it stands there."""
    place, day = dateline.place, dateline.date
    if not (place and day and day.end == place.start) or _NO_PLACE.match(place.text):
        return None
    return Edit(day.start, place.end, place.text + day.text)


def _verb(document: Document, dateline: Dateline) -> Edit | None:
    """The edit that adds 电; None where nothing is missing.

    Its replacement is empty where 讯 would do as well.
    """
    if dateline.verb or not dateline.date:
        return None
    end = dateline.date.end
    if _REPORTED.match(document.text, end):
        return None
    return Edit(end, end, "" if dateline.agency.text in _LOCAL else "电")


def _nearest(year: int | None, month: int, day: int, issue: date) -> date | None:
    """The day of a month that is nearest to the issue.

    None where no such day exists. Without a year, 29 February may fall in any leap year.
    """
    if not 1 <= month <= 12 or not 1 <= day <= month_length(year, month):
        return None
    if year:
        return date(year, month, day)
    years = [near for near in (issue.year - 1, issue.year, issue.year + 1) if day <= month_length(near, month)]
    days = [date(near, month, day) for near in years]
    return min(days, key=lambda near: abs((near - issue).days), default=date(2000, month, day))
