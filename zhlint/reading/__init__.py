"""Reading a draft: from text to `Document`."""

from __future__ import annotations

from zhlint.document import Desk, Document
from zhlint.reading import plain
from zhlint.reading.structure import is_draft, structure

__all__ = ["parse"]

NO_DESK = Desk()


def parse(source: str, *, path: str | None = None, desk: Desk = NO_DESK, markdown: bool = False) -> Document:
    """Read a draft. `source` has no byte order mark; its line ends are those of the file. Raises nothing on any text."""
    layout = plain.lay_out(source)
    made = structure(layout)
    return Document(
        text=layout.text, source=source, blocks=made.blocks, sections=made.sections, credits=made.credits,
        datelines=made.datelines, path=path, runs=layout.runs, masked=layout.masked, metadata=dict(layout.metadata),
        desk=desk, is_draft=is_draft(layout.text),
    )  # fmt: skip
