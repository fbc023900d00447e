"""The layout of a draft: logical text, lines, and the way back to the source.

Every reader makes one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from zhlint.document import Run, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from zhlint.document import Credit


class Row(NamedTuple):
    """A line of the source: its words, the blanks around them, the blank lines above."""

    start: int
    indent: str
    words: str
    trail: str
    gap: int

    @property
    def first(self) -> int:
        """The source offset of the words."""
        return self.start + len(self.indent)

    @property
    def last(self) -> int:
        """The source offset after the words."""
        return self.start + len(self.indent) + len(self.words)


class Line(NamedTuple):
    """A line of logical text without the blanks around it.

    It is one paragraph, once wrapped lines are joined. `gap` is the number of blank lines before it, `role` the role its format gives
    it, empty where the words decide.
    """

    start: int
    end: int
    gap: int
    role: str = ""


class Layout(NamedTuple):
    """The logical text of a draft, its lines, and its runs back to the source.

    Spans are offsets of the logical text. `masked` spans are no prose; `delicate` ones are words that programs read, too. `metadata` are
    the fields of a front matter and their values, `credits` those in its fields of authors. `line_names` are the names of source lines
    that have one of their own, by number from 1; `pictures` are source offsets.
    """

    text: str
    runs: tuple[Run, ...]
    lines: tuple[Line, ...]
    masked: tuple[Span, ...] = ()
    metadata: Mapping[str, str] = {}
    credits: tuple[Credit, ...] = ()
    delicate: tuple[Span, ...] = ()
    line_names: Mapping[int, str] = {}
    pictures: tuple[int, ...] = ()


def slices(source: str, stretches: Iterable[tuple[int, int]]) -> tuple[str, tuple[Run, ...]]:
    """Builds the text of these stretches of the source, and its runs."""
    pieces: list[str] = []
    runs: list[Run] = []
    length = 0
    for start, end in stretches:
        if start < end and not (runs and runs[-1].source + length - runs[-1].start == start):
            runs.append(Run(length, start))
        pieces.append(source[start:end])
        length += end - start
    return "".join(pieces), tuple(runs) or (Run(0, 0),)
