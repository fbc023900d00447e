"""Changes of one character, with their features from the n-grams and from the words."""

from __future__ import annotations

from math import log
from typing import TYPE_CHECKING, Final, NamedTuple

from zhlint.analysis.words.words_around import changed_words, log_frequency, word_in, words_around
from zhlint.model.confusions import confusions
from zhlint.model.scoring import most_of_four, padded_numbers, triples

if TYPE_CHECKING:
    from zhlint.analysis.words.feature_weights import Features
    from zhlint.model.table import NGrams

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


def change_features(table: NGrams, text: str, change: Change) -> Features:
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
