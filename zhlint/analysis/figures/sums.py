"""Totals and the portions they are divided into: 30家，其中A类12家、B类10家、C类8家."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from zhlint.analysis.figures.amounts import NUMBER, UNITS
from zhlint.analysis.figures.portions import (
    ITEM,
    Portion,
    are_all_classes,
    are_classes,
    nearly_fill,
    portion_of,
)
from zhlint.lexicon.strings import occurrences
from zhlint.patterns.expressions import expression

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from zhlint.document import Block, Document

#: The words that open a division.
DIVISIONS: Final = ("其中", "分别为", "分别是", "包括")
#: The words before what is done, where the rest is not yet.
DONE: Final = ("，已", "；已", "现已", "目前已")
#: The words before a total that stands behind its portions.
BEHIND: Final = ("，共", "，合计", "，总计", "，总共")
#: The marks that may stand before a division.
_BEFORE: Final = "，：（"
_RUNNING: Final = frozenset({"paragraph", "list", "quotation"})
#: The most portions a total may have.
_MOST: Final = 40
#: So far before a list, in characters, its sentence is looked at.
_BEFORE_LIST: Final = 120
#: The longest list of portions, in characters.
_LONGEST: Final = 900
_MONEY: Final = frozenset({"元", "万元", "亿元"})
_ABOUT: Final = expression("[约近超逾多几上]|(?<![其剩])余|左右|以上|以下|不足|不到|至少")
#: Words of totals that are no sums of their parts.
_NO_SUM: Final = expression(
    "缩水|年末|年底|季末|去年|上年|平均|均|每|率|比[重例]|占比|中位|最[高低大小多少]|寿命|[顺逆]差|净|差额|[增减上下][加少升降涨跌]|同比|环比"
)
#: Words of a number that is no portion but a change, or counts from elsewhen.
_CHANGED: Final = expression("同比|环比|增[加长]|减少|上年|去年|累计|出院")


_STOP: Final = expression("[。；！？]")
#: A change that a sentence on a total adds: …45.6万元，同比增长12.3%。其中….
_YEAR_ON_YEAR: Final = expression(r"，(?:同比|比[去上]年)[^，。；！？]{1,16}[%％](?=[，。；])")
#: The label of what is left of the whole.
_REST: Final = expression("其[他余它](?!中)")
_COMMA: Final = expression("([，、和])")
_IN_WORDS: Final = expression(f"[一二三四五六七八九十百](?:{UNITS})")
#: The beginning of what stands beside the total: 搜救出18人，其中8人死亡，另外还有34人失联.
_BESIDES: Final = expression("(?:另外|此外|另)还?有|此外")
_DIVISION: Final = expression(f"[{_BEFORE}]?(?:{'|'.join(DIVISIONS)})[，：有]?")
#: What is done and what is not yet: 发现27处，已整改18处，正在整改9处.
_PROGRESS: Final = expression(
    rf"[，；](?:其中|现|目前)?已[^，。；！？、\d]{{1,10}}(?P<done>{NUMBER})(?P<unit>{UNITS})[，、；]"
    rf"(?P<rest>(?:还|尚|仍)?有?(?:正在?|尚?未|[剩其]余|余下)[^，。；！？、\d]{{0,10}}){NUMBER}(?P=unit)(?![^，。；！？])"
)
#: A list with its total behind it: 一等奖3名，二等奖5名，共8名.
_SUMMED: Final = expression(
    rf"(?:^|[。；，：！？\n])(?P<list>[^，。；、：\d]{{1,14}}{NUMBER}(?P<unit>{UNITS})(?:[，、和][^，。；、：\d]{{1,14}}{NUMBER}(?P=unit)){{1,12}})"
    rf"，(?:总?共计?|合计|总计)(?!有[^，。；\d]{{3}})[^，。；\d]{{0,6}}(?P<number>{NUMBER})(?P=unit)(?![多余])"
)
_AMOUNT: Final = expression(rf"(?<![0-9.第A-Za-z])(?P<number>{NUMBER})(?P<more>[多余]?)(?P<unit>{UNITS})")


class Sum(NamedTuple):
    """A total and its portions, all of one unit and exact.

    `complete` says whether the portions are classes of one kind, men and women, or have a rest; they may not come to more
    than the whole. `closed` says whether they may not come to less either, for no further class can be.
    """

    total: Portion
    portions: tuple[Portion, ...]
    complete: bool
    closed: bool

    @property
    def off(self) -> float:
        """The excess of the portions over the total, beyond rounding; negative if they fall short."""
        slack = sum(portion.grain for portion in (self.total, *self.portions)) / 2
        off = self.added - self.total.amount
        return off if abs(off) > slack + 1e-9 else 0.0

    @property
    def added(self) -> float:
        """The sum of the portions."""
        return round(sum(portion.amount for portion in self.portions), 4)


def sums(document: Document) -> tuple[Sum, ...]:
    """The analysis: the divided totals in the draft's running text."""
    return tuple(_sums(document))


def _sums(document: Document) -> Iterator[Sum]:
    text = document.text
    yield from _progress(document)
    yield from _totals_behind(document)
    for block, match in _divisions(document):
        total = _total(text, max(block.start, match.start() - 40), match.start())
        portions = total and _portions(text, match.end(), block.end, total)
        if total and portions and not _may_add_up(text, max(block.start, match.start() - _LONGEST), match, total):
            complete = are_classes(portions)
            is_half = (
                sum(portion.amount for portion in portions) * 2 >= total.amount
            )  # 一级、二级、三级文物 are not all
            closed = (is_half and are_all_classes(portions)) or (complete and nearly_fill(portions, total))
            yield Sum(total, portions, complete, closed)


def _may_add_up(text: str, start: int, match: re.Match[str], total: Portion) -> bool:
    """Whether a new sentence divides all sums of money of the last one.

    So in 交了1.5亿元，又交了400万元。其中….
    """
    if total.unit not in _MONEY or text[match.start() - 1 : match.start()] not in {"。", "；"}:
        return False
    sentence = _STOP.split(text[start : total.start])[-1]
    return any(amount["unit"] in _MONEY for amount in _AMOUNT.finditer(sentence))


def _progress(document: Document) -> Iterator[Sum]:
    """Totals of which a part is done, and the rest not yet."""
    text = document.text
    for match in _PROGRESS.finditer(text):
        block = document.block_at(match.start())
        total = block and block.role in _RUNNING and _total(text, max(block.start, match.start() - 40), match.start())
        portions = total and _portions(text, match.start() + 1, match.end(), total)
        if total and portions:
            yield Sum(total, portions, complete=True, closed=match["rest"].startswith(("剩", "其", "余")))


def _totals_behind(document: Document) -> Iterator[Sum]:
    """Totals behind their portions."""
    text = document.text
    for match in _SUMMED.finditer(text):
        block = document.block_at(match.start("list"))
        items = [*ITEM.finditer(match["list"])]
        if block and _counts_before(text, block.start, match):
            continue  # more portions than the list has: …，代收2.5万元，打赏207万元，总计270万元
        if block and block.role in _RUNNING and not (_ABOUT.search(match["list"]) or _NO_SUM.search(match["list"])):
            portions = tuple(portion_of(item["label"], item, match.start("list")) for item in items)
            yield Sum(portion_of("", match, 0)._replace(end=match.end()), portions, complete=True, closed=True)


def _counts_before(text: str, start: int, match: re.Match[str]) -> bool:
    """Whether the sentence counts the same before a list."""
    before = _STOP.split(text[max(start, match.start() - _BEFORE_LIST) : match.start("list")])[-1]
    return any(amount["unit"] == match["unit"] for amount in _AMOUNT.finditer(before))


def _divisions(document: Document) -> Iterator[tuple[Block, re.Match[str]]]:
    """The matches of words that open a division in running text, with their blocks."""
    text, free = document.text, 0
    for at in sorted(at for word in DIVISIONS for at in occurrences(text, word)):
        block = document.block_at(at)
        if at < free or block is None or block.role not in _RUNNING:
            continue
        marked = at > max(free, block.start) and text[at - 1] in _BEFORE
        if not marked and text.startswith("分别", at):
            continue  # 95号、98号汽油分别为8.1元、8.9元 divides nothing
        if match := _DIVISION.match(text, at - marked, block.end):
            yield block, match
            free = match.end()


def _total(text: str, start: int, end: int) -> Portion | None:
    """The last number of the clause before the division, if it is exact."""
    *before, clause = _STOP.split(_YEAR_ON_YEAR.sub(lambda change: "，" * len(change[0]), text[start:end]))
    if not clause and before:
        clause = before[-1] + text[end - 1]
    numbers = list(_AMOUNT.finditer(clause))
    if not numbers or _NO_SUM.search(clause) or _IN_WORDS.search(clause, numbers[-1].end()):
        return None
    last = numbers[-1]
    if (
        any(other["unit"] == last["unit"] for other in numbers[:-1])
        or last["more"]
        or _ABOUT.search(clause[max(0, last.start() - 2) : last.start()])
        or _ABOUT.match(clause[last.end() :])
    ):
        return None
    offset = end - len(clause)
    return portion_of("", last, offset)


def _portions(text: str, start: int, end: int, total: Portion) -> tuple[Portion, ...]:
    """The portions up to the sentence's end, the whole, or its rest.

    Empty unless every one of them is a label and an exact number of the unit of the total.
    """
    sentence = _STOP.split(text[start : min(end, start + _LONGEST)], maxsplit=1)[0]
    portions, at, mark = [], start, ""
    for item in _COMMA.split(sentence, maxsplit=_MOST):
        if _BESIDES.match(item):
            break
        if item == "，" and mark == "、":
            return ()  # 其中甲类2家、乙类3家，共有职工… : the list may be over
        mark = item if item in {"，", "、"} else mark
        match = ITEM.fullmatch(item)
        if (
            match
            and match["unit"] == total.unit
            and not _CHANGED.search(match["label"])
            and not _ABOUT.search(match["label"][-2:] + match["tail"])
        ):
            portions.append(portion_of(match["label"] + match["tail"], match, at))
            if round(sum(portion.amount for portion in portions), 4) == total.amount or _REST.match(match["label"]):
                break
        elif item not in {"，", "、", "和", ""}:
            return ()
        at += len(item)
    return tuple(portions) if len(portions) > 1 else ()
