"""Pairs of words that are both right, neither a slip for the other."""

from __future__ import annotations

from functools import cache

from zhlint.storage.tables import rows


@cache
def _pairs() -> frozenset[tuple[str, str]]:
    return frozenset(pair for one, other in rows("accepted-forms.tsv") for pair in ((one, other), (other, one)))


def are_both_right(written: str, meant: str) -> bool:
    """Whether two texts of one length differ by a pair of the table alone."""
    return any(
        written[start : start + len(one)] == one and written[:start] + other + written[start + len(one) :] == meant
        for one, other in _pairs()
        for start in range(len(written) - len(one) + 1)
    )
