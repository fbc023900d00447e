"""Plain text: lines, the paragraphs they make, and the way back to the source."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from zhlint.document import Run, Span

if TYPE_CHECKING:
    from collections.abc import Iterator


class Line(NamedTuple):
    """A line of logical text without the blanks around it: one paragraph, once wrapped lines are joined.

    `gap` is the number of blank lines before it, `indent` its indent in cells, `role` the role its format gives it
    ("" where the words must tell).
    """

    start: int
    end: int
    gap: int
    indent: int
    role: str = ""


class Layout(NamedTuple):
    """Logical text, its runs and its lines, with what the format masks and says of the draft."""

    text: str
    runs: tuple[Run, ...]
    lines: tuple[Line, ...]
    masked: tuple[Span, ...] = ()
    metadata: tuple[tuple[str, str], ...] = ()


def lay_out(source: str) -> Layout:
    """The layout of a plain text."""
    return Layout(source, (Run(0, 0),), tuple(_lines(source)))


def _lines(text: str) -> Iterator[Line]:
    gap = 0
    for found in re.finditer(r"([^\r\n]*)(?:\r\n|\n|\r|$)", text):
        bare = found[1].strip()
        if bare:
            start = found.start() + len(found[1]) - len(found[1].lstrip())
            yield Line(start, start + len(bare), gap, 2 * (start - found.start()))
            gap = 0
        elif found[0]:
            gap += 1
