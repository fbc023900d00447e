"""Numbers of one list with different marks behind them."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, ClassVar, Final

from zhlint.analysis.figures.numbering import ordinals
from zhlint.check import Check, Edit, Fix, Hit, options

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zhlint.analysis.figures.numbering import Ordinal
    from zhlint.document import Document

#: The style of numbers that have a mark behind them.
_STYLE: Final = "1."
#: A list has so many points, and the paragraphs that begin them are at most so far apart.
_LEAST: Final = 3
_APART: Final = 6
#: The marks behind a number.
_MARKS: Final = "、.．"


@options
class ListMark(Check):
    """Finds the numbers of a list with another mark behind them than most.

    The list is counted from 1, each point at the head of a paragraph. The hit is the number with its mark; slot: `right`, the mark
    of the others.
    """

    slots: ClassVar[tuple[str, ...]] = ("right",)

    def run(self, document: Document) -> Iterator[Hit]:
        """Yields a hit for every number with an odd mark."""
        text = document.text
        for points in _lists(document):
            marks = [text[point.end - 1] for point in points]
            (usual, count), *others = Counter(marks).most_common()
            if others and count > len(points) / 2 and set(marks) <= set(_MARKS):
                for point, mark in zip(points, marks, strict=True):
                    if mark != usual:
                        fix = Fix((Edit(point.end - 1, point.end, usual),))
                        yield Hit(point.start, point.end, {"right": usual}, fix)


def _lists(document: Document) -> Iterator[list[Ordinal]]:
    """The lists of the draft, each as its numbers."""
    points: list[Ordinal] = []
    for mark in document.analyse(ordinals):
        if mark.style != _STYLE or not mark.leads:
            continue
        if points and mark.number == points[-1].number + 1 and mark.block - points[-1].block <= _APART:
            points.append(mark)
            continue
        if len(points) >= _LEAST:
            yield points
        points = [mark] if mark.number == 1 else []
    if len(points) >= _LEAST:
        yield points
