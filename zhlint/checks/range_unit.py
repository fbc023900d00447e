"""Range unit: a range whose first number lacks the %, 万 or 亿 that the second one has."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar, Final

from zhlint.check import Check, Edit, Fix, Hit, options
from zhlint.patterns.expressions import compile_expression

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zhlint.document import Document

#: Words of a range that say other things too: 由5到10%.
_WORDS: Final = frozenset("至到")


@options
class RangeUnit(Check):
    """Ranges `a—b unit` for these `units` (longest first), the hit from the first number to the unit.

    Only a range that rises is taken for one: in 5000—1万 the first number has another unit, and 0—0.1% needs none. A number
    that reads as a year, and a 万 that begins a name (万达), are left alone. The fix repeats the unit after the first number.
    """

    reach: ClassVar[str] = "paragraph"
    slots: ClassVar[tuple[str, ...]] = ()

    units: tuple[str, ...]

    def run(self, document: Document) -> Iterator[Hit]:
        for found in self._range.finditer(document.text):
            first, second = float(found["first"]), float(found["second"])
            if 0 < first < second and not (1900 <= first < 2100 and "." not in found["first"]):
                at = found.end("first")
                fix = Fix((Edit(at, at, found["unit"]),), "ask" if found["mark"] in _WORDS else None)
                yield Hit(found.start(), found.end(), {}, fix)

    @cached_property
    def _range(self) -> re.Pattern[str]:
        units = "|".join(map(re.escape, self.units))
        return compile_expression(
            # What stands before is asked for after the first figure: a search is then for figures alone.
            r"(?P<first>[0-9](?<![0-9.A-Za-z第\-—～~:：/=＝+×*^][0-9])[0-9]{0,3}(?:\.[0-9]+)?)(?P<mark>——?|[～~\-－–至到])"
            rf"(?P<second>[0-9]{{1,4}}(?:\.[0-9]+)?)(?P<unit>{units})(?![0-9=＝]|(?<=万)[达科象州盛宁荣])"
        )
