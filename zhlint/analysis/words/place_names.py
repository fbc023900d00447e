"""Names of places that look like slips: divisions, and places by one character."""

from __future__ import annotations

from typing import Final

from zhlint.lexicon.gazetteer import gazetteer
from zhlint.patterns.expressions import expression

#: The characters that stand for a country beside 中 or before 方.
_COUNTRIES: Final = "美英法德俄日韩朝印巴意加澳新马泰越老柬缅菲孟尼斯阿伊以埃南津肯坦赞苏刚喀贝乍布哥特委秘智墨古乌哈吉塔土蒙匈波捷希葡西荷比瑞挪丹芬冰爱塞保罗克黑"
#: The characters that stand for a province, or a city beside another.
_PROVINCES: Final = "京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川蜀贵黔云滇藏陕秦甘陇青宁新港澳台深穗杭甬汉蓉厦"
_SHORT: Final = frozenset(_COUNTRIES + _PROVINCES + "中欧非亚")
_PAIR: Final = expression(f"中[{_COUNTRIES}]|[{_COUNTRIES}]中|(?<![{_COUNTRIES}])[{_COUNTRIES}]方")


def is_place_name(text: str, start: int, end: int) -> bool:
    """Whether a span names a division in short, or countries (中英, 菲方)."""
    word = text[start:end]
    return word in gazetteer().by_short or _PAIR.fullmatch(word) is not None


def are_places(word: str) -> bool:
    """Whether every character of a word may stand for a place."""
    return _SHORT.issuperset(word)
