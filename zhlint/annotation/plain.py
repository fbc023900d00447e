"""A text draft as a Word file that can be annotated: one paragraph for each line, every finding on the same characters."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from zhlint.annotation import Annotated, annotate
from zhlint.finding import FindingFix, Replacement
from zhlint.reading.formats import WORD, recognise
from zhlint.word.new import new_word_file, visible_line

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from zhlint.document import Document
    from zhlint.finding import Finding, Place
    from zhlint.report import Report

_LINE_END: Final = re.compile(r"\r\n|\n|\r")


def as_word_file(document: Document, findings: Sequence[Finding]) -> tuple[bytes, tuple[Finding, ...]]:
    """A Word file of a draft's source, and its findings as they stand in that; line numbers stay as they are."""
    source = document.source
    lines = _LINE_END.split(source)
    headlines = {
        document.position(document.to_source(*block[1:]).start).line - 1 for block in document.of_role("headline")
    }
    # A line end of two characters becomes one.
    ends = [found.end() for found in _LINE_END.finditer(source) if len(found[0]) > 1]
    text = "\n".join(map(visible_line, lines))

    def moved(at: int) -> int:
        return at - bisect_right(ends, at)

    return new_word_file(lines, headlines), tuple(_moved(finding, moved, text) for finding in findings)


def annotate_draft(
    content: bytes, report: Report, titles: Mapping[str, str], *, date: str, limit: int, track_changes: bool = False
) -> Annotated:
    """What `annotate` makes of a Word file, or of one made of the text of any other draft; `report` is that of the same bytes.

    Raises WordFileError.
    """
    made, findings = content, report.findings
    if recognise(content, report.path) is not WORD and report.document:
        made, findings = as_word_file(report.document, findings)
    return annotate(made, findings, titles, date=date, limit=limit, track_changes=track_changes)


def _moved(finding: Finding, moved: Callable[[int], int], text: str) -> Finding:
    def occurrence(place: Place) -> Place:
        return place._replace(start=moved(place.start), end=moved(place.end))

    place = occurrence(finding.place)
    fix = finding.fix and FindingFix(
        finding.fix.safety, tuple(Replacement(occurrence(edit.place), edit.text) for edit in finding.fix.edits)
    )
    return replace(finding, place=place, text=text[place.start : place.end], fix=fix)
