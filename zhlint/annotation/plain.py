"""Drafts of text as Word files that can be annotated, a paragraph for each line."""

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
    """Makes a draft's source a Word file, and moves its findings there.

    Line numbers stay as they are.
    """
    source = document.source
    lines = _LINE_END.split(source)
    headlines = {
        document.position(document.to_source(*block[1:]).start).line - 1 for block in document.of_role("headline")
    }
    # A line end of two characters becomes one.
    ends = [line_end.end() for line_end in _LINE_END.finditer(source) if len(line_end[0]) > 1]
    text = "\n".join(map(visible_line, lines))

    def shift(offset: int) -> int:
        return offset - bisect_right(ends, offset)

    return new_word_file(lines, headlines), tuple(_shift_finding(finding, shift, text) for finding in findings)


def annotate_draft(
    content: bytes, report: Report, titles: Mapping[str, str], *, date: str, limit: int, track_changes: bool = False
) -> Annotated:
    """Annotates a Word file, or one made of the text of any other draft.

    `report` is that of the same bytes; the other arguments are those of `annotate`. Raises WordFileError.
    """
    word_file, findings = content, report.findings
    if recognise(content, report.path) is not WORD and report.document:
        word_file, findings = as_word_file(report.document, findings)
    return annotate(word_file, findings, titles, date=date, limit=limit, track_changes=track_changes)


def _shift_finding(finding: Finding, shift: Callable[[int], int], text: str) -> Finding:
    """The finding with its offsets shifted, and its words as they stand in `text`."""

    def shifted(place: Place) -> Place:
        return place._replace(start=shift(place.start), end=shift(place.end))

    place = shifted(finding.place)
    fix = finding.fix and FindingFix(
        finding.fix.safety, tuple(Replacement(shifted(edit.place), edit.text) for edit in finding.fix.edits)
    )
    return replace(finding, place=place, text=text[place.start : place.end], fix=fix)
