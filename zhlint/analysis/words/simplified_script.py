"""The draft in simplified script, character for character, so that offsets hold."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from zhlint.analysis.bigrams import characters

if TYPE_CHECKING:
    from zhlint.document import Document

# Frequent characters of the traditional script alone: a text without any of them is taken for simplified.
_TRADITIONAL: Final = frozenset(
    "這個們來時會國說學與為對發動經現過長點開無還進樣見關書車東馬門問間聽讓從實業務應總戰報產區樂黨義導領議強"
)


def simplified(document: Document) -> str:
    """The analysis: the text in simplified script, of the same length.

    OpenCC is loaded only for a text that shows traditional characters. Raises ImportError where it is then missing.
    """
    text = document.text
    if _TRADITIONAL.isdisjoint(document.analyse(characters)):
        return text
    return to_simplified(text)


def to_simplified(text: str) -> str:
    """A text in simplified script, of the same length. Raises ImportError without OpenCC."""
    # OpenCC refuses lone surrogates.
    text = re.sub("[\ud800-\udfff]", "\ufffd", text)
    converted: str = _converter().convert(text)
    return converted if len(converted) == len(text) else "".join(map(_converter().convert, text))


def simplified_characters(document: Document) -> frozenset[str]:
    """The analysis: every character of the text in simplified script."""
    text = document.analyse(simplified)
    return document.analyse(characters) if text is document.text else frozenset(text)


@cache
def _converter() -> Any:
    from opencc import OpenCC

    return OpenCC("t2s")
