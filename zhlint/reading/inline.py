"""Marks inside a Markdown line: which characters are scaffolding and which are no prose."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from zhlint.document import Span
from zhlint.records import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

    Rule = Callable[[StateInline, bool], bool]

_DROPPED = "dropped"
_MASKED = "masked"
_DELIMITERS = "delimiters"


class Marks(NamedTuple):
    """Spans of a piece of Markdown, in order: `dropped` is scaffolding, `masked` is code, an address or HTML."""

    dropped: tuple[Span, ...]
    masked: tuple[Span, ...]


def recorder() -> MarkdownIt:
    """A parser whose inline rules write down where they matched: the tokens themselves have no positions."""
    from markdown_it import MarkdownIt  # noqa: PLC0415 - start-up: only a Markdown draft needs the parser

    parser = MarkdownIt("commonmark").enable("table")
    # Joining the pieces of text afterwards would hide which emphasis marks were used up.
    parser.inline.ruler2.disable(["fragments_join"], ignoreInvalid=True)
    for rule in parser.inline.ruler.__rules__:
        if rule.name in _RECORDED:
            parser.inline.ruler.at(rule.name, _recorded(rule.name, rule.fn))
    return parser


def marks(parser: MarkdownIt, content: str) -> Marks:
    """The marks of one inline text, with a parser made by `recorder`."""
    env: dict[str, Any] = {_DROPPED: [], _MASKED: [], _DELIMITERS: []}
    parser.inline.parse(content, parser, env, [])
    used = [at for at, token in env[_DELIMITERS] if token.type != "text" or not token.content]
    used += _left_over(
        [at for at, token in env[_DELIMITERS] if token.type == "text" and token.content == "*"]
    )
    dropped = {*env[_DROPPED], *(Span(at, at + 1) for at in used)}
    return Marks(tuple(sorted(dropped)), tuple(sorted(env[_MASKED])))


def _left_over(stars: list[int]) -> list[int]:
    """The ** that stand in pairs all the same: beside Chinese quotation marks the standard takes them for plain text."""
    known = set(stars)
    double = [at for at in stars if at + 1 in known and at - 1 not in known and at + 2 not in known]
    return [place for at in double for place in (at, at + 1)] if len(double) % 2 == 0 else []


def _recorded(name: str, rule: Rule) -> Rule:
    record = _RECORDED[name]

    def recording(state: StateInline, silent: bool) -> bool:
        start = state.pos
        label = (
            state.md.helpers.parseLinkLabel(state, start)
            if name == "link" and state.src[start] == "["
            else -1
        )
        matched = rule(state, silent)
        if matched and not silent:
            record(state, start, label)
        return matched

    return recording


def _delimiters(state: StateInline, start: int, _label: int) -> None:
    tokens: list[Token] = state.tokens[start - state.pos :]
    state.env[_DELIMITERS] += [(start + at, token) for at, token in enumerate(tokens)]


def _link(state: StateInline, start: int, label: int) -> None:
    state.env[_DROPPED] += [Span(start, start + 1), Span(label, state.pos)]


def _image(state: StateInline, start: int, _label: int) -> None:
    state.env[_DROPPED].append(Span(start, state.pos))


def _code(state: StateInline, start: int, _label: int) -> None:
    ticks = len(state.src) - start - len(state.src[start:].lstrip("`"))
    if state.pos - start <= ticks:
        return
    state.env[_DROPPED] += [Span(start, start + ticks), Span(state.pos - ticks, state.pos)]
    state.env[_MASKED].append(Span(start + ticks, state.pos - ticks))


def _escape(state: StateInline, start: int, _label: int) -> None:
    if state.pos - start == 2 and state.src[start + 1] != "\n":
        state.env[_DROPPED].append(Span(start, start + 1))


def _masked(state: StateInline, start: int, _label: int) -> None:
    state.env[_MASKED].append(Span(start, state.pos))


_RECORDED: dict[str, Callable[[StateInline, int, int], None]] = {
    "emphasis": _delimiters,
    "link": _link,
    "image": _image,
    "backticks": _code,
    "escape": _escape,
    "autolink": _masked,
    "html_inline": _masked,
    "entity": _masked,
}
