"""Words that the archive of a house has as a draft has them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from zhlint.model.joint_table import JoinedTables
from zhlint.model.scoring import language_model

if TYPE_CHECKING:
    from zhlint.document import Document

#: So many characters beside a place an n-gram can hold.
_REACH: Final = 3


def is_house_style(document: Document, start: int, end: int, other: str) -> bool:
    """Whether the house prints the text at `start:end` rather than another of its length.

    Always False without a table of the house. It looks at the first character that differs, and at those around it.
    """
    text = document.text
    place = next((start + at for at, one in enumerate(other) if text[start + at : start + at + 1] != one), end)
    if end - start != len(other) or place >= end or not (around := _around(document, place)):
        return False
    model, numbers, own = around
    return model.is_house_style(numbers, own, model.number(other[place - start]))


def is_house_use(document: Document, place: int, other: str) -> bool:
    """Whether the house often prints the particle at a place between the same characters."""
    if not (around := _around(document, place)):
        return False
    model, numbers, own = around
    return model.is_house_use(numbers, own, model.number(other))


def _around(document: Document, place: int) -> tuple[JoinedTables, list[int], int] | None:
    """The tables, the characters around a place by their numbers, and the place among these.

    None without a table of the house.
    """
    model = language_model(document.desk.tables) if document.desk.tables else None
    if not isinstance(model, JoinedTables):
        return None
    first = max(0, place - _REACH)
    return model, model.numbers(document.text[first : place + _REACH + 1]), place - first
