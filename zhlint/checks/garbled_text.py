"""Text, or pieces of it, that was read in a wrong encoding."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from zhlint.analysis.bigrams import characters
from zhlint.check import Check, Hit, OptionError, options
from zhlint.phrasing.quoting import quote
from zhlint.reading.mojibake import LEADS, NAMES, find_mojibake, fragments

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from zhlint.document import Document

_FAULTS: Final = ("misread", "lost", "pieces")
#: The length of the hit at the head of a draft, in characters.
_SHOWN: Final = 12


@options
class GarbledText(Check):
    """Finds text that makes no sense as it was read, or pieces of it.

    `reasons` selects the faults; each value fills the slot `reason` of the message and may have slots of its own: `misread`
    (other bytes make sense: `right` names their encoding, `wrong` the one in which they were read, `reading` shows how they
    then begin), `lost` (the characters are gone), `pieces` (`piece` is the first, `right` what it stands for, `count` their
    number). There is one hit a draft, on the first characters or on the first piece.
    """

    sees_lost: ClassVar[bool] = True
    slots: ClassVar[tuple[str, ...]] = ("reason",)

    reasons: Mapping[str, str]

    def __post_init__(self) -> None:
        if unknown := sorted(set(self.reasons) - set(_FAULTS)):
            raise OptionError("reasons", f"没有“{unknown[0]}”，可用：{'、'.join(_FAULTS)}")

    def run(self, document: Document) -> Iterator[Hit]:
        if not document.blocks:
            return
        opening = document.blocks[0]
        if misreading := find_mojibake(document.text):
            slots = {
                "wrong": NAMES.get(misreading.wrong, ""),
                "right": NAMES.get(misreading.right, ""),
                "reading": quote(misreading.text),
            }
            end = min(opening.end, opening.start + _SHOWN)
            yield from self._hit("misread" if misreading.right else "lost", opening.start, end, slots)
        elif not LEADS.isdisjoint(document.analyse(characters)) and (pieces := list(fragments(document.text))):
            start, end, right = pieces[0]
            slots = {"piece": quote(document.text[start:end]), "right": quote(right), "count": str(len(pieces))}
            yield from self._hit("pieces", start, end, slots)

    def _hit(self, fault: str, start: int, end: int, slots: Mapping[str, str]) -> Iterator[Hit]:
        if fault in self.reasons:
            reason = self.reasons[fault]
            for name, value in slots.items():
                reason = reason.replace(f"{{{name}}}", value)
            yield Hit(start, end, {"reason": reason})
