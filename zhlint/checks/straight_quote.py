"""Straight quotes in Chinese text, which should be curly and know left from right."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar, Final

from zhlint.analysis.script import script
from zhlint.check import Check, Edit, Fix, Hit, options
from zhlint.lexicon.han import HAN_RANGES
from zhlint.patterns.expressions import expression

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zhlint.document import Block, Document

_CHINESE: Final = expression(f"[\u2018-\u201d\u2026\u3000-\u303f{HAN_RANGES}\uff00-\uffef]")
_CURLY: Final = {
    "simplified": {'"': ("“", "”"), "'": ("‘", "’")},
    "traditional": {'"': ("「", "」"), "'": ("『", "』")},
}


@options
class StraightQuote(Check):
    """Pairs of straight quotes with Chinese between or beside them, one hit a pair, and a quote left over, without a fix.

    A double quote right after a figure that nothing opened is an inch mark; one after `=` belongs to code. Single quotes count only
    with Chinese right inside both. Where the number of quotes in a block is odd, nothing has a fix. One whose other half is a curly quote
    becomes its partner. Slot for the message: `marks`, the curly pair that the draft's script has there.
    """

    reach: ClassVar[str] = "paragraph"
    slots: ClassVar[tuple[str, ...]] = ("marks",)

    def run(self, document: Document) -> Iterator[Hit]:
        for block in document.blocks:
            if block.role in {"code", "frontmatter"}:
                continue
            if document.text.find('"', block.start, block.end) >= 0:
                yield from _double(document, block)
            if document.text.find("'", block.start, block.end) >= 0:
                yield from _single(document, block)


def _double(document: Document, block: Block) -> Iterator[Hit]:
    text = document.text
    places: list[int] = []
    opened = 0
    for found in re.finditer('["“”]', text[block.start : block.end]):
        at = block.start + found.start()
        before, mark = text[at - 1 : at], found[0]
        if mark == "“":
            opened += 1
        elif mark == "”" and opened:
            opened -= 1
        elif mark == "”" and len(places) % 2:
            yield _partner(places.pop(), "“")
        elif mark == '"' and opened:
            opened -= 1
            yield _partner(at, "”")
        elif mark == '"' and not (len(places) % 2 == 0 and (before == "=" or (before.isascii() and before.isdigit()))):
            places.append(at)
    even = len(places) % 2 == 0
    for first, last in zip(places[::2], places[1::2], strict=False):
        if _is_chinese(text, first, last):
            yield _hit(first, last, _pair(document, '"'), is_sure=even)
    if not even and _is_chinese(text, places[-1], places[-1]):
        yield Hit(places[-1], places[-1] + 1, {"marks": "".join(_pair(document, '"'))})


def _partner(at: int, mark: str) -> Hit:
    """A straight quote whose other half is a curly one."""
    return Hit(at, at + 1, {"marks": "“”"}, Fix((Edit(at, at + 1, mark),)))


def _single(document: Document, block: Block) -> Iterator[Hit]:
    for found in re.finditer(
        "'(?![A-Za-z\\d\\s])[^'\r\n]{1,60}?(?<![A-Za-z\\d\\s])'", document.text[block.start : block.end]
    ):
        first, last = block.start + found.start(), block.start + found.end() - 1
        if _CHINESE.match(document.text, first + 1) and _CHINESE.match(document.text, last - 1):
            inner = _is_within(document.text[block.start : first])
            yield _hit(first, last, _pair(document, "'" if inner else '"'))


def _is_chinese(text: str, first: int, last: int) -> bool:
    around = text[max(0, first - 1) : first] + text[last + 1 : last + 2]
    return bool(_CHINESE.search(text, first, last) or (_CHINESE.search(around) and text[first - 1 : first] != "="))


def _is_within(before: str) -> bool:
    """Whether a quotation is open where this part of a paragraph ends."""
    opened = sum(before.count(mark) for mark in "“「") - sum(before.count(mark) for mark in "”」")
    return opened > 0 or before.count('"') % 2 == 1


def _pair(document: Document, mark: str) -> tuple[str, str]:
    return _CURLY[document.analyse(script)][mark]


def _hit(first: int, last: int, pair: tuple[str, str], *, is_sure: bool = True) -> Hit:
    left, right = pair
    fix = Fix((Edit(first, first + 1, left), Edit(last, last + 1, right))) if is_sure else None
    return Hit(first, last + 1, {"marks": left + right}, fix)
