"""Front matter: `key: value` lines between two rules at the very top of a Markdown draft."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from zhlint.document import Credit, Part
from zhlint.expressions import expression
from zhlint.reading.byline import parse_credits
from zhlint.records import NamedTuple

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

_QUOTES: Final = "\"'"
_AUTHORS: Final = frozenset({"author", "authors", "byline", "reporter", "作者", "记者", "署名"})


class FrontMatter(NamedTuple):
    """The fields with the place of each value, and where the body begins; (), 0 where there is none."""

    fields: tuple[tuple[str, Part], ...]
    end: int


def read_front_matter(source: str) -> FrontMatter:
    """The front matter of a draft."""
    found = _fence().match(source)
    if not found:
        return FrontMatter((), 0)
    return FrontMatter(tuple(_fields(source, found.start(1), found.end(1))), found.end())


def field_credits(key: str, value: Part) -> tuple[Credit, ...]:
    """The credits in a field of a front matter: those of author, 作者 and their like; none for any other."""
    if key not in _AUTHORS:
        return ()
    text, start = value.text, value.start
    if text[0] == "[" and text[-1] == "]":
        text, start = text[1:-1], start + 1
    names = parse_credits(text, start, "frontmatter", bare_names=True)
    return names or (Credit("frontmatter", "", (value,), value.start, value.end),)


def _fields(source: str, start: int, end: int) -> Iterator[tuple[str, Part]]:
    for found in _field().finditer(source, start, end):
        value, at = found[2], found.start(2)
        if len(value) > 1 and value[0] == value[-1] and value[0] in _QUOTES:
            value, at = value[1:-1], at + 1
        if value:
            yield found[1].lower(), Part(value, at, at + len(value))


@cache
def _fence() -> re.Pattern[str]:
    # A line end that could be read as one or as two would be tried both ways, in every line.
    ending, rule = r"(?:\r\n|\n|\r(?!\n))", r"---[ \t]*"
    return expression(rf"{rule}{ending}((?:(?!{rule}(?:[\r\n]|\Z))[^\r\n]*{ending})*){rule}(?:{ending}|\Z)")


@cache
def _field() -> re.Pattern[str]:
    return expression(r"(?<=[\r\n])([^\s:：#-][^:：\r\n]*?)[ \t]*[:：][ \t]*([^\r\n]*?)[ \t]*(?=[\r\n]|\Z)")
