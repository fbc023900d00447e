"""Which characters a text has: the cheapest way of telling that a rule cannot concern it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from zhlint.document import Document


def characters(document: Document) -> frozenset[str]:
    """The analysis: every character of the text."""
    return frozenset(document.text)
