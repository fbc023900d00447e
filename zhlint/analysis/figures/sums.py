"""Totals and the portions they are divided into: 30家，其中A类12家、B类10家、C类8家."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from zhlint.analysis.figures.amounts import NUMBER, UNITS
from zhlint.analysis.figures.clauses import ABOUT, AMOUNT, LONGEST, NO_SUM, SENTENCE_END, portions_up_to, total_before
from zhlint.analysis.figures.portions import ITEM, Portion, are_all_classes, are_classes, nearly_fill, portion_of
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
#: So far before a division, in characters, its total is looked for.
_BEFORE_DIVISION: Final = 40
#: So far before a list, in characters, its sentence is looked at.
_BEFORE_LIST: Final = 120
_MONEY: Final = frozenset({"元", "万元", "亿元"})
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
        total = _total(text, block, match.start())
        portions = total and portions_up_to(text, match.end(), block.end, total)
        if total and portions and not _may_add_up(text, max(block.start, match.start() - LONGEST), match, total):
            complete = are_classes(portions)
            # 一级、二级、三级文物 are not all there are: less than half of them tells nothing of the rest.
            is_half = sum(portion.amount for portion in portions) * 2 >= total.amount
            closed = (is_half and are_all_classes(portions)) or (complete and nearly_fill(portions, total))
            yield Sum(total, portions, complete, closed)


def _total(text: str, block: Block | None, division: int) -> Portion | None:
    """The total before a division in running text, if it is exact."""
    if block is None or block.role not in _RUNNING:
        return None
    return total_before(text, max(block.start, division - _BEFORE_DIVISION), division)


def _may_add_up(text: str, start: int, match: re.Match[str], total: Portion) -> bool:
    """Whether a new sentence divides all sums of money of the last one.

    So in 交了1.5亿元，又交了400万元。其中….
    """
    if total.unit not in _MONEY or text[match.start() - 1 : match.start()] not in {"。", "；"}:
        return False
    sentence = SENTENCE_END.split(text[start : total.start])[-1]
    return any(amount["unit"] in _MONEY for amount in AMOUNT.finditer(sentence))


def _progress(document: Document) -> Iterator[Sum]:
    """Totals of which a part is done, and the rest not yet."""
    text = document.text
    for match in _PROGRESS.finditer(text):
        total = _total(text, document.block_at(match.start()), match.start())
        portions = total and portions_up_to(text, match.start() + 1, match.end(), total)
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
        if block and block.role in _RUNNING and not (ABOUT.search(match["list"]) or NO_SUM.search(match["list"])):
            portions = tuple(portion_of(item["label"], item, match.start("list")) for item in items)
            yield Sum(portion_of("", match, 0)._replace(end=match.end()), portions, complete=True, closed=True)


def _counts_before(text: str, start: int, match: re.Match[str]) -> bool:
    """Whether the sentence counts the same before a list."""
    before = SENTENCE_END.split(text[max(start, match.start() - _BEFORE_LIST) : match.start("list")])[-1]
    return any(amount["unit"] == match["unit"] for amount in AMOUNT.finditer(before))


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
