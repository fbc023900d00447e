"""Whether words are part of a name: a title in 《》 or a short quotation that says more than the words."""

from __future__ import annotations

from typing import Final

_PAIRS: Final = ("《》", "〈〉", "“”", "‘’", "「」", "『』")
_NEAR: Final = 24


def in_name(text: str, start: int, end: int) -> bool:
    """Whether `start:end` lies within a pair of marks, neither of them more than 24 characters away."""
    before, after = text[max(0, start - _NEAR) : start], text[end : end + _NEAR]
    return any(_opened(before, pair) and _opened(after[::-1], pair[::-1]) for pair in _PAIRS)


def _opened(before: str, pair: str) -> bool:
    return before.rfind(pair[0]) > before.rfind(pair[1])
