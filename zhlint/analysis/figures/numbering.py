"""Numbering: the marks that number parts, points and items of a draft, in reading order."""

from __future__ import annotations

from bisect import bisect_left
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from zhlint.document import Span
from zhlint.lexicon.han import HAN_RANGES
from zhlint.lexicon.numerals import value
from zhlint.patterns.expressions import compile_expression, expression

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from zhlint.document import Document

#: Roles in which points are numbered.
NUMBERED: Final = frozenset({"paragraph", "list", "subhead", "quotation", "question", "caption"})
#: Styles that number points within running text; the others open a line.
INLINE: Final = frozenset({"一是", "第一", "其一"})
_BOUNDARY: Final = "。；：！？，、“”…）"
#: What may stand right before the first point of a series, besides a mark: 做到一是…
_OPENING: Final = "到要即为有"
CIRCLED: Final = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"


#: The beginning of a number that may stand within a line: its first two characters, or a circled one.
_HINT: Final = expression(
    f"[第其一二三四五六七八九十（({CIRCLED}](?:(?<=[{CIRCLED}])|(?=[一二三四五六七八九十0-9是要靠抓]))"
)


class Ordinal(NamedTuple):
    """A number of a series. `style` is how its first one is written: 一是 第一 其一 一、 （一） 1. （1） ① 第一条.

    `block` counts blocks from 0; `leads` says whether it opens its block.
    """

    style: str
    number: int
    start: int
    end: int
    block: int
    leads: bool


def ordinals(document: Document) -> tuple[Ordinal, ...]:
    """Every number of a series in the draft; before a figure, as in 2、2026年, one that the numbers beside it ask for."""
    found, last = [], 0
    marks = tuple(_ordinals(document))
    for at, mark in enumerate(marks):
        if mark.style == _UNSURE:
            after = next((one.number for one in marks[at + 1 :] if one.style == "1."), 0)
            if mark.number != last + 1 or after == mark.number:
                continue
        if mark.style in ("1.", _UNSURE):
            last = mark.number
        found.append(mark._replace(style="1.") if mark.style == _UNSURE else mark)
    return tuple(found)


def _ordinals(document: Document) -> Iterator[Ordinal]:
    hints = [found.start() for found in _HINT.finditer(document.text)]
    opens = _mark().match
    for index, (role, start, end) in enumerate(document.blocks):
        if role in NUMBERED:
            within = hints[bisect_left(hints, start) : bisect_left(hints, end)] if hints else []
            if within or opens(document.text, start, end):
                yield from _within(document, index, Span(start, end), within)


def _within(document: Document, index: int, block: Span, hints: list[int]) -> Iterator[Ordinal]:
    """The numbers of a block: at its beginning every style counts, further on only those that `hints` show."""
    text, free = document.text, block.start
    for at in (block.start, *hints):
        if at < free or not (found := _mark().match(text, at, block.end)):
            continue
        free = found.end()
        style = _STYLES[str(found.lastgroup)]
        leads = at == block.start
        number = _number(found[str(found.lastgroup)])
        bounds = _BOUNDARY + _OPENING if number == 1 else _BOUNDARY
        if number and (leads or (style not in _LEADING and text[at - 1] in bounds)):
            yield Ordinal(style, number, at, free, index, leads)


def _number(written: str) -> int:
    return CIRCLED.find(written) + 1 if written in CIRCLED else int(value(written) or 0)


#: What may be an item that begins with a figure (2、2026年) or two figures (2、3号楼, 2.5万元).
_UNSURE: Final = "2、3"
_STYLES: Final = {
    "point": "一是", "order": "第一", "of": "其一", "part": "一、", "chapter": "（一）", "item": "1.", "figure": _UNSURE, "sub": "（1）",
    "circled": "①", "article": "第一条",
}  # fmt: skip
_LEADING: Final = frozenset({"一、", "1.", _UNSURE, "第一条"})


@cache
def _mark() -> re.Pattern[str]:
    numeral = "[一二三四五六七八九十]{1,3}"
    return compile_expression(
        # What begins none of them is most of a text.
        rf"(?=[第其一二三四五六七八九十（(0-9{CIRCLED}])(?:"
        rf"第(?P<article>[一二三四五六七八九十百零]{{1,6}})条(?=[ \u3000])"
        rf"|第(?P<order>{numeral})[，、：,](?!第|[一二三四五六七八九十])"
        rf"|其(?P<of>{numeral})[，、：,是]"
        rf"|(?P<part>{numeral})、(?![一二三四五六七八九十])"
        rf"|(?P<point>{numeral})[是要靠抓](?![一二三四五六七八九十])"
        rf"|[（(](?P<chapter>{numeral})[）)]"
        r"|(?P<item>[0-9]{1,2})(?:[.．、](?![0-9.])|[.．](?=(?:19|20)[0-9]{2}年))"
        rf"|(?P<figure>[0-9]{{1,2}})[.．、](?=[0-9]{{1,4}}(?:[.．][0-9]{{1,4}})?[%％{HAN_RANGES}])"
        r"|[（(](?P<sub>[0-9]{1,2})[）)]"
        rf"|(?P<circled>[{CIRCLED}]))"
    )
