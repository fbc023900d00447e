"""Places where characters were lost on the way into the draft."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from zhlint.analysis.marks.lost import SIGNS, lost
from zhlint.check import Check, Hit, options
from zhlint.lexicon.lines import line_beside

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zhlint.document import Document

_BESIDE: Final = 6


@options
class LostCharacter(Check):
    """Runs of ? inside a clause, U+FFFD, and what wrong conversions leave (锟斤拷, 烫烫烫). Slot `near`: the words on both sides.

    What stood there is not known: there is no fix, and no other rule speaks of such a place.
    """

    reach: ClassVar[str] = "paragraph"
    sees_lost: ClassVar[bool] = True
    slots: ClassVar[tuple[str, ...]] = ("near",)

    def literals(self) -> frozenset[str]:
        return SIGNS

    def run(self, document: Document) -> Iterator[Hit]:
        text = document.text
        for start, end in document.analyse(lost):
            before, after = line_beside(text, start, end, _BESIDE)
            yield Hit(start, end, {"near": before + text[start:end] + after})
