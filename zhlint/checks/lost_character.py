"""Places where characters were lost on the way into the draft."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from zhlint.analysis.marks.lost_characters import SIGNS, lost_characters
from zhlint.check import Check, Hit, options
from zhlint.lexicon.lines import line_beside

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zhlint.document import Document

#: So much of the text on either side is shown, in characters.
_BESIDE: Final = 6


@options
class LostCharacter(Check):
    """Finds the signs of lost characters: ? inside a clause, U+FFFD, 锟斤拷, 烫烫烫.

    There is no fix, since what stood there is not known, and no other rule reports such a place. Slot: `near`, the text about
    it.
    """

    reach: ClassVar[str] = "paragraph"
    sees_lost: ClassVar[bool] = True
    slots: ClassVar[tuple[str, ...]] = ("near",)

    def literals(self) -> frozenset[str]:
        return SIGNS

    def run(self, document: Document) -> Iterator[Hit]:
        text = document.text
        for start, end in lost_characters(document):
            before, after = line_beside(text, start, end, _BESIDE)
            yield Hit(start, end, {"near": before + text[start:end] + after})
