"""Searches and comparisons of strings that need no knowledge of words."""

from __future__ import annotations

from collections import Counter
from itertools import compress, count, islice
from operator import add
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

#: A text of more characters is not searched for each of more words than these.
_LONG: Final = 20_000
_FEW: Final = 20


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


def all_occurrences(text: str, words: Iterable[str]) -> Iterator[tuple[int, str]]:
    """Yields every offset at which one of some words stands, with the word.

    In no order. A long text is read once for many words.
    """
    distinct = dict.fromkeys(words)
    one_by_one = len(text) <= _LONG or len(distinct) <= _FEW
    by_pair: dict[str, list[str]] = {}
    for word in distinct:
        if one_by_one or len(word) < 2:
            yield from ((offset, word) for offset in occurrences(text, word))
        else:
            by_pair.setdefault(word[:2], []).append(word)
    if not by_pair:
        return
    pairs = map(add, text, islice(text, 1, None))
    for offset in compress(count(), map(by_pair.__contains__, pairs)):
        yield from ((offset, word) for word in by_pair[text[offset : offset + 2]] if text.startswith(word, offset))


def repeated_words(text: str, words: Iterable[str]) -> set[str]:
    """The words that stand in a text more than once."""
    times = Counter(word for _, word in all_occurrences(text, words))
    return {word for word, count in times.items() if count > 1}


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
