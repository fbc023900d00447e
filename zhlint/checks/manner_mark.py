"""的 and 地 behind a word of manner where press prose would have the other."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from zhlint.analysis.words.house_style import is_house_use
from zhlint.analysis.words.manner_marks import manner_marks
from zhlint.check import Edit, Fix, Hit, OptionError, ScoredCheck, options

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zhlint.document import Document


#: The mark that is right instead of each.
_OTHER: Final = {"的": "地", "地": "的"}


@options
class MannerMark(ScoredCheck):
    """Finds the mark `written` where the other scores enough.

    `written` is 的 or 地; `least` the lowest score, `below` the score that is too high. Scores are the logarithm of the odds of the other mark. Stays silent where the house itself prints what is written, and on 地 outside the object of 进行,
    得到 and 经过. The hit is the mark.
    """

    slots: ClassVar[tuple[str, ...]] = ()

    written: str

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.written not in _OTHER:
            raise OptionError("written", f"written 只能是 的 或 地，现为 {self.written}")

    def run(self, document: Document) -> Iterator[Hit]:
        """Yields a hit for each mark that should be the other."""
        meant = _OTHER[self.written]
        for start, odds, is_in_object in document.analyse(manner_marks):
            is_told = document.text[start] == self.written and self.is_reported(odds if meant == "地" else -odds)
            if is_told and (is_in_object or meant == "地") and not is_house_use(document, start, meant):
                yield Hit(start, start + 1, fix=Fix((Edit(start, start + 1, meant),)))
