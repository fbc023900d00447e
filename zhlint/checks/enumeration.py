"""Announced numbers of points, and the points that follow."""

from __future__ import annotations

from re import search
from typing import TYPE_CHECKING, ClassVar, Final

from zhlint.analysis.figures.numbering import Ordinal, ordinals
from zhlint.check import Check, Hit, Related, options
from zhlint.lexicon.numerals import chinese, value
from zhlint.lexicon.strings import occurrences
from zhlint.patterns.expressions import expression

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator, Sequence

    from zhlint.document import Document

#: Fewer points than these are no list.
_LEAST: Final = 2
#: So many numbers of any style may lie within one list.
_FURTHEST: Final = 100
#: The characters that a word for a point begins with.
_UNITS: Final = frozenset("个点项大条种类步件招问方")
#: The longest announcement, in characters, without its colon.
_LONGEST: Final = 16

#: A further item may be named so many characters after the paragraph of the last one.
_REACH: Final = 1_000
#: Words that open a further item without a number.
_FURTHER: Final = expression("(?<=[。；！？])(?:此外|另外|最后|再次|再者|同时|还有)")

#: A word that opens another list.
_AFRESH: Final = expression("首先|其一|第一[，、是]")

_SENTENCE: Final = expression("[^。！？“”：]*(?=[。！？])")
_UNIT: Final = f"个方面|方面|[{''.join(sorted(_UNITS - {'方'}))}]"
_ANNOUNCED: Final = expression(
    rf"(?<![第0-9.一二三四五六七八九十百千万几〇之])(?<!至少)(?<!其中)(?P<number>[两二三四五六七八九]|十[一二三]?|[2-9]|1[0-3])(?:{_UNIT})"
    r"(?:(?!必须|应当|应该|都要)[^，。；：！？“”（）《》\s0-9一二三四五六七八九十表图]){0,10}："
)
#: What was asked for: 提出三点要求，一是….
_ASKED: Final = expression(
    rf"提出了?(?P<number>[两二三四五六七八九]|[2-9])(?:{_UNIT})的?(?:具体|工作)?(?:要求|意见|建议|希望|期望)[，。](?=一是|第一[，、是]|首先[，、是]|一要)"
)


@options
class Enumeration(Check):
    """Finds announcements such as 三点要求： or 提出三点要求， whose points are more or fewer.

    Numbered points (一是…, 第一，…, （一）…, 1.…) are counted, not the last number read; they may go on in the next paragraphs.
    Without numbers, the items that ； parts up to the end of the sentence are counted. Stays silent where the first number
    comes again, for then lists nest; where fewer than two points are counted; and where a further one may follow unnumbered. The hit is the announcement without its
    mark; slots: `claimed`, `counted`, both in Chinese numerals.
    """

    slots: ClassVar[tuple[str, ...]] = ("claimed", "counted")

    def run(self, document: Document) -> Iterator[Hit]:
        number = 0
        for announcement in _announcements(document.text):
            marks = document.analyse(ordinals)
            while number < len(marks) and marks[number].start < announcement.end():
                number += 1
            items = list(_items(document, marks, number, announcement.end()))
            counted = len(items) or _item_count(document, announcement.end())
            claimed = int(value(announcement["number"]) or 0)
            if (
                counted >= _LEAST
                and counted != claimed
                and claimed >= _LEAST
                and not (counted < claimed and _goes_on(document, announcement, items, counted))
            ):
                slots = {"claimed": _in_words(claimed), "counted": _in_words(counted)}
                related = tuple(Related(item.start, item.end) for item in items[-1:])
                yield Hit(announcement.start(), announcement.end() - 1, slots, None, related)


def _announcements(text: str) -> Iterator[re.Match[str]]:
    """Every announcement in order.

    It is looked for before each colon with a word for a point before it, or is what was asked for, with any mark.
    """
    found = [*_ASKED.finditer(text)]
    for colon in occurrences(text, "："):
        start = max(0, colon - _LONGEST)
        if not _UNITS.isdisjoint(text[start:colon]) and (match := _ANNOUNCED.search(text, start, colon + 1)):
            found.append(match)
    yield from sorted(found, key=lambda match: match.start())


def _items(document: Document, marks: Sequence[Ordinal], number: int, start: int) -> Iterator[Ordinal]:
    """The numbered points of a list; none where its end is not clear.

    The list begins at the offset `start`, and `marks[number]` is the first number after it.
    """
    if (
        number == len(marks)
        or marks[number].number != 1
        or document.text[start : marks[number].start].strip(" \u3000\r\n“‘")
    ):
        return
    first, items = marks[number], [marks[number]]
    for mark in marks[number + 1 : number + _FURTHEST]:
        last = items[-1]
        if mark.block > last.block + 1 and not (mark.leads and first.leads):
            break
        if mark.style != first.style:
            continue
        if _AFRESH.search(document.text, last.end, mark.start):
            break
        if mark.number <= last.number:
            if mark.block == first.block or first.leads:
                return
            break
        items.append(mark)
    yield from items


def _goes_on(document: Document, announcement: re.Match[str], items: Sequence[Ordinal], counted: int) -> bool:
    """Whether a list may have further items than those counted.

    They are named otherwise (第三个支柱, 此外), follow its sentence, or a ； at the end of the last item's paragraph.
    """
    text, last = document.text, items[-1].end if items else announcement.end()
    block = document.block_at(last)
    end = block.end if block else last
    if items and items[-1].number > counted:
        return True
    if items and text[last:end].rstrip().endswith("；") and text[end:].strip():
        return True
    if items:
        number = chinese(counted + 1)
        further = rf"第{number}|其{number}|(?<=[。；，！？\s]){number}[是、则为]"
        return bool(_FURTHER.search(text, last, end) or search(further, text[last : end + _REACH]))
    sentence = _SENTENCE.match(text, last, end)
    if sentence and "、" in sentence[0]:
        return True
    return sentence is not None and bool(text[sentence.end() + 1 : end].strip("”’」』 \u3000"))


def _item_count(document: Document, start: int) -> int:
    """The number of items that ； parts in the sentence at `start`.

    0 without a ；, and where 、 parts as many items as ；.
    """
    block = document.block_at(start)
    if block is None:
        return 0
    sentence = _SENTENCE.match(document.text, start, block.end)
    items = sentence[0].rstrip("；").split("；") if sentence else []
    return len(items) if len(items) > 1 and not all("、" in item for item in items[:-1]) else 0


def _in_words(count: int) -> str:
    return "两" if count == 2 else chinese(count)
