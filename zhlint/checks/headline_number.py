"""Numbers of the headline that the body does not have."""

from __future__ import annotations

from functools import cache
from itertools import chain, combinations, takewhile
from typing import TYPE_CHECKING, ClassVar, Final, NamedTuple

from zhlint.check import Check, Hit, OptionError, Related, options
from zhlint.lexicon.han import is_han
from zhlint.lexicon.numerals import CHINESE, value
from zhlint.patterns.expressions import compile_expression, expression

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator, Sequence

    from zhlint.document import Block, Document

#: The roles of the lines above the body.
_TOP: Final = frozenset({"headline", "deck", "byline", "credit"})
#: What marks a deck; another line above the body may be its beginning.
_DASH: Final = "——"
#: A headline of more lines is a list of headlines.
_MOST_LINES: Final = 3
_BODY: Final = ("deck", "paragraph", "list", "quotation", "question")
_ABOUT: Final = frozenset("超逾近约过破达余多上几")
#: An approximate number of the headline may be so many times the exact one of the body, or the reverse.
_NEAR: Final = 1.5
#: What ranks and does not count; a rank may change in the course of a piece: 五级火.
_RANKS: Final = frozenset("级級")
#: A number with nothing but its unit in common is no more times as great.
_SLIP: Final = 3
#: A number of so many figures that begins with 0 is a code: 06052期.
_CODE: Final = 3
#: Of the amounts in one unit, so many may add up to that of the headline.
_ADDENDS: Final = 24
#: The worth of one unit in another: 公里 in 米, 公斤 in 吨.
_SCALES: Final = (10.0, 100.0, 1000.0, 10000.0, 0.1, 0.01, 0.001)
#: So many characters about two numbers, their unit among them, are one statement on one thing.
_ALIKE: Final = 5
#: With so many, a sum or the same number of other things is no reason.
_SURE: Final = 7
#: So far the characters about two numbers are compared.
_REACH: Final = 8

#: A number with its unit, in figures or in words; not within a score, a range, a code or a share; a deck may begin with one.
_AMOUNT: Final = expression(
    rf"(?P<number>(?:[0-9](?<![0-9.A-Za-z:：\-—～~/,][0-9])|(?<=[\r\n]——)[0-9])[0-9]*(?:,[0-9]{{3}})*(?:\.[0-9]+)?[十百千]?[万亿]{{0,2}}(?![0-9A-Za-z.:：\-—～~/,])|[{CHINESE}]+)(?P<more>[多余]?)"
)
#: A loss, written as a number below zero.
_LOSS: Final = expression(r"(?<=[为是]-)(?P<number>[0-9]+(?:\.[0-9]+)?[十百千]?[万亿]{0,2})(?P<more>)")
#: The words before a number of the headline that is what others leave.
_REST: Final = expression("(?:其余|其餘|剩余|剩餘|另外|还有|還有)\\Z")
_ONE: Final = frozenset("一两")
#: Names of days, plans and meetings, and numbers beside each other that mean one of them: 三五个.
_NAMES: Final = expression(r"[〇零一二两三四五六七八九]{2,}$|十[一四]五|[二十]+大|[一两]$|[十百千万亿]$|[百千万亿]万")


class _Amount(NamedTuple):
    """A number at `start:end`, and the offset `last` where its unit begins.

    `grain` is the worth of its last digit where rounded, else 0; `about` says that it is approximate.
    """

    number: float
    grain: float
    about: bool
    start: int
    last: int


@options
class HeadlineNumber(Check):
    """Finds numbers in the only headline that the rest of the draft has nowhere.

    `units` are groups of words that count the same, parted by spaces (人 名 位). The body must have another number in a unit of
    the group, or one with the same characters about it. Numbers are compared by value, in figures or in words. Stays silent on
    a number that is rounded, converted into another unit, the sum of numbers in the body, or called approximate and near
    one. Slot: `body`, the amount of the body that is nearest.
    """

    slots: ClassVar[tuple[str, ...]] = ("body",)

    units: tuple[str, ...]

    def __post_init__(self) -> None:
        if not all(group.split() for group in self.units):
            raise OptionError("units", "每组至少一个单位，如 人 名 位")

    def run(self, document: Document) -> Iterator[Hit]:
        """Yields a hit for every number of the headline that the body lacks."""
        for headline in _headlines(document):
            yield from self._missing(document, headline)

    def _missing(self, document: Document, headline: Block) -> Iterator[Hit]:
        """The numbers of one line of the headline that the body lacks."""
        text = document.text
        amounts = list(_amounts(text, headline.start, headline.end))
        body = (
            [
                amount
                for block in document.of_role(*_BODY)
                if block is not headline
                for amount in _amounts(text, block.start, block.end, deep=True)
            ]
            if amounts
            else []
        )
        for amount in amounts:
            unit = self._unit(text, amount)
            same = [other for other in body if _is_one(text, amount, other)]
            likeness = {other: _likeness(text, amount, other, headline.start) for other in body}
            is_sure = max(likeness.values(), default=0) >= _SURE
            if _REST.search(text, headline.start, amount.start) or text[amount.last : amount.last + 1] in _RANKS:
                continue
            if any(not is_sure or _is_counted_alike(text, amount, other) for other in same):
                continue
            counted = [
                other for other in body if unit and _unit_at(text, other, unit) and not _is_one_word(text, other)
            ]
            alike = [other for other, length in likeness.items() if length >= _ALIKE and not _is_one_word(text, other)]
            is_bare = not (amount.about or _is_weak(text, amount))
            others = alike or [other for other in counted if is_bare and _is_of_size(amount, other)]
            if _is_weak(text, amount) and len({other.number for other in others}) > 1:
                continue  # a series: 第1周, 第2周
            if others and (is_sure or not _adds_up(amount, counted or alike)):
                nearest = min(others, key=lambda other: abs(other.number - amount.number))
                end = nearest.last + _length(text, nearest, unit)
                yield Hit(
                    amount.start,
                    amount.last + _length(text, amount, unit),
                    {"body": text[nearest.start : end]},
                    None,
                    (Related(nearest.start, end),),
                )

    def _unit(self, text: str, amount: _Amount) -> re.Pattern[str] | None:
        """The units that count the same as that of an amount; None for others."""
        return next((unit for group in self.units if _unit_at(text, amount, unit := _counted(group))), None)


def _headlines(document: Document) -> Sequence[Block]:
    """The lines of the headline and its decks; none where the draft has several headlines."""
    lines = document.of_role("headline")
    top = list(takewhile(lambda block: block.role in _TOP, document.blocks))
    if len(lines) > 1 and (len(lines) > _MOST_LINES or not all(line in top for line in lines)):
        return ()
    return [*lines, *(block for block in top if block.role == "deck" and document[block].startswith(_DASH))]


def _is_one_word(text: str, amount: _Amount) -> bool:
    """Whether a number is written 一 or 两, which is often no count."""
    return text[amount.start : amount.last] in _ONE


def _is_of_size(amount: _Amount, other: _Amount) -> bool:
    """Whether one number may be a slip for the other: 12 for 13."""
    low, high = sorted((amount.number, other.number))
    return high <= low * _SLIP


def _amounts(text: str, start: int, end: int, *, deep: bool = False) -> Iterator[_Amount]:
    """The numbers with a unit; with `deep` also 一, 两 and losses (净利润为-25.20亿元)."""
    for match in chain(_AMOUNT.finditer(text, start, end), _LOSS.finditer(text, start, end) if deep else ()):
        written = match["number"].replace(",", "")
        number = value(written)
        named = _NAMES.match(written) and not written[0].isdigit() and not (deep and written in _ONE)
        if number is None or named:
            continue
        digits = written.rstrip("十百千万亿") if written[0].isdigit() else ""
        if digits.startswith("0") and len(digits) >= _CODE:
            continue
        places = len(digits.partition(".")[2])
        zeros = 0 if places else len(digits) - len(digits.rstrip("0"))
        scale = (value("1" + written[len(digits) :]) or 1.0) if digits else 1.0
        is_rounded = bool(digits) and (places or scale > 1 or zeros > 1)
        grain = scale * 10.0 ** (zeros - places) if is_rounded else 0.0
        about = bool(match["more"]) or text[match.start() - 1 : match.start()] in _ABOUT
        yield _Amount(number, grain, about, match.start(), match.end())


def _is_one(text: str, amount: _Amount, other: _Amount) -> bool:
    """Whether two numbers are equal, by rounding or in another unit too."""
    one, two = amount.number, other.number
    slack = max(amount.grain / (2 if one % 1 else 1), 1.0 if two % 1 and not one % 1 else 0.0) + 1e-6
    if abs(one - two) < slack:
        return True
    if _is_counted_alike(text, amount, other):
        if amount.about != other.about or (amount.about and not other.grain):
            return bool(one and two) and max(one / two, two / one) <= _NEAR
        return False
    share = _percent(text, amount)
    return any(abs(two * scale - one) < 1e-6 for scale in _SCALES) or (
        share is not None and share == _percent(text, other)
    )


def _is_counted_alike(text: str, amount: _Amount, other: _Amount) -> bool:
    """Whether two amounts have units that begin with one character."""
    return text[amount.last : amount.last + 1] == text[other.last : other.last + 1]


def _percent(text: str, amount: _Amount) -> float | None:
    """The amount in percent: 30%, 百分之三十, 三成; None for anything else."""
    if text[amount.last : amount.last + 1] == "成":
        return amount.number * 10
    written = text[amount.last : amount.last + 1] in {"%", "％"} or text.endswith("百分之", 0, amount.start)
    return amount.number if written else None


def _likeness(text: str, amount: _Amount, other: _Amount, start: int) -> int:
    """The number of equal characters about two amounts; 0 where the first after them differ."""
    after = _common(text[amount.last : amount.last + _REACH], text[other.last : other.last + _REACH])
    before = _common(
        text[max(start, amount.start - _REACH) : amount.start][::-1],
        text[max(start, other.start - _REACH) : other.start][::-1],
    )
    return after + before if after else 0


def _common(one: str, other: str) -> int:
    """The length of the common beginning of two strings, of hanzi and percent signs."""
    length = 0
    for first, second in zip(one, other, strict=False):
        if first != second or not (is_han(first) or first in "%％"):
            break
        length += 1
    return length


def _is_weak(text: str, amount: _Amount) -> bool:
    """Whether a number is an ordinal, or part of a word: 三位一体."""
    return text[amount.start - 1 : amount.start] == "第" or (
        amount.last - amount.start == 1 and text[amount.start] in CHINESE
    )


def _adds_up(amount: _Amount, body: Sequence[_Amount]) -> bool:
    """Whether amounts of the body, all or two or three, add up to this."""
    numbers = sorted({other.number for other in body})[:_ADDENDS]
    sums = (sum(addends) for size in (2, 3) for addends in combinations(numbers, size))
    slack = amount.grain + 1e-6
    return abs(sum(other.number for other in body) - amount.number) < slack or any(
        abs(added - amount.number) < slack for added in sums
    )


def _unit_at(text: str, amount: _Amount, unit: re.Pattern[str]) -> re.Match[str] | None:
    return unit.match(text, amount.last)


def _length(text: str, amount: _Amount, unit: re.Pattern[str] | None) -> int:
    """The length of the unit of an amount, one character where it is not known."""
    match = _unit_at(text, amount, unit) if unit else None
    return match.end() - match.start() if match else 1


@cache
def _counted(group: str) -> re.Pattern[str]:
    return compile_expression("|".join(sorted(group.split(), key=len, reverse=True)))
