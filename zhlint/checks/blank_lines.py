"""Blank lines at the head of a draft, and rows of them inside it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar, Final

from zhlint.check import Check, Edit, Fix, Hit, OptionError, options

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zhlint.document import Document

#: The highest value of `most`.
_HIGHEST: Final = 1000
_LINE_END = r"(?:[ \t\u3000]*(?:\r\n|\r(?!\n)|\n))"


@options
class BlankLines(Check):
    """Finds blank lines at the head, and rows of them inside the draft.

    `most`, from 1 to 1000, is how many blank lines in a row are too many; the first of them stays, unless it is alone.
    Slot: `advice`.
    """

    slots: ClassVar[tuple[str, ...]] = ("advice",)

    most: int = 3

    def __post_init__(self) -> None:
        if not 1 <= self.most <= _HIGHEST:
            raise OptionError("most", f"应在 1 到 {_HIGHEST} 之间")

    def run(self, document: Document) -> Iterator[Hit]:
        if leading := re.match(f"{_LINE_END}+", document.text):
            yield _hit(leading.start(), leading.end(), "文首有空行，应删去")
        for match in re.finditer(rf"(?<=[^\s]){_LINE_END}(?P<extra>{_LINE_END}{{{self.most},}})", document.text):
            first = re.match(_LINE_END, match["extra"])
            start = match.start("extra") + (first.end() if first and first.end() < len(match["extra"]) else 0)
            yield _hit(start, match.end("extra"), "连续的空行应并为一行")


def _hit(start: int, end: int, advice: str) -> Hit:
    return Hit(start, end, {"advice": advice}, Fix((Edit(start, end, ""),)))
