"""The tools that are compared: zhlint, its punctuation rules alone, and `autocorrect` as yardstick.

`autocorrect` knows punctuation and spacing alone and refuses more than some 100 KB of text at once: it is given a draft in pieces.
"""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING

from drafts import draft, pieces

if TYPE_CHECKING:
    from collections.abc import Callable

YARDSTICK, CORE, PUNCTUATION = "autocorrect", "zhlint", "zhlint, PUN only"
#: The seeds of drafts on which a tool gets ready; none of them is measured.
WARM_UP = range(100_000, 100_020)


def has_yardstick() -> bool:
    return find_spec("autocorrect_py") is not None


def texts_for(tool: str, texts: list[str]) -> list[str]:
    """The texts as a tool takes them."""
    return [piece for text in texts for piece in pieces(text)] if tool == YARDSTICK else texts


def checker(tool: str) -> Callable[[str], object]:
    """A function that checks one text in memory; it is warmed up."""
    check = _checker(tool)
    for seed in WARM_UP:
        check(draft(8_000, seed))
    return check


def _checker(tool: str) -> Callable[[str], object]:
    if tool == YARDSTICK:
        import autocorrect_py

        return lambda text: autocorrect_py.lint_for(text, "text")
    from zhlint import Linter
    from zhlint.config.model import Config

    return Linter(Config(select=("PUN",)) if tool == PUNCTUATION else Config()).lint_text
