"""Stretches of prose between strong stops, cut into items at every comma and 、."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from zhlint.lexicon.vocabulary import vocabulary
from zhlint.patterns.expressions import expression

if TYPE_CHECKING:
    from collections.abc import Iterator

_STRETCH: Final = expression(r"[\u4E00-\u9FFFA-Za-z0-9%·．.，、“”《》—\-]+")


class Stretch(NamedTuple):
    """Items and the marks between them; `offsets` are those of the marks.

    `before` and `after` are the characters around the stretch, ^ and $ at the ends of the text.
    """

    items: tuple[str, ...]
    marks: str
    offsets: tuple[int, ...]
    before: str
    after: str


def stretches(text: str) -> Iterator[Stretch]:
    """Yields the stretches of a text that have a mark in them."""
    for match in _STRETCH.finditer(text):
        start, end = match.span()
        marks = [mark.start() for mark in re.finditer("[，、]", match[0])]
        if marks:
            items = tuple(re.split("[，、]", match[0]))
            before, after = text[start - 1] if start else "^", text[end : end + 1] or "$"
            yield Stretch(
                items, "".join(match[0][at] for at in marks), tuple(start + at for at in marks), before, after
            )


@lru_cache(8192)
def item_words(item: str) -> tuple[str, ...]:
    """The words of an item. Raises ImportError without jieba."""
    return tuple(vocabulary().cut(item))
