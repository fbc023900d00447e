"""Two words of one meaning, side by side."""

from __future__ import annotations

from functools import cached_property
from itertools import permutations
from typing import TYPE_CHECKING, ClassVar

from zhlint.analysis.bigrams import index_forms, longest_forms
from zhlint.analysis.words.tokens import on_token_edges
from zhlint.check import Check, Hit, options
from zhlint.storage.tables import rows

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from pathlib import Path

    from zhlint.document import Document


@options
class SynonymPair(Check):
    """Finds two different words of one row of a table, one right after the other.

    `table` has the columns words, parted by |, and usual, the pairs that press writes side by side, parted by |. Both must be words where
    they stand. Slots: `first` and `second`, the two words.
    """

    reach: ClassVar[str] = "paragraph"
    slots: ClassVar[tuple[str, ...]] = ("first", "second")
    filled: ClassVar[tuple[int, ...]] = (0,)

    table: Path

    def literals(self) -> Collection[str]:
        """The pairs: one of them stands in every hit."""
        return self._pairs.keys()

    def run(self, document: Document) -> Iterator[Hit]:
        """Yields a hit for every pair."""
        for start, pair in sorted(longest_forms(document, self._by_head).items()):
            first = self._pairs[pair]
            middle, end = start + len(first), start + len(pair)
            if on_token_edges(document, start, middle) and on_token_edges(document, middle, end):
                yield Hit(start, end, {"first": first, "second": pair[len(first) :]})

    @cached_property
    def _pairs(self) -> dict[str, str]:
        """The pairs that are told, each with its first word."""
        pairs: dict[str, str] = {}
        for words, *usual in rows(self.table):
            told = {first + second: first for first, second in permutations(words.split("|"), 2)}
            pairs |= {pair: first for pair, first in told.items() if not usual or pair not in usual[0].split("|")}
        return pairs

    @cached_property
    def _by_head(self) -> dict[int | str, list[str]]:
        # What a pair has and its two words apart have not is where they meet.
        return index_forms({pair: f"{first}\n{pair[len(first) :]}" for pair, first in self._pairs.items()})
