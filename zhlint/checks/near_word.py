"""Near word: a string that is no word, one sound or look away from a frequent one."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from zhlint.analysis.near_words import near_words
from zhlint.check import Check, Edit, Fix, Hit, OptionError, options

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zhlint.document import Document


@options
class NearWord(Check):
    """Every guess of `near_words` with a score of `least` and more, and below `below` where that is given.

    Names of speakers and in credits are left alone.
    """

    reach: ClassVar[str] = "document"

    least: float
    below: float | None = None

    def __post_init__(self) -> None:
        if self.below is not None and self.below <= self.least:
            raise OptionError("below", f"below 应大于 least，现为 {self.below:g}")

    def run(self, document: Document) -> Iterator[Hit]:
        names = _names(document)
        for guess in document.analyse(near_words):
            if guess.score < self.least or (self.below is not None and guess.score >= self.below):
                continue
            around = document.text[max(0, guess.start - 2) : guess.end + 2]
            if not any(name in around for name in names):
                yield Hit(guess.start, guess.end, fix=Fix((Edit(guess.start, guess.end, guess.right),)))


def _names(document: Document) -> frozenset[str]:
    """The names that the draft itself gives as such."""
    speakers = {section.speaker.name.text for section in document.sections if section.speaker}
    return frozenset(speakers | {name.text for credit in document.credits for name in credit.names if len(name.text) > 1})
