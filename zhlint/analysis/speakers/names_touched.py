"""Whether characters are the name of a place, or touch that of a person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zhlint.analysis.speakers.people import is_person, name_around
from zhlint.analysis.words.place_names import is_place_name
from zhlint.patterns.expressions import expression
from zhlint.reading.grammar.names import SINGLE

if TYPE_CHECKING:
    from typing import Final

    from zhlint.document import Document

#: Whoever is named after a date: 去年4月朱宁远接任.
_DATE: Final = expression("[0-9０-９]{1,2}[年月日时]$")


def touches_name(document: Document, start: int, end: int) -> bool:
    """Whether `start:end` is the name of a place, or touches that of a person."""
    text = document.text
    if is_place_name(text, start, end) or any(_is_dated(text, place) for place in range(start, end)):
        return True
    return any(
        is_person(document, first, last) or name_around(document, first, last, text[first:last]) is not None
        for first, last in {(start, end), *((place, place + 1) for place in range(start, end))}
    )


def _is_dated(text: str, place: int) -> bool:
    """Whether a surname stands right after a date."""
    return text[place] in SINGLE and _DATE.search(text, max(0, place - 3), place) is not None
