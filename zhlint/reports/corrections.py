"""The text of a finding before and after its fix, for a person to read."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from zhlint.finding import Finding
    from zhlint.source_text import SourceText


class Correction(NamedTuple):
    """The source from `start` to `end`, before and after a fix.

    Offsets are code points.
    """

    start: int
    end: int
    before: str
    after: str


def correction(text: SourceText, finding: Finding) -> Correction | None:
    """The text of a finding before and after its fix; None without a fix.

    It is wider than the finding where an edit reaches beyond it.
    """
    if finding.fix is None:
        return None
    edits = finding.fix.edits
    start = min(finding.place.start, edits[0].place.start)
    end = max(finding.place.end, edits[-1].place.end)
    pieces, offset = [], start
    for place, new in edits:
        pieces += [text.source[offset : place.start], new]
        offset = place.end
    return Correction(start, end, text.source[start:end], "".join([*pieces, text.source[offset:end]]))


def narrow_correction(text: SourceText, finding: Finding) -> Correction | None:
    """As `correction`, but no wider than from the first edit to the last."""
    if finding.fix is None:
        return None
    start, end = finding.fix.edits[0].place.start, finding.fix.edits[-1].place.end
    whole = correction(text, finding)
    if whole is None:
        return None
    tail = whole.end - end
    after = whole.after[start - whole.start : len(whole.after) - tail]
    return Correction(start, end, text.source[start:end], after)
