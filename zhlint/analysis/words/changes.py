"""Changes of one character that make a text likelier, with their features."""

from __future__ import annotations

from math import log
from typing import TYPE_CHECKING, Final, NamedTuple

from zhlint.analysis.words.numbered_lines import numbered_line
from zhlint.analysis.words.weak_places import weak_places
from zhlint.analysis.words.windows import windows
from zhlint.analysis.words.words_around import changed_span, changed_words, log_frequency, word_in, words_around
from zhlint.lexicon.strings import repeated
from zhlint.model.confusions import confusions
from zhlint.model.scoring import gains, most_of_four, padded_numbers, triples
from zhlint.model.table import FIRST

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from zhlint.analysis.words.feature_weights import Features
    from zhlint.analysis.words.numbered_lines import NumberedLine
    from zhlint.analysis.words.windows import Window
    from zhlint.model.table import NGrams

#: The least gain, as a natural logarithm, for which a change is looked at more closely.
LEAST_GAIN: Final = 3.0
_WIDEST_MARGIN: Final = 20.0
_PRONOUNS: Final = frozenset("他她它的地得")
_NUMERALS: Final = frozenset("一二三四五六七八九十百千万亿两零〇")
#: The triples of a character, in the order that `triples` counts them.
_TRIPLES: Final = ("within", "last", "first")


class Change(NamedTuple):
    """A change of one character that makes a text likelier.

    `gain` is a natural logarithm, `margin` its lead over the next best change.
    """

    start: int
    meant: str
    gain: float
    margin: float

    def moved(self, by: int) -> Change:
        """The change at another offset."""
        return self._replace(start=self.start + by)


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
            yield moved, _features(table, window.text, moved)


def repetitions(text: str, found: Sequence[Change]) -> Callable[[Change], bool]:
    """The function that tells whether a text repeats the place of a change.

    That is the word that is changed, or its character with each of its neighbours.
    """
    pairs = {change.start: _pairs_at(text, change.start) for change in found}
    words = {change: _changed_word(text, change) for change in found}
    again = repeated(text, {word for word in words.values() if len(word) > 1}.union(*pairs.values()))
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


def _features(table: NGrams, text: str, change: Change) -> Features:
    """The features of a change in the table and in the draft."""
    written, meant = text[change.start], change.meant
    numbers = padded_numbers(table, text, change.start, change.start + 1)
    before, own, after = numbers[2:5]
    new = table.number(meant)
    changed = {written, meant}
    of_written, of_meant = triples(table, numbers, 3, own), triples(table, numbers, 3, new)
    return {
        "gain": change.gain,
        "margin": change.margin,
        "written-before": log(table.pair(before, own) + 1),
        "written-after": log(table.pair(own, after) + 1),
        "meant-before": log(table.pair(before, new) + 1),
        "meant-after": log(table.pair(new, after) + 1),
        **{f"written-{name}": log(count + 1) for name, count in zip(_TRIPLES, of_written, strict=True)},
        **{f"meant-{name}": log(count + 1) for name, count in zip(_TRIPLES, of_meant, strict=True)},
        "meant-four": log(most_of_four(table, numbers, 3, new) + 1),
        "written": log(table.singles[own] + 1),
        "meant": log(table.singles[new] + 1),
        "sound": confusions().sound_alike(written, meant),
        "look": confusions().look_alike(written, meant),
        "confused": confusions().are_confused(written, meant),
        "glyph": confusions().level(written, meant),
        "pronoun": not _PRONOUNS.isdisjoint(changed),
        "numeral": not _NUMERALS.isdisjoint(changed),
    }


def word_features(text: str, change: Change) -> Features:
    """The features of the words at a place, before and after the change."""
    words, changed = words_around(text, change.start), changed_words(text, change.start, change.meant)
    start, written = word_in(words, change.start)
    first, meant = word_in(changed, change.start)
    last = first + len(meant)
    before, after = word_in(words, start - 1)[1], word_in(words, start + len(written))[1]
    end_start, end_word = word_in(words, last - 1)
    return {
        "written-alone": len(written) == 1,
        "written-two": len(written) == 2,
        "meant-alone": len(meant) == 1,
        "meant-two": len(meant) == 2,
        "meant-longer": len(meant) > len(written),
        "written-frequent": log_frequency(written),
        "meant-frequent": log_frequency(meant),
        "breaks-before": first < change.start and word_in(words, first)[0] < first,
        "breaks-after": last > change.start + 1 and end_start + len(end_word) > last,
        "alone-before": len(before) == 1,
        "alone-after": len(after) == 1,
    }
