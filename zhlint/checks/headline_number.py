"""Numbers of the headline that the body does not have."""

from __future__ import annotations

from functools import cache
from itertools import pairwise, takewhile
from typing import TYPE_CHECKING, ClassVar, Final

from zhlint.analysis.figures.quantities import (
    add_up,
    are_counted_alike,
    are_equal,
    is_one_word,
    is_slip,
    is_weak,
    is_year,
    likeness,
    quantities,
)
from zhlint.check import Check, Hit, OptionError, Related, options
from zhlint.patterns.expressions import compile_expression, expression

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator, Sequence

    from zhlint.analysis.figures.quantities import Quantity
    from zhlint.document import Block, Document

#: The roles of the lines above the body.
_TOP: Final = frozenset({"headline", "deck", "byline", "credit"})
#: What marks a deck; another line above the body may be its beginning.
_DASH: Final = "——"
#: A headline of more lines is a list of headlines.
_MOST_LINES: Final = 3
_BODY: Final = ("deck", "subhead", "paragraph", "list", "quotation", "question", "caption")
#: What ranks and does not count; a rank may change in the course of a piece: 五级火; 二度 may be 三度 for somebody else.
_RANKS: Final = frozenset("级級度")
#: The words before a number of the headline that is what others leave, or who are beside somebody named.
_REST: Final = expression("(?:(?:其余|其餘|剩余|剩餘|另外|还有|還有)|[与與和同及](?:国内|国外|其他|另外)?|[中里]有)\\Z")
#: What makes a number the beginning of a range: 45至50万人.
_RANGE: Final = expression("[至到][0-9]")
#: Units of which a draft has many that are not one thing: the ages of people, days of leave and of search.
_OF_MANY: Final = frozenset("岁天")
#: The words before a number that leaves one out, or ranks: 与其他14位委员, 司机和3名乘客, 第10天.
_LEAVES_OUT: Final = expression("(?:其他|其它|其餘|其余|另外?|第|[和与與及])\\Z")
#: The words of a headline before a number that counts over several places or times: 两省5人.
_IN_ALL: Final = expression(
    "(?:共|总|總|合[计計]|累[计計]|[两兩二三四五多][省市县縣区區地天国國家校]?)[^0-9，。；]{0,6}\\Z"
)
#: So many characters about two numbers, their unit among them, are one statement on one thing.
_ALIKE: Final = 5
#: So near to each other two numbers may make up one of the headline, in characters.
_NEAR: Final = 24
#: So small a number may be the sum of others, whatever stands about it.
_FEW: Final = 10
#: With so many, a sum or the same number of other things is no reason.
_SURE: Final = 7


@options
class HeadlineNumber(Check):
    """Finds numbers in the only headline that the rest of the draft has nowhere.

    `units` are groups of words that count the same, parted by spaces (人 名 位). The body must have another number in a unit of
    the group, or one with the same characters about it. Numbers are compared by value, in figures or in words. Stays silent on
    a number that is rounded, converted into another unit, the sum of numbers in the body, or called approximate and near
    one. Slot: `body`, the quantity of the body that is nearest.
    """

    slots: ClassVar[tuple[str, ...]] = ("body",)

    units: tuple[str, ...]

    def __post_init__(self) -> None:
        if not all(group.split() for group in self.units):
            raise OptionError("units", "每组至少一个单位，如 人 名 位")

    def run(self, document: Document) -> Iterator[Hit]:
        """Yields a hit for every number of the headline that the body lacks."""
        text = document.text
        for headline in _headlines(document):
            counts = [one for one in quantities(text, headline.start, headline.end) if _is_count(text, one, headline)]
            body = list(_in_body(document, headline)) if counts else []
            beside = _in_lines_beside(document, headline) if counts else []
            for count in counts:
                unit = self._unit(text, count)
                others = _contradictions(text, count, unit, body, headline.start)
                if others and not _is_sum(text, count, unit, [*body, *beside], headline.start):
                    yield _hit(text, count, unit, others)

    def _unit(self, text: str, count: Quantity) -> re.Pattern[str] | None:
        """The units that count the same as that of a quantity; None for others."""
        return next((unit for group in self.units if (unit := _alternatives(group)).match(text, count.end)), None)


@cache
def _alternatives(group: str) -> re.Pattern[str]:
    return compile_expression("|".join(sorted(group.split(), key=len, reverse=True)))


def _headlines(document: Document) -> Sequence[Block]:
    """The lines of the headline and its decks; none where the draft has several headlines."""
    lines = document.of_role("headline")
    top = list(takewhile(lambda block: block.role in _TOP, document.blocks))
    if len(lines) > 1 and (len(lines) > _MOST_LINES or not all(line in top for line in lines)):
        return ()
    return [*lines, *(block for block in top if block.role == "deck" and document[block].startswith(_DASH))]


def _is_count(text: str, quantity: Quantity, headline: Block) -> bool:
    """Whether a number counts something whole: no rank, no rest, no end of a range."""
    is_rest = _REST.search(text, headline.start, quantity.start) or _RANGE.match(text, quantity.end)
    return not is_rest and not is_year(text, quantity) and text[quantity.end : quantity.end + 1] not in _RANKS


def _in_body(document: Document, headline: Block) -> Iterator[Quantity]:
    """The quantities of all that is not this line of the headline."""
    for block in document.of_role(*_BODY):
        if block is not headline:
            yield from quantities(document.text, block.start, block.end, deep=True)


def _in_lines_beside(document: Document, headline: Block) -> list[Quantity]:
    """The quantities of the other lines of the headline."""
    lines = [line for line in document.of_role("headline") if line is not headline]
    return [one for line in lines for one in quantities(document.text, line.start, line.end)]


def _contradictions(
    text: str, count: Quantity, unit: re.Pattern[str] | None, body: Sequence[Quantity], start: int
) -> Sequence[Quantity]:
    """The numbers of the body instead of which the headline has another."""
    likenesses = {other: likeness(text, count, other, start) for other in body}
    is_sure = max(likenesses.values(), default=0) >= _SURE
    if any(not is_sure or _are_in_unit(text, count, one, unit) for one in body if are_equal(text, count, one)):
        return ()
    counts = [other for other in body if not is_one_word(text, other)]
    in_unit = [other for other in counts if unit and unit.match(text, other.end)]
    alike = [other for other in counts if likenesses[other] >= _ALIKE and not is_year(text, other)]
    others = alike or ([other for other in in_unit if is_slip(count, other)] if _is_one(text, count, in_unit) else [])
    is_series = is_weak(text, count) and len({other.number for other in others}) > 1  # 第1周, 第2周
    parts = [other for other in body if unit and unit.match(text, other.end)]
    may_add_up = not is_sure or count.number <= _FEW
    if is_series or _follow_and_add_up(parts, count) or (may_add_up and add_up(parts or alike, count)):
        return ()
    return others


def _follow_and_add_up(parts: Sequence[Quantity], count: Quantity) -> bool:
    """Whether two numbers near each other make up a number: 22名军官和4名专家."""
    near = ((one, other) for one, other in pairwise(parts) if other.start - one.end <= _NEAR)
    return any(one.number + other.number == count.number for one, other in near)


def _are_in_unit(text: str, count: Quantity, other: Quantity, unit: re.Pattern[str] | None) -> bool:
    """Whether two quantities have one unit, or words for it that count the same."""
    return are_counted_alike(text, count, other) or bool(unit and unit.match(text, other.end))


def _is_one(text: str, count: Quantity, in_unit: Sequence[Quantity]) -> bool:
    """Whether the draft has one number alone in the unit of the headline's."""
    is_bare = not (count.about or is_weak(text, count) or text[count.end : count.end + 1] in _OF_MANY)
    is_only = len({other.number for other in in_unit}) == 1
    return is_bare and is_only and not any(_LEAVES_OUT.search(text, 0, other.start) for other in in_unit)


def _is_sum(text: str, count: Quantity, unit: re.Pattern[str] | None, others: Sequence[Quantity], start: int) -> bool:
    """Whether the headline counts over several places, which the others add up to."""
    parts = [other for other in others if unit and unit.match(text, other.end)]
    return _IN_ALL.search(text, start, count.start) is not None and add_up(parts, count)


def _hit(text: str, count: Quantity, unit: re.Pattern[str] | None, others: Sequence[Quantity]) -> Hit:
    """The hit of a number, related to the nearest one that contradicts it."""
    nearest = min(others, key=lambda other: abs(other.number - count.number))
    end = nearest.end + _length(text, nearest, unit)
    body = text[nearest.start : end]
    return Hit(
        count.start, count.end + _length(text, count, unit), {"body": body}, None, (Related(nearest.start, end),)
    )


def _length(text: str, quantity: Quantity, unit: re.Pattern[str] | None) -> int:
    """The length of the unit of a quantity, one character where it is not known."""
    match = unit.match(text, quantity.end) if unit else None
    return match.end() - match.start() if match else 1
