"""The odds of 、 between two items, by the words around it."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final

from zhlint.analysis.marks.stretches import item_words
from zhlint.storage.tables import numbers_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zhlint.analysis.marks.stretches import Stretch

_TABLE: Final = "list-mark-weights.tsv"
_AND: Final = re.compile("以及|和|与|及|或|还有")
_FIGURE: Final = re.compile(r"[0-9.．%]+")
_LATIN: Final = re.compile(r"[A-Za-z0-9.\-]+")
#: The least length of each class of lengths above ten.
_LONG: Final = (21, 15, 11)


def list_odds(stretch: Stretch, number: int) -> float:
    """The logarithm of the odds of 、 against a comma at a mark.

    Which marks stand elsewhere in the stretch has no part in it.
    """
    weights = _weights()
    return sum([weights.get(feature, 0.0) for feature in mark_features(stretch, number)], weights["one"])


def mark_features(stretch: Stretch, number: int) -> Iterator[str]:
    """Yields what stands around a mark, as rows of the table name it."""
    left, right = stretch.items[number], stretch.items[number + 1]
    yield from _of_left(left)
    yield from _of_right(right)
    yield from _of_both(left, right)
    yield from _of_and(right)
    yield from _of_neighbours(stretch, number)
    yield f"items={_size(len(stretch.items))}"


def _of_left(item: str) -> Iterator[str]:
    words = _kinds(item)
    yield f"left-last={words[-1]}"
    yield f"left-end={item[-1]}"
    yield f"left-first={words[0]}"
    yield f"left-length={_size(len(item))}"
    yield f"left-words={_size(len(words))}"
    if len(words) > 1:
        yield f"left-last-but-one={words[-2]}"
    for word in {*words}:
        yield f"left={word}"


def _of_right(item: str) -> Iterator[str]:
    words = _kinds(item)
    yield f"right-first={words[0]}"
    yield f"right-start={item[0]}"
    yield f"right-last={words[-1]}"
    yield f"right-end={item[-1]}"
    yield f"right-length={_size(len(item))}"
    yield f"right-words={_size(len(words))}"
    if len(words) > 1:
        yield f"right-second={words[1]}"
    if "等" in words:
        yield f"right-deng={_size(words.index('等'))}"
    for word in {*words}:
        yield f"right={word}"


def _of_both(left: str, right: str) -> Iterator[str]:
    first, second = _kinds(left), _kinds(right)
    if len(left) == len(right):
        yield f"same-length={_size(len(right))}"
    if [*map(len, first)] == [*map(len, second)]:
        yield f"same-rhythm={_size(len(second))}"
    if first[-1] == second[-1]:
        yield "same-last"
    elif left[-1] == right[-1]:
        yield "same-end"
    if first[0] == second[0]:
        yield "same-first"
    if len(first[-1]) == len(second[0]):
        yield f"facing-length={len(second[0])}"


def _of_and(item: str) -> Iterator[str]:
    found = _AND.search(item)
    if found:
        yield f"and={found[0]}"
        yield f"and-before={_size(found.start())}"
        yield f"and-after={_size(len(item) - found.end())}"
        if found.start():
            yield f"and-word={_kinds(item[: found.start()])[-1]}"


def _of_neighbours(stretch: Stretch, number: int) -> Iterator[str]:
    left, right = stretch.items[number], stretch.items[number + 1]
    if number + 2 < len(stretch.items):
        yield "after=mark"
        yield from _of_next(left, right, stretch.items[number + 2])
    else:
        yield f"after={stretch.after if stretch.after in '。；：！？）”' else 'other'}"
    if number:
        yield "before=mark"
        yield from _of_previous(left, stretch.items[number - 1])
    else:
        yield f"before={stretch.before if stretch.before in '。；：！？（“' else 'other'}"


def _of_next(left: str, right: str, item: str) -> Iterator[str]:
    words = _kinds(item) or ("",)
    yield f"next-last={words[-1]}"
    yield f"next-first={words[0]}"
    yield f"next-length={_size(len(item))}"
    if _AND.search(item):
        yield "next-and"
        yield f"next-and={_size(len(item))}"
    if item[-1:] == right[-1]:
        yield "next-same-end"
    if "等" in words:
        yield "next-deng"
    if len(item) == len(right):
        yield f"next-same-length={_size(len(right))}"
    if item[-1:] == left[-1]:
        yield "next-same-end-as-left"


def _of_previous(left: str, item: str) -> Iterator[str]:
    words = _kinds(item) or ("",)
    yield f"previous-last={words[-1]}"
    yield f"previous-first={words[0]}"
    yield f"previous-length={_size(len(item))}"
    if len(item) == len(left):
        yield f"previous-same-length={_size(len(left))}"


@lru_cache(8192)
def _kinds(item: str) -> tuple[str, ...]:
    """The words of an item; a figure is 0, a Latin word A."""
    return tuple(map(_kind, item_words(item)))


def _kind(word: str) -> str:
    if word[0] > "\u4dff":
        return word
    if _FIGURE.fullmatch(word):
        return "0"
    return "A" if _LATIN.fullmatch(word) else word


def _size(length: int) -> str:
    return str(next((least for least in _LONG if length >= least), length))


@cache
def _weights() -> dict[str, float]:
    return numbers_of(_TABLE)
