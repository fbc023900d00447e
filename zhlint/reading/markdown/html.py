"""HTML inside Markdown: its tags, and the words between them with their roles."""

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
#: The roles of words by the element they stand in.
_ROLES: Final = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6", "summary", "dt"), "subhead"), **dict.fromkeys(("li", "dd"), "list"),
    **dict.fromkeys(("td", "th"), "table"), **dict.fromkeys(("figcaption", "caption"), "caption"), "blockquote": "quotation",
}  # fmt: skip


#: A tag with its name, an entity, or the beginning of a comment.
_OPENING: Final = expression(
    r"""<!--|<[?!][A-Za-z\[][^<>]*+>|</?([A-Za-z][\w:.-]*+)(?:[^<>"']++|"[^"<>]*+"|'[^'<>]*+')*+>|&(?:[A-Za-z]{2,10}|#\w{1,8});"""
)


class Words(NamedTuple):
    """A stretch of words with the tags inside it.

    `role` is empty where form and position decide.
    """

    start: int
    end: int
    role: str
    tags: tuple[Span, ...]


class _Mark(NamedTuple):
    """A tag, a comment, an entity, or an element of code with its content.

    Only a tag has a name.
    """

    start: int
    end: int
    name: str = ""
    is_code: bool = False


def markup(text: str) -> tuple[str, ...]:
    """Finds the tags, comments and code of a text in HTML, in order."""
    return tuple(text[mark.start : mark.end] for mark in _marks(text, 0, len(text)))


def code(text: str) -> Iterator[Span]:
    """Finds the elements of code in a text in HTML, each with its content."""
    return (Span(mark.start, mark.end) for mark in _marks(text, 0, len(text)) if mark.is_code)


def words_between_tags(text: str, start: int, end: int) -> Iterator[Words]:
    """Finds the stretches of words in `text[start:end]`, between tags that divide, comments and code."""
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
    """The marks, in order; one that is not closed is none.

    The end of such a one is looked for only once.
    """
    missing: set[str] = set()
    while opening := _OPENING.search(text, start, end):
        start = opening.end()
        name = (opening[1] or "").lower()
        closing = "-->" if opening[0] == "<!--" else f"</{name}" if name in _CODE and opening[0][1] != "/" else ""
        if closing and closing not in missing:
            if last := compile_expression(rf"{closing}(?:(?<!-->)[^<>]*>)?", re.IGNORECASE).search(text, start, end):
                start = last.end()
                yield _Mark(opening.start(), start, "", bool(name))
                continue
            missing.add(closing)
        if opening[0] != "<!--":
            yield _Mark(opening.start(), start, name)


def _stretch(text: str, start: int, end: int, role: str, tags: list[Span]) -> Iterator[Words]:
    """The stretch between two tags that divide, if it holds words."""
    plain = list(text[start:end])
    for tag in tags:
        plain[tag.start - start : tag.end - start] = " " * (tag.end - tag.start)
    words = "".join(plain)
    if words.strip():
        first = start + len(words) - len(words.lstrip())
        last = start + len(words.rstrip())
        yield Words(first, last, role, tuple(tag for tag in tags if first <= tag.start and tag.end <= last))
