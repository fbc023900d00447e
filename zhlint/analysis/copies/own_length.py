"""How much of a passage is the writer's own: its length without set phrases, slogans and lists of names."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from zhlint.analysis.copies.stretches import even
from zhlint.patterns.expressions import compile_expression, expression
from zhlint.storage.tables import rows

if TYPE_CHECKING:
    from collections.abc import Callable

    from zhlint.document import Document

    Heft = Callable[[str], int]

_SLOGAN = "“[^“”]{8,24}”|「[^「」]{8,24}」"
_NAMES = "(?:(?:[一-鿿]{2,3}|[一-鿿]{1,8}·[一-鿿]{1,8})、){3,}(?:[一-鿿]{2,3}(?![一-鿿]))?"


#: A hanzi of the basic block.
HANZI: Final = expression("[一-鿿]")


def heft_of(document: Document) -> Heft:
    """A measure of passages (without white space) of this draft, in characters.

    In a set phrase, … stands for a few characters of any kind. A passage that is less than half Chinese (a rule of
    dashes, an address, a formula) weighs nothing.
    """
    found = _light(document.desk.lexicon.stock)

    @cache
    def heft(passage: str) -> int:
        rest = found.sub("", passage)
        chinese = len(HANZI.findall(rest))
        return len(rest) if chinese * 2 >= len(rest) else 0

    return heft


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
