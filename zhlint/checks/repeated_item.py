"""A list that names one item twice."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar, Final

from zhlint.check import Check, Hit, OptionError, Related, options
from zhlint.document import Span
from zhlint.lexicon.han import is_han
from zhlint.lexicon.strings import occurrences
from zhlint.patterns.expressions import compile_expression, expression
from zhlint.phrasing.reasons import expression_reason

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zhlint.document import Document

#: A longer list is a table or an index, whose items may stand again.
_MOST: Final = 200
#: The most characters of an item.
_LONGEST: Final = 24
_LIST: Final = expression("[^，。；：！？、“”‘’《》（）\\s]{2,24}(?:、[^，。；：！？、“”‘’《》（）\\s]{2,24}){2,40}")
#: What may stand before the first item and after the last one within the clause.
_LEAD: Final = frozenset("有由为是在对到括以向给了自过如像即指及和与")
_TAIL: Final = frozenset("等和及与均都共分两三四五六七八九十")


@options
class RepeatedItem(Check):
    """Finds lists of at least `at_least` items in which an item stands twice, others between.

    `item` is an expression that the whole item must match; in a list of `any_from` items and more any item in Chinese
    will do that ends in none of `not_any`. A list in which more than one item stands twice is no slip, nor is an item that
    follows the same words both times. The first place is related. Slot: `item`.
    """

    reach: ClassVar[str] = "paragraph"
    slots: ClassVar[tuple[str, ...]] = ("item",)

    item: str
    at_least: int = 3
    any_from: int = 0
    not_any: str = ""

    def __post_init__(self) -> None:
        try:
            compile_expression(self.item)
        except re.error as error:
            raise OptionError("item", f"正则表达式有误：{expression_reason(error)}") from None

    def literals(self) -> tuple[str, ...]:
        """The mark between items: it stands in every list."""
        return ("、",)

    def run(self, document: Document) -> Iterator[Hit]:
        """Yields a hit for the second place of an item."""
        for found in _lists(document.text):
            items = list(_items(found))
            if len(items) > _MOST:
                continue
            again = list(_repeats(document.text, items))
            if len(items) >= self.at_least and len(again) == 1 and self._counts(document, len(items), *again[0]):
                first, item = again[0]
                yield Hit(item.start, item.end, {"item": document[item]}, None, (Related(first.start, first.end),))

    def _counts(self, document: Document, items: int, first: Span, second: Span) -> bool:
        item = document[second]
        return bool(self._expression.fullmatch(item)) or (
            0 < self.any_from <= items
            and all(map(is_han, item))
            and not item.endswith(tuple(self.not_any))
            and document.text[max(0, first.start - 3) : first.start] != document.text[second.start - 3 : second.start]
        )

    @cached_property
    def _expression(self) -> re.Pattern[str]:
        return compile_expression(self.item)


def _lists(text: str) -> Iterator[re.Match[str]]:
    """Yields the lists of a text, searched for where marks follow closely."""
    first = last = -1
    marks = 0
    for mark in (*occurrences(text, "、"), len(text) + 2 * _LONGEST):
        if marks and mark - last > _LONGEST + 1:
            if marks > 1:
                yield from _LIST.finditer(text, max(0, first - _LONGEST), last + 1 + _LONGEST)
            marks = 0
        first, last, marks = (first if marks else mark), mark, marks + 1


def _items(found: re.Match[str]) -> Iterator[Span]:
    """Yields the items of a list, as parted by 、."""
    start = found.start()
    for piece in found[0].split("、"):
        yield Span(start, start + len(piece))
        start += len(piece) + 1


def _repeats(text: str, items: list[Span]) -> Iterator[tuple[Span, Span]]:
    """Yields the two places of each item that stands again, not at once."""
    for at in range(2, len(items)):
        for before in range(at - 1):
            one, other = items[before], items[at]
            for length in range(min(one.end - one.start, other.end - other.start), 1, -1):
                first, second = Span(one.end - length, one.end), Span(other.start, other.start + length)
                whole = (first == one or (before == 0 and text[first.start - 1] in _LEAD)) and (
                    second == other or (at == len(items) - 1 and text[second.end] in _TAIL)
                )
                if whole and text[first.start : first.end] == text[second.start : second.end]:
                    yield first, second
                    break
