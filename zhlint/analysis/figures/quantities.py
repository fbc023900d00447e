"""Quantities: numbers before a unit, and whether two of them may be one."""

from __future__ import annotations

from itertools import chain, combinations
from typing import TYPE_CHECKING, Final, NamedTuple

from zhlint.lexicon.han import is_han
from zhlint.lexicon.numerals import CHINESE, value
from zhlint.patterns.expressions import expression

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_ABOUT: Final = frozenset("超逾近约过破达余多上几")
#: An approximate number of the headline may be so many times the exact one of the body, or the reverse.
_NEAR: Final = 1.5
#: A number with nothing but its unit in common is no more times as great.
_SLIP: Final = 3
#: A number of so many figures that begins with 0 is a code: 06052期.
_CODE: Final = 3
#: Of the quantities in one unit, so many may add up to another.
_ADDENDS: Final = 24
#: The worth of one unit in another: 公里 in 米, 公斤 in 吨.
_SCALES: Final = (10.0, 100.0, 1000.0, 10000.0, 0.1, 0.01, 0.001)
#: So far the characters about two numbers are compared.
_REACH: Final = 8
#: What two numbers may differ by and be equal, since they are counted in binary fractions.
_BINARY: Final = 1e-6

#: A number with its unit, in figures or in words; not within a score, a range, a code or a share; a deck may begin with one.
_NUMBER: Final = expression(
    rf"(?P<number>(?:[0-9](?<![0-9.A-Za-z:：\-—～~/,][0-9])|(?<=[\r\n]——)[0-9])[0-9]*(?:,[0-9]{{3}})*(?:\.[0-9]+)?[十百千]?[万亿]{{0,2}}(?![0-9A-Za-z.:：\-—～~/,])|[{CHINESE}]+)(?P<more>[多余]?)"
)
#: A loss, written as a number below zero.
_LOSS: Final = expression(r"(?<=[为是]-)(?P<number>[0-9]+(?:\.[0-9]+)?[十百千]?[万亿]{0,2})(?P<more>)")
_YEARS: Final = range(1800, 2101)
_ONE: Final = frozenset("一两")
#: Names of days, plans and meetings, and numbers beside each other that mean one of them: 三五个.
_NAMES: Final = expression(r"[〇零一二两三四五六七八九]{2,}$|十[一四]五|[二十]+大|[一两]$|[十百千万亿]$|[百千万亿]万")


class Quantity(NamedTuple):
    """A number at `start:end`, where `end` is the offset at which its unit begins.

    `grain` is the worth of its last digit where rounded, else 0; `about` says that it is approximate.
    """

    number: float
    grain: float
    about: bool
    start: int
    end: int


def quantities(text: str, start: int, end: int, *, deep: bool = False) -> Iterator[Quantity]:
    """The numbers with a unit; with `deep` also 一, 两 and losses (净利润为-25.20亿元)."""
    for match in chain(_NUMBER.finditer(text, start, end), _LOSS.finditer(text, start, end) if deep else ()):
        written = match["number"].replace(",", "")
        number = value(written)
        is_name = _NAMES.match(written) and not written[0].isdigit() and not (deep and written in _ONE)
        if number is None or is_name or _is_code(written):
            continue
        about = bool(match["more"]) or text[match.start() - 1 : match.start()] in _ABOUT
        yield Quantity(number, _grain(written), about, match.start(), match.end())


def _is_code(written: str) -> bool:
    return written.startswith("0") and len(_digits(written)) >= _CODE


def _grain(written: str) -> float:
    """The worth of the last digit of a number that may be rounded, else 0."""
    digits = _digits(written)
    places = len(digits.partition(".")[2])
    zeros = 0 if places else len(digits) - len(digits.rstrip("0"))
    scale = (value("1" + written[len(digits) :]) or 1.0) if digits else 1.0
    is_rounded = digits and (places or scale > 1 or zeros > 1)
    return scale * 10.0 ** (zeros - places) if is_rounded else 0.0


def _digits(written: str) -> str:
    """The figures of a number before 万 or 亿; empty for one in words."""
    return written.rstrip("十百千万亿") if written[0].isdigit() else ""


def are_equal(text: str, one: Quantity, other: Quantity) -> bool:
    """Whether a number is the other one, by rounding or in another unit too."""
    first, second = one.number, other.number
    slack = max(one.grain / (2 if first % 1 else 1), 1.0 if second % 1 and not first % 1 else 0.0) + _BINARY
    if abs(first - second) < slack:
        return True
    if are_counted_alike(text, one, other):
        return (one.about != other.about or (one.about and not other.grain)) and _are_near(first, second)
    share = _percent(text, one)
    return any(abs(second * scale - first) < _BINARY for scale in _SCALES) or (
        share is not None and share == _percent(text, other)
    )


def _are_near(first: float, second: float) -> bool:
    return bool(first and second) and max(first / second, second / first) <= _NEAR


def are_counted_alike(text: str, one: Quantity, other: Quantity) -> bool:
    """Whether two quantities have units that begin with one character."""
    return text[one.end : one.end + 1] == text[other.end : other.end + 1]


def _percent(text: str, quantity: Quantity) -> float | None:
    """The quantity in percent: 30%, 百分之三十, 三成; None for anything else."""
    if text[quantity.end : quantity.end + 1] == "成":
        return quantity.number * 10
    is_share = text[quantity.end : quantity.end + 1] in {"%", "％"} or text.endswith("百分之", 0, quantity.start)
    return quantity.number if is_share else None


def likeness(text: str, one: Quantity, other: Quantity, start: int) -> int:
    """The number of equal characters about two quantities; 0 where the first after them differ."""
    after = _common(text[one.end : one.end + _REACH], text[other.end : other.end + _REACH])
    before = _common(
        text[max(start, one.start - _REACH) : one.start][::-1],
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


def is_slip(one: Quantity, other: Quantity) -> bool:
    """Whether one number may be a slip for the other: 12 for 13."""
    low, high = sorted((one.number, other.number))
    return high <= low * _SLIP


def is_one_word(text: str, quantity: Quantity) -> bool:
    """Whether a number is written 一 or 两, which is often no count."""
    return text[quantity.start : quantity.end] in _ONE


def is_year(text: str, quantity: Quantity) -> bool:
    """Whether a number is a year: 1910年以来."""
    return quantity.number in _YEARS and text[quantity.end : quantity.end + 1] == "年"


def is_weak(text: str, quantity: Quantity) -> bool:
    """Whether a number is an ordinal, or part of a word: 三位一体."""
    return text[quantity.start - 1 : quantity.start] == "第" or (
        quantity.end - quantity.start == 1 and text[quantity.start] in CHINESE
    )


def add_up(parts: Sequence[Quantity], whole: Quantity) -> bool:
    """Whether quantities, all or two or three, add up to another."""
    numbers = sorted({part.number for part in parts})[:_ADDENDS]
    sums = (sum(addends) for size in (2, 3) for addends in combinations(numbers, size))
    slack = whole.grain + _BINARY
    return abs(sum(part.number for part in parts) - whole.number) < slack or any(
        abs(added - whole.number) < slack for added in sums
    )
