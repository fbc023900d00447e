"""Lists with a number behind them that is not theirs: 水产、蔬菜、果树、农机、兽医、气象、电商9个学组."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from zhlint.check import Check, Hit, options
from zhlint.lexicon.numerals import value
from zhlint.patterns.expressions import expression

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zhlint.document import Document

#: What stands in no item of a list that is given in full, or in none that is a name alone.
_ITEM: Final = r"[^，。、；：“”‘’《》（）()！？\s\d的等近余约超各用在]"
_LIST: Final = expression(
    rf"(?<![^，。；：！？\s])(?P<first>{_ITEM}{{2,14}})(?P<more>(?:、{_ITEM}{{2,8}}){{4,30}})、(?P<last>{_ITEM}{{2,8}}?)共?"
    r"(?P<number>[0-9]{1,2}|[六七八九]|十[一二三四五六七八九]?)(?:个|家|所|名|位|类|种|项|门|支|座)(?![月年日多余])"
)
#: What makes a list one of examples, or its last item more than one.
_OPEN: Final = expression("包括|包含|比如|例如|如|以及|[和及与]|[两三四五六七八九十]地")


@options
class ListCount(Check):
    """Finds lists of six items or more with another number behind them.

    Stays silent with 等 and 的, with 和 in an item, and where an item is long. The hit is the list with its number; slots:
    `claimed`, `counted`.
    """

    slots: ClassVar[tuple[str, ...]] = ("claimed", "counted")
    reach = "paragraph"

    def run(self, document: Document) -> Iterator[Hit]:
        for found in _LIST.finditer(document.text):
            counted = found["more"].count("、") + 2
            claimed = value(found["number"])
            if claimed != counted and not _OPEN.search(found[0]):
                slots = {"claimed": found["number"], "counted": str(counted)}
                yield Hit(found.start("first"), found.end(), slots)
