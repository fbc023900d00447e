"""Marks inside the lines of Markdown: scaffolding, and what is no prose."""

from __future__ import annotations

from bisect import bisect_right
from functools import cache
from itertools import accumulate
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from zhlint.document import Span
from zhlint.lexicon.han import HAN
from zhlint.patterns.expressions import compile_expression, expression
from zhlint.reading.markdown.dialects import extend
from zhlint.reading.markdown.enclosures import MASKED
from zhlint.reading.markdown.html import code

if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Iterator, Mapping

    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

    Rule = Callable[[StateInline, bool], bool]

#: The lists in the parser's environment in which the rules write down spans and marks.
_DROPPED: Final = "dropped"
_MASKED: Final = "masked"
_DELIMITERS: Final = "delimiters"
#: The last offset of each closer of HTML.
_ENDS: Final = "ends"
_CLOSERS: Final = (("<!--", "-->"), ("<![CDATA[", "]]>"), ("<?", "?>"))
_BLANKS: Final = " \t\u3000\xa0"
#: The marks at the end of an address that end the sentence.
_NO_END: Final = ",.;:!?'\")]"


_BLOCK_REFERENCE: Final = expression(r"""\(\([0-9A-Za-z-]+\s+(?:'[^'\n]*'|"[^"\n]*")\)\)""")


class Marks(NamedTuple):
    """The spans of a text in Markdown that are not its words, in order.

    `dropped` is scaffolding; `masked` is code, mathematics, an address or HTML. The blanks beside emphasis and bare addresses are
    masked, too: without them these would not be what they are.
    """

    dropped: tuple[Span, ...]
    masked: tuple[Span, ...]


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


def marks(parser: MarkdownIt, content: str, references: Mapping[str, Any] = {}) -> Marks:
    """Finds the marks of one text with a parser from `recorder`.

    `references` are the link targets of the draft.
    """
    env: dict[str, Any] = {_DROPPED: [], _MASKED: [], _DELIMITERS: [], "references": references}
    parser.inline.parse(content, parser, env, [])
    used = [at for at, token in env[_DELIMITERS] if token.type != "text" or not token.content]
    used += _left_over([at for at, token in env[_DELIMITERS] if token.type == "text" and token.content == "*"])
    dropped = {*env[_DROPPED], *(Span(at, at + 1) for at in used)}
    masked = {*env[_MASKED], *_blanks_beside(content, used), *(code(content) if "</" in content else ())}
    masked.update(_bare(content, sorted((*env[_DROPPED], *masked))))
    return Marks(tuple(sorted(dropped)), tuple(_outside({*env[_DROPPED]}, masked)))


def _outside(dropped: set[Span], masked: set[Span]) -> Iterator[Span]:
    """The masked spans that lie in no other span, masked or dropped, in order."""
    reached = 0
    for span in sorted(dropped | masked, key=lambda span: (span.start, -span.end)):
        if span.end > reached:
            reached = span.end
            if span not in dropped:
                yield span


def _blanks_beside(content: str, used: list[int]) -> Iterator[Span]:
    """The blanks before and after emphasis marks."""
    known = {*used}
    for at in used:
        if at - 1 not in known and (start := _first_blank(content, at)) < at:
            yield Span(start, at)
        if at + 1 not in known and (end := _last_blank(content, at + 1)) > at + 1:
            yield Span(at + 1, end)


def _bare(content: str, marks: list[Span]) -> Iterator[Span]:
    """Bare addresses with the blanks around them, and references to blocks.

    An address that begins in one of the other `marks` is left out.
    """
    if "://" in content or "www." in content:
        ends = list(accumulate((span.end for span in marks), max, initial=0))
        for address in _address().finditer(content):
            start = address.start()
            if ends[bisect_right(marks, start, key=lambda span: span.start)] <= start:
                end = start + len(address[0].rstrip(_NO_END))
                yield Span(_first_blank(content, start), _last_blank(content, end))
    if "((" in content:
        yield from (Span(*reference.span()) for reference in _BLOCK_REFERENCE.finditer(content))


def _first_blank(content: str, at: int) -> int:
    while at and content[at - 1] in _BLANKS:
        at -= 1
    return at


def _last_blank(content: str, at: int) -> int:
    while content[at : at + 1] and content[at] in _BLANKS:
        at += 1
    return at


def _left_over(stars: list[int]) -> list[int]:
    """The ** beside Chinese quotation marks that the standard takes for text, in pairs."""
    known = set(stars)
    double = [at for at in stars if at + 1 in known and at - 1 not in known and at + 2 not in known]
    return [place for at in double for place in (at, at + 1)] if len(double) % 2 == 0 else []


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
    state.env[_DELIMITERS] += [(start + at, token) for at, token in enumerate(tokens)]


def _link(state: StateInline, start: int, label: int) -> None:
    state.env[_DROPPED] += [Span(start, start + 1), Span(label, state.pos)]


def _image(state: StateInline, start: int, _label: int) -> None:
    for line in state.src[start : state.pos].split("\n"):
        state.env[_DROPPED].append(Span(start, start + len(line)))
        start += len(line) + 1


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


@cache
def _address() -> re.Pattern[str]:
    """The expression of an address.

    Chinese characters belong to it after a mark that divides addresses.
    """
    plain = "[!#-;=?-_a-~]"
    return compile_expression(rf"(?:https?://|(?<![\w.])www\.){plain}*(?:(?<=[/=#_-]){HAN}(?:(?![()]){plain}|{HAN})*)?")
