"""The day a draft was written, for wordings that hold between two days."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from zhlint.analysis.figures.dates import own_days
from zhlint.analysis.words.wording import bare, without_marks
from zhlint.storage.tables import rows

if TYPE_CHECKING:
    from zhlint.document import Document


def draft_date(document: Document) -> date | None:
    """The analysis: the day of the draft, or None where nothing states one."""
    return next(iter(document.analyse(own_days)), None)


def day(cell: str) -> date | None:
    """A date in a table: `2021-11-11`, `2021-11` or `2021`; None for an empty cell."""
    parts = [int(part) for part in cell.split("-") if part]
    return date(*[*parts, 1, 1][:3]) if parts else None


def in_force(written: date | None, since: date | None, until: date | None) -> bool:
    """Whether a wording of the period from `since` to `until` holds for a draft.

    `written` is the draft's day; without one, what holds today holds.
    """
    if written is None:
        return until is None
    return (since is None or since <= written) and (until is None or written <= until)


def not_before(document: Document) -> date | None:
    """The earliest possible day of the draft, by its youngest set phrase, or None."""
    text = document.analyse(without_marks).text
    return max((since for phrase, since in _phrases_with_dates() if phrase in text), default=None)


@cache
def _phrases_with_dates() -> tuple[tuple[str, date], ...]:
    """The set phrases that came up on a known day."""
    days = ((bare(phrase), day(since)) for phrase, _, _, _, _, since, *_ in rows("formulations.tsv"))
    return tuple((phrase, since) for phrase, since in days if since)
