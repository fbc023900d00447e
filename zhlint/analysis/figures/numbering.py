"""The numbers of parts, points and items of a draft, in reading order."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, Final, NamedTuple

from zhlint.document import Span
from zhlint.lexicon.han import HAN_RANGES
from zhlint.lexicon.numerals import value
from zhlint.patterns.expressions import expression

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zhlint.document import Document

#: Roles in which points are numbered.
NUMBERED: Final = frozenset({"paragraph", "list", "subhead", "quotation", "question", "caption", "contact"})
#: Styles that number points within running text; the others open a line.
INLINE: Final = frozenset({"一是", "第一", "其一"})
_BOUNDARY: Final = "。；：！？，、“”…）"
#: The characters before the first point of a series, besides marks: 做到一是…
_OPENING: Final = "到要即为有"
CIRCLED: Final = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"


#: The first two characters of a number within a line, or a circled one.
_HINT: Final = expression(
    f"[第其一二三四五六七八九十（({CIRCLED}](?:(?<=[{CIRCLED}])|(?=[一二三四五六七八九十0-9是要靠抓]))"
)
#: An item that begins with a figure (2、2026年), or two figures (2、3号楼, 2.5万元).
_UNSURE: Final = "2、3"
_STYLES: Final = {
    "point": "一是", "order": "第一", "of": "其一", "part": "一、", "chapter": "（一）", "item": "1.", "figure": _UNSURE, "sub": "（1）",
    "circled": "①", "article": "第一条",
}  # fmt: skip
_LEADING: Final = frozenset({"一、", "1.", _UNSURE, "第一条"})
_NUMERAL: Final = "[一二三四五六七八九十]{1,3}"
_MARK: Final = expression(
    # The lookahead passes over most of a text. 第（1）（2）条 names rules.
    rf"(?=[第其一二三四五六七八九十（(0-9０-９{CIRCLED}])(?:"
    rf"第(?P<article>[一二三四五六七八九十百零]{{1,6}})条(?=[ \u3000])"
    rf"|第(?P<order>{_NUMERAL})[，、：,](?!第|[一二三四五六七八九十])"
    rf"|其(?P<of>{_NUMERAL})[，、：,是]"
    rf"|(?P<part>{_NUMERAL})、(?!(?!一[些个种条批])[一二三四五六七八九十])"
    rf"|(?P<point>{_NUMERAL})(?:是(?![一二三四五六七八九十]+(?:是|、|$))|[要靠抓](?!到底|[一二三四五六七八九十]|[^，。；、“”‘’「」]{{0,3}}[”’」]))"
    rf"|[（(](?P<chapter>{_NUMERAL})[）)](?![条款项])"
    r"|(?P<item>[0-9０-９]{1,2})(?:\\?[.．、](?![0-9.])|[.．](?=(?:19|20)[0-9]{2}年))"
    rf"|(?P<figure>[0-9]{{1,2}})[.．、](?=[0-9]{{1,4}}(?:[.．][0-9]{{1,4}})? ?[%％A-Za-z{HAN_RANGES}])"
    r"|[（(](?P<sub>[0-9０-９]{1,2})[）)](?![条款项]|[0-9]{5})"
    rf"|(?P<circled>[{CIRCLED}]))"
)


class Ordinal(NamedTuple):
    """A number of a series.

    `style` is how its first one is written: 一是 第一 其一 一、 （一） 1. （1） ① 第一条. `block` counts blocks from 0; `leads` says
    whether it opens its block.
    """

    style: str
    number: int
    start: int
    end: int
    block: int
    leads: bool


def ordinals(document: Document) -> tuple[Ordinal, ...]:
    """Returns every number of a series in the draft.

    A number before a figure (2、2026年) counts only where the numbers beside it ask for it.
    """
    series, last = [], 0
    marks = tuple(_ordinals(document))
    for at, mark in enumerate(marks):
        if mark.style == _UNSURE:
            after = next((one.number for one in marks[at + 1 :] if one.style == "1."), 0)
            if mark.number != last + 1 or after == mark.number:
                continue
        if mark.style in ("1.", _UNSURE):
            last = mark.number
        series.append(mark._replace(style="1.") if mark.style == _UNSURE else mark)
    return tuple(series)


def _ordinals(document: Document) -> Iterator[Ordinal]:
    hints = [match.start() for match in _HINT.finditer(document.text)]
    opens = _MARK.match
    for index, (role, start, end) in enumerate(document.blocks):
        if role in NUMBERED:
            within = hints[bisect_left(hints, start) : bisect_left(hints, end)] if hints else []
            if within or opens(document.text, start, end):
                yield from _within(document, index, Span(start, end), within)


def _within(document: Document, index: int, block: Span, hints: list[int]) -> Iterator[Ordinal]:
    """The numbers of a block: any style at its start, elsewhere those at `hints`."""
    text, free = document.text, block.start
    for at in (block.start, *hints):
        if at < free or not (match := _MARK.match(text, at, block.end)):
            continue
        free = match.end()
        style = _STYLES[str(match.lastgroup)]
        leads = at == block.start
        number = _number(match[str(match.lastgroup)])
        bounds = _BOUNDARY + _OPENING if number == 1 else _BOUNDARY
        if number and (leads or (style not in _LEADING and text[at - 1] in bounds)):
            yield Ordinal(style, number, at, free, index, leads)


def _number(written: str) -> int:
    return CIRCLED.find(written) + 1 if written in CIRCLED else int(value(written) or 0)
