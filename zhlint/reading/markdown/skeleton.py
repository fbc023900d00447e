"""The structure of a Markdown draft apart from its words, which no fix may change."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from zhlint.patterns.expressions import expression
from zhlint.reading.markdown.blocks import read_blocks
from zhlint.reading.markdown.dialects import extend_blocks
from zhlint.reading.markdown.frontmatter import read_front_matter
from zhlint.reading.markdown.html import markup

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator

    from markdown_it import MarkdownIt
    from markdown_it.token import Token

    from zhlint.reading.markdown.frontmatter import FrontMatter

#: Inline tokens that are words. An escaped character is none: its backslash must not come to light.
_WORDS: Final = frozenset({("text", ""), ("text_special", "entity")})


_LINE_ENDS: Final = expression(r"\r\n|\n|\r(?!\n)")
_IGNORE: Final = expression(r"<!--\s*zhlint\s*[:：]")
_VISIBLE: Final = expression(r"[^\r\n]")


class Bone(NamedTuple):
    """A block of the source, and all that it is made of besides words.

    Offsets are code points, ends exclusive.
    """

    start: int
    end: int
    form: Hashable


def skeleton(source: str) -> tuple[tuple[Bone, ...], ...]:
    """Reads the structure of a draft; raises nothing.

    Returns three sequences: the front matter, the blocks by the standard, the blocks as zhlint reads them.
    """
    source = _without_ignores(source)
    front = read_front_matter(source)
    head = (Bone(0, front.end, _fields(source, front)),) if front.end else ()
    return head, tuple(_standard(source, front.end)), tuple(_dialect(source, front.end))


def _without_ignores(source: str) -> str:
    """The source with blanks for comments meant for zhlint, which may be taken out."""
    stretches, done = [], 0
    for comment in _IGNORE.finditer(source) if "zhlint" in source else ():
        end = source.find("-->", comment.end())
        if end < 0:
            break
        if comment.start() >= done:
            stretches += [source[done : comment.start()], _VISIBLE.sub(" ", source[comment.start() : end + 3])]
            done = end + 3
    return "".join([*stretches, source[done:]])


def _fields(source: str, front: FrontMatter) -> Hashable:
    """A front matter without the words of its title."""
    if front.title is None:
        return source[: front.end]
    start, end = front.title.value[1:]
    return source[:start], source[end : front.end], front.title.is_plain


def _dialect(source: str, at: int) -> Iterator[Bone]:
    """The blocks as zhlint reads them: their marks, and what is masked in them."""
    for role, rows, *spans in read_blocks(source, at):
        if rows:
            marks = tuple(tuple(source[start:end] for start, end in some) for some in spans)
            yield Bone(rows[0].start, rows[-1].last, (role, len(rows), marks))


def _standard(source: str, at: int) -> Iterator[Bone]:
    """The top-level blocks of CommonMark with tables, notes, definitions and admonitions."""
    body = re.sub(r"\r\n?", "\n", source[at:]).replace("\0", "\ufffd")
    starts = [at, *(line_end.end() for line_end in _LINE_ENDS.finditer(source, at)), len(source)]
    env: dict[str, Any] = {}
    block: list[Token] = []
    for token in _parser().parse(body, env):
        block.append(token)
        if not token.level and token.nesting <= 0:
            first, last = block[0].map or (0, len(starts) - 1)
            yield Bone(starts[first], starts[min(last, len(starts) - 1)], tuple(map(_form, block)))
            block = []
    references = env.get("references", {})
    yield Bone(at, len(source), tuple((label, target["href"], target["title"]) for label, target in references.items()))


def _form(token: Token) -> Hashable:
    """A token and those inside it, without words."""
    children = tuple(_form(child) for child in token.children or () if (child.type, child.info) not in _WORDS)
    whole: Hashable = token.content if token.type not in {"inline", "image"} else ""
    if token.type == "html_block":
        whole = markup(token.content)
    return token.type, token.tag, token.nesting, token.info, tuple(token.attrs.items()), whole, children


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark").enable("table").disable("text_join")
    extend_blocks(parser)
    return parser
