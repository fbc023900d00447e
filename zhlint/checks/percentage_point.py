"""Differences of percentages: 由35%提高到50%，提高15个百分点."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from zhlint.analysis.figures.amounts import FALLS, RISES, WHEN
from zhlint.check import Check, Edit, Fix, Hit, options
from zhlint.patterns.expressions import expression

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from zhlint.document import Document

_RATE: Final = r"(?<![0-9.\-－—])(?P<{}>[0-9]+(?:\.[0-9]+)?)[%％]"
_CHANGE: Final = f"{RISES}|{FALLS}|增|减|升|降"
_POINTS: Final = r"[了出达为]{0,2}(?P<points>[0-9]+(?:\.[0-9]+)?)(?:(?P<percent>[%％])|个百分点)"
#: A percentage that has become another one: 由35%提高到50%，提高15个百分点.
_BECOME: Final = expression(
    rf"[从由]{WHEN}{_RATE.format('first')}(?:{_CHANGE})[到至为]{WHEN}{_RATE.format('last')}，"
    rf"(?:[同环]比|[^，。；\d均]{{0,2}}[年月]来?间?)?(?:{_CHANGE}){_POINTS}"
)
#: A percentage that is higher or lower than another one: 92.8%，比去年的54.6%高38.2个百分点.
_THAN: Final = expression(
    rf"{_RATE.format('last')}，(?:同比|比|较){WHEN}{_RATE.format('first')}(?:同比)?(?:{_CHANGE}|高|低|多|少){_POINTS}"
)


@options
class PercentagePoint(Check):
    """Finds wrong differences of two percentages, or those in % that are in points.

    With `unit`, the difference is right and has % where 个百分点 is meant, which the fix writes; else it is wrong. The hit
    is the difference; slot: `right`, the difference in points.
    """

    slots: ClassVar[tuple[str, ...]] = ("right",)
    reach = "paragraph"

    unit: bool = False

    def run(self, document: Document) -> Iterator[Hit]:
        for pattern in (_BECOME, _THAN):
            for found in pattern.finditer(document.text):
                right = abs(float(found["last"]) - float(found["first"]))
                is_right = abs(right - float(found["points"])) <= _slack(found)
                start, end = found.start("points"), found.end()
                slots = {"right": f"{right:.2f}".rstrip("0").rstrip(".") + "个百分点"}
                if not self.unit and not found["percent"] and not is_right:
                    yield Hit(start, end, slots)
                elif self.unit and found["percent"] and is_right and not _is_growth(found, right):
                    yield Hit(start, end, slots, Fix((Edit(found.start("percent"), end, "个百分点"),)))


def _slack(found: re.Match[str]) -> float:
    """The greatest effect of rounding: one of the last digit that all three have."""
    places = [len(found[name].partition(".")[2]) for name in ("first", "last", "points")]
    return float(10.0 ** -min(places)) + 1e-9 if any(places) else 0.0


def _is_growth(found: re.Match[str], right: float) -> bool:
    """Whether the difference is also the growth of the first percentage."""
    first = float(found["first"])
    return bool(first) and abs(right / first * 100 - float(found["points"])) <= 1
