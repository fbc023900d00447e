"""A run of characters that stands twice running in one line."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from zhlint.check import Check, Edit, Fix, Hit, Related, options
from zhlint.lexicon.han import is_han
from zhlint.lexicon.strings import occurrences

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zhlint.document import Document

#: The longest unit whose own repetition (哈哈哈哈, 测试测试) makes a run no copy.
_LONGEST_UNIT: Final = 7
_EDGES: Final = "，。；：！？、…“”‘’（）\r\n"
#: A shorter run may be a cry (班主任来了班主任来了！) or a distribution (一个村一个村地): it must go on, and not open with a count.
_SURE: Final = 8
_COUNTS: Final = frozenset("一几每")
#: Marks and blanks: a run across one is a list, a refrain or two lines of a table.
_STOPS: Final = frozenset("，、。！？；：,（）() \u3000\n")

#: A run that a text has so often fills a page that is not written yet.
_FILLING: Final = 5
#: What leads to other pages of a site.
_PAGES: Final = ("上一页", "下一页", "上一頁", "下一頁")
#: What stands before a title that a page prints again.
_RETITLED: Final = ("原标题：", "原標題：", "原标题:")


@options
class DoubledRun(Check):
    """Finds a run of `shortest` to `longest` characters followed at once by itself.

    `joint` is the mark that stands between the two, if any; then both must be whole clauses. At least `shortest` characters
    are Chinese. A run that repeats itself within is none, and so is one of fewer than eight characters that nothing Chinese
    follows, or that opens with a count, or that fills a page (the text has it five times), or stands three
    times running, as captions do, or leads to other pages. Slots: `run`, its first eight characters, and `length`.
    """

    reach: ClassVar[str] = "paragraph"
    slots: ClassVar[tuple[str, ...]] = ("run", "length")

    shortest: int
    longest: int
    joint: str = ""

    def run(self, document: Document) -> Iterator[Hit]:
        """Yields a hit for every second run, with a fix that takes it away."""
        text, reached = document.text, 0
        for start, length in self._candidates(text) if self._may_have_copies(text) else ():
            middle = start + length
            second = middle + len(self.joint)
            if start < reached or not self._is_copy(text, start, length) or text.endswith(_RETITLED, 0, start):
                continue
            reached = second + length
            run = text[start:middle]
            if text.count(run) >= _FILLING or any(page in run for page in _PAGES) or text.startswith(run, reached):
                continue
            slots = {"run": text[start : start + 8], "length": str(length)}
            fix = Fix((Edit(middle, reached, ""),))
            yield Hit(second, reached, slots, fix, (Related(start, middle),))

    def _may_have_copies(self, text: str) -> bool:
        """Whether any run stands again near enough: few texts have one.

        A sample is half as long as the shortest run, so that each run holds a whole one. Around it the run equals its copy.
        """
        joint, size = len(self.joint), (self.shortest + 1) // 2
        for at in range(0, len(text) - size, size):
            sample = text[at : at + size]
            for again in occurrences(text, sample, at + self.shortest + joint, at + self.longest + joint + size):
                if _equal_around(text, at, again) >= again - at - joint:
                    return True
        return False

    def _candidates(self, text: str) -> Iterator[tuple[int, int]]:
        """Yields the places where `shortest` characters stand again, with how far apart."""
        seen: dict[str, int] = {}
        for at in range(len(text) - self.shortest + 1):
            opening = text[at : at + self.shortest]
            before = seen.get(opening)
            seen[opening] = at
            if before is not None and self.shortest <= at - before - len(self.joint) <= self.longest:
                yield before, at - before - len(self.joint)

    def _is_copy(self, text: str, start: int, length: int) -> bool:
        run, second = text[start : start + length], start + length + len(self.joint)
        if text[second : second + length] != run or not text.startswith(self.joint, start + length):
            return False
        if not _STOPS.isdisjoint(run) or sum(map(is_han, run)) < self.shortest or _is_periodic(run):
            return False
        end = second + length
        if not self.joint:
            return (
                "”“" not in run
                and "》《" not in run
                and (length >= _SURE or (run[0] not in _COUNTS and is_han(text[end : end + 1])))
            )
        return (start == 0 or text[start - 1] in _EDGES) and (end == len(text) or text[end] in _EDGES)


def _equal_around(text: str, at: int, again: int) -> int:
    """The length of the equal text around two places."""
    most = again - at
    start = 0
    while start < min(most, at) and text[at - start - 1] == text[again - start - 1]:
        start += 1
    end = 0
    while end < most and again + end < len(text) and text[at + end] == text[again + end]:
        end += 1
    return start + end


def _is_periodic(run: str) -> bool:
    """Whether a run opens with a short unit twice."""
    return any(run[:length] == run[length : 2 * length] for length in range(1, _LONGEST_UNIT + 1))
