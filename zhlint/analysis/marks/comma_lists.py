"""Lists of nouns with commas between their items."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from zhlint.analysis.marks.list_odds import list_odds
from zhlint.analysis.marks.stretches import Stretch, item_words, stretches
from zhlint.patterns.expressions import expression
from zhlint.storage.tables import read_table

if TYPE_CHECKING:
    from collections.abc import Iterator

_TABLE: Final = "clause-words.tsv"
_JOINS: Final = ("以及", "和", "与", "及")
#: What follows a word of `_JOINS` that joins no item to a list: nothing, or 及以上.
_NO_ITEM: Final = ((), ("以上",), ("以下",), ("其",))
#: An item and how many the list has: 商合杭三条新线路.
_COUNTED: Final = expression(
    "(?P<tail>[一-龥A-Za-z]{2,10}?)(?<![高初十第周期百分])(?:这|那)?(?P<count>[三四五六七八九])"
    "(?:大|个|条|种|类|项|门|所|座|名|位|家|支|县|区|镇|村|市|校|科|方面|幢|栋|站|线)"
)
_NUMERALS: Final = "三四五六七八九"
_NUMERAL: Final = expression("[一二两三四五六七八九十百0-9]")
#: The least logarithm of odds of every mark in a list whose items are as many as it says.
_LEAST_COUNTED: Final = -3.2
#: The least logarithm of odds of every mark in a list.
_LEAST: Final = -0.85
#: The lengths of an item, in characters, and the most marks of a list.
_ITEM: Final = range(2, 15)
_MOST: Final = 6


class Listing(NamedTuple):
    """A list in a stretch, from the mark `first` to the mark `last`.

    `end` is what closes it: 等, and (和 or its like), 数 (how many they are) or "". `tail` is the last item up to there, `rest` what follows in the same
    item; `odds` are those of each mark.
    """

    stretch: Stretch
    first: int
    last: int
    end: str
    tail: str
    rest: str
    odds: tuple[float, ...]

    @property
    def head(self) -> str:
        """The item before the first mark, with what stands before the list."""
        return self.stretch.items[self.first]

    @property
    def goes_on(self) -> bool:
        """Whether 、 stands before the list."""
        return self.stretch.marks[self.first - 1 : self.first] == "、"

    @property
    def has_levels(self) -> bool:
        """Whether 、 stands close by, as between the items of an inner list."""
        return "、" in self.stretch.marks[max(self.first - 2, 0) : self.last + 4]

    @property
    def ends_sentence(self) -> bool:
        """Whether a strong stop follows the last item, or nothing."""
        return self.last + 2 == len(self.stretch.items) and self.stretch.after in "。；！？$\r\n"

    @property
    def inner(self) -> tuple[str, ...]:
        """The whole items of the list, the first and the last left out."""
        return self.stretch.items[self.first + 1 : self.last + 1]


def comma_lists(text: str) -> Iterator[Listing]:
    """Yields the lists that are likely to need 、, one for each possible end."""
    for stretch in stretches(text):
        for last in range(len(stretch.marks)):
            if stretch.marks[last] == "，" and stretch.marks[last + 1 : last + 2] != "、":
                if counted := _counted(stretch, last):
                    yield counted
                    continue
                end, tail, rest = _closed(stretch.items[last + 1])
                if (end or last) and (found := _run(stretch, last)):
                    first, odds = found
                    yield Listing(stretch, first, last, end, tail, rest, odds)


def _counted(stretch: Stretch, last: int) -> Listing | None:
    """The list whose last item says how many there are, as many as stand there."""
    found = _COUNTED.match(stretch.items[last + 1])
    first = last - _NUMERALS.index(found["count"]) - 1 if found else -1
    if not found or first < 0 or "、" in stretch.marks[max(first - 1, 0) : last + 1]:
        return None
    items = (*stretch.items[first + 1 : last + 1], found["tail"])
    odds = tuple(list_odds(stretch, number) for number in range(first, last + 1) if _may_be_item(stretch, number))
    if len(odds) < len(items) or min(odds) < _LEAST_COUNTED or any(map(_NUMERAL.search, items)):
        return None
    return Listing(stretch, first, last, "数", found["tail"], stretch.items[last + 1][found.end("tail") :], odds)


def _closed(item: str) -> tuple[str, str, str]:
    """The word that closes a list, and the text on either side."""
    if not any(mark in item[1:] for mark in "等和与及"):
        return "", item, ""
    words = item_words(item)
    for number, word in enumerate(words[1:], 1):
        if word in {"等", "等等"} or (word in _JOINS and words[number + 1 : number + 2] not in _NO_ITEM):
            before = "".join(words[:number])
            return "等" if word[0] == "等" else word, before, item[len(before) + len(word) :]
    return "", item, ""


def _run(stretch: Stretch, last: int) -> tuple[int, tuple[float, ...]] | None:
    """The first mark of the list whose mark `last` is, and its odds."""
    odds: list[float] = []
    first = last
    while len(odds) <= _MOST and first >= 0 and stretch.marks[first] == "，" and _may_be_item(stretch, first):
        odd = list_odds(stretch, first)
        if odd < _LEAST:
            break
        odds.append(odd)
        first -= 1
    if not odds or len(odds) > _MOST:
        return None
    return first + 1, tuple(reversed(odds))


def _may_be_item(stretch: Stretch, number: int) -> bool:
    """Whether an item may stand behind the mark of this number, and one before it."""
    item = stretch.items[number + 1]
    return len(item) in _ITEM and item[0] > "\u4dff" and len(stretch.items[number]) > 1


def begins_clause(item: str) -> bool:
    """Whether an item begins with a verb or another word of clauses."""
    words = item_words(item)
    return len(words) > 1 and words[0] in _clause_words()


def has_clause_word(item: str) -> bool:
    """Whether a verb or another word of clauses stands in an item."""
    return not _clause_words().isdisjoint(item_words(item))


def is_set_phrase(item: str) -> bool:
    """Whether an item is one word of four characters."""
    return len(item) == 4 and len(item_words(item)) == 1


@cache
def _clause_words() -> frozenset[str]:
    return frozenset(read_table(_TABLE).split("\n")[1:-1])
