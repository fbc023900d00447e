"""The roles of lines, by form and by place in head, body and tail."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING, Final

from zhlint.reading.grammar.names import is_name
from zhlint.reading.roles.body import read_body
from zhlint.reading.roles.form import read_forms
from zhlint.reading.roles.head import read_head
from zhlint.reading.roles.line_form import LineForm
from zhlint.reading.roles.margins import find_margins
from zhlint.reading.verse import poem_start

if TYPE_CHECKING:
    from collections.abc import Sequence

    from zhlint.reading.layout import Layout, Line

__all__ = ["roles_of"]

#: The keys of a front matter that hold the headline.
_TITLES: Final = frozenset({"title", "headline", "标题", "題目", "题目"})
#: The roles of lines above the headline that are no part of the draft: fields, forms, code of the page.
_BEFORE: Final = frozenset({"frontmatter", "table", "code"})


def roles_of(layout: Layout, lines: Sequence[Line]) -> list[str]:
    """Finds the role of each line, one of `document.ROLES`.

    `lines` are those of the layout, each speaker on a line of his own.
    """
    # The title in a front matter stands between two parts of it.
    following = [*(line.role for line in lines[1:]), ""]
    before = takewhile(
        lambda pair: pair[0].role in _BEFORE or pair[1] == "frontmatter", zip(lines, following, strict=False)
    )
    front = [line.role for line, _ in before]
    forms = [LineForm(layout.text[start:end], gap, role) for start, end, gap, role in lines[len(front) :]]
    find_margins(forms)
    piece = [line for line in forms if line.role != "aside"]
    _find_poem(piece)
    read_forms(piece)
    body = read_head(piece, titled=not _TITLES.isdisjoint(layout.metadata))
    read_body(piece, body)
    return front + [line.role for line in forms]


def _find_poem(lines: Sequence[LineForm]) -> None:
    """Makes verse of the lines of a draft that is a poem."""
    start = -1 if any(line.role for line in lines[1:]) else poem_start([line.words for line in lines])
    while 0 < start < len(lines) and (lines[start].is_credit_line or is_name(lines[start].words)):
        start += 1
    for line in lines[start:] if start > 0 else ():
        line.role = "verse"
