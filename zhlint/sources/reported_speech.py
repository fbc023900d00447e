"""Reported speech in which a character of the source is replaced."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from zhlint.sources.alignment import Change
from zhlint.sources.matching import Match, stretches_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from zhlint.document import Document
    from zhlint.sources.index import SourceIndex, Window
    from zhlint.sources.matching import Stretch
    from zhlint.sources.quoted_words import Words

#: Reported speech is looked at in stretches of twice so many characters.
_STEP: Final = 16
#: Equal characters on either side of a replaced one.
_AROUND_RUN: Final = 4
#: Words that a report changes as it should: who speaks, and what is near to him.
_REPORTING: Final = frozenset("我你您他她它咱本该这那此其俺")


def replacements(
    document: Document, words: Words, index: SourceIndex, shortest: int
) -> Iterator[tuple[Stretch, Match]]:
    """Yields the pieces in which one character is replaced amid `shortest` ones and more."""
    done = -1
    for stretch in stretches_of(document, words):
        for start in range(0, max(1, stretch.end - stretch.start - _STEP), _STEP):
            found = _run(index, stretch.text[start : start + 2 * _STEP], shortest)
            if found and stretch.start + start + found[1] > done:
                match, begin, end = found
                done = stretch.start + start + end
                yield stretch._replace(start=stretch.start + start + begin, end=done), match


def _run(index: SourceIndex, text: str, shortest: int) -> tuple[Match, int, int] | None:
    """The match of a piece with one character replaced, and its span."""
    # Three groups of characters are gone with the one that is replaced.
    windows = [*index.windows(text, max(2, shortest - 2 - 3 - 1))]
    for begin, end, at, first, window in _replacements(windows, text, shortest):
        piece = text[at - _AROUND_RUN : at + _AROUND_RUN + 1]
        if not any(piece in other.folded.text for other in windows):
            change = Change(at - begin, at - begin + 1, first + at - begin, first + at - begin + 1)
            return Match(window, first, first + end - begin, (change,)), begin, end
    return None


def _replacements(windows: Sequence[Window], text: str, shortest: int) -> Iterator[tuple[int, int, int, int, Window]]:
    """Yields stretches of a text in which one character differs from a window.

    Each is begin and end in the text, the place of the character, the beginning in the window, and the window.
    """
    for window in windows:
        folded = window.folded.text
        for at in range(_AROUND_RUN, len(text) - _AROUND_RUN):
            head = text[at - _AROUND_RUN : at]
            place = folded.find(head)
            while place >= 0:
                here, there = at, place + _AROUND_RUN
                tail = text[here + 1 : here + 1 + _AROUND_RUN]
                if folded.startswith(tail, there + 1) and _is_replaced(text[here], folded[there : there + 1]):
                    back = _common(text[here - 1 :: -1], folded[there - 1 :: -1][: len(text)])
                    ahead = _common(text[here + 1 :], folded[there + 1 : there + 1 + len(text)])
                    if back + ahead + 1 >= shortest:
                        yield here - back, here + 1 + ahead, here, there - back, window
                place = folded.find(head, place + 1)


def _is_replaced(here: str, there: str) -> bool:
    return here != there and here.isalnum() and there.isalnum() and not {here, there} & _REPORTING


def _common(one: str, other: str) -> int:
    length = 0
    for here, there in zip(one, other, strict=False):
        if here != there:
            break
        length += 1
    return length
