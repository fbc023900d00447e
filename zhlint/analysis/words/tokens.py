"""Word edges in a draft, the gazetteer's and the house's names taken for words."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING, Final

from zhlint.analysis.words.simplified_script import simplified, to_simplified
from zhlint.lexicon.vocabulary import PIECE, vocabulary
from zhlint.patterns.expressions import expression

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zhlint.document import Document
    from zhlint.lexicon.vocabulary import Vocabulary


#: A stretch that is cut as one piece, limited so that a text without punctuation cannot fill the memory.
_RUN: Final = expression(f"{PIECE}{{1,2000}}")


class Segmentation:
    """The word edges of one text, found line by line when they are asked for."""

    def __init__(self, text: str, extra_words: tuple[str, ...]) -> None:
        self._text = text
        self._extra_words = extra_words
        self._runs: dict[int, list[tuple[int, int]]] = {}
        self._edges: dict[int, dict[int, None]] = {}

    def has_edges(self, start: int, end: int) -> bool:
        """Whether a word begins at `start` and a word ends at `end`.

        Beside punctuation both always do.
        """
        return self._is_edge(start) and self._is_edge(end)

    def pieces(self) -> Iterator[list[int]]:
        """Yields the edges of each stretch between punctuation, start and end included."""
        for match in _RUN.finditer(self._text):
            start, end = match.span()
            yield [*self._edges_of(start, end), end]

    def edges_around(self, offset: int) -> list[int]:
        """The edges of words in the stretch that holds an offset, with its end."""
        runs = self._runs_of(self._lines[bisect_right(self._lines, offset) - 1])
        index = bisect_right(runs, (offset, len(self._text) + 1)) - 1
        if index < 0 or offset >= runs[index][1]:
            return []
        return [*self._edges_of(*runs[index]), runs[index][1]]

    def _is_edge(self, offset: int) -> bool:
        runs = self._runs_of(self._lines[bisect_right(self._lines, offset) - 1])
        index = bisect_left(runs, (offset,)) - 1
        if index < 0 or offset >= runs[index][1]:
            return True
        return offset in self._edges_of(*runs[index])

    @cached_property
    def _lines(self) -> list[int]:
        """The offsets at which lines begin."""
        return [0, *(match.end() for match in re.finditer("\n", self._text))]

    @cached_property
    def _vocabulary(self) -> Vocabulary:
        return vocabulary(self._extra_words)

    def _runs_of(self, line: int) -> list[tuple[int, int]]:
        """The stretches without punctuation in the line that begins at an offset."""
        runs = self._runs.get(line)
        if runs is None:
            end = self._text.find("\n", line)
            matches = _RUN.finditer(self._text, line, end if end >= 0 else len(self._text))
            runs = self._runs[line] = [run.span() for run in matches]
        return runs

    def _edges_of(self, start: int, end: int) -> dict[int, None]:
        """The offsets at which the words of a stretch begin, in order."""
        edges = self._edges.get(start)
        if edges is None:
            words = self._vocabulary.cut(self._text[start:end])
            edges = self._edges[start] = dict.fromkeys(accumulate(map(len, words[:-1]), initial=start))
        return edges


def segmentation(document: Document) -> Segmentation:
    """The analysis: the document's word edges, which are those of its text in simplified script."""
    lexicon, text = document.desk.lexicon, document.analyse(simplified)
    words = {*lexicon.names, *lexicon.terms, *lexicon.places}
    if text is not document.text:
        words |= set(map(to_simplified, words))
    return Segmentation(text, tuple(sorted(word for word in words if word)))


def on_token_edges(document: Document, start: int, end: int) -> bool:
    """Whether both ends of a span fall between words. Raises ImportError without jieba."""
    return document.analyse(segmentation).has_edges(start, end)
