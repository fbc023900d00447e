"""Rules for blocks that only publishing tools read: containers, tabs, templates, imports, metadata.

A rule takes the state of the parser, the first line and the end of those it may look at; with `silent` it only says whether it
matches.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from zhlint.patterns.expressions import compile_expression, expression

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock

#: The heading of a tab of Material for MkDocs.
_TAB_LINE: Final = expression(r'===[!+]? "[^"]*"')
#: A line that is no prose by itself.
_ALONE: Final = expression(
    r":{3,}[ \t]*(?:[A-Za-z{\[][^\0]*)?"
    r"|(?:\{%(?:(?!%\})[^\0])*%\}[ \t]*)+|(?:\{\{(?:(?!\}\})[^\0])*\}\}[ \t]*)+|\{# (?:(?!#\})[^\0])*#\}"
    r"|/{3,}(?:[ \t]*[a-z][\w-]*(?:[ \t]*\|[^\0]*)?)?"
    r"""|import\s(?:[^'"]*\sfrom\s*)?(['"])[^'"]*\1;?|export\s(?:default|const|let|var|function|class|async|\{|\*)[^\0]*"""
    r"|%%[^\0]*%%|\[TOC\]|\[\[(?:toc|TOC)\]\]"
)
#: A line of a block of metadata.
_METADATA: Final = expression(r"[a-z][\w-]*:(?: |\Z)")
#: The beginnings that end a paragraph without a blank line.
_INTERRUPTS: Final = expression(r":::|\{%|%%|\\")
#: The beginnings of all lines that may be scaffolding.
_BEGINNINGS: Final = (
    "---", ":::", "{%", "{{", "{#", "///", "import ", "export ", "\\[", "\\\\[", "%%", "[TOC]", "[[toc]]", "[[TOC]]",
)  # fmt: skip


def only_where(parser: MarkdownIt, name: str, line: re.Pattern[str]) -> None:
    """Confines a block rule of the parser to lines that begin with `line`."""
    for rule in parser.block.ruler.__rules__:
        if rule.name == name:
            inner, alt = rule.fn, rule.alt

    def match(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        return bool(line.match(_line(state, start))) and bool(inner(state, start, end, silent))

    parser.block.ruler.at(name, match, {"alt": alt})


def tab(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Matches the heading of a tab, and reads the indented blocks that belong to it."""
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


def scaffold(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Matches lines that only a publishing tool reads, up to the one that closes them."""
    line = _line(state, start)
    if state.sCount[start] - state.blkIndent >= 4 or not line.startswith(_BEGINNINGS):
        return False
    last = start
    if line == "---":
        last = _metadata_end(state, start, end)
    elif closing := _closing_of(line):
        last = _closing_line(state, closing[0], start, end, over_blanks=closing[1])
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


def _closing_line(state: StateBlock, closing: re.Pattern[str], start: int, end: int, *, over_blanks: bool) -> int:
    """The number of the line below that matches `closing`, -1 where there is none."""
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
    """The line number where Pandoc's metadata ends, -1 where this is none."""
    for at in range(start + 1, end):
        line = _line(state, at)
        if line in {"---", "..."}:
            return at if at > start + 1 else -1
        if not (_METADATA.match(line) or (at > start + 1 and line.startswith("- "))):
            return -1
    return -1


def ask_once(parser: MarkdownIt, name: str, opening: re.Pattern[str]) -> None:
    """Keeps a block rule from looking twice for an end that there is not.

    To look from each of many openings would take the square of the length.
    """
    for rule in parser.block.ruler.__rules__:
        if rule.name == name:
            inner, alt = rule.fn, rule.alt

    def match(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        begin = opening.match(_line(state, start))
        if not begin:
            return False
        missing: dict[tuple[str, int], int] = state.env.setdefault("missing", {})
        key = begin[0], end
        if start < missing.get(key, -1):
            return False
        if inner(state, start, end, silent):
            return True
        if state.blkIndent == 0:
            missing[key] = end
        return False

    parser.block.ruler.at(name, match, {"alt": alt})


def _closing_of(line: str) -> tuple[re.Pattern[str], bool] | None:
    """The closing line of those this one begins, None if it begins none.

    It comes with whether blank lines may stand between.
    """
    if raw := _raw().fullmatch(line):
        return re.compile(rf"\{{%-?\s*end{raw[1]}\b|\{{\{{[<%]\s*/\s*{raw[2]}\b"), True
    if line.startswith("%%") and line.count("%%") == 1:
        return compile_expression("%%"), True
    for opening, closing in (("\\[", "\\]"), ("\\\\[", "\\]"), ("{{", "}}"), ("{%", "%}")):
        if line.startswith(opening) and closing not in line:
            return compile_expression(re.escape(closing)), False
    return None


def _line(state: StateBlock, at: int) -> str:
    return state.src[state.bMarks[at] + state.tShift[at] : state.eMarks[at]].rstrip()


@cache
def _raw() -> re.Pattern[str]:
    """The tag of a template that opens code, drawings or formulas."""
    code = "codeblock|code|highlight|raw|mermaid|katex|math|pullquote_code|gist|vega|plantuml"
    return compile_expression(rf"\{{%-?\s*({code})\b[^\0]*|\{{\{{[<%]\s*({code})\b[^\0]*")
