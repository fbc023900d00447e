"""Words around a place, before and after a change of one character."""

from __future__ import annotations

from itertools import accumulate
from math import log
from typing import TYPE_CHECKING

from zhlint.analysis.words.windows import WIDTH
from zhlint.lexicon.vocabulary import vocabulary
from zhlint.patterns.expressions import expression

if TYPE_CHECKING:
    from typing import Final

_HAN: Final = expression("[㐀-鿿]+")


def words_around(text: str, offset: int) -> list[tuple[int, str]]:
    """The words around an offset, each with its start.

    Empty where no Chinese character stands at the offset.
    """
    for run in _HAN.finditer(text, max(0, offset - WIDTH), offset + WIDTH):
        if run.start() <= offset < run.end():
            words = vocabulary().cut(run[0])
            return list(zip(accumulate(map(len, words), initial=run.start()), words, strict=False))
    return []


def changed_words(text: str, start: int, meant: str) -> list[tuple[int, str]]:
    """The words around an offset with another character there."""
    first, near = around_change(text, start, meant)
    return [(first + at, word) for at, word in words_around(near, start - first)]


def changed_span(text: str, start: int, meant: str) -> tuple[int, int]:
    """The span of the word that another character at an offset makes.

    A word of one character takes the character before it with it.
    """
    first, word = word_in(changed_words(text, start, meant), start)
    end = max(first + len(word), start + 1)
    return (first - 1 if len(word) == 1 and first and "㐀" <= text[first - 1] <= "鿿" else first), end


def around_change(text: str, start: int, meant: str) -> tuple[int, str]:
    """The offset and the text of what stands around a changed character.

    It reaches as far as it decides where words end; a long text is not copied for each change.
    """
    first = max(0, start - WIDTH)
    return first, text[first:start] + meant + text[start + 1 : start + WIDTH]


def word_in(words: list[tuple[int, str]], offset: int) -> tuple[int, str]:
    """The word at an offset, with its start; empty where none stands there."""
    return next(((start, word) for start, word in words if start <= offset < start + len(word)), (offset, ""))


def is_alone(text: str, offset: int) -> bool:
    """Whether a character is a word alone and makes none with the next one."""
    _, word = word_in(words_around(text, offset), offset)
    return len(word) == 1 and not vocabulary().frequency(text[offset : offset + 2])


def log_frequency(word: str) -> float:
    """The natural logarithm of jieba's frequency of a word; 0 for one character."""
    return log(vocabulary().frequency(word) + 1) if len(word) > 1 else 0.0
