"""What an editor should see: a finding, its place in the source, its fix, and its message in words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from zhlint.records import NamedTuple, Value

if TYPE_CHECKING:
    from collections.abc import Mapping

    from zhlint.document import Document, Stretch

_SNIPPET: Final = 40
#: No more of either end of a long text is looked at.
_ENDS: Final = 10 * _SNIPPET
_INNER_QUOTES: Final = {0x201C: "‘", 0x201D: "’"}


class Place(NamedTuple):
    """A span of the source: offsets in code points, ends exclusive; lines and columns from 1."""

    start: int
    end: int
    line: int
    column: int
    end_line: int
    end_column: int


class Replacement(NamedTuple):
    """Put `text` in place of what stands at `place`."""

    place: Place
    text: str


class FindingFix(NamedTuple):
    """Replacements applied all or none; `safety` is safe or ask."""

    safety: str
    edits: tuple[Replacement, ...]


class RelatedPlace(NamedTuple):
    """Another place that explains a finding, in the same draft."""

    place: Place
    message: str


class Finding(Value):
    """One thing an editor should see. `text` is the source at `place`; `level` is error, warning or hint."""

    code: str
    name: str
    level: str
    message: str
    text: str
    place: Place
    path: str | None = None
    fix: FindingFix | None = None
    related: tuple[RelatedPlace, ...] = ()

    @property
    def line(self) -> int:
        return self.place.line

    @property
    def column(self) -> int:
        return self.place.column


class Problem(NamedTuple):
    """Something that could not be done: a file not read, or a rule (`code`) that failed at about `line`.

    `about_config` marks a wrong configuration, whose message names its own file.
    """

    message: str
    code: str | None = None
    line: int | None = None
    about_config: bool = False


def source_place(document: Document, span: Stretch) -> Place:
    """The place of a span of the source."""
    line, column = document.position(span.start)
    end_line, end_column = document.position(span.end)
    return Place(span.start, span.end, line, column, end_line, end_column)


def filled(template: str, slots: Mapping[str, str]) -> str:
    """The message with its slots filled; quotes that come to stand inside the message's own become single ones."""
    pieces: list[str] = []
    depth = 0
    # Not `string.Formatter`: importing `string` costs more than filling all messages of a draft.
    for number, piece in enumerate(template.split("{")):
        slot, _, literal = piece.partition("}") if number else ("", "", piece)
        if slot:
            text = _shortened(slots[slot])
            pieces.append(text.translate(_INNER_QUOTES) if depth > 0 and len(text) > 1 else text)
        pieces.append(literal)
        depth += literal.count("“") - literal.count("”")
    return "".join(pieces)


def _shortened(text: str) -> str:
    if len(text) > 2 * _ENDS:
        head, tail = _flat(text[:_ENDS]), _flat(text[-_ENDS:])
    else:
        head = tail = _flat(text)
        if len(head) <= _SNIPPET:
            return head
    return f"{head[: _SNIPPET // 2]}……{tail[-_SNIPPET // 4 :]}"


def _flat(text: str) -> str:
    return re.sub(r"[\r\n\t]+", " ", text)
