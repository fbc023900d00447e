"""Marks around words that are hidden until they are asked for: !!…!!, >!…!<."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from zhlint.document import Span
from zhlint.patterns.expressions import expression

if TYPE_CHECKING:
    from collections.abc import Iterator

_WORDS: Final = r"[^\s!](?:[^!\n]{0,78}[^\s!])?"
#: The first of them opens behind no word: 真好!!来的人多!! are cries.
_FIRST: Final = expression(rf"(?<![!！\w”’）)])(?P<mark>!{{2,3}}){_WORDS}(?P=mark)(?!!)")
#: Or it closes before a mark of Chinese.
_CLOSED: Final = expression(rf"(?<!!)(?P<mark>!{{2,3}}){_WORDS}(?P=mark)(?=[，。；：、）”])")
_NEXT: Final = expression(rf"(?<!!)(?P<mark>!{{2,3}}){_WORDS}(?P=mark)(?!!)")
_SPOILER: Final = expression(rf">!{_WORDS}!<")


def veils(content: str) -> Iterator[Span]:
    """Finds the marks, each a span, and not the words between."""
    first = (_FIRST.search(content) or _CLOSED.search(content)) if "!!" in content else None
    for veiled in _NEXT.finditer(content, first.start()) if first else ():
        width = len(veiled["mark"])
        yield Span(veiled.start(), veiled.start() + width)
        yield Span(veiled.end() - width, veiled.end())
    for spoiler in _SPOILER.finditer(content):
        yield Span(spoiler.start(), spoiler.start() + 2)
        yield Span(spoiler.end() - 2, spoiler.end())
