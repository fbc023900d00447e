"""Features of the text around a place: how usual it is, and of which style."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from zhlint.analysis.words.windows import WIDTH
from zhlint.model.scoring import REACH, log_chances, padded_numbers
from zhlint.patterns.expressions import expression

if TYPE_CHECKING:
    from zhlint.analysis.words.feature_weights import Features
    from zhlint.model.table import NGrams

#: So many characters on either side are asked how usual they are.
_NEAR: Final = 9
#: What is said of a place with nothing around it: about the mean in press prose.
_USUAL: Final = -5.0
#: Words of one character that prose of today has everywhere, and those of classical Chinese.
_MODERN: Final = frozenset("的了是在和着有这那个们")
_CLASSICAL: Final = frozenset("之乎者也矣焉哉曰乃弗俟吾尔汝其于以而则皆亦盖")
#: Before and after a part of a foreign name: 约翰·史密斯.
_AFTER_DOT: Final = expression("[·-][㐀-鿿]{0,6}$")
_BEFORE_DOT: Final = expression("[㐀-鿿]{0,6}[·-]")


def surroundings(table: NGrams, text: str, place: int) -> Features:
    """The features of what stands around a character, whatever it is."""
    left, right = text[max(0, place - WIDTH) : place], text[place + 1 : place + WIDTH + 1]
    near = left + text[place] + right
    return {
        "usual-around": _log_chance_around(table, text, place),
        "modern-around": sum(map(_MODERN.__contains__, near)),
        "classical-around": sum(map(_CLASSICAL.__contains__, near)),
        "dotted": bool(_AFTER_DOT.search(left) or _BEFORE_DOT.match(right)),
    }


def _log_chance_around(table: NGrams, text: str, place: int) -> float:
    """The mean log chance of characters nearby.

    Without those whose chance depends on the character at the place.
    """
    total, size = 0.0, 0
    for start, end in ((max(0, place - _NEAR), place), (place + REACH, min(len(text), place + _NEAR + 1))):
        if start < end:
            numbers = padded_numbers(table, text, start, end)
            total += log_chances(table, numbers, REACH - 1, REACH - 1 + end - start)
            size += end - start
    return total / size if size else _USUAL
