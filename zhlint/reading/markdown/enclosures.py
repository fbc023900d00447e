"""Rules for inline marks of the dialects: comments, templates, wiki links, mathematics, components.

Each matches a mark with all that it encloses; a mark that is not closed is text. A rule takes the state of the parser; with
`silent` it only says whether it matches.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from zhlint.document import Span
from zhlint.lexicon.han import HAN_RANGES
from zhlint.patterns.expressions import compile_expression, expression

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline

    Inline = Callable[[StateInline, bool], bool]

#: A mark encloses at most so many characters.
_LONGEST: Final = 2000
_ANY: Final = r"[^\0]+"
#: The marks, in the order in which they are tried: name, opening, closing (the next one), what it may enclose.
ENCLOSURES: Final = (
    ("comment", "%%", "%%", _ANY),
    ("shortcode", "{{", "}}", _ANY),
    ("liquid", "{%", "%}", _ANY),
    ("template_comment", "{#", "#}", r" [^\0]*"),
    ("template", "<%", "%>", _ANY),
    ("jsx_comment", "{/*", "*/}", _ANY),
    ("attributes", "{", "}", r":? ?[#.][^\s{}][^{}\n]*"),
    ("embedding", "![[", "]]", r"[^\[\]\n]+"),
    ("wikilink", "[[", "]]", r"[^\[\]\n]+"),
    ("emoji", ":", ":", r"[a-z](?:[a-z0-9_+-]*[a-z0-9_])?|[+-]1|100|1234"),
    ("tex_display", "\\\\[", "\\\\]", _ANY),
    ("tex_inline", "\\\\(", "\\\\)", _ANY),
    ("tex_display_single", "\\[", "\\]", _ANY),
    ("tex_inline_single", "\\(", "\\)", _ANY),
)
_TEX: Final = frozenset({"tex_display", "tex_inline", "tex_display_single", "tex_inline_single", "math_inline"})
#: The inline rules whose whole match is no prose, of the dialects and of the standard.
MASKED: Final = (*(name for name, *_ in ENCLOSURES), "math_inline", "component", "note_mark")
_NOTE_REFERENCE: Final = expression(r"\[\^[^\s\[\]]+\]")
#: An image whose address was broken at a hyphen at the end of a line.
_BROKEN_IMAGE: Final = expression(r"!\[[^\[\]\n]*\]\(https?://[^\s()]+(?:-\n[^\s()]+){1,3}\)")
_CHINESE: Final = expression(rf"[\u3000-\u303f{HAN_RANGES}\uff00-\uffef“”‘’—…]")
_FORMULA: Final = expression(r"[\\^_{}=<>+|]")


def enclosure_rule(name: str, opening: str, closing: str, inner: re.Pattern[str]) -> Inline:
    """The rule for one mark of `ENCLOSURES`."""

    def match(state: StateInline, silent: bool) -> bool:
        start = state.pos
        if not state.src.startswith(opening, start) or (opening == "%%" and state.src[start - 1 : start].isdigit()):
            return False
        first = start + len(opening)
        end = state.src.find(closing, first, min(first + _LONGEST, state.posMax))
        if end < 0 or not inner.fullmatch(state.src, first, end):
            return False
        after = end + len(closing)
        # [[1]](…) is a link whose text is [1].
        if (name == "wikilink" and state.src.startswith(("(", "["), after)) or (
            name in _TEX and not _is_math(state.src[first:end])
        ):
            return False
        return _take(state, after, silent, name)

    return match


def enclosures_in(text: str, start: int, end: int) -> Iterator[Span]:
    """Finds the marks in a stretch of HTML, where the parser does not look."""
    while mark := _openings().search(text, start, end):
        start = mark.end()
        for name, opening, closing, inner in ENCLOSURES:
            if not text.startswith(opening, mark.start()):
                continue
            first = mark.start() + len(opening)
            last = text.find(closing, first, min(first + _LONGEST, end))
            if (
                last < 0
                or not compile_expression(inner).fullmatch(text, first, last)
                or (name in _TEX and not _is_math(text[first:last]))
            ):
                continue
            start = last + len(closing)
            yield Span(mark.start(), start)
            break


@cache
def _openings() -> re.Pattern[str]:
    return compile_expression("|".join(dict.fromkeys(re.escape(opening) for _, opening, *_ in ENCLOSURES)))


def _take(state: StateInline, end: int, silent: bool, name: str) -> bool:
    """Moves the parser to `end`, and leaves a token of this name unless `silent`."""
    if not silent:
        token = state.push(name, "", 0)
        token.content = state.src[state.pos : end]
    state.pos = end
    return True


def _is_math(content: str) -> bool:
    """Whether this may be mathematics: no Chinese, or something that only a formula has."""
    return not _CHINESE.search(content) or _FORMULA.search(content) is not None


def only_if_math(parser: MarkdownIt) -> None:
    """Confines the rule for $…$ to what may be mathematics: prices stay text."""
    rule: Inline = next(rule.fn for rule in parser.inline.ruler.__rules__ if rule.name == "math_inline")

    def match(state: StateInline, silent: bool) -> bool:
        start, tokens = state.pos, len(state.tokens)
        pending = state.pending
        if not rule(state, silent):
            return False
        if _is_math(state.src[start : state.pos]):
            return True
        state.pos, state.pending = start, pending
        del state.tokens[tokens:]
        return False

    parser.inline.ruler.at("math_inline", match)


def note_mark(state: StateInline, silent: bool) -> bool:
    """Matches the reference to a note: [^1]."""
    mark = _NOTE_REFERENCE.match(state.src, state.pos, state.posMax)
    return mark is not None and _take(state, mark.end(), silent, "note_mark")


def broken_image(state: StateInline, silent: bool) -> bool:
    """Matches an image whose address goes on in the next line."""
    if state.src[state.pos] != "!":
        return False
    image = _BROKEN_IMAGE.match(state.src, state.pos, state.posMax)
    return image is not None and _take(state, image.end(), silent, "broken_image")


def component(state: StateInline, silent: bool) -> bool:
    """Matches the tag of a component, which HTML would not take for one.

    Its attributes may be expressions, its quotation marks Chinese.
    """
    if state.src[state.pos] != "<":
        return False
    tag = _tag().match(state.src, state.pos, min(state.pos + _LONGEST, state.posMax))
    return tag is not None and _take(state, tag.end(), silent, "component")


@cache
def _tag() -> re.Pattern[str]:
    value = r"""(?:"[^"<>]*+"|'[^'<>]*+'|[“”][^“”<>\n]*+[“”]|\{[^{}]*+(?:\{[^{}]*+\}[^{}]*+)*+\}|[^\s"'=<>`{}]++)"""
    return compile_expression(
        rf"</?[A-Za-z][\w.:-]*+(?:\s++(?:[A-Za-z_@:#v][\w.:@-]*+(?:\s*+=\s*+{value})?|\{{[^{{}}]*+\}}))*+\s*+/?>"
    )
