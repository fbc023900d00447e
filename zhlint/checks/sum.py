"""Sum: parts that do not add up to the total they are parts of, and shares of more than the whole."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar, Final

from zhlint.analysis.figures.sums import DIVISIONS, sums
from zhlint.check import Check, Hit, Related, options
from zhlint.patterns.expressions import expression

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zhlint.document import Document

_WHOLE: Final = 100.5

#: Three and more shares of one whole in a row: 分别占45%、35%和30%.
_SHARED: Final = expression(r"分别(?:占比?|占到|占了)[^。；！？0-9其各]{0,12}[0-9.]+[%％](?:[、和，][0-9.]+[%％]){2,8}")


@options
class Sum(Check):
    """Totals and their parts. With `complete`, only divisions that must make up the whole, wrong either way.

    Without it, the others whose parts come to more than the total, and shares in one sentence over 100 %. The hit is the total
    (or the last share); slots: `added`, what the parts come to.
    """

    slots: ClassVar[tuple[str, ...]] = ("added",)

    complete: bool = False

    def literals(self) -> tuple[str, ...]:
        return *DIVISIONS, "分别"

    def run(self, document: Document) -> Iterator[Hit]:
        for division in document.analyse(sums):
            wrong = division.off != 0 if division.complete else division.off > 0
            if division.complete == self.complete and wrong:
                total, portions = division.total, division.portions
                related = (Related(portions[0].start, portions[-1].end),)
                added = f"{_plain(division.added)}{total.unit}"
                yield Hit(total.start, total.end, {"added": added}, None, related)
        if not self.complete:
            yield from _shares(document)


def _plain(number: float) -> str:
    for unit, size in (("亿", 10**8), ("万", 10**4)):
        if number >= size and round(number / size, 4) * size == number:
            return f"{number / size:.10g}{unit}"
    return f"{number:.10g}"


def _shares(document: Document) -> Iterator[Hit]:
    for found in _SHARED.finditer(document.text):
        numbers = [float(number) for number in re.findall(r"([0-9]+(?:\.[0-9]+)?)[%％]", found[0])]
        if sum(numbers) > _WHOLE:
            yield Hit(found.start(), found.end(), {"added": f"{sum(numbers):.10g}%"})
