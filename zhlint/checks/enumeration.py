"""Enumeration: a number of points announced before a colon, and the points that follow."""

from __future__ import annotations

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

_LEAST: Final = 2
#: How many numbers of any style may lie within one list.
_FURTHEST: Final = 100
#: The characters a word for a point begins with, and how long an announcement is at most, without its colon.
_UNITS: Final = frozenset("个点项大条种类步件招问方")
_LONGEST: Final = 16

_SENTENCE: Final = expression("[^。！？“”：]*(?=[。！？])")
_UNIT: Final = f"个方面|方面|[{''.join(sorted(_UNITS - {'方'}))}]"
_ANNOUNCED: Final = expression(
    rf"(?<![第0-9.一二三四五六七八九十百千万几〇之])(?P<number>[两二三四五六七八九]|十[一二三]?|[2-9]|1[0-3])(?:{_UNIT})"
    r"[^，。；：！？“”（）《》\s0-9一二三四五六七八九十]{0,10}："
)


@options
class Enumeration(Check):
    """Announcements such as 三点要求： whose numbered points (一是…, 第一，…, （一）…, 1.…) are more or fewer.

    The points are counted, not the last number read; they may go on in the next paragraphs. Nothing is said where the first
    number comes again, for then lists nest. Without numbers, items parted by ； up to the end of the sentence are counted.
    The hit is the announcement; slots: `claimed`, `counted` (in Chinese).
    """

    slots: ClassVar[tuple[str, ...]] = ("claimed", "counted")

    def run(self, document: Document) -> Iterator[Hit]:
        at = 0
        for found in _announcements(document.text):
            marks = document.analyse(ordinals)
            while at < len(marks) and marks[at].start < found.end():
                at += 1
            items = list(_items(document, marks, at, found.end()))
            counted = len(items) or _unnumbered(document, found.end())
            claimed = int(value(found["number"]) or 0)
            if counted >= _LEAST and counted != claimed and claimed >= _LEAST:
                slots = {"claimed": _said(claimed), "counted": _said(counted)}
                related = tuple(Related(item.start, item.end) for item in items[-1:])
                yield Hit(found.start(), found.end() - 1, slots, None, related)


def _announcements(text: str) -> Iterator[re.Match[str]]:
    """Every announcement, looked for before each colon that has a word for a point shortly before it."""
    for colon in occurrences(text, "："):
        start = max(0, colon - _LONGEST)
        if not _UNITS.isdisjoint(text[start:colon]) and (match := _ANNOUNCED.search(text, start, colon + 1)):
            yield match


def _items(document: Document, marks: Sequence[Ordinal], at: int, start: int) -> Iterator[Ordinal]:
    """The numbered points of the list that begins at `start`; none where it is not clear where the list ends."""
    if at == len(marks) or marks[at].number != 1 or document.text[start : marks[at].start].strip(" \u3000\r\n“‘"):
        return
    first, items = marks[at], [marks[at]]
    for mark in marks[at + 1 : at + _FURTHEST]:
        last = items[-1]
        if mark.block > last.block + 1 and not (mark.leads and first.leads):
            break
        if mark.style != first.style:
            continue
        if mark.number <= last.number:
            if mark.block == first.block or first.leads:
                return
            break
        items.append(mark)
    yield from items


def _unnumbered(document: Document, start: int) -> int:
    """How many items ； parts in the sentence that begins at `start`; 0 where it has none."""
    block = document.block_at(start)
    if block is None:
        return 0
    sentence = _SENTENCE.match(document.text, start, block.end)
    return sentence[0].count("；") + 1 if sentence and "；" in sentence[0] else 0


def _said(count: int) -> str:
    return "两" if count == 2 else chinese(count)
