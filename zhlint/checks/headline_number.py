"""Numbers of the headline that the body does not have."""

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
#: Of the amounts in one unit, so many may add up to that of the headline.
_ADDENDS: Final = 60
#: The worth of one unit in another: 公里 in 米, 公斤 in 吨.
_SCALES: Final = (1.0, 10.0, 100.0, 1000.0, 10000.0, 0.1, 0.01, 0.001)

_FIGURE: Final = expression("[0-9]")
_NUMERAL: Final = expression(rf"[0-9]+(?:\.[0-9]+)?[十百千]?[万亿]{{0,2}}|[{CHINESE}]+")


class _Amount(NamedTuple):
    """A number with its unit at `start:end`.

    `grain` is the worth of its last digit where rounded, else 0.
    """

    number: float
    grain: float
    start: int
    end: int


@options
class HeadlineNumber(Check):
    """Finds numbers in the only headline that the rest of the draft has nowhere.

    `units` are groups of words that count the same, parted by spaces (人 名 位); the body must have another number in a unit of
    the group. Numbers are compared by value, in figures or in words. Stays silent on a number that the headline calls
    approximate, and on one that is rounded, converted into another unit or the sum of numbers in the body. Slot: `body`, the
    amount of the body that is nearest.
    """

    slots: ClassVar[tuple[str, ...]] = ("body",)

    units: tuple[str, ...]

    def __post_init__(self) -> None:
        if not all(group.split() for group in self.units):
            raise OptionError("units", "每组至少一个单位，如 人 名 位")

    def run(self, document: Document) -> Iterator[Hit]:
        """Yields a hit for every number of the headline that the body lacks."""
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
        yield from _amounts(document.text, block, _counted(group), approximate=True)


def _amounts(text: str, block: Block, counted: re.Pattern[str], *, approximate: bool = False) -> Iterator[_Amount]:
    for match in counted.finditer(text, block.start, block.end):
        digits, scale = match["digits"], value("1" + match["scale"]) or 1.0
        if not approximate and (match["more"] or text[match.start() - 1 : match.start()] in _ABOUT):
            continue
        places = len(digits.partition(".")[2])
        zeros = 0 if places else len(digits) - len(digits.rstrip("0"))
        is_rounded = places or scale > 1 or zeros > 1
        grain = scale * 10.0 ** (zeros - places) if is_rounded else 0.0
        yield _Amount(round(float(digits) * scale, 6), grain, match.start(), match.end())


def _numbers(text: str) -> set[float]:
    return {number for word in set(_NUMERAL.findall(text)) if (number := value(word)) is not None}


def _stands(amount: _Amount, numbers: set[float]) -> bool:
    """Whether a number is the amount, rounds to it, or is it in another unit."""
    slack = amount.grain + 1e-6
    return any(
        abs(number - amount.number) < (max(slack, 1.0) if number % 1 else slack)
        or any(abs(number * scale - amount.number) < 1e-6 for scale in _SCALES)
        for number in numbers
    )


def _adds_up(amount: _Amount, body: Sequence[_Amount]) -> bool:
    """Whether amounts of the body, all or two or three, add up to this."""
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
        # The lookbehind follows the first figure, so that a search looks for figures alone.
        rf"(?P<digits>[0-9](?<![0-9.第A-Za-z:：\-—～~/][0-9])[0-9]*(?:\.[0-9]+)?)(?P<scale>[十百千]?[万亿]{{0,2}})(?P<more>[多余]?)(?:{units})"
    )
