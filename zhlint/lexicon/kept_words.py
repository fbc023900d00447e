"""Words by their first character, kept in memory as they are asked for.

A draft asks most shelves for a few words: these are searched in the text of the shelf. Only a shelf that is asked for more of them
becomes a dictionary, which takes longer to make and ten times the room.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from zhlint.lexicon.shelves import unpack_numbers

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

#: So many shelves are kept, those read last.
_SHELVES: Final = 2**9
#: So many words are searched in a shelf before it becomes a dictionary.
_SEARCHES: Final = 2**6


class KeptWords(dict[str, "Mapping[str, int] | ShelfWords"]):
    """The words that begin with each character, read when first asked for."""

    def __init__(self, shelf: Callable[[str], memoryview | None], by_first: Mapping[str, dict[str, int]]) -> None:
        """Takes a reader of shelves (None where there is none) and words on no shelf."""
        super().__init__()
        self._shelf, self._by_first = shelf, by_first

    def __missing__(self, first: str) -> Mapping[str, int] | ShelfWords:
        # Other threads may do the same meanwhile.
        for oldest in list(self)[: max(0, len(self) - _SHELVES + 1)]:
            self.pop(oldest, None)
        words = self[first] = self._read(first)
        return words

    def _read(self, first: str) -> Mapping[str, int] | ShelfWords:
        if first in self._by_first:
            return self._by_first[first]
        shelf = self._shelf(first) if first else None
        return {} if shelf is None else ShelfWords(shelf, lambda words: self.update({first: words}))


class ShelfWords:
    """The words of a packed shelf with their frequencies."""

    def __init__(self, shelf: memoryview, replace: Callable[[dict[str, int]], None]) -> None:
        """`replace` is given them as a dictionary once they have been asked for often."""
        end = 4 + 4 * int.from_bytes(shelf[:4], "little")
        self._words = f"\n{str(shelf[end:], 'utf-8')}\n"
        self._frequencies = unpack_numbers(shelf[4:end])
        self._replace, self._searches = replace, 0

    def get(self, word: str, default: int | None = None) -> int | None:
        """The frequency of a word, the default where it is none."""
        self._searches += 1
        if self._searches == _SEARCHES:
            self._replace(self.as_dictionary())
        at = -1 if "\n" in word else self._words.find(f"\n{word}\n")
        return default if at < 0 else self._frequencies[self._words.count("\n", 0, at)]

    def as_dictionary(self) -> dict[str, int]:
        """The words and frequencies."""
        return dict(zip(self._words[1:-1].split("\n"), self._frequencies, strict=False))
