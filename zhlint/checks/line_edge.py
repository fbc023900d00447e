"""Marks that may not begin or end a line or a paragraph."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from zhlint.check import Check, Hit, options
from zhlint.reading.formats import text_format

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zhlint.document import Document

_STOPS: Final = frozenset("，。、；：？！")
_NOT_FIRST: Final = _STOPS | frozenset("”’）》〉】〕］」』·～")
_NOT_LAST: Final = frozenset("“‘（《〈【〔［「『")
_UNBROKEN: Final = frozenset("—…")
_BODY: Final = frozenset({"paragraph", "quotation", "list", "question"})


@options
class LineEdge(Check):
    """Finds marks on the wrong side of a line break, and leading stops.

    A stop at the head of a paragraph is a leading one, but none in a list of single characters. Line breaks are those within paragraphs wrapped by hand, not those of Markdown, which are mere
    blanks; a —— or …… in two lines is found as well. There is no fix: a mark cannot be carried over a line break. Slots: `where` is 行首, 行末, 换行处 or
    段首; `what` says what is wrong.
    """

    slots: ClassVar[tuple[str, ...]] = ("what", "where")

    def run(self, document: Document) -> Iterator[Hit]:
        text = document.text
        for joint in (run.start for run in document.runs[1:]) if not text_format(document.path).skeleton else ():
            if not 0 < joint < len(text) or not _breaks_line(document, joint):
                continue
            last, first = text[joint - 1], text[joint]
            if first == last and first in _UNBROKEN:
                yield Hit(joint - 1, joint + 1, {"where": "换行处", "what": "被拆成两行"})
            elif first in _NOT_FIRST:
                yield Hit(joint, joint + 1, {"where": "行首", "what": "不能放在行首"})
            elif last in _NOT_LAST:
                yield Hit(joint - 1, joint, {"where": "行末", "what": "不能放在行末"})
        blocks = document.blocks
        alone = [block.end - block.start == 1 for block in blocks]
        for number, block in enumerate(blocks):
            is_listed = alone[number] and any(alone[max(0, number - 1) : number] + alone[number + 1 : number + 2])
            if block.role in _BODY and text[block.start] in _STOPS and _opens_line(text, block.start) and not is_listed:
                yield Hit(block.start, block.start + 1, {"where": "段首", "what": "不能放在段首"})


def _breaks_line(document: Document, joint: int) -> bool:
    """Whether a line break was left out at a joint, and not only mark-up."""
    left_out = document.source[document.to_source(joint - 1, joint).end : document.to_source(joint, joint).start]
    return "\n" in left_out or "\r" in left_out


def _opens_line(text: str, offset: int) -> bool:
    while offset and text[offset - 1] not in "\r\n":
        offset -= 1
        if not text[offset].isspace():
            return False
    return True
