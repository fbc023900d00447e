"""A year with which none of the days of the week agrees."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from zhlint.analysis.figures.weekdays import other_year, weekdays
from zhlint.check import Check, Hit, Related, options
from zhlint.lexicon.strings import occurrences

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zhlint.document import Document


@options
class WeekdayYear(Check):
    """Finds the year of a draft with which no day of the week agrees.

    All agree with another year, as in a notice copied from last year's. There are two and more, and the other year is one or two off. The hit is the year where it is written first, or else the
    first day of the week. Slots: `year`, that of the draft; `right`, the other one; `count`, how many days of the week there are.
    """

    slots: ClassVar[tuple[str, ...]] = ("count", "right", "year")

    def run(self, document: Document) -> Iterator[Hit]:
        right = document.analyse(other_year)
        found = document.analyse(weekdays)
        if right is None:
            return
        year = str(found[0].day.year)
        at = next(occurrences(document.text, year), None)
        start, end = (at, at + len(year)) if at is not None else (found[0].start, found[0].end)
        related = tuple(Related(one.start, one.end) for one in found if one.start != start)
        yield Hit(start, end, {"year": year, "right": str(right), "count": str(len(found))}, None, related)
