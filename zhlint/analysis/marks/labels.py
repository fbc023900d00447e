"""Labels in a draft: what “” and 《》 enclose, as long as a name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from zhlint.lexicon.han import HAN
from zhlint.patterns.expressions import expression

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zhlint.document import Document

#: The longest label, in characters.
_LONGEST: Final = 60
_LABEL: Final = expression(rf"“(?P<quoted>[^“”。\r\n]{{2,{_LONGEST}}})”|《(?P<title>[^《》。\r\n]{{2,{_LONGEST}}})》")
_MARKS: Final = expression(rf"[^{HAN[1:-1]}A-Za-z0-9]+")


class Label(NamedTuple):
    """The words between two marks at `start:end`; `bare` are they without marks and blanks."""

    words: str
    bare: str
    is_title: bool
    start: int
    end: int


def labels(document: Document) -> tuple[Label, ...]:
    """The labels of the draft in order, quoted sentences left out."""
    return tuple(_labels(document))


def _labels(document: Document) -> Iterator[Label]:
    for found in _LABEL.finditer(document.text):
        name = "title" if found["title"] else "quoted"
        words = found[name]
        if words[-1] not in "，；！？…":
            yield Label(words, _MARKS.sub("", words), name == "title", *found.span(name))
