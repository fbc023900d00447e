"""Whether characters are the name of a place, or touch that of a person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zhlint.analysis.speakers.people import is_person, name_around
from zhlint.analysis.words.place_names import is_place_name

if TYPE_CHECKING:
    from zhlint.document import Document


def touches_name(document: Document, start: int, end: int) -> bool:
    """Whether `start:end` is the name of a place, or touches that of a person."""
    text = document.text
    if is_place_name(text, start, end):
        return True
    return any(
        is_person(document, first, last) or name_around(document, first, last, text[first:last]) is not None
        for first, last in {(start, end), *((place, place + 1) for place in range(start, end))}
    )
