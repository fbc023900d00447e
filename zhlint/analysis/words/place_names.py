"""Names of places that look like slips: divisions, and countries by one character."""

from __future__ import annotations

from typing import Final

from zhlint.lexicon.gazetteer import gazetteer
from zhlint.patterns.expressions import expression

#: The characters that stand for a country beside 中 or before 方.
_COUNTRIES: Final = "美英法德俄日韩朝印巴意加澳新马泰越老柬缅菲孟尼斯阿伊以埃南津肯坦赞苏刚喀贝乍布哥特委秘智墨古乌哈吉塔土蒙匈波捷希葡西荷比瑞挪丹芬冰爱塞保罗克黑"
_PAIR: Final = expression(f"中[{_COUNTRIES}]|[{_COUNTRIES}]中|(?<![{_COUNTRIES}])[{_COUNTRIES}]方")


def is_place_name(text: str, start: int, end: int) -> bool:
    """Whether a span names a division in short, or countries (中英, 菲方)."""
    word = text[start:end]
    return word in gazetteer().by_short or _PAIR.fullmatch(word) is not None
