"""Searches and comparisons of strings that need no knowledge of words."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


def occurrences(text: str, word: str, start: int = 0, end: int | None = None) -> Iterator[int]:
    """Yields every offset at which a word stands whole in `text[start:end]`, in order.

    Places that overlap are all given: 哈哈 stands twice in 哈哈哈. An empty word stands nowhere.
    """
    if not word:
        return
    offset = text.find(word, start, end)
    while offset >= 0:
        yield offset
        offset = text.find(word, offset + 1, end)


def common_ends(old: str, new: str) -> tuple[int, int]:
    """The lengths of the beginning and of the end that two strings share.

    The two never overlap: together they are no longer than the shorter string, and the beginning is taken first.
    """
    shorter = min(len(old), len(new))
    head = 0
    while head < shorter and old[head] == new[head]:
        head += 1
    tail = 0
    while tail < shorter - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    return head, tail
