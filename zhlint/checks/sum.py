"""Parts that do not make up their total, and shares beyond the whole."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar, Final

from zhlint.analysis.figures.sums import BEHIND, DIVISIONS, DONE, sums
from zhlint.check import Check, Hit, Related, options
from zhlint.lexicon.sentences import clause_around
from zhlint.patterns.expressions import expression

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zhlint.document import Document

#: Shares may come to so much, in per cent, by rounding.
_WHOLE: Final = 100.5

#: Three and more shares of one whole in a row: 分别占45%、35%和30%.
_SHARED: Final = expression(r"分别(?:占比?|占到|占了)[^。；！？0-9其各]{0,12}[0-9.]+[%％](?:[、和，][0-9.]+[%％]){2,8}")
#: A whole that holds more than the things named: each has its own share of its own kind.
_OF_OTHERS: Final = expression("世界|全球|全国|全省|全市|全县|总种植|同类|市场")
#: Several things before the word for each of them: A、B和C分别占….
_SEVERAL: Final = expression("[、和与]")


@options
class Sum(Check):
    """Finds totals that their parts do not make up.

    With `complete`, only divisions into classes count, without it, the others, and shares in one sentence of more than 100 %.
    Parts that come to less count only where no further one can be. The hit is the total, or the shares. Slot: `added`, the
    sum of the parts.
    """

    slots: ClassVar[tuple[str, ...]] = ("added",)

    complete: bool = False

    def literals(self) -> tuple[str, ...]:
        return *DIVISIONS, *DONE, *BEHIND, "分别"

    def run(self, document: Document) -> Iterator[Hit]:
        for division in document.analyse(sums):
            wrong = division.off != 0 if division.closed else division.off > 0
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
    for match in _SHARED.finditer(document.text):
        before = document.text[clause_around(document.text, match.start()).start : match.start()]
        if _OF_OTHERS.search(match[0]) or _SEVERAL.search(before):
            continue
        numbers = [float(number) for number in re.findall(r"([0-9]+(?:\.[0-9]+)?)[%％]", match[0])]
        if sum(numbers) > _WHOLE:
            yield Hit(match.start(), match.end(), {"added": f"{sum(numbers):.10g}%"})
