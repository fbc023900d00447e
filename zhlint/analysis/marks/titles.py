"""Names shown by marks: titles in 《》 and short quotations."""

from __future__ import annotations

from typing import Final

_PAIRS: Final = ("《》", "〈〉", "“”", "‘’", "「」", "『』")
_NEAR: Final = 24


def in_name(text: str, start: int, end: int) -> bool:
    """Whether a pair of marks encloses `start:end`, neither more than 24 characters away."""
    before, after = text[max(0, start - _NEAR) : start], text[end : end + _NEAR]
    return any(_is_open(before, pair) and _is_open(after[::-1], pair[::-1]) for pair in _PAIRS)


def _is_open(before: str, pair: str) -> bool:
    return before.rfind(pair[0]) > before.rfind(pair[1])
