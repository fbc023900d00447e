"""Word edges, with the gazetteer's and the house's names, where a rule has a candidate."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING, Final

from zhlint.analysis.vocabulary import PIECE, vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zhlint.analysis.vocabulary import Vocabulary
    from zhlint.document import Document

#: What is cut as one piece, up to a length: a text without punctuation must not fill the memory.
RUN: Final = f"{PIECE}{{1,2000}}"


class Segmentation:
    """The word edges of one text, found run by run when asked for."""

    def __init__(self, text: str, extra_words: tuple[str, ...]) -> None:
        self._text = text
        self._extra_words = extra_words
        self._runs = [match.span() for match in re.finditer(RUN, text)]
        self._starts = [start for start, _ in self._runs]
        self._edges: dict[int, dict[int, None]] = {}

    def has_edges(self, start: int, end: int) -> bool:
        """Whether a word begins at `start` and a word ends at `end`; beside punctuation both always do."""
        return self._is_edge(start) and self._is_edge(end)

    def pieces(self) -> Iterator[list[int]]:
        """The edges of each run between punctuation, from its start to its end."""
        for index, (_, end) in enumerate(self._runs):
            yield [*self._edges_of(index), end]

    def _is_edge(self, offset: int) -> bool:
        index = bisect_right(self._starts, offset) - 1
        if index < 0 or not self._runs[index][0] < offset < self._runs[index][1]:
            return True
        return offset in self._edges_of(index)

    @cached_property
    def _vocabulary(self) -> Vocabulary:
        return vocabulary(self._extra_words)

    def _edges_of(self, index: int) -> dict[int, None]:
        """Where the words of a run begin, in order."""
        edges = self._edges.get(index)
        if edges is None:
            start, end = self._runs[index]
            words = self._vocabulary.cut(self._text[start:end])
            edges = self._edges[index] = dict.fromkeys(accumulate(map(len, words[:-1]), initial=start))
        return edges


def segmentation(document: Document) -> Segmentation:
    """The analysis: the document's word edges."""
    lexicon = document.desk.lexicon
    words = {*lexicon.names, *lexicon.terms, *lexicon.places}
    return Segmentation(document.text, tuple(sorted(word for word in words if word)))


def on_token_edges(document: Document, start: int, end: int) -> bool:
    """Whether both ends of a span fall between words. Raises ImportError where jieba is missing."""
    return document.analyse(segmentation).has_edges(start, end)
