"""Gaps, repeats and numbers of another level in a series."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, ClassVar, Final

from zhlint.analysis.figures.numbering import CIRCLED, INLINE, Ordinal, ordinals
from zhlint.check import Check, Hit, Related, options
from zhlint.lexicon.lines import line_beside
from zhlint.lexicon.numerals import chinese
from zhlint.patterns.expressions import expression

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zhlint.document import Document

#: So many numbers of open series are kept.
_DEEP: Final = 16
#: The paragraphs of a list may begin so many blocks apart.
_APART: Final = 6
#: A wider gap is another series.
_WIDEST: Final = 3
#: So many gaps between the articles of a law are an extract.
_GAPS: Final = 2
#: So many characters behind a number tell whether it is the same point again.
_SAME: Final = 8
#: A list in which one gap is so wide is an extract, and so is one with so many gaps.
_WIDE: Final = 4
_MANY_GAPS: Final = 3
#: A line that says that something is left out.
_LEFT_OUT: Final = expression(r"[\r\n][ \t\u3000]*(?:…{1,4}|\.{3,12})[ \t\u3000]*[\r\n]")
#: The first point of a list within the text, in any form.
_FIRST: Final = expression("首先|第一|其一|一是")
#: The first characters of numbers that are read in the middle of a line too.
_FREE: Final = frozenset("（(0123456789")
#: A line that opens a part: #通信圈#, 【国际】.
_HEADING: Final = expression(r"\s*[#＃【■●◆].{1,16}")
_AFRESH: Final = frozenset({"headline", "byline", "deck", "speaker"})
_EXTRACT: Final = ("节选", "摘录", "摘编", "摘要", "选登", "选摘")
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
        open_: list[Ordinal] = []
        strays: list[Ordinal] = []
        twice: dict[Ordinal, Ordinal] = {}
        extracts = _extracts(document)
        jumped: set[Ordinal] = set()
        for ordinal in _series(document):
            if open_ and _is_new_part(document, open_[-1], ordinal):
                open_, strays = [], []
            last = _close_to(open_, ordinal)
            if ordinal.number > 1 and last is None and ordinal.leads:
                strays.append(ordinal)
            elif last:
                is_next = last in jumped and ordinal.number == last.number  # （二）（四）（四）: the first 四 is wrong
                if ordinal not in extracts and not is_next:
                    for hit in _faults(document, last, ordinal, strays):
                        jumped.update([ordinal] if ordinal.number > last.number + 1 else [])
                        yield hit
                twice.pop(last, None)
                if ordinal.number == 2 and open_ and _begins_twice(document, open_[-1], last):
                    twice[open_[-1]] = last
            open_.append(ordinal)
            del open_[:-_DEEP], strays[:-_DEEP]
        for first, again in twice.items():
            slots = {"fault": "重号", "expected": _written(document, again, 2)}
            yield Hit(again.start, again.end, slots, None, (Related(first.start, first.end),))


def _begins_twice(document: Document, first: Ordinal, again: Ordinal) -> bool:
    """Whether two first points stand in a row, neither opening a list within the other."""
    same = first.number == 1 and first.style == again.style
    if not same or not _near(first, again) or re.search("[：到]", document.text[first.end : again.start]):
        return False
    return not any(map(_HEADING.fullmatch, document.text[first.end : again.start].splitlines()[1:]))


def _near(first: Ordinal, second: Ordinal) -> bool:
    """Whether two numbers may be of one list within the text.

    Their paragraphs are neighbours, or begin with them and lie near.
    """
    return second.block - first.block <= (_APART if first.leads and second.leads else 1)


def _series(document: Document) -> Iterator[Ordinal]:
    """The numbers of the draft, without those of a law given in extracts."""
    marks = document.analyse(ordinals)
    articles = [mark.number for mark in marks if mark.style == "第一条"]
    gaps = sum(after > before + 1 for before, after in pairwise(articles))
    if gaps >= _GAPS or (articles and any(word in document.text for word in _EXTRACT)):
        return (mark for mark in marks if mark.style != "第一条")
    return iter(marks)


def _extracts(document: Document) -> set[Ordinal]:
    """The numbers before which a list given in extracts leaves some out.

    Such a list begins behind its first point, or has a wide gap, or three and more.
    """
    lists: dict[str, list[list[Ordinal]]] = {}
    for mark in document.analyse(ordinals):
        if mark.style in INLINE:
            continue
        same = lists.setdefault(mark.style, [])
        if same and same[-1][-1].number < mark.number and not _is_new_part(document, same[-1][-1], mark):
            same[-1].append(mark)
        else:
            same.append([mark])
    return {
        after for same in lists.values() for points in same if _is_extract(points)
        for before, after in pairwise(points) if after.number > before.number + 1
    }  # fmt: skip


def _is_extract(points: list[Ordinal]) -> bool:
    gaps = [after.number - before.number - 1 for before, after in pairwise(points) if after.number > before.number + 1]
    return points[0].number > 1 or len(gaps) >= _MANY_GAPS or any(gap >= _WIDE for gap in gaps)


def _is_new_part(document: Document, last: Ordinal, ordinal: Ordinal) -> bool:
    return any(block.role in _AFRESH for block in document.blocks[last.block + 1 : ordinal.block])


def _close_to(open_: list[Ordinal], ordinal: Ordinal) -> Ordinal | None:
    """The number of an open series that this one continues, or should.

    None for a first point. It is taken out of `open_`, with the series nested in it.
    """
    if ordinal.number == 1:
        return None
    same = [
        index for index, earlier in enumerate(open_)
        if earlier.style == ordinal.style and (earlier.style not in INLINE or _near(earlier, ordinal))
    ]  # fmt: skip
    index = next(
        (index for index in reversed(same) if open_[index].number == ordinal.number - 1), same[-1] if same else None
    )
    if index is None:
        return None
    last = open_[index]
    del open_[index:]
    return last


def _faults(document: Document, last: Ordinal, ordinal: Ordinal, strays: list[Ordinal]) -> Iterator[Hit]:
    """The hit where `ordinal` follows `last` wrongly: a repeat, or a gap.

    A number of another level among `strays` that would fill the gap is the hit in its place.
    """
    step = ordinal.number - last.number
    related = (Related(last.start, last.end),)
    if step == 0 and ordinal.leads and not last.leads and _says_the_same(document.text, last, ordinal):
        return
    if step == 0 and ordinal.style in INLINE and _FIRST.search(document.text, last.end, ordinal.start):
        return  # another list, whose first point is written otherwise
    if step == 0:
        expected = _written(document, ordinal, ordinal.number + 1)
        yield Hit(ordinal.start, ordinal.end, {"fault": "重号", "expected": expected}, None, related)
    elif 1 < step <= _WIDEST and not _is_in_other_words(document, last, ordinal):
        if _LEFT_OUT.search(document.text, last.end, ordinal.start):
            return
        expected = _written(document, ordinal, last.number + 1)
        between = document.text[last.end : ordinal.start]
        if expected[0] in _FREE and re.search(f"(?<![0-9]){re.escape(expected)}", between):
            return  # it is there, with no mark before it
        for stray in strays:
            if stray.start > last.start and stray.number == last.number + 1:
                slots = {"fault": "级别不一", "expected": expected}
                yield Hit(stray.start, stray.end, slots, None, related)
                return
        yield Hit(ordinal.start, ordinal.end, {"fault": "跳号", "expected": expected}, None, related)


def _says_the_same(text: str, one: Ordinal, other: Ordinal) -> bool:
    """Whether a heading that closes a paragraph stands on its own line again."""
    heading, again = (line_beside(text, point.end, point.end, _SAME)[1] for point in (one, other))
    return bool(heading) and heading == again


def _is_in_other_words(document: Document, last: Ordinal, ordinal: Ordinal) -> bool:
    """Whether the missing point is there in other words: 其次, 二则."""
    if ordinal.style not in INLINE:
        return False
    between = document.text[last.end : ordinal.start]
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
