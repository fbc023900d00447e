"""Lists with a number beside them that is not theirs: 水产、蔬菜、果树、农机、兽医、气象、电商9个学组."""

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
_MEASURE: Final = "个|大|家|所|名|位|类|种|项|门|条|部|件|款|处|支|座"
_SHORT: Final = r"[^，。、；：“”‘’！？\s\d等]"
#: A number that opens a list: 7项活动：绘画、书法、朗诵、歌咏、舞蹈、课本剧.
_OPENED: Final = expression(
    rf"(?P<number>(?<![0-9.第])[0-9]{{1,2}}|(?<![第一二三四五六七八九十百千万])(?:[三四五六七八九]|十[一二三四五六七八九]?))(?:{_MEASURE})"
    rf"(?!字)[^，。、；：！？\s\d（）的]{{0,12}}?(?:，?(?:分别|即|依次)?[是为]?)：(?![首一])"
    rf"(?P<list>{_SHORT}{{1,12}}(?:、{_SHORT}{{1,12}}){{2,20}})(?=[。；]|$)"
)
_AND: Final = expression("以及|[和及与]")
#: What makes a list one of examples, or its last item more than one.
_OPEN: Final = expression("包括|包含|比如|例如|如|以及|[和及与]|[两三四五六七八九十]地")


@options
class ListCount(Check):
    """Finds lists with another number behind them, or before their colon.

    Those with the number behind have six items or more, and none with 和; of the others the last may be two, joined by 和.
    Stays silent with 等, and where an item is long. The hit is the list with its number; slots: `claimed`, `counted`.
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
        for found in _OPENED.finditer(document.text):
            counted = found["list"].count("、") + 1
            joined = len(_AND.findall(found["list"].rpartition("、")[2]))
            claimed = value(found["number"]) or counted
            if not counted <= claimed <= counted + joined:
                yield Hit(found.start(), found.end(), {"claimed": found["number"], "counted": str(counted)})
