"""Which pairs of neighbouring characters a text has: tells at once which of many terms may stand in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from zhlint.document import Document


def bigrams(document: Document) -> frozenset[str]:
    """The analysis: every two neighbouring characters of the text."""
    text = document.text
    return frozenset(map(str.__add__, text, text[1:]))


def index(terms: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Terms of two characters and more by their first two, longest first."""
    found: dict[str, list[str]] = {}
    for term in sorted(terms, key=lambda term: (-len(term), term)):
        found.setdefault(term[:2], []).append(term)
    return {head: tuple(tails) for head, tails in found.items()}


def occurrences(document: Document, by_head: dict[str, tuple[str, ...]]) -> Iterator[tuple[int, str]]:
    """Where indexed terms stand, with the term; the longest one at each place, terms in no particular order."""
    text = document.text
    for head in by_head.keys() & document.analyse(bigrams):
        at = text.find(head)
        while at >= 0:
            term = next((term for term in by_head[head] if text.startswith(term, at)), None)
            if term:
                yield at, term
            at = text.find(head, at + 1)
