"""Pairs of words that are both right, neither a slip for the other."""

from __future__ import annotations

from functools import cache

from zhlint.storage.tables import rows


@cache
def _pairs() -> frozenset[tuple[str, str]]:
    return frozenset(pair for one, other in rows("accepted-forms.tsv") for pair in ((one, other), (other, one)))


@cache
def _longest() -> int:
    return max(len(one) for one, _ in _pairs())


def are_both_right(text: str, start: int, end: int, meant: str) -> bool:
    """Whether text and its change at `start:end` differ by a pair of the table alone.

    A pair may reach beyond the span.
    """
    before, after = text[max(0, start - _longest()) : start], text[end : end + _longest()]
    written, changed = before + text[start:end] + after, before + meant + after
    return any(
        written[at : at + len(one)] == one and written[:at] + other + written[at + len(one) :] == changed
        for one, other in _pairs()
        for at in range(len(written) - len(one) + 1)
    )
