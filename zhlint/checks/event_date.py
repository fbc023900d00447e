"""Events named after their date, with the interpunct in the wrong place: “9.18”事变."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, ClassVar, Final

from zhlint.check import Check, Edit, Fix, Hit, options
from zhlint.lexicon.han import HAN
from zhlint.patterns.expressions import expression
from zhlint.storage.tables import rows

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from zhlint.document import Document

#: Marks that belong to a decimal outside quotes.
_POINTS: Final = frozenset(".．")
_QUOTED: Final = ("“", "‘", "「")
_DAYS: Final = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
# The lookbehind follows the first numeral, so that a search looks for numerals alone.
_FIRST: Final = "[一二三四五六七八九十](?<![第一二三四五六七八九十百.·][一二三四五六七八九十])"
_NUMERALS: Final = (
    f"(?P<month>{_FIRST}[一二三四五六七八九十]?)(?P<mark>[·.•．・‧]?)(?P<day>[一二三四五六七八九十卅]{{1,3}})"
)
_EITHER: Final = "(?P<month>[一二三四五六七八九十]{1,2}|\\d{1,2})(?P<mark>[·.•．・‧]?)(?P<day>[一二三四五六七八九十卅]{1,3}|\\d{1,2})"
_EVENT: Final = (
    f"(?P<event>(?:国际|世界|全国){HAN}{{2,8}}日"
    f"|{HAN}{{0,4}}(?:晚会|事[件变故]|惨案|运动|地震|爆炸|火灾|[专大]案|恐怖|消费者|维权|起义|暴动|讲话|罢工))"
)
_AMOUNT: Final = "[级度万亿分元折版倍寸米点]|个百|小时"
_IN_QUOTES: Final = expression(f"(?P<all>[“‘「](?P<name>{_EITHER})[”’」])(?!历史博物馆|纪念|公报|{_AMOUNT}){_EVENT}?")
_BEFORE_EVENT: Final = expression(f"(?P<all>(?P<name>{_NUMERALS})(?!{_AMOUNT}){_EVENT})")


@options
class EventDate(Check):
    """Finds names of events that are a date, with a wrong mark in it.

    A name stands in quotes or right before a word for an event. `table` has the columns wrong and right for known events; a
    form without a mark (315, 一二一) may be another number or a command, and counts before such a word only. By rule, Chinese
    numerals take the interpunct after the months 一, 十一 and 十二 only, and figures take it where a word for an event follows the
    quotes. The fix is as sure as the rule where a mark takes the place of another; what adds, moves or drops one is `ask`,
    since an official name (“八·一七”公报) may have it.
    """

    reach: ClassVar[str] = "paragraph"

    filled: ClassVar[tuple[int, ...]] = (0, 1)
    slots: ClassVar[tuple[str, ...]] = ()

    table: Path

    def run(self, document: Document) -> Iterator[Hit]:
        for pattern in (_IN_QUOTES, _BEFORE_EVENT):
            for match in pattern.finditer(document.text):
                right = self._right(match)
                if right and right != match["name"]:
                    is_sure = _with_mark(match, "·") == right and (match["name"] in self._right_forms or match["event"])
                    yield Hit(
                        *match.span("all"), {}, Fix((Edit(*match.span("name"), right),), None if is_sure else "ask")
                    )

    def _right(self, match: re.Match[str]) -> str | None:
        """The right form of a name, from the table or by rule.

        None where it cannot be told.
        """
        right_form = self._right_forms.get(match["name"])
        return right_form if right_form and (match["mark"] or match["event"]) else _by_month(match)

    @cached_property
    def _right_forms(self) -> Mapping[str, str]:
        return {row[0]: row[1] for row in rows(self.table)}


def _with_mark(match: re.Match[str], mark: str) -> str:
    """The name with another mark in the place of its own.

    Empty where it has none.
    """
    return match["month"] + mark + match["day"] if match["mark"] else ""


def _by_month(match: re.Match[str]) -> str | None:
    """The right form by the rule of the months.

    None where it leaves the name alone.
    """
    month, mark, day = match["month"], match["mark"], match["day"]
    if month.isdigit() and day.isdigit():
        is_date = 1 <= int(month) <= 12 and 1 <= int(day) <= _DAYS[int(month) - 1]
        return f"{month}·{day}" if is_date and mark not in {"", "·"} and match["event"] else None
    if month.isdigit() or day.isdigit() or not mark or (mark in _POINTS and not match["all"].startswith(_QUOTED)):
        return None
    if month in {"一", "十一", "十二", "一一", "一二"}:
        return f"{month}·{day}" if len(day) > 1 or match["event"] else None
    return month + day if len(month) == 1 else None
