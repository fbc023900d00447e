"""Ordinary text: places that press prose writes about as often as their correction."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zhlint.analysis.script import script
from zhlint.model.scoring import REACH, language_model, log_chances
from zhlint.model.table import EDGE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from zhlint.check import Edit
    from zhlint.document import Document
    from zhlint.model.table import NGrams


def is_ordinary(document: Document, edits: Sequence[Edit], least: float) -> bool:
    """Whether edits make a text in simplified script likelier by less than `least`.

    That is a natural logarithm. Text in another script is never ordinary: the table does not know it.
    """
    if document.analyse(script) != "simplified":
        return False
    return gain(document.text, edits, language_model(document.desk.tables)) < least


def gain(text: str, edits: Sequence[Edit], table: NGrams) -> float:
    """The gain of some edits, in order, in likelihood: a natural logarithm."""
    start, end = edits[0].start, edits[-1].end
    after, offset = [], start
    for edit in edits:
        after += [text[offset : edit.start], edit.replacement]
        offset = edit.end
    left, right = text[max(0, start - REACH + 1) : start], text[end : end + REACH - 1]
    return _log_chance(table, left, "".join(after) + right) - _log_chance(table, left, text[start:end] + right)


def _log_chance(table: NGrams, left: str, rest: str) -> float:
    """The logarithm of the chance of a text after up to three characters."""
    padding = [EDGE] * (REACH - 1 - len(left))
    numbers = [*padding, *table.numbers(left + rest)]
    return log_chances(table, numbers, REACH - 1, len(numbers))
