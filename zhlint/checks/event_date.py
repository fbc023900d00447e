"""Events called by their date: “九一八”, “一二·九”, “3·15” — whether the interpunct stands where it should."""

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

#: Marks that outside quotes are those of a decimal.
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
    """Names that are a month and a day.

    Names are in quotes or stand right before a word for an event. The table (`wrong`, `right`) lists known events in the forms they
    are misspelt in; one without a mark (315, 一二一) may be another number or a command, and counts before such a word only. By
    rule, Chinese numerals take the interpunct after the months 一, 十一 and 十二 only; figures take it (not a point) where a word for
    an event follows the quotes. Only a mark put in the place of another is as sure as the rule: what adds, moves or drops one is `ask`,
    since an official name (“八·一七”公报) may have it.
    """

    reach: ClassVar[str] = "paragraph"

    filled: ClassVar[tuple[int, ...]] = (0, 1)
    slots: ClassVar[tuple[str, ...]] = ()

    table: Path

    def run(self, document: Document) -> Iterator[Hit]:
        for pattern in (_IN_QUOTES, _BEFORE_EVENT):
            for found in pattern.finditer(document.text):
                right = self._right(found)
                if right and right != found["name"]:
                    sure = _joined(found, "·") == right and (found["name"] in self._known or found["event"])
                    yield Hit(*found.span("all"), {}, Fix((Edit(*found.span("name"), right),), None if sure else "ask"))

    def _right(self, found: re.Match[str]) -> str | None:
        known = self._known.get(found["name"])
        return known if known and (found["mark"] or found["event"]) else _by_month(found)

    @cached_property
    def _known(self) -> Mapping[str, str]:
        return {row[0]: row[1] for row in rows(self.table)}


def _joined(found: re.Match[str], mark: str) -> str:
    """The name with this mark in the place of its own."""
    return found["month"] + mark + found["day"] if found["mark"] else ""


def _by_month(found: re.Match[str]) -> str | None:
    month, mark, day = found["month"], found["mark"], found["day"]
    if month.isdigit() and day.isdigit():
        is_date = 1 <= int(month) <= 12 and 1 <= int(day) <= _DAYS[int(month) - 1]
        return f"{month}·{day}" if is_date and mark not in {"", "·"} and found["event"] else None
    if month.isdigit() or day.isdigit() or not mark or (mark in _POINTS and not found["all"].startswith(_QUOTED)):
        return None
    if month in {"一", "十一", "十二", "一一", "一二"}:
        return f"{month}·{day}" if len(day) > 1 or found["event"] else None
    return month + day if len(month) == 1 else None
