"""Changes of one character that make a text likelier, with their features."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from zhlint.analysis.words.change_features import Change, change_features
from zhlint.analysis.words.weak_places import weak_places
from zhlint.analysis.words.windows import numbered_line, windows
from zhlint.analysis.words.words_around import changed_span
from zhlint.lexicon.strings import repeated_words
from zhlint.model.scoring import gains
from zhlint.model.table import FIRST

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from zhlint.analysis.words.feature_weights import Features
    from zhlint.analysis.words.windows import NumberedLine, Window
    from zhlint.model.table import NGrams

#: The least gain, as a natural logarithm, for which a change is looked at more closely.
LEAST_GAIN: Final = 3.0
_WIDEST_MARGIN: Final = 20.0


def changes(text: str, table: NGrams) -> Iterator[tuple[Change, Features]]:
    """Yields the likeliest change of each weak place, with its features without words."""
    found = [
        (change.moved(first), features)
        for first, window in windows(text)
        for change, features in changes_in(window, numbered_line(window, table), table)
    ]
    is_again = repetitions(text, [change for change, _ in found])
    for change, features in found:
        yield change, {**features, "again": is_again(change)}


def changes_in(window: Window, line: NumberedLine, table: NGrams) -> Iterator[tuple[Change, Features]]:
    """Yields the likeliest change of each weak place in the line of a window.

    With the features in which the rest of the draft has no part.
    """
    for start, likely in weak_places(line, table).items():
        if change := _likeliest(table, line.numbers, start, likely):
            moved = change.moved(window.start)
            yield moved, change_features(table, window.text, moved)


def repetitions(text: str, found: Sequence[Change]) -> Callable[[Change], bool]:
    """The function that tells whether a text repeats the place of a change.

    That is the word that is changed, or its character with each of its neighbours.
    """
    pairs = {change.start: _pairs_at(text, change.start) for change in found}
    words = {change: _changed_word(text, change) for change in found}
    again = repeated_words(text, {word for word in words.values() if len(word) > 1}.union(*pairs.values()))
    return lambda change: words[change] in again or again.issuperset(pairs[change.start])


def _changed_word(text: str, change: Change) -> str:
    start, end = changed_span(text, change.start, change.meant)
    return text[start:end]


def _pairs_at(text: str, start: int) -> tuple[str, str]:
    """A character with the one before it, and with the one after it."""
    return text[max(0, start - 1) : start + 1], text[start : start + 2]


def _likeliest(table: NGrams, numbers: list[int], start: int, others: Sequence[int]) -> Change | None:
    """The one of some characters that makes the text likeliest, None where none gains enough."""
    found = sorted(zip(gains(table, numbers, start + 3, others), others, strict=True), reverse=True)
    gain, best = found[0]
    if gain < LEAST_GAIN:
        return None
    margin = gain - found[1][0] if len(found) > 1 else _WIDEST_MARGIN
    return Change(start, table.alphabet[best - FIRST], gain, min(margin, _WIDEST_MARGIN))
