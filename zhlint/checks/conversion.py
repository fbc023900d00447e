"""Amounts given in a second unit that is not worth the first: 150亩（约合8公顷）."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, ClassVar, Final, NamedTuple

from zhlint.analysis.figures.amounts import NUMBER, rounded_amount
from zhlint.check import Check, Hit, OptionError, options
from zhlint.lexicon.numerals import value
from zhlint.patterns.expressions import compile_expression
from zhlint.storage.tables import rows

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from zhlint.document import Document

#: What says that the second amount is the first in another unit.
_EQUALS: Final = r"(?:[，（(]?(?:大?约)?(?:相当于|折合|换算[成为]|等于|合|即)(?:大?约|近)?|[（(](?:大?约|近)?)"
#: How far rounded amounts may lie apart, as a share.
_LOOSE: Final = 0.08


class _Unit(NamedTuple):
    """A unit: the quantity it measures, and its size in the quantity's first unit."""

    quantity: str
    size: float


@options
class Conversion(Check):
    """Finds amounts whose second form, in another unit, is not worth the first.

    `table` has the columns unit, quantity and size. A word such as 合 or 相当于, or a bracket, must join the two. Rounding is allowed for.
    The hit is the second amount; slots: `first`, the first amount, and `right`, what it comes to.
    """

    filled: ClassVar[tuple[int, ...]] = (0, 1, 2)
    slots: ClassVar[tuple[str, ...]] = ("first", "right")
    reach = "paragraph"

    table: Path

    def prepare(self) -> None:
        """Reads the table; raises OptionError where a size is no number."""
        try:
            self._pattern  # noqa: B018 - built when first read
        except ValueError as error:
            message = "units: 第三列应是数"
            raise OptionError("table", message) from error

    def run(self, document: Document) -> Iterator[Hit]:
        for found in self._pattern.finditer(document.text):
            first, second = self._units[found["unit"]], self._units[found["unit2"]]
            if first.quantity == second.quantity and first != second and not _is_worth(found, first, second):
                right = f"{(value(found['number']) or 0) * first.size / second.size:.4g}{found['unit2']}"
                slots = {"first": found["number"] + found["unit"], "right": right}
                yield Hit(found.start("number2"), found.end(), slots)

    @cached_property
    def _units(self) -> Mapping[str, _Unit]:
        return {unit: _Unit(quantity, float(size)) for unit, quantity, size, *_ in rows(self.table)}

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        unit = "|".join(sorted(self._units, key=len, reverse=True))
        return compile_expression(
            rf"(?<![0-9.,，\-－—~～至到每第尺斤磅])(?P<number>{NUMBER})(?P<unit>{unit}){_EQUALS}(?P<number2>{NUMBER})(?P<unit2>{unit})(?![/每])"
        )


def _is_worth(found: re.Match[str], first: _Unit, second: _Unit) -> bool:
    """Whether the two amounts, as exact as they are written, may be one."""
    one, other = rounded_amount(found["number"]), rounded_amount(found["number2"])
    low, high = ((one.size + side * one.grain / 2) * first.size for side in (-1, 1))
    low2, high2 = ((other.size + side * other.grain / 2) * second.size for side in (-1, 1))
    return low2 <= high * (1 + _LOOSE) and low <= high2 * (1 + _LOOSE)
