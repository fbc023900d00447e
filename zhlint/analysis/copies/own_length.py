"""How much of a passage is the writer's own: its length without set phrases, slogans and lists of names."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from zhlint.analysis.copies.stretches import even
from zhlint.lexicon.han import HAN
from zhlint.patterns.expressions import compile_expression, expression
from zhlint.storage.tables import rows

if TYPE_CHECKING:
    from collections.abc import Callable

    from zhlint.document import Document

    OwnLength = Callable[[str], int]

_SLOGAN: Final = "“[^“”]{8,24}”|「[^「」]{8,24}」"
_NAMES: Final = f"(?:(?:{HAN}{{2,3}}|{HAN}{{1,8}}·{HAN}{{1,8}})、){{3,}}(?:{HAN}{{2,3}}(?!{HAN}))?"


_HAN: Final = expression(HAN)


def own_length_of(document: Document) -> OwnLength:
    """A measure of passages (without white space) of this draft, in characters.

    In a set phrase, … stands for a few characters of any kind. A passage that is less than half Chinese (a rule of
    dashes, an address, a formula) weighs nothing.
    """
    found = _light(document.desk.lexicon.stock)

    @cache
    def own_length(passage: str) -> int:
        rest = found.sub("", passage)
        return len(rest) if han_count(rest) * 2 >= len(rest) else 0

    return own_length


def han_count(text: str) -> int:
    """The number of Chinese characters in a text."""
    return len(_HAN.findall(text))


@cache
def _light(own: tuple[str, ...]) -> re.Pattern[str]:
    """What weighs nothing; `own` are the set phrases of the house."""
    stock = (even(row[0]) for row in rows("stock.tsv"))
    phrases = sorted({*stock, *map(even, own)} - {""}, key=lambda phrase: (-len(phrase), phrase))
    heads = "".join(sorted({re.escape(phrase[0]) for phrase in phrases}))
    stock_phrase = f"(?=[{heads}])(?:{'|'.join(map(_expression, phrases))})"
    return compile_expression(f"{stock_phrase}|{_SLOGAN}|{_NAMES}")


def _expression(phrase: str) -> str:
    return re.escape(phrase).replace("…", "[^,;，。；]{1,12}?")
