"""The length of a passage without set phrases, slogans, titles and lists of names."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from zhlint.analysis.copies.stretches import comparable
from zhlint.lexicon.han import HAN
from zhlint.patterns.expressions import compile_expression, expression
from zhlint.storage.tables import rows

if TYPE_CHECKING:
    from collections.abc import Callable

    from zhlint.document import Document

    OwnLength = Callable[[str], int]

_SLOGAN: Final = "“[^“”]{8,24}”|「[^「」]{8,24}」"
#: The title of a document or work, with the number of a document.
_TITLE: Final = "《[^《》]{8,}》(?:[（(][^（）()]{2,24}号[)）])?"
_NAMES: Final = f"(?:(?:{HAN}{{2,3}}|{HAN}{{1,8}}·{HAN}{{1,8}})、){{3,}}(?:{HAN}{{2,3}}(?!{HAN}))?"


_HAN: Final = expression(HAN)


def own_length_of(document: Document) -> OwnLength:
    """Returns a function that measures passages of this draft in characters, set phrases left out.

    It takes a passage without white space. Set phrases are those of the shipped table and of the desk's lexicon; … in
    one stands for a few characters of any kind. A passage that is less than half Chinese (a rule of dashes, an
    address, a formula) measures 0.
    """
    light = _light(document.desk.lexicon.stock)

    @cache
    def own_length(passage: str) -> int:
        rest = light.sub("", passage)
        return len(rest) if han_count(rest) * 2 >= len(rest) else 0

    return own_length


def han_count(text: str) -> int:
    """The number of Chinese characters in a text."""
    return len(_HAN.findall(text))


@cache
def _light(own: tuple[str, ...]) -> re.Pattern[str]:
    """The expression of what does not count; `own` are the house's set phrases."""
    stock = (comparable(row[0]) for row in rows("stock.tsv"))
    phrases = sorted({*stock, *map(comparable, own)} - {""}, key=lambda phrase: (-len(phrase), phrase))
    heads = "".join(sorted({re.escape(phrase[0]) for phrase in phrases}))
    stock_phrase = f"(?=[{heads}])(?:{'|'.join(map(_expression, phrases))})"
    return compile_expression(f"{stock_phrase}|{_SLOGAN}|{_TITLE}|{_NAMES}")


def _expression(phrase: str) -> str:
    return re.escape(phrase).replace("…", "[^,;，。；]{1,12}?")
