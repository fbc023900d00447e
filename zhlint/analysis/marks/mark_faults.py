"""Faults of paired marks, each reported once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zhlint.analysis.marks.lone_faults import lone_faults, remove_reversed
from zhlint.analysis.marks.lone_marks import is_ornament, lone_marks, remove_foreign_breaks, remove_spanning_marks
from zhlint.analysis.marks.pair_faults import crossed_fault, nested_faults, single_faults
from zhlint.analysis.marks.pairs import marked_lines
from zhlint.analysis.marks.plain_marks import are_marks_plain

if TYPE_CHECKING:
    from zhlint.analysis.marks.fault import Fault
    from zhlint.document import Document


def mark_faults(document: Document) -> tuple[Fault, ...]:
    """The faults of paired marks, in order of their lines."""
    if are_marks_plain(document):
        return ()
    lines = document.analyse(marked_lines)
    lone = [lone_marks(document, line) for line in lines]
    remove_foreign_breaks(document, lines, lone)
    turned = [remove_reversed(document, line, marks) for line, marks in zip(lines, lone, strict=True)]
    inside = remove_spanning_marks(document, lines, lone)
    faults: list[Fault] = []
    for number, line in enumerate(lines):
        if not line.marks:
            continue
        faults += (crossed_fault(document, *marks) for marks in line.crossed)
        faults += nested_faults(document.text, line)
        if number not in inside and not any(mark.kind == "double" for mark in line.lone):
            faults += single_faults(document, line)
        faults += turned[number]
        faults += lone_faults(document, [mark for mark in lone[number] if not is_ornament(document, line, mark)])
    return tuple(faults)
