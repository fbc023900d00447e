"""Last marks of the points of a list that do not go together."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from zhlint.analysis.figures.numbering import INLINE, ordinals
from zhlint.check import Check, Edit, Fix, Hit, options
from zhlint.lexicon.han import is_han

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zhlint.analysis.figures.numbering import Ordinal
    from zhlint.document import Document

#: A list has so many points; so many tell which mark in its midst is the odd one.
_LEAST: Final = 3
_MANY: Final = 4
#: The last marks of a point of another level behind the list.
_OF_LEVEL: Final = "；：，"
_SPACES: Final = " \t\u3000\u00a0"


@options
class ListEnd(Check):
    """Finds the point of a list whose last mark does not go with the others.

    Each point is a paragraph. Where the points end in ；, the last one ends in 。; where all but one end in 。, or in ； up to the last, so does that one. Stays silent
    where a point of another level follows the list, whose mark may be that of the level. The hit is the mark, or the last
    character where none is; slot: `right`, the mark that should stand there.
    """

    slots: ClassVar[tuple[str, ...]] = ("right",)

    def run(self, document: Document) -> Iterator[Hit]:
        """Yields a hit for the odd mark of each list."""
        leading, lists = _lists(document)
        for points in lists:
            ends = [_end(document, point.block) for point in points]
            fault = _fault("".join(document.text[end - 1] for end in ends))
            after = points[-1].block + 1
            if fault and (after not in leading or document.text[_end(document, after) - 1] not in _OF_LEVEL):
                yield _hit(document, ends[fault[0]], fault[1])


def _lists(document: Document) -> tuple[set[int], list[list[Ordinal]]]:
    """The blocks that a number opens, and the lists.

    The points of a list are blocks right behind one another, counted from 1.
    """
    marks = [mark for mark in document.analyse(ordinals) if mark.leads and mark.style not in INLINE]
    lists: list[list[Ordinal]] = []
    for mark in marks:
        last = lists[-1][-1] if lists else None
        if last and mark.style == last.style and mark.number == last.number + 1 and mark.block == last.block + 1:
            lists[-1].append(mark)
        elif mark.number == 1:
            lists.append([mark])
    return {mark.block for mark in marks}, [points for points in lists if len(points) >= _LEAST]


def _fault(marks: str) -> tuple[int, str] | None:
    """The index of the wrong one of the last marks, and the right mark."""
    body, last = marks[:-1], marks[-1]
    if set(body) == {"；"}:
        return (len(body), "。") if last == "；" or is_han(last) else None
    if len(marks) < _MANY:
        return None
    for usual, odd in (("。", "；，、"), ("；", "。，、")):
        strange = [at for at, mark in enumerate(body) if mark != usual]
        if last == "。" and len(strange) == 1 and body[strange[0]] in odd:
            return strange[0], usual
    return None


def _end(document: Document, index: int) -> int:
    """The end of a block, without spaces."""
    block = document.blocks[index]
    return block.start + len(document.text[block.start : block.end].rstrip(_SPACES + "\r\n"))


def _hit(document: Document, end: int, right: str) -> Hit:
    mark = document.text[end - 1]
    new = mark + right if is_han(mark) else right
    return Hit(end - 1, end, {"right": right}, Fix((Edit(end - 1, end, new),)))
