"""Reading a draft: from text to `Document`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from zhlint.document import Desk, Document
from zhlint.reading import plain
from zhlint.reading.blocks import cut_lines
from zhlint.reading.frontmatter import field_credits
from zhlint.reading.sections import sections
from zhlint.reading.structure import roles_of, speaker_lines

if TYPE_CHECKING:
    from zhlint.reading.plain import Layout

__all__ = ["parse"]

NO_DESK = Desk()
FEWEST_HANZI = 50


def parse(source: str, *, path: str | None = None, desk: Desk = NO_DESK, markdown: bool = False) -> Document:
    """Read a draft. `source` has no byte order mark; its line ends are those of the file. Raises nothing on any text."""
    layout = (_markdown if markdown else plain.lay_out)(source)
    aliases = desk.lexicon.places
    lines = speaker_lines(layout, aliases)
    fields = tuple(credit for key, value in layout.metadata for credit in field_credits(key, value))
    pieces = cut_lines(layout.text, lines, roles_of(layout, lines, aliases), aliases)
    return Document(
        text=layout.text,
        source=source,
        blocks=tuple(pieces.blocks),
        sections=sections(pieces.blocks, pieces.speakers, pieces.gaps),
        credits=(*fields, *pieces.credits),
        datelines=tuple(pieces.datelines),
        path=path,
        runs=layout.runs,
        masked=layout.masked,
        metadata={key: value.text for key, value in layout.metadata},
        desk=desk,
        is_draft=_is_draft(layout),
    )


def _markdown(source: str) -> Layout:
    from zhlint.reading.markdown import lay_out  # noqa: PLC0415 - start-up: only a Markdown draft needs the parser

    return lay_out(source)


def _is_draft(layout: Layout) -> bool:
    """Whether a text is long enough and Chinese enough to be a press draft."""
    hanzi = sum(map(len, re.findall(r"[㐀-鿿]+", layout.text)))
    latin = sum(map(len, re.findall(r"[A-Za-z]+", layout.text)))
    return hanzi >= FEWEST_HANZI and hanzi >= latin
