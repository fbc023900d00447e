"""Commas between the items of a list of nouns, where 、 is usual."""

from __future__ import annotations

import re
from functools import cached_property
from itertools import pairwise, zip_longest
from typing import TYPE_CHECKING, ClassVar, Final

from zhlint.analysis.marks.comma_lists import begins_clause, comma_lists, has_clause_word, is_set_phrase
from zhlint.analysis.marks.stretches import item_words
from zhlint.check import Check, Edit, Fix, Hit, OptionError, options
from zhlint.patterns.expressions import compile_expression
from zhlint.phrasing.reasons import expression_reason

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zhlint.analysis.marks.comma_lists import Listing
    from zhlint.document import Document

#: The least logarithm of odds of the surest mark of a list.
_PAIR_BEFORE_DENG: Final = 1.1
_LIST_BEFORE_DENG: Final = 1.39
_PAIR_BEFORE_AND: Final = 0.0
_LIST_BEFORE_AND: Final = 1.73
_OPEN_LIST: Final = 2.2
#: The least of two neighbours in a list that nothing announces or closes.
_SURE: Final = 2.7
_FIGURE: Final = re.compile("[0-9]")


@options
class CommaList(Check):
    """Finds lists of nouns with commas between their items.

    A list is closed by 等, by 和 and its like or by how many its items are, or it has three items and more; those that already hold 、 are left alone.
    All options are regular expressions: `announcing` is sought before a list that nothing closes, or that has two items and 和;
    `closing` must match what follows 等 behind two items, and `never-closing` nothing that follows 等; `setting` must not begin what
    stands before a list of two items; `unless` leaves a list alone. The hit runs from the last word of the first item to the last item.
    """

    slots: ClassVar[tuple[str, ...]] = ()

    announcing: str
    closing: str
    never_closing: str
    setting: str
    unless: str

    def __post_init__(self) -> None:
        for option in ("announcing", "closing", "never_closing", "setting", "unless"):
            try:
                compile_expression(getattr(self, option))
            except re.error as error:
                raise OptionError(option.replace("_", "-"), f"正则表达式有误：{expression_reason(error)}") from None

    def run(self, document: Document) -> Iterator[Hit]:
        """Yields a hit for every list."""
        for block in document.blocks:
            if "，" in (text := document[block]):
                lists = [found for found in comma_lists(text) if self._stands(found)]
                for found, following in zip_longest(lists, lists[1:]):
                    if following is None or following.stretch is not found.stretch or following.first > found.last:
                        yield _hit(found, block.start)

    def _stands(self, found: Listing) -> bool:
        if any(map(begins_clause, (*found.inner, found.tail))) or not _is_plain(found):
            return False
        if found.end == "数":
            return True
        if found.goes_on:
            return _goes_on_in_kind(found)
        if self._unless.search(f"{found.head}，{'，'.join(found.inner)}，{found.tail}{found.rest}"):
            return False
        if found.end == "等":
            return self._before_deng(found)
        if any(map(has_clause_word, (*found.inner, found.tail))) or any(map(is_set_phrase, found.inner)):
            return False
        if _begin_alike(found) or found.has_levels:
            return False
        return self._before_and(found) if found.end else self._is_open(found)

    def _before_deng(self, found: Listing) -> bool:
        if self._never_closing.match(found.rest):
            return False
        if found.inner:
            return max(found.odds) >= _LIST_BEFORE_DENG
        if found.has_levels or is_set_phrase(found.tail) or self._setting.match(found.head):
            return False
        return bool(self._closing.fullmatch(found.rest)) and max(found.odds) >= _PAIR_BEFORE_DENG

    def _before_and(self, found: Listing) -> bool:
        if begins_clause(found.rest):
            return False
        if found.inner:
            return max(found.odds) >= _LIST_BEFORE_AND
        is_announced = self._is_announced(found) and not self._setting.match(found.head)
        if not {"和", "与", "及"}.isdisjoint(item_words(found.head)):
            return False
        is_short = "的" not in found.rest and not has_clause_word(found.rest)
        return is_announced and is_short and max(found.odds) >= _PAIR_BEFORE_AND

    def _is_open(self, found: Listing) -> bool:
        if not found.inner or _FIGURE.search("".join((*found.inner, found.tail))):
            return False
        if any(min(pair) >= _SURE for pair in pairwise(found.odds)):
            return True
        return self._is_announced(found) and max(found.odds) >= _OPEN_LIST

    def _is_announced(self, found: Listing) -> bool:
        """Whether a word before the first item announces a list."""
        announcing = self._announcing.search(found.head)
        return announcing is not None and announcing.end() < len(found.head)

    @cached_property
    def _announcing(self) -> re.Pattern[str]:
        return compile_expression(self.announcing)

    @cached_property
    def _closing(self) -> re.Pattern[str]:
        return compile_expression(self.closing)

    @cached_property
    def _never_closing(self) -> re.Pattern[str]:
        return compile_expression(self.never_closing)

    @cached_property
    def _setting(self) -> re.Pattern[str]:
        return compile_expression(self.setting)

    @cached_property
    def _unless(self) -> re.Pattern[str]:
        return compile_expression(self.unless)


def _is_plain(found: Listing) -> bool:
    """Whether the items are no quotations or titles, and no single character ends the list."""
    return len(found.tail) > 1 and not any(mark in item for item in (*found.inner, found.tail) for mark in "“”《》")


def _begin_alike(found: Listing) -> bool:
    """Whether two items begin with one word, as phrases of verbs do: 管理国家事务，管理经济和文化事业."""
    first = [words[0] for item in (*found.inner, found.tail) if len(words := item_words(item)) > 1]
    return any(one == other for one, other in pairwise(first))


def _goes_on_in_kind(found: Listing) -> bool:
    """Whether an item like the one before it ends the sentence: 文明服务、微笑服务，温馨服务。"""
    head, tail = found.head, found.tail
    is_alike = head[-2:] == tail[-2:] and len(head) == len(tail) > 2
    return is_alike and not found.end and not found.inner and found.ends_sentence and found.odds[0] >= _SURE


def _hit(found: Listing, start: int) -> Hit:
    offsets = found.stretch.offsets[found.first : found.last + 1]
    edits = tuple(Edit(start + offset, start + offset + 1, "、") for offset in offsets)
    begin = offsets[0] - len(found.head if found.goes_on else item_words(found.head)[-1])
    return Hit(start + begin, start + offsets[-1] + 1 + len(found.tail), {}, Fix(edits))
