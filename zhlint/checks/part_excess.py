"""Parts greater than their whole: 共接待120人，其中女性130人."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from zhlint.analysis.figures.amounts import NUMBER, UNITS, amount, amounts
from zhlint.check import Check, Hit, Related, options
from zhlint.patterns.expressions import expression

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from zhlint.document import Document

_LABEL: Final = r"[^，。；！？、：（）\d]"
_PARTED: Final = expression(
    rf"(?<![0-9.第A-Za-z\-~～—至到])(?P<whole>{NUMBER})(?P<unit>{UNITS})"
    rf"(?:[，；（]其中{_LABEL}{{0,12}}?|中，?有{_LABEL}{{0,6}}?)(?P<part>(?P<number>{NUMBER})(?P=unit))"
)
#: Those who should be there and those who are, papers that go out and come back: 应到120人，实到125人.
_PRESENT: Final = expression(
    rf"(?:应到|应出席|应参[加会]|(?:发放|发出|派发|下发)(?=[^，。；！？]*[份张]))[^，。；！？\d]{{0,14}}?(?P<whole>{NUMBER})(?P<unit>[名人位份张])"
    rf"[^，。；！？\d]{{0,8}}[，；、](?:实到|实际|出席|到会|收回|回收|收到|收集)[^，。；！？\d]{{0,14}}?(?P<part>(?P<number>{NUMBER})(?P=unit))(?!次)"
)
#: The giver of money, or a stage of what it is spent on: of each kind no sum holds another.
_GIVER: Final = (
    r"(?:(?!带动|撬动|吸引|拉动|同比|累计|已|约)[^，。；！？、：（）\d]){0,8}?(?:财政|政府|中央|[省市县区镇]级|自筹|补助|配套|贷款|社会|企业|捐[助赠]|集资|[一二三]期|上级)"
    r"[^，。；！？、：（）\d约近超]{0,6}"
)
#: Money and where it comes from: 总投资3.5亿元，其中市级财政2亿元、自筹2.5亿元.
_MONEY: Final = expression(
    rf"(?:总?投资|资金|经费)[^，。；！？\d净盈亏差余增减]{{0,8}}?(?P<whole>{NUMBER})(?P<unit>亿元|万元|元)[，（]其中，?"
    rf"(?P<part>{_GIVER}{NUMBER}(?P=unit)(?:[，、]{_GIVER}{NUMBER}(?P=unit))+)(?![^，。；！？）])"
)
_SIZE: Final = expression(NUMBER)
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
    """Finds a part, or parts of money, greater than their whole.

    A part is named after 其中 or 中有; both numbers have one unit and stand side by side, and 共, 全校 or the like says that the first
    is a whole. Those present are a part of those who should be, papers that come back of those that go out. The hit is the part; slot: `whole`.
    """

    slots: ClassVar[tuple[str, ...]] = ("whole",)
    reach = "paragraph"

    def run(self, document: Document) -> Iterator[Hit]:
        text = document.text
        for find in (_parts_over_whole, _absent, _parts_over_sum):
            for found, part in find(text):
                whole = found.start("whole"), found.end("unit")
                yield Hit(*found.span(part), {"whole": text[slice(*whole)]}, None, (Related(*whole),))


def _parts_over_whole(text: str) -> Iterator[tuple[re.Match[str], str]]:
    """Parts after 其中 greater than their whole, with the group that is wrong."""
    for found in _PARTED.finditer(text):
        whole, part = amounts(found, "whole", "number")
        reach = max(0, found.start() - _REACH), found.start()
        is_total = _TOTAL.search(text, *reach) and not _BALANCE.search(text, *reach)
        if part.size > whole.size and is_total and not _LIMIT.match(text, found.end()):
            yield found, "part"


def _absent(text: str) -> Iterator[tuple[re.Match[str], str]]:
    """More people than should be there, or more papers than went out."""
    for found in _PRESENT.finditer(text):
        whole, part = amounts(found, "whole", "number")
        if part.size > whole.size:
            yield found, "part"


def _parts_over_sum(text: str) -> Iterator[tuple[re.Match[str], str]]:
    """Sums of money whose parts come to more, beyond rounding."""
    for found in _MONEY.finditer(text):
        whole = amount(found["whole"])
        parts = [amount(number) for number in _SIZE.findall(found["part"])]
        slack = sum(one.grain for one in (whole, *parts)) / 2
        if sum(part.size for part in parts) > whole.size + slack:
            yield found, "part"
