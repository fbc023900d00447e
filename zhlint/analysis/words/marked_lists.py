"""Lists with 、 between their items, and the places of the same items without it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from zhlint.analysis.bigrams import pairs, pairs_in
from zhlint.document import Span
from zhlint.lexicon.han import HAN, is_han
from zhlint.lexicon.strings import all_occurrences
from zhlint.patterns.expressions import expression

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zhlint.document import Document

#: A core has at least so many characters: two of each of three items.
_CORE: Final = 6
#: A part of every list, found fast since it begins with a mark.
_INNER_ITEM: Final = expression(f"、{HAN}{{2,8}}、{HAN}{{2}}")
_LIST: Final = expression(f"(?<!{HAN}){HAN}{{2,}}(?:、{HAN}{{2,8}})+、{HAN}{{2,}}")


class MarkedList(NamedTuple):
    """A list with marks, from the first item's last two characters.

    `start:end` ends with the first two characters of the last item. `core` is that stretch without its marks. The outer ends
    of a list are not known beforehand; `longest` is the length of the longest inner item, in characters, which the outer ones
    do not exceed.
    """

    start: int
    end: int
    core: str
    longest: int


def marked_lists(document: Document) -> Iterator[MarkedList]:
    """Yields the lists of three items and more in a draft, in order."""
    for block in document.blocks:
        words = document[block]
        if not _INNER_ITEM.search(words):
            continue
        for match in _LIST.finditer(words):
            first, *inner, last = match[0].split("、")
            core = first[-2:] + "".join(inner) + last[:2]
            start = block.start + match.start() + len(first) - 2
            end = block.start + match.end() - len(last) + 2
            yield MarkedList(start, end, core, max(map(len, inner)))


def unmarked_places(document: Document) -> Iterator[tuple[Span, Span]]:
    """Yields the places of lists without marks, in order, each with the list with marks.

    Of lists with one core the first counts. A place has as much of the outer items as the list has, too.
    """
    lists = list(marked_lists(document))
    known = document.analyse(pairs) if lists else frozenset()
    by_core = {marked.core: marked for marked in reversed(lists) if pairs_in(marked.core) <= known}
    for offset, core in sorted(all_occurrences(document.text, by_core)):
        block = document.block_at(offset)
        if block and offset + _CORE <= block.end:
            yield _widened(document.text, by_core[core], offset)


def _widened(text: str, marked: MarkedList, offset: int) -> tuple[Span, Span]:
    """The place of a core and its list, with the outer items that both share."""
    end, widest = offset + len(marked.core), marked.longest - 2
    before = after = 0
    while before < widest and _same_han(text, offset - before - 1, marked.start - before - 1):
        before += 1
    while after < widest and _same_han(text, end + after, marked.end + after):
        after += 1
    return Span(offset - before, end + after), Span(marked.start - before, marked.end + after)


def _same_han(text: str, first: int, second: int) -> bool:
    return (
        min(first, second) >= 0
        and max(first, second) < len(text)
        and text[first] == text[second]
        and is_han(text[first])
    )
