"""Dates in brackets that are not the day of the 今天 or 昨天 before them."""

from __future__ import annotations

from collections import Counter
from contextlib import suppress
from datetime import date, timedelta
from itertools import chain
from typing import TYPE_CHECKING, ClassVar, Final

from zhlint.analysis.figures.dates import own_days, yearless_days
from zhlint.check import Check, Hit, options
from zhlint.lexicon.sentences import sentence_around
from zhlint.lexicon.strings import occurrences
from zhlint.patterns.expressions import expression

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from zhlint.document import Document

_SHIFTS: Final = {"今": 0, "昨": -1, "前": -2, "明": 1, "后": 2}
#: So far back an opening quotation mark is looked for, in characters.
_FARTHEST: Final = 1000
#: The longest word before a bracket, with the time of day.
_LONGEST_WORD: Final = 4
_BRACKETS: Final = "（("
_QUOTES: Final = ("“”", "「」", "『』")

_STATED: Final = expression(
    r"(?<![年月史]的)(?P<word>[今昨明][天日晨早晚]|[前后]天)(?:上午|中午|下午|晚上|凌晨|早上|早|晚)?"
    r"[（(](?P<date>(?:(?P<month>[0-9]{1,2})月)?(?P<day>[0-9]{1,2})[日号])(?=[）)，,；上下中晚早凌])"
)
#: Words of a sentence that tells what stands in a book or a diary.
_TOLD: Final = expression(
    "[书信文]中|日记|写道|回忆|记载|(?:报道|消息|媒体|文章|[报网社])(?:援引[^，。；]{1,12})?(?:报道)?[称说]"
)


@options
class RelativeDay(Check):
    """Finds 今天（5月2日） and the like where the date is another day.

    The day of the issue and that of the dateline both will do. Where neither has a year, the month and day of the dateline are
    enough, and so are those of the day after, when the paper appears. Stays silent in quotations, and where two statements agree on the day. The hit is the date in
    brackets; slots: `word`; `expected`, the date that the word means.
    """

    slots: ClassVar[tuple[str, ...]] = ("expected", "word")

    def literals(self) -> tuple[str, ...]:
        return tuple(bracket + figure for bracket in _BRACKETS for figure in "0123456789")

    def run(self, document: Document) -> Iterator[Hit]:
        own = document.analyse(own_days) or yearless_days(document)
        if not own:
            return
        meant = Counter(today for match in _dates(document.text) if (today := _today(match, own[0].year)))
        agreed = {today for today, times in meant.items() if times > 1}
        for match in _dates(document.text):
            days = [day + timedelta(_SHIFTS[match["word"][0]]) for day in own]
            if (
                _today(match, own[0].year) not in agreed
                and not any(_agrees(match, day) for day in days)
                and not _is_in_quotation(document, match.start())
                and not _TOLD.search(document[sentence_around(document.text, match.start())])
            ):
                expected = f"{days[0].month}月{days[0].day}日"
                yield Hit(*match.span("date"), {"word": match["word"], "expected": expected})


def _today(match: re.Match[str], year: int) -> date | None:
    """The day that is today if a statement with a month is right, or None."""
    with suppress(ValueError, TypeError):
        return date(year, int(match["month"]), int(match["day"])) - timedelta(_SHIFTS[match["word"][0]])
    return None


def _dates(text: str) -> Iterator[re.Match[str]]:
    """Every word with its date, tried only before a bracket with a figure."""
    for offset in chain.from_iterable(occurrences(text, bracket) for bracket in _BRACKETS):
        if "0" <= text[offset + 1 : offset + 2] <= "9":
            starts = range(max(0, offset - _LONGEST_WORD), offset)
            match = next(filter(None, (_STATED.match(text, start) for start in starts)), None)
            if match:
                yield match


def _agrees(match: re.Match[str], day: date) -> bool:
    return int(match["day"]) == day.day and (not match["month"] or int(match["month"]) == day.month)


def _is_in_quotation(document: Document, offset: int) -> bool:
    block = document.block_at(offset)
    before = document.text[max(block.start, offset - _FARTHEST) : offset] if block else ""
    return any(before.rfind(opening) > before.rfind(closing) for opening, closing in _QUOTES)
