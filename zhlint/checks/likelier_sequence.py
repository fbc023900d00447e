"""Characters that press prose would have in another order, or in another number."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from zhlint.analysis.speakers.people import touches_name
from zhlint.analysis.words.accepted_forms import are_both_right
from zhlint.analysis.words.doubles import doubled_characters
from zhlint.analysis.words.house_style import is_house_style
from zhlint.analysis.words.swaps import swapped_characters
from zhlint.check import Edit, Fix, Hit, OptionError, ScoredCheck, options

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from zhlint.analysis.words.improvements import Improvement
    from zhlint.document import Document

_CHANGES: Final[dict[str, Callable[[Document], tuple[Improvement, ...]]]] = {
    "swapped": swapped_characters,
    "doubled": doubled_characters,
}


@options
class LikelierSequence(ScoredCheck):
    """Finds characters that are `swapped` or `doubled`, with a score of `least` and more.

    With `below`, the score is also less than that. Scores are those of `improvements.Improvement`. No hit touches the name of a
    person, nor what the house itself prints.
    """

    slots: ClassVar[tuple[str, ...]] = ()

    change: str

    def __post_init__(self) -> None:
        if self.change not in _CHANGES:
            raise OptionError("change", f"只能是 {'、'.join(_CHANGES)}，现为 {self.change}")
        super().__post_init__()

    def run(self, document: Document) -> Iterator[Hit]:
        """Yields a hit for each place that is strong enough and in no name."""
        text = document.text
        for start, end, meant, score in document.analyse(_CHANGES[self.change]):
            if (
                self.is_reported(score)
                and not are_both_right(text, start, end, meant)
                and not touches_name(document, start, end)
                and not is_house_style(document, start, end, meant)
            ):
                yield Hit(start, end, fix=Fix((Edit(start, end, meant),)))
