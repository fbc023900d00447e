"""HTML inside Markdown: its tags, and the words between them with the role that the elements around give them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from zhlint.document import Span
from zhlint.patterns.expressions import compile_expression, expression

if TYPE_CHECKING:
    from collections.abc import Iterator

#: Elements that do not divide the words they stand in.
_INLINE: Final = frozenset({
    "a", "abbr", "b", "bdi", "bdo", "big", "cite", "data", "del", "dfn", "em", "font", "i", "img", "ins", "label", "mark", "q", "rp", "rt",
    "ruby", "s", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr",
})  # fmt: skip
#: Elements that hold no words.
_CODE: Final = frozenset({"script", "style", "pre", "code", "textarea", "svg", "math", "kbd", "samp", "template"})
_ROLES: Final = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6", "summary", "dt"), "subhead"), **dict.fromkeys(("li", "dd"), "list"),
    **dict.fromkeys(("td", "th"), "table"), **dict.fromkeys(("figcaption", "caption"), "caption"), "blockquote": "quotation",
}  # fmt: skip


#: A tag with its name, an entity, or what a comment begins with.
_OPENING: Final = expression(
    r"""<!--|<[?!][A-Za-z\[][^<>]*+>|</?([A-Za-z][\w:.-]*+)(?:[^<>"']++|"[^"<>]*+"|'[^'<>]*+')*+>|&(?:[A-Za-z]{2,10}|#\w{1,8});"""
)


class Words(NamedTuple):
    """A stretch of words with its role, empty where form and position decide, and the tags inside it."""

    start: int
    end: int
    role: str
    tags: tuple[Span, ...]


class _Mark(NamedTuple):
    """A tag with its name, or without one a comment, an entity, or an element of code with all that it holds."""

    start: int
    end: int
    name: str = ""
    is_code: bool = False


def markup(text: str) -> tuple[str, ...]:
    """The tags, comments and code of a piece of HTML, in order."""
    return tuple(text[mark.start : mark.end] for mark in _marks(text, 0, len(text)))


def code(text: str) -> Iterator[Span]:
    """The elements of code in a piece of HTML, each with all that it holds."""
    return (Span(mark.start, mark.end) for mark in _marks(text, 0, len(text)) if mark.is_code)


def words_between_tags(text: str, start: int, end: int) -> Iterator[Words]:
    """The stretches of words in `text[start:end]`, none for what holds tags, comments and code alone."""
    role, first = "", start
    tags: list[Span] = []
    for mark in (*_marks(text, start, end), None):
        if mark and (mark.name in _INLINE or text[mark.start] == "&"):
            tags.append(Span(mark.start, mark.end))
            continue
        yield from _stretch(text, first, mark.start if mark else end, role, tags)
        tags, first = [], mark.end if mark else end
        if mark and mark.name:
            role = _ROLES.get(mark.name, "") if text[mark.start + 1] != "/" else ""


def _marks(text: str, start: int, end: int) -> Iterator[_Mark]:
    """The marks, in order; one that is not closed is none, and its end is not looked for a second time."""
    missing: set[str] = set()
    while found := _OPENING.search(text, start, end):
        start = found.end()
        name = (found[1] or "").lower()
        closing = "-->" if found[0] == "<!--" else f"</{name}" if name in _CODE and found[0][1] != "/" else ""
        if closing and closing not in missing:
            if last := compile_expression(rf"{closing}(?:(?<!-->)[^<>]*>)?", re.IGNORECASE).search(text, start, end):
                start = last.end()
                yield _Mark(found.start(), start, "", bool(name))
                continue
            missing.add(closing)
        if found[0] != "<!--":
            yield _Mark(found.start(), start, name)


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
