"""Straight quotation marks in Chinese text, which should be curly."""

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
    """Finds pairs of straight quotation marks about or beside Chinese, and those left over.

    A single mark counts only with Chinese right inside the pair. A mark whose other half is curly becomes its partner. Where
    the number of marks in a block is odd, nothing has a fix. Stays silent on code, after `=`, and on an inch mark: a double
    one right after a figure that nothing opened. Slot: `marks`, the curly pair of the script of the draft.
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
    offsets: list[int] = []
    open_ = 0
    for match in re.finditer('["“”]', text[block.start : block.end]):
        offset = block.start + match.start()
        before, mark = text[offset - 1 : offset], match[0]
        if mark == "“":
            open_ += 1
        elif mark == "”" and open_:
            open_ -= 1
        elif mark == "”" and len(offsets) % 2:
            yield _partner(offsets.pop(), "“")
        elif mark == '"' and open_:
            open_ -= 1
            yield _partner(offset, "”")
        elif mark == '"' and not (len(offsets) % 2 == 0 and (before == "=" or (before.isascii() and before.isdigit()))):
            offsets.append(offset)
    is_even = len(offsets) % 2 == 0
    for first, last in zip(offsets[::2], offsets[1::2], strict=False):
        if _is_chinese(text, first, last):
            yield _hit(first, last, _pair(document, '"'), is_sure=is_even)
    if not is_even and _is_chinese(text, offsets[-1], offsets[-1]):
        yield Hit(offsets[-1], offsets[-1] + 1, {"marks": "".join(_pair(document, '"'))})


def _partner(offset: int, mark: str) -> Hit:
    """The hit of a straight mark whose other half is curly."""
    return Hit(offset, offset + 1, {"marks": "“”"}, Fix((Edit(offset, offset + 1, mark),)))


def _single(document: Document, block: Block) -> Iterator[Hit]:
    for match in re.finditer(
        "'(?![A-Za-z\\d\\s])[^'\r\n]{1,60}?(?<![A-Za-z\\d\\s])'", document.text[block.start : block.end]
    ):
        first, last = block.start + match.start(), block.start + match.end() - 1
        if _CHINESE.match(document.text, first + 1) and _CHINESE.match(document.text, last - 1):
            inner = _is_in_quotation(document.text[block.start : first])
            yield _hit(first, last, _pair(document, "'" if inner else '"'))


def _is_chinese(text: str, first: int, last: int) -> bool:
    around = text[max(0, first - 1) : first] + text[last + 1 : last + 2]
    return bool(_CHINESE.search(text, first, last) or (_CHINESE.search(around) and text[first - 1 : first] != "="))


def _is_in_quotation(before: str) -> bool:
    """Whether a quotation is open where this part of a paragraph ends."""
    opened = sum(before.count(mark) for mark in "“「") - sum(before.count(mark) for mark in "”」")
    return opened > 0 or before.count('"') % 2 == 1


def _pair(document: Document, mark: str) -> tuple[str, str]:
    return _CURLY[document.analyse(script)][mark]


def _hit(first: int, last: int, pair: tuple[str, str], *, is_sure: bool = True) -> Hit:
    left, right = pair
    fix = Fix((Edit(first, first + 1, left), Edit(last, last + 1, right))) if is_sure else None
    return Hit(first, last + 1, {"marks": left + right}, fix)
