"""Ranges whose first number lacks the %, 万 or 亿 of the second."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar, Final

from zhlint.check import Check, Edit, Fix, Hit, options
from zhlint.patterns.expressions import compile_expression

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zhlint.document import Document

#: Words of a range that have other meanings too: 由5到10%.
_WORDS: Final = frozenset("至到")


@options
class RangeUnit(Check):
    """Finds ranges `a—b unit` whose first number lacks the unit; the fix repeats it there.

    `units` are tried in the order given, so longer ones go first. The range must rise: in 5000—1万 the first number has another
    unit, and 0—0.1% needs none. Stays silent on a number that reads as a year, and on a 万 that begins a name (万达). The fix is
    `ask` with 至 and 到. The hit runs from the first number to the unit.
    """

    reach: ClassVar[str] = "paragraph"
    slots: ClassVar[tuple[str, ...]] = ()

    units: tuple[str, ...]

    def run(self, document: Document) -> Iterator[Hit]:
        for match in self._range.finditer(document.text):
            first, second = float(match["first"]), float(match["second"])
            if 0 < first < second and not (1900 <= first < 2100 and "." not in match["first"]):
                offset = match.end("first")
                fix = Fix((Edit(offset, offset, match["unit"]),), "ask" if match["mark"] in _WORDS else None)
                yield Hit(match.start(), match.end(), {}, fix)

    @cached_property
    def _range(self) -> re.Pattern[str]:
        units = "|".join(map(re.escape, self.units))
        return compile_expression(
            # The lookbehind follows the first figure, so that a search looks for figures alone.
            r"(?P<first>[0-9](?:(?<![0-9.A-Za-z第\-—～~:：/=＝+×*^][0-9])|(?<=GDP[0-9])|(?<=[CP]PI[0-9]))[0-9]{0,3}(?:\.[0-9]+)?)(?P<mark>——?|[～~\-－–至到])"
            rf"(?P<second>[0-9]{{1,4}}(?:\.[0-9]+)?)(?P<unit>{units})(?![0-9=＝]|(?<=万)[达科象州盛宁荣])"
        )
