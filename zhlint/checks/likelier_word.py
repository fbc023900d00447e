"""Words for which press prose would have one that sounds or looks alike."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from zhlint.analysis.speakers.people import touches_name
from zhlint.analysis.words.accepted_forms import are_both_right
from zhlint.analysis.words.change_scores import LEAST_SCORE
from zhlint.analysis.words.free_forms import is_free_form
from zhlint.analysis.words.house_style import is_house_style
from zhlint.analysis.words.likelihood import likelier_words
from zhlint.check import Edit, Fix, Hit, ScoredCheck, options

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zhlint.document import Document


@options
class LikelierWord(ScoredCheck):
    """Words with a score of `least` and more, and below `below` where that is given.

    Scores are those of `improvements.Improvement`. No hit touches the name of a person, nor what the house itself prints.
    """

    slots: ClassVar[tuple[str, ...]] = ()
    lowest: ClassVar[float] = LEAST_SCORE

    def run(self, document: Document) -> Iterator[Hit]:
        """Yields a hit for each word that is strong enough and in no name."""
        for word in document.analyse(likelier_words):
            if not self.is_reported(word.score) or are_both_right(document.text, *word[:3]):
                continue
            if is_free_form(document, *word[:3]):
                continue
            if not touches_name(document, word.start, word.end) and not is_house_style(document, *word[:3]):
                yield Hit(word.start, word.end, fix=Fix((Edit(word.start, word.end, word.likelier),)))
