"""What the tools that publish Markdown have added to it: mathematics, notes, admonitions, templates, tags of components.

Rules for the parser. Inline ones match a mark with all that it encloses; a mark that is not closed is text.
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
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_inline import StateInline

    Inline = Callable[[StateInline, bool], bool]

#: Inline marks by the rule of the standard before which they are tried: how each opens, how it closes, what it may hold.
#: The closing mark is the next one; what is held has at most so many characters.
_LONGEST: Final = 2000
_LINE: Final = r"[^\n]+"
_ANY: Final = r"[^\0]+"
_ENCLOSED: Final = (
    ("comment", "%%", "%%", _ANY),
    ("shortcode", "{{", "}}", _ANY),
    ("liquid", "{%", "%}", _ANY),
    ("template_comment", "{#", "#}", r" [^\0]*"),
    ("template", "<%", "%>", _ANY),
    ("jsx_comment", "{/*", "*/}", _ANY),
    ("attributes", "{", "}", r":? ?[#.][^\s{}][^{}\n]*"),
    ("embedding", "![[", "]]", r"[^\[\]\n]+"),
    ("wikilink", "[[", "]]", r"[^\[\]\n]+"),
    ("tex_display", "\\\\[", "\\\\]", _ANY),
    ("tex_inline", "\\\\(", "\\\\)", _ANY),
    ("tex_display_single", "\\[", "\\]", _ANY),
    ("tex_inline_single", "\\(", "\\)", _ANY),
)
_TEX: Final = frozenset({"tex_display", "tex_inline", "tex_display_single", "tex_inline_single", "math_inline"})

_INTERRUPTED: Final = ["paragraph", "reference", "blockquote", "list"]

#: The inline rules whose whole match is no prose.
MASKED: Final = (*(name for name, *_ in _ENCLOSED), "math_inline", "component", "note_mark")
#: Block tokens that are no prose.
SCAFFOLDS: Final = ("math_block", "math_block_label", "amsmath", "scaffold")


_TAB_LINE: Final = expression(r'===[!+]? "[^"]*"')
_ALONE: Final = expression(
    r":{3,}[ \t]*(?:[A-Za-z{\[][^\0]*)?"
    r"|(?:\{%(?:(?!%\})[^\0])*%\}[ \t]*)+|(?:\{\{(?:(?!\}\})[^\0])*\}\}[ \t]*)+|\{# (?:(?!#\})[^\0])*#\}"
    r"|/{3,}(?:[ \t]*[a-z][\w-]*(?:[ \t]*\|[^\0]*)?)?"
    r"""|import\s(?:[^'"]*\sfrom\s*)?(['"])[^'"]*\1;?|export\s(?:default|const|let|var|function|class|async|\{|\*)[^\0]*"""
    r"|%%[^\0]*%%|\[TOC\]|\[\[(?:toc|TOC)\]\]"
)
_METADATA: Final = expression(r"[a-z][\w-]*:(?: |\Z)")
#: What ends a paragraph without a blank line.
_INTERRUPTS: Final = expression(r":::|\{%|%%|\\")
_ADMONITION: Final = expression(r'(?:!!!|\?\?\?\+?)[ \t]+[A-Za-z][\w-]*(?:[ \t]+[A-Za-z][\w-]*)*(?:[ \t]+"[^"]*")?$')
_NOTE_REFERENCE: Final = expression(r"\[\^[^\s\[\]]+\]")
_CHINESE: Final = expression(rf"[\u3000-\u303f{HAN_RANGES}\uff00-\uffef“”‘’—…]")
_FORMULA: Final = expression(r"[\\^_{}=<>+|]")


def extend_blocks(parser: MarkdownIt) -> None:
    """Teach a parser the blocks whose words the standard takes for code or for an address: notes, definitions, admonitions."""
    from mdit_py_plugins.admon import admon_plugin
    from mdit_py_plugins.deflist import deflist_plugin
    from mdit_py_plugins.footnote import footnote_plugin

    footnote_plugin(parser)
    parser.disable(["footnote_inline", "footnote_ref", "footnote_tail"])
    deflist_plugin(parser)
    admon_plugin(parser)
    _only_where(parser, "admonition", _ADMONITION)
    parser.block.ruler.before("fence", "tab", _tab, {"alt": _INTERRUPTED})


def extend(parser: MarkdownIt) -> None:
    """Teach a parser the dialects, blocks and marks."""
    from mdit_py_plugins.amsmath import amsmath_plugin
    from mdit_py_plugins.dollarmath import dollarmath_plugin

    extend_blocks(parser)
    amsmath_plugin(parser)
    dollarmath_plugin(parser, allow_digits=False, double_inline=True)
    _asked_once(parser, "amsmath", compile_expression(r"\\begin\{[A-Za-z]+\*?\}"))
    _asked_once(parser, "math_block", compile_expression(r"\$\$"))
    _only_if_math(parser)
    for name, opening, closing, inner in _ENCLOSED:
        parser.inline.ruler.before("escape", name, _enclosed(name, opening, closing, compile_expression(inner)))
    parser.inline.ruler.before("link", "note_mark", _note_mark)
    parser.inline.ruler.after("html_inline", "component", _component)
    parser.block.ruler.before("table", "scaffold", _scaffold, {"alt": _INTERRUPTED})


def _enclosed(name: str, opening: str, closing: str, inner: re.Pattern[str]) -> Inline:
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
        return _taken(state, after, silent, name)

    return match


def enclosed(text: str, start: int, end: int) -> Iterator[Span]:
    """The inline marks of the dialects in HTML, where the parser does not look, each with all that it encloses."""
    while found := _openings().search(text, start, end):
        start = found.end()
        for name, opening, closing, inner in _ENCLOSED:
            if not text.startswith(opening, found.start()):
                continue
            first = found.start() + len(opening)
            last = text.find(closing, first, min(first + _LONGEST, end))
            if (
                last < 0
                or not compile_expression(inner).fullmatch(text, first, last)
                or (name in _TEX and not _is_math(text[first:last]))
            ):
                continue
            start = last + len(closing)
            yield Span(found.start(), start)
            break


@cache
def _openings() -> re.Pattern[str]:
    return compile_expression("|".join(dict.fromkeys(re.escape(opening) for _, opening, *_ in _ENCLOSED)))


def _taken(state: StateInline, end: int, silent: bool, name: str) -> bool:
    if not silent:
        token = state.push(name, "", 0)
        token.content = state.src[state.pos : end]
    state.pos = end
    return True


def _is_math(content: str) -> bool:
    """Whether this may be mathematics: no Chinese, or something that only a formula has."""
    return not _CHINESE.search(content) or _FORMULA.search(content) is not None


def _only_if_math(parser: MarkdownIt) -> None:
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


def _only_where(parser: MarkdownIt, name: str, line: re.Pattern[str]) -> None:
    """Let a block rule see only the lines that begin like this."""
    for rule in parser.block.ruler.__rules__:
        if rule.name == name:
            inner, alt = rule.fn, rule.alt

    def match(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        return bool(line.match(_line(state, start))) and bool(inner(state, start, end, silent))

    parser.block.ruler.at(name, match, {"alt": alt})


def _note_mark(state: StateInline, silent: bool) -> bool:
    found = _NOTE_REFERENCE.match(state.src, state.pos, state.posMax)
    return found is not None and _taken(state, found.end(), silent, "note_mark")


def _component(state: StateInline, silent: bool) -> bool:
    """A tag of a component, whose attributes may be expressions; or one that is no HTML for its quotation marks."""
    if state.src[state.pos] != "<":
        return False
    found = _tag().match(state.src, state.pos, min(state.pos + _LONGEST, state.posMax))
    return found is not None and _taken(state, found.end(), silent, "component")


def _tab(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A tab with its name; what belongs to it is indented."""
    if state.sCount[start] - state.blkIndent >= 4 or not _TAB_LINE.fullmatch(_line(state, start)):
        return False
    if silent:
        return True
    following = (at for at in range(start + 1, end) if not state.isEmpty(at) and state.sCount[at] < state.blkIndent + 4)
    last = next(following, end)
    token = state.push("scaffold", "", 0)
    token.map, token.content = [start, start + 1], state.getLines(start, start + 1, 0, False)
    line_max, state.lineMax = state.lineMax, last
    state.blkIndent += 4
    state.md.block.tokenize(state, start + 1, last)
    state.blkIndent -= 4
    state.lineMax, state.line = line_max, last
    return True


def _scaffold(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Lines that only the publishing tool reads: a fence of a container, a tag of a template, an import; or from such a line to its end."""
    line = _line(state, start)
    if state.sCount[start] - state.blkIndent >= 4 or not line.startswith(_BEGINNINGS):
        return False
    last = start
    if line == "---":
        last = _metadata_end(state, start, end)
    elif opened := _opened(line):
        last = _closed(state, opened[0], start, end, over_blanks=opened[1])
    elif not _ALONE.fullmatch(line):
        return False
    if last < 0 or (silent and not _INTERRUPTS.match(line)):
        return False
    if not silent:
        state.line = last + 1
        token = state.push("scaffold", "", 0)
        token.map = [start, state.line]
        token.content = state.getLines(start, state.line, 0, False)
    return True


def _closed(state: StateBlock, closing: re.Pattern[str], start: int, end: int, *, over_blanks: bool) -> int:
    """The line below that closes what this one opens, -1 where there is none."""
    # What was not found once is not looked for again: many open marks would take the square of the length.
    missing: dict[tuple[str, int], int] = state.env.setdefault("missing", {})
    key = closing.pattern, end
    if start < missing.get(key, -1):
        return -1
    for at in range(start + 1, end):
        if closing.search(_line(state, at)):
            return at
        if not over_blanks and state.isEmpty(at):
            missing[key] = at
            return -1
    missing[key] = end
    return -1


def _metadata_end(state: StateBlock, start: int, end: int) -> int:
    """The line that closes a block of metadata, which Pandoc reads at any place; -1 where this is none."""
    for at in range(start + 1, end):
        line = _line(state, at)
        if line in {"---", "..."}:
            return at if at > start + 1 else -1
        if not (_METADATA.match(line) or (at > start + 1 and line.startswith("- "))):
            return -1
    return -1


def _asked_once(parser: MarkdownIt, name: str, opening: re.Pattern[str]) -> None:
    """Do not ask a block rule again what it did not find the end of, from further below."""
    for rule in parser.block.ruler.__rules__:
        if rule.name == name:
            inner, alt = rule.fn, rule.alt

    def match(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        found = opening.match(_line(state, start))
        if not found:
            return False
        missing: dict[tuple[str, int], int] = state.env.setdefault("missing", {})
        key = found[0], end
        if start < missing.get(key, -1):
            return False
        if inner(state, start, end, silent):
            return True
        if state.blkIndent == 0:
            missing[key] = end
        return False

    parser.block.ruler.at(name, match, {"alt": alt})


def _opened(line: str) -> tuple[re.Pattern[str], bool] | None:
    """What ends the lines that this one begins, and whether blank lines may stand between."""
    if found := _raw().fullmatch(line):
        return re.compile(rf"\{{%-?\s*end{found[1]}\b|\{{\{{[<%]\s*/\s*{found[2]}\b"), True
    if line.startswith("%%") and line.count("%%") == 1:
        return compile_expression("%%"), True
    for opening, closing in (("\\[", "\\]"), ("\\\\[", "\\]"), ("{{", "}}"), ("{%", "%}")):
        if line.startswith(opening) and closing not in line:
            return compile_expression(re.escape(closing)), False
    return None


def _line(state: StateBlock, at: int) -> str:
    return state.src[state.bMarks[at] + state.tShift[at] : state.eMarks[at]].rstrip()


_BEGINNINGS: Final = (
    "---",
    ":::",
    "{%",
    "{{",
    "{#",
    "///",
    "import ",
    "export ",
    "\\[",
    "\\\\[",
    "%%",
    "[TOC]",
    "[[toc]]",
    "[[TOC]]",
)


@cache
def _raw() -> re.Pattern[str]:
    code = "codeblock|code|highlight|raw|mermaid|katex|math|pullquote_code|gist|vega|plantuml"
    return compile_expression(rf"\{{%-?\s*({code})\b[^\0]*|\{{\{{[<%]\s*({code})\b[^\0]*")


@cache
def _tag() -> re.Pattern[str]:
    value = r"""(?:"[^"<>]*+"|'[^'<>]*+'|[“”][^“”<>\n]*+[“”]|\{[^{}]*+(?:\{[^{}]*+\}[^{}]*+)*+\}|[^\s"'=<>`{}]++)"""
    return compile_expression(
        rf"</?[A-Za-z][\w.:-]*+(?:\s++(?:[A-Za-z_@:#v][\w.:@-]*+(?:\s*+=\s*+{value})?|\{{[^{{}}]*+\}}))*+\s*+/?>"
    )
