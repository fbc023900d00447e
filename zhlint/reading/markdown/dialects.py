"""The additions of publishing tools to Markdown: mathematics, notes, admonitions, templates, tags of components."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from zhlint.patterns.expressions import compile_expression, expression
from zhlint.reading.markdown.enclosures import (
    ENCLOSURES,
    broken_image,
    component,
    enclosure_rule,
    note_mark,
    only_if_math,
)
from zhlint.reading.markdown.scaffolds import ask_once, only_where, scaffold, tab

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

#: The blocks of the standard that the new ones may end without a blank line.
_INTERRUPTED: Final = ["paragraph", "reference", "blockquote", "list"]
#: Block tokens that are no prose.
SCAFFOLDS: Final = ("math_block", "math_block_label", "amsmath", "scaffold")
_ADMONITION: Final = expression(r'(?:!!!|\?\?\?\+?)[ \t]+[A-Za-z][\w-]*(?:[ \t]+[A-Za-z][\w-]*)*(?:[ \t]+"[^"]*")?$')


def extend_blocks(parser: MarkdownIt) -> None:
    """Teaches a parser the blocks that the standard takes for code or an address."""
    from mdit_py_plugins.admon import admon_plugin
    from mdit_py_plugins.deflist import deflist_plugin
    from mdit_py_plugins.footnote import footnote_plugin

    footnote_plugin(parser)
    parser.disable(["footnote_inline", "footnote_ref", "footnote_tail"])
    deflist_plugin(parser)
    admon_plugin(parser)
    only_where(parser, "admonition", _ADMONITION)
    parser.block.ruler.before("fence", "tab", tab, {"alt": _INTERRUPTED})


def extend(parser: MarkdownIt) -> None:
    """Teaches a parser all blocks and inline marks of the dialects."""
    from mdit_py_plugins.amsmath import amsmath_plugin
    from mdit_py_plugins.dollarmath import dollarmath_plugin

    extend_blocks(parser)
    amsmath_plugin(parser)
    dollarmath_plugin(parser, allow_digits=False, double_inline=True)
    ask_once(parser, "amsmath", compile_expression(r"\\begin\{[A-Za-z]+\*?\}"))
    ask_once(parser, "math_block", compile_expression(r"\$\$"))
    only_if_math(parser)
    for name, opening, closing, inner in ENCLOSURES:
        parser.inline.ruler.before("escape", name, enclosure_rule(name, opening, closing, compile_expression(inner)))
    parser.inline.ruler.before("link", "note_mark", note_mark)
    parser.inline.ruler.before("image", "broken_image", broken_image)
    parser.inline.ruler.after("html_inline", "component", component)
    parser.block.ruler.before("table", "scaffold", scaffold, {"alt": _INTERRUPTED})
