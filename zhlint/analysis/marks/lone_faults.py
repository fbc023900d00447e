"""Faults of marks without a partner: the wrong way round, of two kinds, or alone."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

from zhlint.analysis.marks.fault import Fault
from zhlint.analysis.marks.pairs import CLOSED_BY
from zhlint.check import Edit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zhlint.analysis.marks.pairs import Mark, MarkedLine
    from zhlint.document import Document

_LABEL: Final = 20
_FAR: Final = 200
_STOPS: Final = frozenset("，。；：！？…,;\r\n")
_LEADS: Final = frozenset(("", "\r", "\n", "：", ":"))
_ENDS: Final = frozenset(("", *_STOPS, "、", "）", ")"))
_OPENED_BY: Final = {closer: opener for opener, closer in CLOSED_BY.items()}


def remove_reversed(document: Document, line: MarkedLine, lone: list[Mark]) -> list[Fault]:
    """Reports marks the wrong way round (”…“, “…“, ”…”) and removes them from `lone`."""
    if len(lone) < 2:
        return []
    faults: list[Fault] = []
    used: set[Mark] = set()
    for kind in sorted({mark.kind for mark in lone}):
        same = [mark for mark in line.marks if mark.kind == kind]
        place = {mark: index for index, mark in enumerate(same)}
        for first, second in pairwise([mark for mark in lone if mark.kind == kind]):
            couples = _couples(same[place[first] : place[second] + 1])
            if first not in used and couples and all(_is_label(document, *couple) for couple in couples):
                faults += (_reversed(*couple) for couple in couples)
                used |= {first, second}
    lone[:] = [mark for mark in lone if mark not in used]
    return faults


def _couples(marks: list[Mark]) -> list[tuple[Mark, Mark]]:
    """Marks of one kind in couples, if only the first and the last are lone."""
    first, last = marks[0], marks[-1]
    if len(marks) % 2 or (first.opens and not last.opens) or (len(marks) > 2 and (first.opens or not last.opens)):
        return []
    return list(zip(marks[::2], marks[1::2], strict=True))


def _is_label(document: Document, first: Mark, second: Mark) -> bool:
    """Whether the text between two marks is a quotation.

    It is short, or they stand as the ends of one do.
    """
    between = document.text[first.at + 1 : second.at].rstrip("！？。…")
    if not between.strip():
        return False
    if len(between) <= _LABEL and _STOPS.isdisjoint(between):
        return True
    opens, closes = (first.opens or _must_open(document, first)), (not second.opens or _must_close(document, second))
    is_turned = not first.opens and second.opens and _must_open(document, first)
    return len(between) <= _FAR and (is_turned or (opens and closes))


def _must_open(document: Document, mark: Mark) -> bool:
    """Whether none can close here: behind a colon, at the head of a line."""
    return document.text[mark.at - 1 : mark.at] in _LEADS


def _must_close(document: Document, mark: Mark) -> bool:
    """Whether none can open here: before a stop, at the end of a line."""
    return document.text[mark.at + 1 : mark.at + 2] in _ENDS


def _reversed(first: Mark, second: Mark) -> Fault:
    opener = first.char if first.opens else _OPENED_BY[first.char]
    edits = [Edit(first.at, first.at + 1, opener), Edit(second.at, second.at + 1, CLOSED_BY[opener])]
    edits_needed = tuple(
        edit for edit, mark in zip(edits, (first, second), strict=True) if edit.replacement != mark.char
    )
    return Fault("reversed", first.at, second.at + 1, first, edits_needed)


def lone_faults(document: Document, lone: list[Mark]) -> Iterator[Fault]:
    """Reports marks closed by one of another kind, and those that nothing closes."""
    used: set[Mark] = set()
    for first, second in pairwise(lone):
        if first not in used and _is_mismatch(document, first, second):
            edit = Edit(second.at, second.at + 1, CLOSED_BY[first.char])
            yield Fault("mismatched", first.at, second.at + 1, first, (edit,))
            used |= {first, second}
    for mark in lone:
        if mark not in used:
            yield Fault("unbalanced", mark.at, mark.at + 1, mark)


def _is_mismatch(document: Document, first: Mark, second: Mark) -> bool:
    between = document.text[first.at + 1 : second.at]
    return (
        first.opens
        and not second.opens
        and first.kind != second.kind
        and 0 < len(between) <= 2 * _LABEL
        and "。" not in between
    )
