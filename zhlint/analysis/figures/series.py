"""Series of numbers: which may be of one, and what extracts leave out."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

from zhlint.analysis.figures.numbering import INLINE, Ordinal, ordinals

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zhlint.document import Document

#: The style of the articles of a law.
_ARTICLE: Final = "第一条"
#: The paragraphs of a list may begin so many blocks apart.
_APART: Final = 6
#: So many gaps between the articles of a law are an extract.
_GAPS: Final = 2
#: A list in which one gap is so wide is an extract, and so is one with so many gaps.
_WIDE: Final = 4
_MANY_GAPS: Final = 3
_AFRESH: Final = frozenset({"headline", "byline", "deck", "speaker"})
_EXTRACT: Final = ("节选", "摘录", "摘编", "摘要", "选登", "选摘")


def series(document: Document) -> Iterator[Ordinal]:
    """The numbers of the draft, without those of a law given in extracts."""
    marks = document.analyse(ordinals)
    articles = [mark.number for mark in marks if mark.style == _ARTICLE]
    gaps = sum(after > before + 1 for before, after in pairwise(articles))
    if gaps >= _GAPS or (articles and any(word in document.text for word in _EXTRACT)):
        return (mark for mark in marks if mark.style != _ARTICLE)
    return iter(marks)


def gaps_on_purpose(document: Document) -> set[Ordinal]:
    """The numbers before which a list given in extracts leaves some out.

    Such a list begins behind its first point, or has a wide gap, or three and more.
    """
    return {
        after
        for points in _lists(document)
        if _is_extract(points)
        for before, after in pairwise(points)
        if after.number > before.number + 1
    }


def _lists(document: Document) -> Iterator[list[Ordinal]]:
    """The numbers of one style that rise, within one part of the draft."""
    lists: dict[str, list[list[Ordinal]]] = {}
    for mark in document.analyse(ordinals):
        if mark.style in INLINE:
            continue
        same = lists.setdefault(mark.style, [])
        if same and same[-1][-1].number < mark.number and not is_new_part(document, same[-1][-1], mark):
            same[-1].append(mark)
        else:
            same.append([mark])
    for same in lists.values():
        yield from same


def _is_extract(points: list[Ordinal]) -> bool:
    gaps = [after.number - before.number - 1 for before, after in pairwise(points) if after.number > before.number + 1]
    return points[0].number > 1 or len(gaps) >= _MANY_GAPS or any(gap >= _WIDE for gap in gaps)


def are_near(first: Ordinal, second: Ordinal) -> bool:
    """Whether two numbers may be of one list within the text.

    Their paragraphs are neighbours, or begin with them and lie near.
    """
    return second.block - first.block <= (_APART if first.leads and second.leads else 1)


def is_new_part(document: Document, last: Ordinal, ordinal: Ordinal) -> bool:
    """Whether a headline, by-line or speaker stands between two numbers."""
    return any(block.role in _AFRESH for block in document.blocks[last.block + 1 : ordinal.block])


def close_series(open_: list[Ordinal], ordinal: Ordinal) -> Ordinal | None:
    """The number of an open series that this one continues, or should.

    None for a first point. It is taken out of `open_`, with the series nested in it.
    """
    if ordinal.number == 1:
        return None
    same = [
        index for index, earlier in enumerate(open_)
        if earlier.style == ordinal.style and (earlier.style not in INLINE or are_near(earlier, ordinal))
    ]  # fmt: skip
    index = next(
        (index for index in reversed(same) if open_[index].number == ordinal.number - 1), same[-1] if same else None
    )
    if index is None:
        return None
    last = open_[index]
    del open_[index:]
    return last
