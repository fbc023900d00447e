"""Shares that are not those of the numbers beside them: 全村3806人，低收入人口811人，占全村人数的16.2%."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from zhlint.analysis.figures.amounts import NUMBER, UNITS, amounts
from zhlint.check import Check, Hit, options
from zhlint.lexicon.sentences import sentence_around
from zhlint.patterns.expressions import expression

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from zhlint.analysis.figures.amounts import Amount
    from zhlint.document import Document

_SHARE: Final = expression(
    rf"(?<![0-9.])(?P<whole>{NUMBER})(?P<unit>{UNITS})，(?P<among>其中，?)?(?P<what>[^，。；\d]{{0,16}}?)(?P<part>{NUMBER})(?P=unit)，?"
    r"占(?:全(?P<all>[村校县市区镇乡厂院省国班])的?(?:总?(?:人口|人数|户数|面积)|总数|总量)?|其中?|[^，。；\d]{0,4}总(?:数|量|额|人口|人数|户数|用户数?|面积|投资|产量|产值)|(?(among)比?(?=[近约达为]?[0-9])|(?!)))"
    r"[的比例约近达为]{0,4}?(?P<share>[0-9]+(?:\.[0-9]+)?)[%％]"
)

#: A part and its share of a whole that is told after it: 更新64部，占年度任务80部的80%.
_OF: Final = expression(
    rf"(?P<what>)(?<![0-9.])(?P<part>{NUMBER})(?P<unit>{UNITS})，占(?!比)[^，。；\d约近超]{{0,12}}?(?P<whole>{NUMBER})(?P=unit)的(?P<share>[0-9]+(?:\.[0-9]+)?)[%％](?![多以左至])"
)
#: A rate by the word for what was done: 隐患27处，已整改18处，整改率66.7%; 应到120人，实到108人，到会率90%.
_RATE: Final = expression(
    rf"(?<![0-9.])(?P<whole>{NUMBER})(?P<unit>{UNITS})[^，。；！？\d]{{0,10}}[，；](?P<what>[^，。；！？\d]{{0,10}}?)"
    rf"(?:(?P<deed>(?![不未])[\u4e00-\u9fff]{{2,4}}?)(?:到位|完毕|了)?|(?P<came>实到)|(?P<back>收回|回收))"
    rf"(?P<part>{NUMBER})(?:(?P=unit)|个|条)?[，；、](?:总体)?"
    r"(?(came)(?:到会|出席|参会|出勤|到课|参与)|(?(back)回收|(?P=deed)))(?:到位|完成)?(?:率|进度)[的比例约近达为到]{0,3}"
    r"(?P<share>[0-9]+(?:\.[0-9]+)?)[%％]"
)

#: The units of the numbers of a sentence.
_UNIT_OF: Final = expression(rf"{NUMBER}[多余]?({UNITS})")

#: A whole, by its place.
_ALL: Final = expression("[全该我本][村校县市区镇乡厂院省国班]")
#: Words of a clause whose number is a change.
_CHANGE: Final = expression("[比增减升降]")


@options
class Share(Check):
    """Finds shares that the two numbers before them do not give.

    The whole, its part and the share follow one another, or the part, the whole and 的 with the share. Either 占全村…, 占总…, 占其… says of what
    the share is, or it is the rate of what was done, in the same word. Stays silent on a rate where the sentence has another whole, and
    where the part is greater. Rounding is allowed for.
    The hit is the share; slot: `right`.
    """

    slots: ClassVar[tuple[str, ...]] = ("right",)
    reach = "paragraph"

    def run(self, document: Document) -> Iterator[Hit]:
        for found in (*_SHARE.finditer(document.text), *_OF.finditer(document.text), *_rates(document.text)):
            whole, part = amounts(found, "whole", "part")
            if part.size > whole.size or not whole.size or _CHANGE.search(found["what"]):
                continue
            if _is_of_another(document.text, found):
                continue
            places = len(found["share"].partition(".")[2])
            lowest, highest = _bounds(part, whole)
            if not lowest - 10**-places <= float(found["share"]) <= highest + 10**-places:
                right = f"{part.size / whole.size * 100:.{places}f}%"
                yield Hit(found.start("share"), found.end(), {"right": right})


def _is_of_another(text: str, found: re.Match[str]) -> bool:
    """Whether the share is of another whole: 全县耕地50万亩，其中好田30万亩，占全省的2%."""
    place = found["all"] if "all" in found.re.groupindex else None
    start, _ = sentence_around(text, found.start())
    head = text[start : found.start()]
    return place is not None and place not in head and _ALL.search(head) is not None


def _rates(text: str) -> Iterator[re.Match[str]]:
    """Yields rates whose whole is the first number of its unit in the sentence."""
    for found in _RATE.finditer(text):
        start, _ = sentence_around(text, found.start())
        if found["unit"] not in _UNIT_OF.findall(text, start, found.start()):
            yield found


def _bounds(part: Amount, whole: Amount) -> tuple[float, float]:
    """The least and the greatest share, in percent, that rounded numbers allow."""
    least = (part.size - part.grain / 2) / (whole.size + whole.grain / 2)
    most = (part.size + part.grain / 2) / max(whole.size - whole.grain / 2, 1e-9)
    return least * 100, most * 100
