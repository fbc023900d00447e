"""Strings that are no word, one sound or look away from a frequent one."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, ClassVar

from zhlint.analysis.words.house_style import is_house_style
from zhlint.analysis.words.near_words import near_certain, near_words
from zhlint.analysis.words.slip_store import CERTAIN
from zhlint.check import Edit, Fix, Hit, OptionError, ScoredCheck, options
from zhlint.lexicon.strings import occurrences
from zhlint.storage.tables import rows, rules_folder

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zhlint.analysis.words.near_words import NearWord as Guess
    from zhlint.document import Document


@options
class NearWord(ScoredCheck):
    """Finds the guesses of `near_words` with a score of `least` or more.

    With `below`, the score is also less than that. `listed` names shipped tables of wrong forms that other rules report; a
    guess that touches one is left to them, so that one slip is one finding. Stays silent on a string that is the name of a
    person somewhere in the draft, on what the house itself prints, and where its tables make another word likelier.
    """

    slots: ClassVar[tuple[str, ...]] = ()

    listed: tuple[str, ...] = ()

    def prepare(self) -> None:
        for table in self.listed:
            if not (rules_folder() / "tables" / table).is_file():
                raise OptionError("listed", f"没有自带的表 {table}")

    def run(self, document: Document) -> Iterator[Hit]:
        for guess in document.analyse(near_certain if self.least >= CERTAIN else near_words):
            if self.is_reported(guess.score) and self._stands(document, guess):
                yield Hit(guess.start, guess.end, fix=Fix((Edit(guess.start, guess.end, guess.right),)))

    def _stands(self, document: Document, guess: Guess) -> bool:
        return not (
            self._is_listed(document.text, guess.start, guess.end)
            or _is_name_of_person(document, guess.start, guess.end)
            or is_house_style(document, *guess[:3])
            or _is_house_word(document, guess)
        )

    def _is_listed(self, text: str, start: int, end: int) -> bool:
        """Whether a listed form shares a character with `start:end`."""
        return any(
            text[first : first + length] in self._forms
            for length in self._lengths
            for first in range(max(0, start - length + 1), end)
        )

    @cached_property
    def _forms(self) -> frozenset[str]:
        return frozenset(row[0] for table in self.listed for row in rows(table))

    @cached_property
    def _lengths(self) -> frozenset[int]:
        return frozenset(map(len, self._forms))


def _is_house_word(document: Document, guess: Guess) -> bool:
    """Whether the tables of the house make another word likelier there."""
    if not document.desk.tables:
        return False
    from zhlint.analysis.words.likelihood import likelier_words

    words = (word for word in document.analyse(likelier_words) if word.start < guess.end and guess.start < word.end)
    return any(word.start != guess.start or word.likelier != guess.right for word in words)


def _is_name_of_person(document: Document, start: int, end: int) -> bool:
    """Whether this string is the name of a person at any of its places."""
    from zhlint.analysis.speakers.people import is_person

    text, word = document.text, document.text[start:end]
    return any(is_person(document, offset, offset + len(word)) for offset in occurrences(text, word))
