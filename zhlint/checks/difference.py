"""Differences that do not come out: 10333元，高出种植户（8779元）1544元."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from zhlint.analysis.figures.amounts import FALLS, NUMBER, RISES, UNITS, WHEN, amounts, like
from zhlint.check import Check, Hit, options
from zhlint.patterns.expressions import expression

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zhlint.document import Document

_FIRST: Final = rf"(?<![0-9.])(?P<first>{NUMBER})(?P<unit>{UNITS})"
_CHANGE: Final = f"{RISES}|{FALLS}|增|减|升|降"
#: An amount that is higher or lower than another one, which stands in brackets.
_BESIDE: Final = expression(
    rf"{_FIRST}[^。；\d]{{0,12}}(?:高出|高于|多于|超出|多出|低于|少于|比)[^，。；（）\d]{{0,16}}"
    rf"（[^（）\d]{{0,8}}(?P<last>{NUMBER})(?P=unit)）[^，。；（）\d]{{0,6}}?(?P<change>{NUMBER})(?P=unit)"
)
#: The same without brackets: 3.2亿元，比去年的2.8亿元多出4000万元.
_THAN: Final = expression(
    rf"{_FIRST}，(?:同比|比|较){WHEN}(?<![0-9.\-－—])(?P<last>{NUMBER})(?P=unit)"
    rf"(?:同比)?(?:{_CHANGE}|多|少|高|低)[了出]?(?P<change>{NUMBER})(?P=unit)"
)
#: An amount that has become another one.
_BECOME: Final = expression(
    rf"(?:从|由)[^，。；\d]{{0,12}}?(?:[0-9]{{4}}年的?)?{_FIRST}(?:{_CHANGE})(?:到|至|为)[^，。；\d]{{0,6}}?(?:[0-9]{{4}}年的?)?"
    rf"(?P<last>{NUMBER})(?P=unit)，?[^，。；\d]{{0,6}}?(?:{_CHANGE}|净增)了?(?P<change>{NUMBER})(?P=unit)"
)
#: What stands before an amount that is itself a change.
_CHANGED: Final = expression(rf"(?:{_CHANGE}|涨|落|高|低)了?\Z")

#: Words of an amount that has several parts, or is none to the digit.
_YEARLY: Final = expression("平均|年均|[月日人户]均|每|其中|分别|各|[近约超逾余多几上]了?(?=[0-9])")


@options
class Difference(Check):
    """Finds differences that are not those of the two amounts beside them.

    The amounts have one unit; one stands in brackets after 高出, 比 …, or they stand in 从…增加到…. Rounding is allowed for. The
    hit is the whole statement; slot: `right`, the difference.
    """

    slots: ClassVar[tuple[str, ...]] = ("right",)
    reach = "paragraph"

    def run(self, document: Document) -> Iterator[Hit]:
        text = document.text
        for pattern in (_BESIDE, _THAN, _BECOME):
            for found in pattern.finditer(text):
                first, last, change = amounts(found, "first", "last", "change")
                right = abs(first.size - last.size)
                grain = max(first.grain, last.grain, change.grain)
                if abs(right - change.size) <= 1.5 * grain + 1e-9:
                    continue
                if not _YEARLY.search(found[0]) and not _CHANGED.search(
                    text, max(0, found.start("first") - 4), found.start("first")
                ):
                    yield Hit(*found.span(), {"right": like(right, found["change"]) + found["unit"]})
