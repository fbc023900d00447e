"""Numbers of points within one paragraph that do not follow one another: 1.…；2.…；4.…."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, ClassVar, Final

from zhlint.analysis.figures.numbering import NUMBERED
from zhlint.check import Check, Hit, Related, options
from zhlint.patterns.expressions import expression

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from zhlint.document import Document

#: A longer point is a part with paragraphs of its own, and may hold a list.
_LONGEST: Final = 120
#: A list has so many points.
_LEAST: Final = 3
_BEFORE_FIRST: Final = "：；。:;（(“"
_BEFORE: Final = "；。，！？…”）;,)"
_POINT: Final = expression(
    r"(?P<open>[（(])?(?<![0-9A-Za-z.．、/\-—])(?P<number>[1-9][0-9]?)(?P<close>(?(open)[）)]|[.．、)）]))(?![0-9.．])"
)


@options
class InlineNumbering(Check):
    """Finds a gap or a repeat in the numbers of points within one paragraph: 1.身份证；2.户口簿；4.照片.

    The list begins with 1 behind a colon or a mark, has three points and more, each of at most 120 characters and after a mark,
    all in one form. A repeat counts where the list goes on behind it. The hit is the number; slots: `fault`, `expected`.
    """

    reach: ClassVar[str] = "paragraph"
    slots: ClassVar[tuple[str, ...]] = ("expected", "fault")

    def run(self, document: Document) -> Iterator[Hit]:
        """Yields a hit for the first fault of each list."""
        for role, start, end in document.blocks:
            if role in NUMBERED:
                for points in _lists(document.text, start, end):
                    yield from _fault(document.text, points)


def _lists(text: str, start: int, end: int) -> Iterator[list[re.Match[str]]]:
    """The lists of a paragraph, each as its numbers."""
    points: list[re.Match[str]] = []
    for found in _POINT.finditer(text, start, end):
        before = text[start : found.start()].rstrip(" \u3000")[-1:]
        if found["number"] == "1" and (not before or before in _BEFORE_FIRST):
            yield points
            points = [found]
        elif points and _goes_on(points[-1], found) and before and before in _BEFORE:
            points.append(found)
    yield points


def _goes_on(last: re.Match[str], found: re.Match[str]) -> bool:
    """Whether a number goes on with a list, in one form and near."""
    same = (last["open"], last["close"]) == (found["open"], found["close"])
    return same and found.start() - last.end() <= _LONGEST


def _fault(text: str, points: list[re.Match[str]]) -> Iterator[Hit]:
    numbers = [int(point["number"]) for point in points]
    if len(numbers) < _LEAST or sum(after != before + 1 for before, after in pairwise(numbers)) != 1:
        return
    at = next(at for at, (before, after) in enumerate(pairwise(numbers), 1) if after != before + 1)
    step = numbers[at] - numbers[at - 1]
    found, last = points[at], points[at - 1]
    if step not in (0, 2) or (step == 0 and at == len(points) - 1):
        return
    written = found[0].replace(found["number"], str(numbers[at - 1] + 1))
    if step == 2 and str(numbers[at - 1] + 1) in text[last.end() : found.start()]:
        return  # the missing number is there, in another form
    slots = {"fault": "跳号" if step else "重号", "expected": written}
    yield Hit(found.start(), found.end(), slots, None, (Related(last.start(), last.end()),))
