"""Numerals, Arabic and Chinese: their values, and numbers written in Chinese."""

from __future__ import annotations

from typing import Final

from zhlint.patterns.expressions import expression

_DIGITS: Final = {char: value for value, char in enumerate("〇一二三四五六七八九")} | {
    "零": 0,
    "○": 0,
    "两": 2,
}
_PLACES: Final = {"十": 10, "百": 100, "千": 1000}
_MYRIADS: Final = {"万": 10**4, "亿": 10**8}
_WRITTEN: Final = "〇一二三四五六七八九"
_HALF: Final = {0xFF10 + digit: 0x30 + digit for digit in range(10)}

#: Characters of a Chinese numeral.
CHINESE: Final = "〇○零一二两三四五六七八九十百千万亿"


_FIGURES: Final = expression(r"([0-9]+(?:\.[0-9]+)?)([千百十]?)([万亿]{0,2})")


def value(text: str) -> float | None:
    """The value of a numeral (`1.2万`, `三百零五`, `二〇二三`, `12`), or None for other text."""
    if text.isascii() and text.isdigit():
        return float(text)
    plain = text.translate(_HALF)
    if match := _FIGURES.fullmatch(plain):
        number = float(match[1]) * _PLACES.get(match[2], 1)
        for unit in match[3]:
            number *= _MYRIADS[unit]
        return round(number, 6)
    if not plain or any(char not in CHINESE for char in plain):
        return None
    if len(plain) > 1 and all(char in _DIGITS for char in plain):
        return float("".join(str(_DIGITS[char]) for char in plain))
    return _value_of_words(plain)


def chinese(number: int) -> str:
    """A number from 0 to 99 in Chinese: 0 零, 12 十二, 20 二十."""
    if number < 10:
        return "零" if number == 0 else _WRITTEN[number]
    tens, ones = divmod(number, 10)
    return f"{'' if tens == 1 else _WRITTEN[tens]}十{_WRITTEN[ones] if ones else ''}"


def lunar_day(number: int) -> str:
    """A day of the lunar calendar in Chinese: 8 初八, 15 十五, 20 二十."""
    return f"初{chinese(number)}" if number <= 10 else chinese(number)


def _value_of_words(text: str) -> float | None:
    """The value of a Chinese numeral with units; None where it is malformed."""
    total = section = digit = 0
    for char in text:
        if char in _DIGITS:
            digit = _DIGITS[char]
        elif char in _PLACES:
            section += (digit or 1) * _PLACES[char]
            digit = 0
        else:
            if not total and not section and not digit:
                return None
            if char == "亿":
                total = (total + section + digit) * _MYRIADS[char]
            else:
                total += (section + digit) * _MYRIADS[char]
            section = digit = 0
    return float(total + section + digit)
