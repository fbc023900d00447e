"""A fault of paired marks."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from zhlint.analysis.marks.pairs import Mark
    from zhlint.check import Edit


class Fault(NamedTuple):
    """A fault of paired marks.

    `kind` is unbalanced, nested, reversed, mismatched, crossed or single; `mark` is the mark it begins with; `edits`
    mend it.
    """

    kind: str
    start: int
    end: int
    mark: Mark
    edits: tuple[Edit, ...] = ()
