"""The form of a dateline: agency, place, date, 电 or 讯, reporters in full-width brackets, and a date near the issue."""

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
_TOLD: Final = expression(r"\s*(?:[报報]道|消息|综合|记者|記者)")


@options
class DatelineForm(Check):
    """A dateline that departs from agency, place, date, 电 or 讯, （reporters）.

    `reasons` gives, for each fault looked for, the words that fill the slot `reason` of the message: `order` (the date before
    the place), `verb` (no 电 or 讯), `brackets` (half-width ones), `future` (after the issue
    date) and `stale` (more than `max_age_days` before it). The last two need an issue date; a dateline without a
    year is taken for the occurrence nearest to the issue. `half_width` names the agencies that print half-width brackets.
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
                sure = edit if edit.replacement else None
                yield from self._hit("verb", dateline.agency.start, edit.end, sure)
            yield from self._brackets(document, dateline)
            yield from self._day(document, dateline)

    def _hit(self, fault: str, start: int, end: int, *edits: Edit | None) -> Iterator[Hit]:
        if fault in self.reasons:
            sure = tuple(edit for edit in edits if edit)
            reason = self.reasons[fault].replace("{days}", str(self.max_age_days))
            yield Hit(start, end, {"reason": reason}, Fix(sure) if sure else None)

    def _brackets(self, document: Document, dateline: Dateline) -> Iterator[Hit]:
        if dateline.agency.text.startswith(self.half_width):
            return
        text = document[dateline]
        opened = min((at for at in map(text.find, "(（") if at >= 0), default=-1)
        closed = max(map(text.rfind, ")）"))
        if 0 <= opened < closed and text[opened] + text[closed] != "（）":
            first, last = dateline.start + opened, dateline.start + closed
            yield from self._hit("brackets", first, last + 1, Edit(first, first + 1, "（"), Edit(last, last + 1, "）"))

    def _day(self, document: Document, dateline: Dateline) -> Iterator[Hit]:
        if not dateline.date or not (found := _MONTH_DAY.fullmatch(dateline.date.text.translate(_PLAIN_DIGITS))):
            return
        issue = document.desk.date
        if not issue:
            return
        year = int(found["year"]) if found["year"] and len(found["year"]) == 4 else None
        day = _nearest(year, int(found["month"]), int(found["day"]), issue)
        if day and day > issue:
            yield from self._hit("future", dateline.date.start, dateline.date.end)
        elif day and (issue - day).days > self.max_age_days:
            yield from self._hit("stale", dateline.date.start, dateline.date.end)


def _order(dateline: Dateline) -> Edit | None:
    """The edit that puts the place before the date, where it stands after it."""
    place, day = dateline.place, dateline.date
    if not (place and day and day.end == place.start) or _NO_PLACE.match(place.text):
        return None
    return Edit(day.start, place.end, place.text + day.text)


def _verb(document: Document, dateline: Dateline) -> Edit | None:
    """Where 电 is missing; with an empty replacement where 讯 would do as well."""
    if dateline.verb or not dateline.date:
        return None
    at = dateline.date.end
    if _TOLD.match(document.text, at):
        return None
    return Edit(at, at, "" if dateline.agency.text in _LOCAL else "电")


def _nearest(year: int | None, month: int, day: int, issue: date) -> date | None:
    """The day meant, or None where there is none; without a year the one nearest to the issue (or in a leap year)."""
    if not 1 <= month <= 12 or not 1 <= day <= month_length(year, month):
        return None
    if year:
        return date(year, month, day)
    years = [one for one in (issue.year - 1, issue.year, issue.year + 1) if day <= month_length(one, month)]
    days = [date(one, month, day) for one in years]
    return min(days, key=lambda one: abs((one - issue).days), default=date(2000, month, day))
