"""A parser of Markdown whose inline rules write down where they match."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from zhlint.document import Span
from zhlint.reading.markdown.dialects import extend
from zhlint.reading.markdown.enclosures import MASKED

if TYPE_CHECKING:
    from collections.abc import Callable

    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

    Rule = Callable[[StateInline, bool], bool]

#: The lists in the parser's environment in which the rules write down spans and marks.
DROPPED: Final = "dropped"
MASKED_SPANS: Final = "masked"
DELIMITERS: Final = "delimiters"
#: The last offset of each closer of HTML.
_ENDS: Final = "ends"
_CLOSERS: Final = (("<!--", "-->"), ("<![CDATA[", "]]>"), ("<?", "?>"))


def recorder() -> MarkdownIt:
    """Builds a parser whose inline rules record their matches, since its tokens have no offsets."""
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark").enable("table")
    extend(parser)
    # Joining adjacent texts afterwards would hide which emphasis marks were used up.
    parser.inline.ruler2.disable(["fragments_join"], ignoreInvalid=True)
    for rule in parser.inline.ruler.__rules__:
        if rule.name in _RECORDED:
            parser.inline.ruler.at(rule.name, _recorded(rule.name, rule.fn))
    return parser


def _never_closes(state: StateInline, start: int) -> bool:
    """Whether the HTML that opens here has no end.

    It is looked up once: each of many openings would search the whole text.
    """
    closer = next((closer for opener, closer in _CLOSERS if state.src.startswith(opener, start)), ">")
    ends: dict[str, int] = state.env.setdefault(_ENDS, {})
    if closer not in ends:
        ends[closer] = state.src.rfind(closer)
    return ends[closer] < start


def _recorded(name: str, rule: Rule) -> Rule:
    """A rule of the parser that records its matches in the environment, as `_RECORDED` says."""
    record = _RECORDED[name]

    def recording(state: StateInline, silent: bool) -> bool:
        start = state.pos
        if name == "html_inline" and _never_closes(state, start):
            return False
        label = state.md.helpers.parseLinkLabel(state, start) if name == "link" and state.src[start] == "[" else -1
        matched = rule(state, silent)
        if matched and not silent:
            record(state, start, label)
        return matched

    return recording


def _delimiters(state: StateInline, start: int, _label: int) -> None:
    tokens: list[Token] = state.tokens[start - state.pos :]
    state.env[DELIMITERS] += [(start + at, token) for at, token in enumerate(tokens)]


def _link(state: StateInline, start: int, label: int) -> None:
    state.env[DROPPED] += [Span(start, start + 1), Span(label, state.pos)]


def _image(state: StateInline, start: int, _label: int) -> None:
    for line in state.src[start : state.pos].split("\n"):
        state.env[DROPPED].append(Span(start, start + len(line)))
        start += len(line) + 1


def _code(state: StateInline, start: int, _label: int) -> None:
    ticks = len(state.src) - start - len(state.src[start:].lstrip("`"))
    if state.pos - start <= ticks:
        return
    state.env[DROPPED] += [Span(start, start + ticks), Span(state.pos - ticks, state.pos)]
    state.env[MASKED_SPANS].append(Span(start + ticks, state.pos - ticks))


def _escape(state: StateInline, start: int, _label: int) -> None:
    if state.pos - start == 2 and state.src[start + 1] != "\n":
        state.env[DROPPED].append(Span(start, start + 1))


def _masked(state: StateInline, start: int, _label: int) -> None:
    state.env[MASKED_SPANS].append(Span(start, state.pos))


#: The functions that record the matches of a rule: of the state after it, its start, the end of its label.
_RECORDED: Final[dict[str, Callable[[StateInline, int, int], None]]] = {
    "emphasis": _delimiters,
    "link": _link,
    "image": _image,
    "backticks": _code,
    "escape": _escape,
    "autolink": _masked,
    "html_inline": _masked,
    "entity": _masked,
    **dict.fromkeys(MASKED, _masked),
    "embedding": _image,
    "note_mark": _image,
    "broken_image": _image,
}
