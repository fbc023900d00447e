"""Lists written with 、 in one place and run together in another."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final, NamedTuple

from zhlint.analysis.bigrams import pairs, pairs_in
from zhlint.analysis.marks.titles import in_name
from zhlint.check import Check, Hit, Related, options
from zhlint.lexicon.han import HAN, is_han
from zhlint.lexicon.strings import occurrences
from zhlint.patterns.expressions import expression

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from zhlint.document import Document

#: A core has at least so many characters: two of each of three items.
_SEED: Final = 6
#: So many cores are searched one by one; with more of them the text is searched once for all.
_FEW: Final = 40
#: Fewer characters without marks are a compound.
_JOINED: Final = 8

#: A part of every list, found fast since it begins with a mark.
_INNER_ITEM: Final = expression(f"、{HAN}{{2,8}}、{HAN}{{2}}")
_LIST: Final = expression(f"(?<!{HAN}){HAN}{{2,}}(?:、{HAN}{{2,8}})+、{HAN}{{2,}}")


class _Listed(NamedTuple):
    """A list with marks, from the first item's last two characters.

    `start:end` ends with the first two characters of the last item. `core` is that stretch without its marks. The outer ends
    of a list are not known beforehand; `longest` is the length of the longest inner item, in characters, which the outer ones
    do not exceed.
    """

    start: int
    end: int
    core: str
    longest: int


@options
class ListDrift(Check):
    """Finds lists without marks that the draft also writes with 、.

    A list has three items or more. Every place without marks is a hit, the first with marks is related. Stays silent on fewer
    than eight characters, which are a compound (教育科技人才), and on names: inside a title or a short quotation. Slot: `listed`,
    the list with its marks.
    """

    slots: ClassVar[tuple[str, ...]] = ("listed",)

    def run(self, document: Document) -> Iterator[Hit]:
        """Yields a hit for every list that is run together."""
        for offset, listed in _joined(document, list(_lists(document))):
            hit = _hit(document, listed, offset)
            if hit.end - hit.start >= _JOINED and not in_name(document.text, hit.start, hit.end):
                yield hit


def _joined(document: Document, lists: list[_Listed]) -> list[tuple[int, _Listed]]:
    """The places of cores without marks, in order.

    Of lists with one core the first counts.
    """
    known = document.analyse(pairs) if lists else frozenset()
    by_core = {listed.core: listed for listed in reversed(lists) if pairs_in(listed.core) <= known}
    places = []
    for offset, core in _places(document.text, by_core):
        block = document.block_at(offset)
        if block and offset + _SEED <= block.end:
            places.append((offset, by_core[core]))
    return sorted(places)


def _places(text: str, cores: Collection[str]) -> Iterator[tuple[int, str]]:
    """The places of cores, each with its core."""
    if len(cores) <= _FEW:
        for core in cores:
            yield from ((offset, core) for offset in occurrences(text, core))
        return
    by_seed: dict[str, list[str]] = {}
    for core in cores:
        by_seed.setdefault(core[:_SEED], []).append(core)
    # Hardly any place has a seed; nothing is faster in finding that out than a comprehension.
    for offset in [at for at in range(len(text)) if text[at : at + _SEED] in by_seed]:
        for core in by_seed[text[offset : offset + _SEED]]:
            if text.startswith(core, offset):
                yield offset, core


def _lists(document: Document) -> Iterator[_Listed]:
    for block in document.blocks:
        words = document[block]
        if not _INNER_ITEM.search(words):
            continue
        for match in _LIST.finditer(words):
            first, *inner, last = match[0].split("、")
            core = first[-2:] + "".join(inner) + last[:2]
            start = block.start + match.start() + len(first) - 2
            end = block.start + match.end() - len(last) + 2
            yield _Listed(start, end, core, max(map(len, inner)))


def _hit(document: Document, listed: _Listed, offset: int) -> Hit:
    """The joined list, with as much of its outer items as both places share."""
    text, widest = document.text, listed.longest - 2
    end = offset + len(listed.core)
    before = after = 0
    while before < widest and _same_han(text, offset - before - 1, listed.start - before - 1):
        before += 1
    while after < widest and _same_han(text, end + after, listed.end + after):
        after += 1
    marked = Related(listed.start - before, listed.end + after)
    return Hit(offset - before, end + after, {"listed": document.text[marked.start : marked.end]}, None, (marked,))


def _same_han(text: str, first: int, second: int) -> bool:
    return (
        min(first, second) >= 0
        and max(first, second) < len(text)
        and text[first] == text[second]
        and is_han(text[first])
    )
