"""Days of the week that the date beside them is not."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from zhlint.analysis.figures.weekdays import DAYS, fits_another_year, other_year, weekdays
from zhlint.check import Check, Hit, Related, options

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zhlint.document import Document


@options
class Weekday(Check):
    """Finds days of the week beside a date that falls on another: 2023年5月1日（星期三）, 周三（5月1日）.

    The year of the date is written or known; one that is not written may be any that the draft names. Stays silent on 周 before
    a character that makes it part of a name (周一鸣), after a date that ends a range, and where all of several are wrong and
    right in another year: then the year is. The hit is the day of the week. Slots: `date`; `weekday`, the day that the date is.
    """

    slots: ClassVar[tuple[str, ...]] = ("date", "weekday")

    def run(self, document: Document) -> Iterator[Hit]:
        if document.analyse(other_year):
            return
        for one in document.analyse(weekdays):
            if not one.is_right and not fits_another_year(document.text, one):
                day, dated = one.day, one.dated
                slots = {"date": f"{day.year}年{day.month}月{day.day}日", "weekday": f"星期{DAYS[day.weekday()]}"}
                yield Hit(one.start, one.end, slots, None, (Related(dated.start, dated.end),))
