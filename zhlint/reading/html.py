"""HTML inside Markdown: its tags, and the words between them with the role that the elements around give them."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from zhlint.document import Span
from zhlint.expressions import expression
from zhlint.records import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

#: Elements that do not divide the words they stand in.
_INLINE: Final = frozenset({
    "a", "abbr", "b", "bdi", "bdo", "big", "cite", "data", "del", "dfn", "em", "font", "i", "img", "ins", "label", "mark", "q", "rp", "rt",
    "ruby", "s", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr",
})  # fmt: skip
_ROLES: Final = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6", "summary", "dt"), "subhead"), **dict.fromkeys(("li", "dd"), "list"),
    **dict.fromkeys(("td", "th"), "table"), **dict.fromkeys(("figcaption", "caption"), "caption"), "blockquote": "quotation",
}  # fmt: skip


class Words(NamedTuple):
    """A stretch of words with its role, empty where form and position decide, and the tags inside it."""

    start: int
    end: int
    role: str
    tags: tuple[Span, ...]


def markup(text: str) -> tuple[str, ...]:
    """The tags, comments and code of a piece of HTML, in order."""
    return tuple(found[0] for found in _markup().finditer(text))


def code(text: str) -> Iterator[Span]:
    """The elements of code in a piece of HTML, each with all that it holds."""
    return (Span(*found.span()) for found in _markup().finditer(text) if found[1])


def words_between_tags(text: str, start: int, end: int) -> Iterator[Words]:
    """The stretches of words in `text[start:end]`, none for what holds tags, comments and code alone."""
    role, first = "", start
    tags: list[Span] = []
    for found in (*_markup().finditer(text, start, end), None):
        name = found[2].lower() if found and found[2] else ""
        if found and (name in _INLINE or (not name and found[0][0] == "&")):
            tags.append(Span(*found.span()))
            continue
        last = found.start() if found else end
        yield from _stretch(text, first, last, role, tags)
        tags, first = [], found.end() if found else end
        if name and found:
            role = _ROLES.get(name, "") if found[0][1] != "/" else ""


def _stretch(text: str, start: int, end: int, role: str, tags: list[Span]) -> Iterator[Words]:
    """The stretch between two tags that divide, if it holds words."""
    plain = list(text[start:end])
    for tag in tags:
        plain[tag.start - start : tag.end - start] = " " * (tag.end - tag.start)
    said = "".join(plain)
    if said.strip():
        first = start + len(said) - len(said.lstrip())
        last = start + len(said.rstrip())
        yield Words(first, last, role, tuple(tag for tag in tags if first <= tag.start and tag.end <= last))


@cache
def _markup() -> re.Pattern[str]:
    """A comment, an element of code with all it holds, a tag, an entity; the names of the second and the third are groups."""
    elements = "script|style|pre|code|textarea|svg|math|kbd|samp|template"
    return expression(
        rf"<!--(?:(?!-->)[^\0])*+-->|<\?(?:(?!\?>)[^\0])*+\?>|<![A-Za-z\[][^>]*+>"
        rf"|<({elements})\b[^>]*+>(?:(?!</(?:{elements})\s*>)[^\0])*+</(?:{elements})\s*>"
        r"""|</?([A-Za-z][\w:.-]*+)(?:[^<>"']++|"[^"]*+"|'[^']*+')*+>|&(?:[A-Za-z]{2,10}|#\w{1,8});""",
        re.IGNORECASE,
    )

