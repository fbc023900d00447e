"""The reader of Word files: lines with the roles of styles, tables and notes."""

from __future__ import annotations

import re
from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING, Final

from zhlint.document import Run
from zhlint.reading.encoding import UnreadableError
from zhlint.reading.grammar.byline import is_credit_line
from zhlint.reading.grammar.forms import LONGEST_TITLE, form_of, is_one_sentence, is_sentence, is_title
from zhlint.reading.layout import Layout, Line, Row
from zhlint.reading.plain import join
from zhlint.reading.wrapping import paragraphs
from zhlint.word import WordFileError
from zhlint.word.story import BREAK, NOTES
from zhlint.word.text import open_word, read_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from zhlint.word.text import WordLine, WordText

#: A first-level heading below this many other lines is no headline.
_TOP: Final = 3


def read(content: bytes, limit: int) -> tuple[str, Layout]:
    """Reads a Word file; returns its source and its layout.

    A line of the source is a paragraph, in reading order. `limit` is the most bytes of a part. Raises UnreadableError.
    """
    try:
        words = read_text(open_word(content, limit)).bare()
    except WordFileError as error:
        raise UnreadableError(str(error)) from None
    return words.source, _lay_out(words)._replace(line_names=_line_names(words), pictures=words.pictures)


def _lay_out(words: WordText) -> Layout:
    """The layout of a Word file.

    Lines parted by hand within a paragraph are lines, or one line where they were cut at a width.
    """
    groups: list[list[Row]] = []
    origins: list[WordLine] = []
    gap = 0
    for line in words.lines:
        rows = list(_rows(words.source, line, gap))
        gap = 0 if rows else gap + 1
        groups += paragraphs(rows)
        origins += [line] * (len(groups) - len(origins))
    if all(len(group) == 1 for group in groups):
        rows = [group[0] for group in groups]
        layout = Layout(words.source, (Run(0, 0),), tuple(Line(row.first, row.last, row.gap) for row in rows))
    else:
        layout = join(words.source, groups)
    roles = _roles(layout, origins)
    return layout._replace(
        lines=tuple(line._replace(role=role) for line, role in zip(layout.lines, roles, strict=True))
    )


def _line_names(words: WordText) -> dict[int, str]:
    """The names of lines in table cells and notes, by line number.

    Where a cell or note has several lines with words, each name has a number.
    """
    by_name: dict[str, list[int]] = {}
    notes: Counter[str] = Counter()
    last = None
    for number, line in enumerate(words.lines, 1):
        if line.note and line.note is not last:
            notes[line.note.kind] += 1
        last = line.note
        if (line.address or line.note) and words.source[line.start : line.end].strip():
            by_name.setdefault(_line_name(line, notes), []).append(number)
    names: dict[int, str] = {}
    for name, numbers in by_name.items():
        for count, number in enumerate(numbers, 1):
            names[number] = f"{name}第{count}段" if len(numbers) > 1 else name
    return names


def _line_name(line: WordLine, notes: Counter[str]) -> str:
    """The name of the note or the cell that a line stands in."""
    if line.note:
        return f"第{notes[line.note.kind]}条{NOTES[line.note.kind]}"
    return "内".join(f"表{table}第{row}行第{column}列" for table, row, column in line.address)


def _rows(source: str, line: WordLine, gap: int) -> Iterator[Row]:
    """The lines of a paragraph that hold more than blanks."""
    for stretch in re.finditer(rf"[^{BREAK}]+", source[line.start : line.end]):
        words = stretch[0].strip()
        if words:
            indent = stretch[0][: len(stretch[0]) - len(stretch[0].lstrip())]
            yield Row(line.start + stretch.start(), indent, words, stretch[0][len(indent) + len(words) :], gap)
            gap = 0


def _roles(layout: Layout, origins: Sequence[WordLine]) -> list[str]:
    """The role that style, table or note gives each line, empty where words decide."""
    texts = [layout.text[line.start : line.end] for line in layout.lines]
    roles: list[str] = []
    above = 0
    for words, origin in zip(texts, origins, strict=True):
        role = "note" if origin.note else _heading_role(words, origin.role, above)
        roles.append(role)
        above += role != "headline"
    for at in _lone_cells(origins):
        if not is_sentence(texts[at]):
            roles[at] = "table"
    return roles


def _lone_cells(origins: Sequence[WordLine]) -> Iterator[int]:
    """The indices of lines alone in their cell, in tables of several cells."""
    for in_table, numbered in groupby(enumerate(origins), key=lambda pair: bool(pair[1].cell)):
        stretch = list(numbered)
        cells = Counter(origin.cell for _, origin in stretch)
        if in_table and len(cells) > 1:
            yield from (at for at, origin in stretch if cells[origin.cell] == 1)


def _heading_role(words: str, role: str, above: int) -> str:
    """The role of a heading style; empty where the words are no heading."""
    short = is_title(words) or len(words) <= LONGEST_TITLE
    if not (role and short and is_one_sentence(words)) or form_of(words) or is_credit_line(words):
        return ""
    return "headline" if role == "headline" and above < _TOP else "subhead"
