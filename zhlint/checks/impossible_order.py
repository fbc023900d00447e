"""Ranges that end before they begin, and growth or decline by a negative number."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar, Final

from zhlint.analysis.figures.ranges import backward_ranges
from zhlint.check import Check, Hit, options
from zhlint.patterns.expressions import expression

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from zhlint.document import Document

_DASH: Final = r"(?:至|到|——?|[～~\-－–])"
#: A part of every match: the end of a dash, or a sign, and the character after it.
_SIGNS: Final = "至到—～~-－–﹣−负"
_AFTER_SIGN: Final = "0123456789上下第一二三四五六七八九十"
#: A match begins at most so far before it, in characters.
_BEFORE_SIGN: Final = 6

_SIGN: Final = expression(f"[{re.escape(_SIGNS)}][{_AFTER_SIGN}]")
_YEARS: Final = expression(
    rf"(?<![0-9.前A-Za-z\-－—])(?P<first>[12][0-9]{{3}})年?{_DASH}(?P<last>[12][0-9]{{3}})(?=(?:学年|财年)?年)(?!年前)"
)
_LIFE_YEAR: Final = "1[0-9]{3}|20[0-9]{2}"
_LIFE: Final = expression(rf"(?<=[（(])(?P<first>{_LIFE_YEAR})年?[—～~\-－–]{{1,2}}(?P<last>{_LIFE_YEAR})(?=年?[）)])")
_DAY: Final = "[12]?[0-9]|3[01]"
_DAYS: Final = expression(rf"(?<=月)(?P<first>{_DAY})[日号]?{_DASH}(?P<last>{_DAY})(?=[日号])")
_VERB: Final = "增长|增加|上升|提高|上涨|下降|下滑|下跌|减少|降低|回落"
#: A verb that has a direction, and a number with a sign of its own.
_MINUS: Final = expression(rf"(?:{_VERB})了?(?:约|近|超过?)?[-－﹣−—负][0-9]+(?:\.[0-9]+)?[%％个万亿倍元]")


@options
class ImpossibleOrder(Check):
    """Finds ranges that run backwards, and a growth or decline of a minus number.

    Ranges are those of years, months, days, hours, amounts, numbered things and of the years of a life. Slot: `reason`.
    """

    slots: ClassVar[tuple[str, ...]] = ("reason",)

    def literals(self) -> tuple[str, ...]:
        return tuple(sign + after for sign in _SIGNS for after in _AFTER_SIGN)

    def run(self, document: Document) -> Iterator[Hit]:
        text = document.text
        signs = [match.start() for match in _SIGN.finditer(text)]
        for pattern in (_YEARS, _LIFE, _DAYS):
            for match in _around(pattern, text, signs):
                if int(match["first"]) > int(match["last"]):
                    yield Hit(*match.span(), {"reason": "起点晚于止点"})
        if signs:
            for match in backward_ranges(text):
                yield Hit(*match.span(), {"reason": "起点晚于止点"})
        for match in _around(_MINUS, text, signs):
            yield Hit(*match.span(), {"reason": "升降本身已表示正负"})


def _around(pattern: re.Pattern[str], text: str, signs: Sequence[int]) -> Iterator[re.Match[str]]:
    """Every match of a pattern, tried only where it may begin before a sign."""
    end = 0
    for sign in signs:
        for start in range(max(end, sign - _BEFORE_SIGN), sign):
            if match := pattern.match(text, start):
                yield match
                end = match.end()
                break
