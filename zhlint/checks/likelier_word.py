"""Words for which press prose would have one that sounds or looks alike."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from zhlint.analysis.speakers.people import is_person, name_around
from zhlint.analysis.words.accepted_forms import are_both_right
from zhlint.analysis.words.house_style import is_house_style
from zhlint.analysis.words.likelihood import LEAST_SCORE, likelier_words
from zhlint.analysis.words.place_names import is_place_name
from zhlint.check import Check, Edit, Fix, Hit, OptionError, options

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zhlint.analysis.words.likelihood import Improvement
    from zhlint.document import Document


@options
class LikelierWord(Check):
    """Words with a score of `least` and more, and below `below` where that is given.

    Scores are those of `likelihood.Improvement`. No hit touches the name of a person, nor what the house itself prints.
    """

    slots: ClassVar[tuple[str, ...]] = ()

    least: float
    below: float | None = None

    def __post_init__(self) -> None:
        if self.least < LEAST_SCORE:
            raise OptionError("least", f"least 不能小于 {LEAST_SCORE:g}，现为 {self.least:g}")
        if self.below is not None and self.below <= self.least:
            raise OptionError("below", f"below 应大于 least，现为 {self.below:g}")

    def run(self, document: Document) -> Iterator[Hit]:
        """Yield a hit for each word that is strong enough and in no name."""
        for word in document.analyse(likelier_words):
            strong = word.score >= self.least and (self.below is None or word.score < self.below)
            if not strong or are_both_right(document.text[word.start : word.end], word.likelier):
                continue
            if not _is_named(document, word) and not is_house_style(document, *word[:3]):
                yield Hit(word.start, word.end, fix=Fix((Edit(word.start, word.end, word.likelier),)))


def _is_named(document: Document, word: Improvement) -> bool:
    """Whether a word is the name of a place, or touches that of a person."""
    text = document.text
    if is_place_name(text, word.start, word.end):
        return True
    return any(
        is_person(document, start, end) or name_around(document, start, end, text[start:end]) is not None
        for start, end in {(word.start, word.end), *((place, place + 1) for place in range(word.start, word.end))}
    )
