"""Near word: a string that is no word, one sound or look away from a frequent one."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from zhlint.analysis.near_words import near_certain, near_words
from zhlint.analysis.slips import CERTAIN
from zhlint.check import Check, Edit, Fix, Hit, OptionError, options

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zhlint.document import Document


@options
class NearWord(Check):
    """Every guess of `near_words` with a score of `least` and more, and below `below` where that is given."""

    reach: ClassVar[str] = "document"

    least: float
    below: float | None = None

    def __post_init__(self) -> None:
        if self.below is not None and self.below <= self.least:
            raise OptionError("below", f"below 应大于 least，现为 {self.below:g}")

    def run(self, document: Document) -> Iterator[Hit]:
        for guess in document.analyse(near_certain if self.least >= CERTAIN else near_words):
            if guess.score >= self.least and (self.below is None or guess.score < self.below):
                yield Hit(guess.start, guess.end, fix=Fix((Edit(guess.start, guess.end, guess.right),)))
