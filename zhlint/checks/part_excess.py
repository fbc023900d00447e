"""Parts greater than their whole: 共接待120人，其中女性130人."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from zhlint.analysis.figures.amounts import NUMBER, UNITS, amounts
from zhlint.check import Check, Hit, Related, options
from zhlint.patterns.expressions import expression

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zhlint.document import Document

_LABEL: Final = r"[^，。；！？、：（）\d]"
_PARTED: Final = expression(
    rf"(?<![0-9.第A-Za-z\-~～—至到])(?P<whole>{NUMBER})(?P<unit>{UNITS})"
    rf"(?:[，；（]其中{_LABEL}{{0,12}}?|中，?有{_LABEL}{{0,6}}?)(?P<part>{NUMBER})(?P=unit)"
)
#: What makes the number of a clause a whole.
_TOTAL: Final = expression(
    r"(?:共|合计|总[计数共]|全[校县市区镇乡村厂院省国社班]|[班校村厂县镇])[^，。；！？：、\n\d平均增减涨降超突破]{0,10}\Z"
)
#: What makes a number a balance, whose parts may be greater.
_BALANCE: Final = expression("[净盈亏差余]|相抵")
#: What makes a number a threshold, or a unit another one.
_LIMIT: Final = expression("以[上下内外]|次")
#: How far a clause is followed back, in characters.
_REACH: Final = 16


@options
class PartExcess(Check):
    """Finds a part, named after 其中 or 中有, greater than its whole.

    Both have one unit and stand side by side, and 共, 全校 or the like says that the first is a whole. The hit is the part; slot: `whole`.
    """

    slots: ClassVar[tuple[str, ...]] = ("whole",)
    reach = "paragraph"

    def run(self, document: Document) -> Iterator[Hit]:
        text = document.text
        for found in _PARTED.finditer(text):
            whole, part = amounts(found, "whole", "part")
            reach = max(0, found.start() - _REACH), found.start()
            is_total = _TOTAL.search(text, *reach) and not _BALANCE.search(text, *reach)
            if part.size > whole.size and is_total and not _LIMIT.match(text, found.end()):
                start, end = found.start("part"), found.end()
                note = text[found.start("whole") : found.end("unit")]
                yield Hit(start, end, {"whole": note}, None, (Related(*found.span("whole")),))
