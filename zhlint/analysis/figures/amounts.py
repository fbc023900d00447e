"""Amounts: a number with its unit, as it is written, and how exact it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from zhlint.lexicon.numerals import value

if TYPE_CHECKING:
    import re

#: The expression of a number with 万 or 亿.
NUMBER: Final = r"[0-9]+(?:\.[0-9]+)?[万亿]{0,2}"
#: The expression of the units that amounts are counted in, the longer before those that they begin with.
UNITS: Final = (
    "个百分点|万元|亿元|美元|港元|英镑|欧元|日元|毫米|厘米|千克|立方米|平方公里|平方米|公里|公顷|千瓦时|千瓦|公斤|人次|小时|分钟"
    "|个|名|位|人|家|件|项|起|所|座|条|台|辆|只|头|场|次|户|吨|亩|元|米|处|份|套|枚|金|例|岁|张|支|队|幅|篇|部|艘|架|株|棵|箱|册|间|封|幢|栋|桌|天"
    "|本(?![市省县区镇地人周月年科报社校])"
)

#: The verbs of a rise and of a fall, as alternatives of an expression.
RISES: Final = "增加|增长|提高|提升|上升|上涨|上调|扩大"
FALLS: Final = "减少|下降|降低|缩短|压缩|下跌|下调|下滑|回落|收窄"
#: The expression of what stands between 由 or 比 and an amount: 由2014年的2万册, 比上年同期的1900人.
WHEN: Final = r"[^，。；、\d（）]{0,10}?(?:[0-9]{4}年(?:[0-9]{1,2}月)?[底末]?)?[^，。；、\d（）]{0,8}?"


class Amount(NamedTuple):
    """A number, and the worth of its last digit.

    `grain` is ten million in 1.9亿; it is 0 for a plain whole number.
    """

    size: float
    grain: float


def amount(written: str) -> Amount:
    """The amount of a string of the form of `NUMBER`."""
    digits = written.rstrip("万亿")
    places = len(digits.partition(".")[2])
    scale = (value("1" + written[len(digits) :]) or 1.0) / 10**places
    return Amount(value(written) or 0.0, 0.0 if scale == 1 else scale)


def rounded_amount(written: str) -> Amount:
    """An amount whose last noughts before 万 or 亿 may be rounded."""
    size, grain = amount(written)
    digits = written.rstrip("万亿")
    noughts = 0 if "." in digits else len(digits) - len(digits.rstrip("0"))
    return Amount(size, grain * 10**noughts)


def like(size: float, written: str) -> str:
    """Writes a size with the 万 or 亿 of another number."""
    scale = written.lstrip("0123456789.")
    return f"{size / (value('1' + scale) or 1.0):.4f}".rstrip("0").rstrip(".") + scale


def amounts(found: re.Match[str], *groups: str) -> tuple[Amount, ...]:
    """The amounts of groups of a match."""
    return tuple(amount(found[group]) for group in groups)
