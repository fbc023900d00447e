"""Gaps, repeats and numbers of another level in a series."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar, Final

from zhlint.analysis.figures.numbering import CIRCLED, INLINE
from zhlint.analysis.figures.series import are_near, close_series, gaps_on_purpose, is_new_part, series
from zhlint.check import Check, Hit, Related, options
from zhlint.lexicon.lines import line_beside
from zhlint.lexicon.numerals import chinese
from zhlint.patterns.expressions import expression

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from zhlint.analysis.figures.numbering import Ordinal
    from zhlint.document import Document

#: So many numbers of open series are kept.
_DEEP: Final = 16
#: A wider gap is another series.
_WIDEST: Final = 3
#: So many characters behind a number tell whether it is the same point again.
_SAME: Final = 8
#: A line that says that something is left out.
_LEFT_OUT: Final = expression(r"[\r\n][ \t\u3000]*(?:…{1,4}|\.{3,12})[ \t\u3000]*[\r\n]")
#: The first point of a list within the text, in any form.
_FIRST: Final = expression("首先|第一|其一|一是")
#: The first characters of numbers that are read in the middle of a line too.
_FREE: Final = frozenset(f"（(0123456789{CIRCLED}")
#: A short line between two first points is a heading.
_SHORT_LINE: Final = expression(r"[^，。；：、！？“”…0-9（）()\s]{2,12}")
#: A line that opens a part: #通信圈#, 【国际】.
_HEADING: Final = expression(r"\s*[#＃【■●◆].{1,16}")
_OTHER_WORDS: Final = {2: ("其次", "第二", "另一", "再者"), 3: ("再次", "第三", "最后")}


@options
class Numbering(Check):
    """Finds series whose numbers do not follow one another.

    Series of different styles nest, and so do two of one style: only a number that continues none of the open series is a hit.
    Points within running text hold together over neighbouring paragraphs. Stays silent on a series that runs downwards (a
    countdown), on extracts of a law or of a list, and where the missing point is there in other words (其次). Slots: `fault` is 重号, 跳号 or
    级别不一; `expected`, the number that should stand there or before it, in the form of the hit.
    """

    slots: ClassVar[tuple[str, ...]] = ("expected", "fault")

    def run(self, document: Document) -> Iterator[Hit]:
        """Yields a hit for every number that does not follow the one before it."""
        walk = _Walk(document)
        for ordinal in series(document):
            yield from walk.faults_at(ordinal)
        yield from walk.second_beginnings()


class _Walk:
    """A walk through the numbers of a draft, with the series open at each."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._left_out_before = gaps_on_purpose(document)
        #: The numbers of the open series.
        self._open: list[Ordinal] = []
        #: Numbers that open a line and continue no series.
        self._strays: list[Ordinal] = []
        #: Numbers that were told to come too early.
        self._early: set[Ordinal] = set()
        #: First points that stand before another first point, which the series goes on with.
        self._again: dict[Ordinal, Ordinal] = {}

    def faults_at(self, ordinal: Ordinal) -> Iterator[Hit]:
        """The faults of the next number."""
        if self._open and is_new_part(self._document, self._open[-1], ordinal):
            self._open, self._strays = [], []
        if last := close_series(self._open, ordinal):
            yield from self._faults_after(last, ordinal)
            self._note_beginning(last, ordinal)
        elif ordinal.number > 1 and ordinal.leads:
            self._strays.append(ordinal)
        self._open.append(ordinal)
        del self._open[:-_DEEP], self._strays[:-_DEEP]

    def _faults_after(self, last: Ordinal, ordinal: Ordinal) -> Iterator[Hit]:
        is_next = last in self._early and ordinal.number == last.number  # （二）（四）（四）: the first 四 is wrong
        if is_next or ordinal in self._left_out_before:
            return
        if hit := _fault(self._document, last, ordinal, self._strays):
            if ordinal.number > last.number + 1:
                self._early.add(ordinal)
            yield hit

    def _note_beginning(self, last: Ordinal, ordinal: Ordinal) -> None:
        """Remembers whether the series that goes on with a second point began twice."""
        self._again.pop(last, None)
        if ordinal.number == 2 and self._open and _begins_twice(self._document, self._open[-1], last):
            self._again[self._open[-1]] = last

    def second_beginnings(self) -> Iterator[Hit]:
        """The first points that stand in a row with another."""
        for first, again in self._again.items():
            expected = _written(self._document, again, 2)
            yield _hit(again, "重号", expected, first)


def _hit(ordinal: Ordinal, fault: str, expected: str, related: Ordinal) -> Hit:
    slots = {"fault": fault, "expected": expected}
    return Hit(ordinal.start, ordinal.end, slots, None, (Related(related.start, related.end),))


def _begins_twice(document: Document, first: Ordinal, again: Ordinal) -> bool:
    """Whether two first points stand in a row, neither opening a list within the other."""
    same = first.number == 1 and first.style == again.style
    if not same or not are_near(first, again) or re.search("[：到]", document.text[first.end : again.start]):
        return False
    return not any(map(_HEADING.fullmatch, document.text[first.end : again.start].splitlines()[1:]))


def _fault(document: Document, last: Ordinal, ordinal: Ordinal, strays: Sequence[Ordinal]) -> Hit | None:
    """The fault of a number that follows `last` wrongly: a repeat, or a gap."""
    step = ordinal.number - last.number
    if step == 0:
        return _repeat(document, last, ordinal)
    return _gap(document, last, ordinal, strays) if 1 < step <= _WIDEST else None


def _repeat(document: Document, last: Ordinal, ordinal: Ordinal) -> Hit | None:
    text = document.text
    if ordinal.leads and not last.leads and _says_the_same(text, last, ordinal):
        return None
    if ordinal.number == 1 and _is_below_heading(text, last, ordinal):
        return None
    if ordinal.style in INLINE and _FIRST.search(text, last.end, ordinal.start):
        return None  # another list, whose first point is written otherwise
    return _hit(ordinal, "重号", _written(document, ordinal, ordinal.number + 1), last)


def _is_below_heading(text: str, last: Ordinal, ordinal: Ordinal) -> bool:
    """Whether a short line right above a first point opens its list."""
    lines = text[last.end : ordinal.start].splitlines()[1:]
    above = [line.strip() for line in lines if line.strip()]
    return bool(above) and _SHORT_LINE.fullmatch(above[-1]) is not None


def _gap(document: Document, last: Ordinal, ordinal: Ordinal, strays: Sequence[Ordinal]) -> Hit | None:
    """The fault of a number that comes too early.

    A number of another level among `strays` that would fill the gap is the hit in its place.
    """
    expected = _written(document, ordinal, last.number + 1)
    if _is_left_out(document.text, last, ordinal) or _is_unmarked(document.text, expected, last, ordinal):
        return None
    fillers = (one for one in strays if one.start > last.start and one.number == last.number + 1)
    if stray := next(fillers, None):
        return _hit(stray, "级别不一", expected, last)
    return _hit(ordinal, "跳号", expected, last)


def _is_left_out(text: str, last: Ordinal, ordinal: Ordinal) -> bool:
    """Whether the missing point is left out on purpose, or there in other words."""
    return _is_in_other_words(text, last, ordinal) or bool(_LEFT_OUT.search(text, last.end, ordinal.start))


def _is_unmarked(text: str, expected: str, last: Ordinal, ordinal: Ordinal) -> bool:
    """Whether the missing number is there, with no mark before it."""
    between = text[last.end : ordinal.start]
    return expected[0] in _FREE and re.search(f"(?<![0-9]){re.escape(expected)}", between) is not None


def _says_the_same(text: str, one: Ordinal, other: Ordinal) -> bool:
    """Whether a heading that closes a paragraph stands on its own line again."""
    heading, again = (line_beside(text, point.end, point.end, _SAME)[1] for point in (one, other))
    return bool(heading) and heading == again


def _is_in_other_words(text: str, last: Ordinal, ordinal: Ordinal) -> bool:
    """Whether the missing point is there in other words: 其次, 二则."""
    if ordinal.style not in INLINE:
        return False
    between = text[last.end : ordinal.start]
    for number in range(last.number + 1, ordinal.number):
        words = (*_OTHER_WORDS.get(number, ()), f"第{chinese(number)}")
        clause = f"[。；：，！？、“]{chinese(number)}(?![一二三四五六七八九十个月年])"
        if any(word in between for word in words) or re.search(clause, between):
            return True
    return False


def _written(document: Document, ordinal: Ordinal, number: int) -> str:
    """Another number in the form of this one."""
    form = document.text[ordinal.start : ordinal.end]
    if form in CIRCLED and number <= len(CIRCLED):
        return CIRCLED[number - 1]
    new = chinese(number) if re.search("[一二三四五六七八九十]", form) else str(number)
    return re.sub("[一二三四五六七八九十百零]+|[0-9]+", new, form)
