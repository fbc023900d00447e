"""Mojibake: a text, or pieces of it, that were read in a wrong encoding."""

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
_SHOWN: Final = 12


@options
class GarbledText(Check):
    """One hit for a text that makes no sense as it was read, on its first characters, or for the first of some pieces amid sound text.

    `reasons` gives, for each fault looked for, the words that fill the slot `reason` of the message: `misread` (other bytes make sense: `right` names
    their encoding, `wrong` that in which they were read, `reading` how they then begin), `lost` (the characters are gone), and
    `pieces` (`piece` the first, `right` what it stands for, `count` how many).
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
        if found := find_mojibake(document.text):
            slots = {
                "wrong": NAMES.get(found.wrong, ""),
                "right": NAMES.get(found.right, ""),
                "reading": quote(found.text),
            }
            end = min(opening.end, opening.start + _SHOWN)
            yield from self._hit("misread" if found.right else "lost", opening.start, end, slots)
        elif not LEADS.isdisjoint(document.analyse(characters)) and (pieces := list(fragments(document.text))):
            start, end, meant = pieces[0]
            slots = {"piece": quote(document.text[start:end]), "right": quote(meant), "count": str(len(pieces))}
            yield from self._hit("pieces", start, end, slots)

    def _hit(self, fault: str, start: int, end: int, slots: Mapping[str, str]) -> Iterator[Hit]:
        if fault in self.reasons:
            reason = self.reasons[fault]
            for name, value in slots.items():
                reason = reason.replace(f"{{{name}}}", value)
            yield Hit(start, end, {"reason": reason})
