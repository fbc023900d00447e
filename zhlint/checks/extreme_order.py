"""Extremes that have changed places: 最低气温8℃，最高气温3℃."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from zhlint.check import Check, Hit, Related, options
from zhlint.patterns.expressions import expression

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from zhlint.document import Document

_GREATEST: Final = "高大长多重深厚宽"
#: The least for each greatest, in the same order.
_LEAST: Final = "低小短少轻浅薄窄"
_SIGN: Final = r"零下|[\-－−]"
_LABEL: Final = r"(?:(?!零下)[^，。；：！？、\d最（）\n]){0,8}?"
_UNIT: Final = "岁|℃|摄氏度|度|厘米|毫米|公里|米|公斤|斤|吨|万元|亿元|元|分|人|天|个|件|户"
_PAIR: Final = expression(
    rf"最(?P<first>[{_GREATEST}{_LEAST}])(?P<label>{_LABEL})(?P<sign>{_SIGN})?(?P<number>[0-9]+(?:\.[0-9]+)?)(?P<unit>{_UNIT})[^，。；：！？、\d最]{{0,4}}"
    rf"[，、；](?:而|但)?{_LABEL}最(?P<last>[{_GREATEST}{_LEAST}])(?P=label)(?P<sign2>{_SIGN})?(?P<number2>[0-9]+(?:\.[0-9]+)?)(?P=unit)(?![多余])"
)


@options
class ExtremeOrder(Check):
    """Finds a least that is greater than the greatest beside it.

    Both have one unit, one thing and opposite words: 最高气温 and 最低气温. The hit is the pair.
    """

    slots: ClassVar[tuple[str, ...]] = ()
    reach = "paragraph"

    def run(self, document: Document) -> Iterator[Hit]:
        for found in _PAIR.finditer(document.text):
            first, last = _amount(found, ""), _amount(found, "2")
            if (
                _opposite(found["first"]) == found["last"]
                and (first < last) == (found["first"] in _GREATEST)
                and first != last
            ):
                yield Hit(*found.span(), {}, None, (Related(found.start("number"), found.end("unit")),))


def _amount(found: re.Match[str], which: str) -> float:
    size = float(found["number" + which])
    return -size if found["sign" + which] else size


def _opposite(word: str) -> str:
    return (_LEAST + _GREATEST)[(_GREATEST + _LEAST).index(word)]
