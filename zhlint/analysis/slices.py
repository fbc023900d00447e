"""Long documents cut into short ones, for what depends on a paragraph alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from zhlint.analysis.script import script

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zhlint.document import Document

#: Characters of a slice, about as many as most drafts have.
SLICE: Final = 4_000


def slices(document: Document, size: int = SLICE) -> Iterator[tuple[int, Document]]:
    """A document cut between lines into documents of whole blocks, with their offsets.

    Each has about `size` characters.
    """
    first, start, blocks = 0, 0, document.blocks
    for count, block in enumerate(blocks, start=1):
        following = blocks[count].start if count < len(blocks) else len(document.text)
        is_last = count == len(blocks)
        if not is_last and (block.end - start < size or not _is_broken(document.text, block.end, following)):
            continue
        part = document.excerpt(start, len(document.text) if is_last else block.end, blocks[first:count])
        part.memo[script] = document.analyse(script)
        yield start, part
        first, start = count, block.end


def _is_broken(text: str, start: int, end: int) -> bool:
    return "\n" in text[start:end] or "\r" in text[start:end]
