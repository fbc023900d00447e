"""Impossible order: ranges that end before they begin, and growth or decline that is negative."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, ClassVar, Final

from zhlint.check import Check, Hit, options
from zhlint.patterns.expressions import compile_expression, expression

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator, Sequence

    from zhlint.document import Document

_DASH: Final = r"(?:至|到|——?|[～~\-－–])"
#: What every match has: the end of a dash, or a sign, and what follows it.
_SIGNED: Final = r"[至到—～~\-－–﹣−负](?:[0-9]|本|当)"
#: How far before that a match begins at most, in characters.
_BEFORE_SIGN: Final = 6


_SIGN: Final = expression(_SIGNED)


@options
class ImpossibleOrder(Check):
    """Years, days of one month and years of a life that run backwards, and a decline or growth of a minus number.

    Slots: `reason`, what is impossible.
    """

    slots: ClassVar[tuple[str, ...]] = ("reason",)

    def literals(self) -> frozenset[str] | None:
        from zhlint.patterns.literals import literals_of

        return literals_of([_SIGNED])

    def run(self, document: Document) -> Iterator[Hit]:
        text = document.text
        signs = [found.start() for found in _SIGN.finditer(text)]
        for pattern in (_years(), _life(), _days()):
            for found in _around(pattern, text, signs):
                if int(found["first"]) > int(found["last"]):
                    yield Hit(*found.span(), {"reason": "起点晚于止点"})
        for found in _around(_minus(), text, signs):
            yield Hit(*found.span(), {"reason": "升降本身已表示正负"})


def _around(pattern: re.Pattern[str], text: str, signs: Sequence[int]) -> Iterator[re.Match[str]]:
    """Every match, tried only where it may begin before a sign."""
    at = 0
    for sign in signs:
        for start in range(max(at, sign - _BEFORE_SIGN), sign):
            if found := pattern.match(text, start):
                yield found
                at = found.end()
                break


@cache
def _years() -> re.Pattern[str]:
    year = "[12][0-9]{3}"
    return compile_expression(
        rf"(?<![0-9.前A-Za-z\-－—])(?P<first>{year})年?{_DASH}(?P<last>{year})(?=(?:学年|财年)?年)(?!年前)"
    )


@cache
def _life() -> re.Pattern[str]:
    year = "1[0-9]{3}|20[0-9]{2}"
    return compile_expression(rf"(?<=[（(])(?P<first>{year})年?[—～~\-－–]{{1,2}}(?P<last>{year})(?=年?[）)])")


@cache
def _days() -> re.Pattern[str]:
    day = "[12]?[0-9]|3[01]"
    return compile_expression(rf"(?<=月)(?P<first>{day})[日号]?{_DASH}(?:本月|当月)?(?P<last>{day})(?=[日号])")


@cache
def _minus() -> re.Pattern[str]:
    """A verb that has a direction, and a number with a sign of its own."""
    verb = "增长|增加|上升|提高|上涨|下降|下滑|下跌|减少|降低|回落"
    return compile_expression(rf"(?:{verb})了?(?:约|近|超过?)?[-－﹣−—负][0-9]+(?:\.[0-9]+)?[%％个万亿倍元]")
