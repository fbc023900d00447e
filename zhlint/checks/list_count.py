"""Lists with a number beside them that is not theirs: 水产、蔬菜、果树、农机、兽医、气象、电商9个学组."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from zhlint.check import Check, Hit, options
from zhlint.lexicon.numerals import value
from zhlint.patterns.expressions import expression
from zhlint.reading.grammar.names import is_surnamed

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from zhlint.document import Document

#: What stands in no item of a list that is given in full, or in none that is a name alone.
_ITEM: Final = r"[^，。、；：“”‘’《》（）()［］\[\]！？…\s\d的等近余约超各用在以第两这]"
_LIST: Final = expression(
    rf"(?<![^，。；：！？\s])(?<!、\s)(?P<first>{_ITEM}{{2,14}})(?P<more>(?:、{_ITEM}{{2,8}}){{1,30}})、(?P<last>{_ITEM}{{2,12}}?)"
    rf"(?<![和与及有到给了过倒其])(?<!获得|经历|组织|组成|分成|编成|成立|派出|设立|组建|建立|推出|联合|共同)共?(?P<number>[0-9]{{1,2}}|[三四五六七八九]|十[一二三四五六七八九]?)"
    r"(?P<measure>个|大|家|所|名|位|类|种|项|门|支|座)(?![年月日多余以一二三县市区镇乡峡]|小时)"
)
_MEASURE: Final = "个|大|家|所|名|位|类|种|项|门|条|部|件|款|处|支|座"
#: 四名队员分别为县工会、县妇联、团县委干部: several may be of one post.
_PERSONS: Final = frozenset({"名", "位"})
_SHORT: Final = r"[^，。、；：“”‘’！？\s\d等]"
#: A number that opens a list: 7项活动：绘画、书法、朗诵、歌咏、舞蹈、课本剧; 3所，分别是城南小学、城北小学和石桥小学.
_OPENED: Final = expression(
    rf"(?P<number>(?<![0-9.第至到\-—－～~])[0-9]{{1,2}}|(?<![第一二三四五六七八九十百千万])(?:[三四五六七八九]|十[一二三四五六七八九]?))(?P<measure>{_MEASURE})"
    rf"(?!字)(?<!十[二三四五六七八九]大)[^，。、；：！？\s\d（）的]{{0,12}}?(?:(?:，?(?:分别|即|依次)?[是为]?)(?P<colon>：)|，?分别[是为](?![^。；]{{0,99}}[0-9%％]))(?![首一])"
    rf"(?P<list>{_SHORT}{{1,12}}(?:、{_SHORT}{{1,12}}){{2,20}})(?=[。；]|$)"
)
#: A list behind a colon and its number: 男子组：跳高、跳远、铅球。共3项.
_TOTALLED: Final = expression(
    r"：(?P<list>[^，。、；：！？\s（）()等]{2,12}(?:、[^，。、；：！？\s（）()等]{2,12}){2,30})[，。]?[（(]?共(?:有|计)?"
    r"(?P<number>[0-9]{1,2}|[三四五六七八九]|十[一二三四五六七八九]?)(?:个|家|所|类|种|项|门|支|座|篇|件|本|场|处)(?![0-9多余])"
)
#: Examples with the number of all, of which there may not be more: 心内科、麻醉科、影像科、超声科等三个科室.
_EXAMPLES: Final = expression(
    rf"(?<![、（(\u4e00-\u9fff])(?P<list>{_SHORT}{{2,10}}(?:、{_SHORT}{{2,10}}){{2,20}})等"
    r"(?P<number>[0-9]{1,2}|[二三四五六七八九]|十[一二三四五六七八九]?)(?:[个家名位类种项门支座所大]|方面)(?![月多余十百千万]|以上)"
)
_BRACKET: Final = frozenset("（）()")
_AND: Final = expression("以及|还有|会同|联合|[和及与]")
#: A shorter list with a number that is off by more than one is none of what the number counts.
_MANY: Final = 6
#: A number that is greater by so many times the items counts more than these: 29个点：膝、踝、肩.
_SOME: Final = 2
#: What makes a list one of examples, or its last item more than one.
_OPEN: Final = expression(
    "收购|认购|涵盖|围绕|分为|包括|包含|比如|例如|如|[两三四五六七八九十][地省市县国]|其[他它余]|另外|新增|剩余|加上|除|继|[后外](?=[0-9一二三四五六七八九十])"
)
#: What the number may count with the list: a list or a leader before the comma: 由县农会牵头，; 石桥、云河，.
_BEFORE: Final = expression(r"(?:、[^，。；！？\r\n]{1,12}|由[^，。；！？\r\n]{1,12}牵头)，\Z")
_FAR_BEFORE: Final = 40


@options
class ListCount(Check):
    """Finds lists with another number behind them, or before their colon.

    An item may be two, joined by 和; one that stands twice is one. A list with the number behind that has 和 or fewer than
    six items is reported where the number is off by one alone, and so is one after 分别是. With 等 the number may be
    greater, not less. Stays silent where an item is long. The hit is the list with its number; slots: `claimed`, `counted`.
    """

    slots: ClassVar[tuple[str, ...]] = ("claimed", "counted")
    reach = "paragraph"

    def run(self, document: Document) -> Iterator[Hit]:
        for found in _LIST.finditer(document.text):
            items = [*dict.fromkeys([found["first"], *found["more"][1:].split("、"), found["last"]])]
            off = _off(items, found["number"])
            is_long = min(len(items), value(found["number"]) or 0) >= _MANY and not _AND.search(items[-1])
            if (off == 1 or (off and is_long)) and not (
                _OPEN.search(found[0]) or _are_subjects(found, items) or _goes_on(document.text, found, items)
            ):
                yield Hit(found.start("first"), found.end(), _slots(items, found["number"]))
        for found in _TOTALLED.finditer(document.text):
            items = found["list"].split("、")
            if _off(items, found["number"]):
                yield Hit(found.start("list"), found.end(), _slots(items, found["number"]))
        for found in _EXAMPLES.finditer(document.text):
            items = found["list"].split("、")
            if len(items) > (value(found["number"]) or 0) and _BRACKET.isdisjoint(found["list"]):
                yield Hit(found.start(), found.end(), _slots(items, found["number"]))
        for found in _OPENED.finditer(document.text):
            items = found["list"].split("、")
            if not _BRACKET.isdisjoint(found["list"]):
                continue
            off = 0 if min(map(len, items)) == 1 < max(map(len, items)) - 2 else _off(items, found["number"])
            if off and (found["colon"] or (off == 1 and found["measure"] not in _PERSONS)) and off < _SOME * len(items):
                yield Hit(found.start(), found.end(), _slots(items, found["number"]))


def _are_subjects(found: re.Match[str], items: list[str]) -> bool:
    """Whether persons are counted by what they teach or are: 语文、数学、英语四位老师."""
    return found["measure"] in _PERSONS and not all(is_surnamed(item) for item in items[1:-1])


def _goes_on(text: str, found: re.Match[str], items: list[str]) -> bool:
    """Whether a number that is greater may count what stands before the list too."""
    start = found.start("first")
    is_greater = (value(found["number"]) or 0) > len(items)
    return is_greater and _BEFORE.search(text, max(0, start - _FAR_BEFORE), start) is not None


def _off(items: list[str], number: str) -> int:
    """The distance of a number from the least and the most items."""
    claimed = value(number) or len(items)
    return int(max(len(items) - claimed, claimed - _most(items), 0))


def _most(items: list[str]) -> int:
    """The number of items where each 和 in one of them joins two."""
    return len(items) + sum(len(_AND.findall(item)) for item in items)


def _slots(items: list[str], number: str) -> dict[str, str]:
    return {"claimed": number, "counted": str(_most(items))}
