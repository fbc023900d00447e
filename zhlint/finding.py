"""Findings: their places in the source, their fixes, and problems."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from zhlint.record import ValueRecord, record

if TYPE_CHECKING:
    from collections.abc import Iterable

    from zhlint.document import Document, Stretch

#: The levels of a finding, the gravest first.
LEVELS: Final = ("error", "warning", "hint")
LEVEL_TITLES: Final = {"error": "差错", "warning": "存疑", "hint": "提示"}


class Place(NamedTuple):
    """A span of the source.

    Offsets are code points, ends exclusive; lines and columns count from 1.
    """

    start: int
    end: int
    line: int
    column: int
    end_line: int
    end_column: int


class Replacement(NamedTuple):
    """A text in place of what stands at `place`."""

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


class SourcePassage(NamedTuple):
    """A passage of another file that explains a finding.

    Lines and columns count from 1, the end exclusive. `pieces` are the passages of draft and file side by side: the text of each, and
    whether they differ.
    """

    path: str
    line: int
    column: int
    end_line: int
    end_column: int
    text: str
    pieces: tuple[tuple[str, str, bool], ...] = ()


@record
class Finding(ValueRecord):
    """One thing that an editor should see.

    `text` is the source at `place`; `level` is error, warning or hint.
    """

    code: str
    name: str
    level: str
    message: str
    text: str
    place: Place
    path: str | None = None
    fix: FindingFix | None = None
    related: tuple[RelatedPlace, ...] = ()
    passages: tuple[SourcePassage, ...] = ()

    @property
    def line(self) -> int:
        return self.place.line

    @property
    def column(self) -> int:
        return self.place.column


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings of one draft as they are listed: by start, then code, then end."""
    return tuple(sorted(findings, key=lambda finding: (finding.place.start, finding.code, finding.place.end)))


class Problem(NamedTuple):
    """A file that could not be read, or a rule that failed.

    `code` is that of the rule, which failed at about `line`.
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
