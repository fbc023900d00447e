"""Whole paragraphs that stand twice."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from zhlint.analysis.copies.own_length import han_count
from zhlint.analysis.copies.units import PARAGRAPH
from zhlint.patterns.expressions import expression

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zhlint.analysis.copies.own_length import OwnLength
    from zhlint.analysis.copies.stretches import Stretch
    from zhlint.document import Document

#: A refrain of so many characters is never followed by a paragraph as long that comes back too.
_LONG: Final = 60
#: What ends a paragraph; one of the first without it is a deck, which may stand twice.
STOPS: Final = frozenset("。！？…!?.；;：:”’」』）)")
_OPENINGS: Final = 5
#: A row of a table: words with wide gaps between.
_COLUMNS: Final = expression(r"[^\s][ \u3000]{2,}[^\s\u3000][^\r\n]{0,40}[^\s][ \u3000]{2,}[^\s\u3000]")


def repeated_paragraphs(
    document: Document, body: tuple[Stretch, ...], own_length: OwnLength
) -> Iterator[tuple[int, int]]:
    """Yields the numbers of equal paragraphs: the later one, then the first."""
    refrains = _refrains(body)
    first: dict[str, int] = {}
    for number, stretch in enumerate(body):
        text = stretch.text
        if _COLUMNS.search(document[stretch.block]) or (number < _OPENINGS and text and text[-1] not in STOPS):
            text = ""
        before = first.setdefault(text, number)
        if before == number or not text or text in refrains or stretch.block.role != body[before].block.role:
            continue
        if own_length(text) >= PARAGRAPH and han_count(text) >= PARAGRAPH:
            yield number, before


def _refrains(body: tuple[Stretch, ...]) -> set[str]:
    """Paragraphs that come back at least twice alone: a refrain, a vote, a caption.

    They never stand side by side; long ones are never followed by a long one that comes back too.
    """
    often = Counter(stretch.text for stretch in body)
    again = {text for text, times in often.items() if times > 2}
    beside = {one.text for one, other in pairwise(body) if one.text == other.text}
    in_row = {one.text for one, other in pairwise(body) if len(other.text) >= _LONG and often[other.text] > 1}
    return again - beside - {text for text in in_row if len(text) >= _LONG}
