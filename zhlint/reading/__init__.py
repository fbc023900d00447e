"""Reading a draft: from text to `Document`."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from zhlint.document import NO_DESK, Document
from zhlint.expressions import expression
from zhlint.reading import plain
from zhlint.reading.blocks import cut_lines
from zhlint.reading.frontmatter import field_credits
from zhlint.reading.sections import sections
from zhlint.reading.structure import roles_of, speaker_lines

if TYPE_CHECKING:
    import re

    from zhlint.document import Desk
    from zhlint.reading.plain import Layout
    from zhlint.word.text import WordText

__all__ = ["parse", "parse_word"]

FEWEST_HANZI = 50
#: So many characters of most drafts have as many hanzi as it takes.
_OPENING = 400


def parse(source: str, *, path: str | None = None, desk: Desk = NO_DESK, markdown: bool = False) -> Document:
    """Read a draft. `source` has no byte order mark; its line ends are those of the file. Raises nothing on any text."""
    return _read(source, (_markdown if markdown else plain.lay_out)(source), path, desk, "行")


def parse_word(words: WordText, *, path: str | None = None, desk: Desk = NO_DESK) -> Document:
    """Read the text of a Word file. A line of the source is a paragraph in reading order. Raises nothing on any text."""
    from zhlint.reading.docx import lay_out  # noqa: PLC0415 - start-up: only for Word files

    return _read(words.source, lay_out(words), path, desk, "段")


def _read(source: str, layout: Layout, path: str | None, desk: Desk, line_name: str) -> Document:
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
        line_name=line_name,
    )


def _markdown(source: str) -> Layout:
    from zhlint.reading.markdown import lay_out  # noqa: PLC0415 - start-up: only a Markdown draft needs the parser

    return lay_out(source)


def _is_draft(layout: Layout) -> bool:
    """Whether a text is long enough and Chinese enough to be a press draft."""
    # Counting letters and figures together is twenty times as fast.
    half_width = len(layout.text.encode("ascii", "ignore"))
    if _count(_hanzi(), layout.text[:_OPENING]) >= max(FEWEST_HANZI, half_width):
        return True
    hanzi = _count(_hanzi(), layout.text)
    return hanzi >= FEWEST_HANZI and hanzi >= _count(_latin(), layout.text)


def _count(runs: re.Pattern[str], text: str) -> int:
    return sum(map(len, runs.findall(text)))


@cache
def _latin() -> re.Pattern[str]:
    return expression("[A-Za-z]+")


@cache
def _hanzi() -> re.Pattern[str]:
    return expression("[㐀-鿿]+")
