"""Scores that give the win to the side with fewer points: 以68:72战胜."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from zhlint.check import Check, Hit, options
from zhlint.patterns.expressions import expression

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zhlint.document import Document

_SCORE: Final = expression(
    r"以(?:总?比分)?(?P<own>[0-9]{1,3})(?:[:：比∶])(?P<other>[0-9]{1,3})(?:的?(?:大比分|总?比分))?"
    r"(?:(?P<won>战胜|击败|力克|险胜|大胜|小胜|完胜|横扫|逆转|轻取|力挫|力压|取胜|获胜|胜出|领先)|(?P<lost>不敌|负于|惜败|落败|告负|输给|落后|失利|惨败))"
)


@options
class ScoreOrder(Check):
    """Finds scores with the smaller number first before a win, or last before a loss.

    In 以…:… the points of the side that the sentence is about stand first; 以9:58的成绩夺冠 is a time. The hit runs from 以 to the verb.
    """

    slots: ClassVar[tuple[str, ...]] = ()
    reach = "paragraph"

    def run(self, document: Document) -> Iterator[Hit]:
        for found in _SCORE.finditer(document.text):
            own, other = int(found["own"]), int(found["other"])
            if own < other if found["won"] else own > other:
                yield Hit(found.start(), found.end())
