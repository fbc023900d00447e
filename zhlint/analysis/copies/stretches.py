"""Blocks of prose as they are compared, with the way back."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING, Final, NamedTuple

from zhlint.analysis.bigrams import characters
from zhlint.document import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from zhlint.document import Block, Document

PROSE: Final = ("paragraph", "list", "quotation")
_HALVES: Final = {chr(full): chr(full - 0xFEE0) for full in range(0xFF01, 0xFF5F)}
_WIDE: Final = frozenset(_HALVES)
_WIDTHS: Final = str.maketrans(_HALVES)


class Stretch(NamedTuple):
    """One block as it is compared.

    `text` has no white space and half-width forms of the ASCII marks. `offsets` gives the offset in the block of
    every character of `text`; None where nothing was dropped.
    """

    block: Block
    text: str
    offsets: Sequence[int] | None

    def span(self, start: int, end: int) -> Span:
        """The offsets in `Document.text` of a non-empty piece of `text`."""
        if self.offsets is not None:
            start, end = self.offsets[start], self.offsets[end - 1] + 1
        return Span(self.block.start + start, self.block.start + end)

    def original(self, document: Document, start: int, end: int) -> str:
        """A piece of `text` as it stands in the document; it may be empty."""
        return document[self.span(start, end)] if end > start else ""


def stretches(document: Document, roles: Sequence[str] = PROSE) -> tuple[Stretch, ...]:
    """The blocks with one of these roles as they are compared, blank ones left out."""
    blocks = document.of_role(*roles)
    texts = lines(document, blocks).split("\n")
    return tuple([stretch_of(document, block, text) for block, text in zip(blocks, texts, strict=False) if text])


def lines(document: Document, blocks: Iterable[Block]) -> str:
    """The comparable text of every block, one a line."""
    text = document.text
    joined = "\n".join(["".join(text[start:end].split()) for _, start, end in blocks])
    # A few replacements are far faster than one translation.
    for wide in _WIDE & document.analyse(characters):
        joined = joined.replace(wide, _HALVES[wide])
    return joined


def comparable(text: str) -> str:
    """A text without white space, full-width ASCII made half-width."""
    return "".join(text.split()).translate(_WIDTHS)


def stretch_of(document: Document, block: Block, text: str) -> Stretch:
    """The stretch of a block, given its comparable text."""
    if len(text) == block.end - block.start:
        return Stretch(block, text, None)
    raw = document[block]
    # A list takes nine times as much memory.
    return Stretch(block, text, array("I", [offset for offset, char in enumerate(raw) if not char.isspace()]))
