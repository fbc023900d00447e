"""Headline number: a number in the headline that the body does not have, though it counts in the same unit."""

from __future__ import annotations

import re
from functools import cache
from itertools import combinations
from typing import TYPE_CHECKING, ClassVar, Final, NamedTuple

from zhlint.check import Check, Hit, OptionError, Related, options
from zhlint.lexicon.numerals import CHINESE, value
from zhlint.patterns.expressions import compile_expression, expression

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from zhlint.document import Block, Document

_ABOUT: Final = frozenset("超逾近约过破达余多上几")
#: Of more amounts in one unit, only so many may add up to the headline's.
_ADDENDS: Final = 60
#: What one unit is worth in another: 公里 in 米, 公斤 in 吨.
_SCALES: Final = (1.0, 10.0, 100.0, 1000.0, 10000.0, 0.1, 0.01, 0.001)

_FIGURE: Final = expression("[0-9]")
_NUMERAL: Final = expression(rf"[0-9]+(?:\.[0-9]+)?[十百千]?[万亿]{{0,2}}|[{CHINESE}]+")


class _Amount(NamedTuple):
    """A number and its place with the unit. `grain` is what its last digit is worth where it is rounded, else 0."""

    number: float
    grain: float
    start: int
    end: int


@options
class HeadlineNumber(Check):
    """Exact numbers in the only headline whose value the rest of the draft nowhere has, in figures or in words.

    Each of `units` is one or more words that count the same (人名位), separated by spaces; the body must have another
    number in one of them. A number that is rounded in the headline, converted, or the sum of the body's does not count,
    nor one the headline calls approximate. Slot: `body`, the body's amount nearest to the headline's.
    """

    slots: ClassVar[tuple[str, ...]] = ("body",)

    units: tuple[str, ...]

    def __post_init__(self) -> None:
        if not all(group.split() for group in self.units):
            raise OptionError("units", "每组至少一个单位，如 人 名 位")

    def run(self, document: Document) -> Iterator[Hit]:
        """Yield a hit for every number of the headline that is not in the body."""
        headlines = document.of_role("headline")
        if len(headlines) != 1:
            return
        headline = headlines[0]
        if not _FIGURE.search(document.text, headline.start, headline.end):
            return
        for group in self.units:
            amounts = list(_amounts(document.text, headline, _counted(group)))
            if not amounts:
                continue
            body = list(_body(document, group))
            numbers = _numbers(document.text[headline.end :])
            for amount in amounts:
                if body and not _stands(amount, numbers) and not _adds_up(amount, body):
                    nearest = min(body, key=lambda other: abs(other.number - amount.number))
                    related = (Related(nearest.start, nearest.end),)
                    yield Hit(amount.start, amount.end, {"body": document[nearest]}, None, related)


def _body(document: Document, group: str) -> Iterator[_Amount]:
    for block in document.of_role("deck", "paragraph", "list", "quotation", "question"):
        yield from _amounts(document.text, block, _counted(group), about=True)


def _amounts(text: str, block: Block, counted: re.Pattern[str], *, about: bool = False) -> Iterator[_Amount]:
    for found in counted.finditer(text, block.start, block.end):
        digits, scale = found["digits"], value("1" + found["scale"]) or 1.0
        if not about and (found["more"] or text[found.start() - 1 : found.start()] in _ABOUT):
            continue
        places = len(digits.partition(".")[2])
        zeros = 0 if places else len(digits) - len(digits.rstrip("0"))
        rounded = places or scale > 1 or zeros > 1
        grain = scale * 10.0 ** (zeros - places) if rounded else 0.0
        yield _Amount(round(float(digits) * scale, 6), grain, found.start(), found.end())


def _numbers(text: str) -> set[float]:
    return {number for word in set(_NUMERAL.findall(text)) if (number := value(word)) is not None}


def _stands(amount: _Amount, numbers: set[float]) -> bool:
    """Whether one of the numbers is the amount, rounds to it, or says it in a larger or smaller unit."""
    slack = amount.grain + 1e-6
    return any(
        abs(number - amount.number) < (max(slack, 1.0) if number % 1 else slack)
        or any(abs(number * scale - amount.number) < 1e-6 for scale in _SCALES)
        for number in numbers
    )


def _adds_up(amount: _Amount, body: Sequence[_Amount]) -> bool:
    """Whether all amounts of the body, or two or three of them, make up the headline's."""
    numbers = sorted({other.number for other in body})[:_ADDENDS]
    sums = (sum(addends) for size in (2, 3) for addends in combinations(numbers, size))
    slack = amount.grain + 1e-6
    return abs(sum(other.number for other in body) - amount.number) < slack or any(
        abs(added - amount.number) < slack for added in sums
    )


@cache
def _counted(group: str) -> re.Pattern[str]:
    units = "|".join(sorted(map(re.escape, group.split()), key=len, reverse=True))
    return compile_expression(
        # What stands before is asked for after the first figure: a search is then for figures alone.
        rf"(?P<digits>[0-9](?<![0-9.第A-Za-z:：\-—～~/][0-9])[0-9]*(?:\.[0-9]+)?)(?P<scale>[十百千]?[万亿]{{0,2}})(?P<more>[多余]?)(?:{units})"
    )
