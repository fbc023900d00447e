"""List drift: a list written with its marks in one place and run together in another."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final, NamedTuple

from zhlint.analysis.marks.titles import in_name
from zhlint.check import Check, Hit, Related, options
from zhlint.lexicon.han import HAN, is_han
from zhlint.lexicon.strings import occurrences
from zhlint.patterns.expressions import expression

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zhlint.document import Document

_SEED: Final = 6
_JOINED: Final = 8

#: What every list has: found fast, since it begins with a mark.
_INNER_ITEM: Final = expression(f"、{HAN}{{2,8}}、{HAN}{{2}}")
_LIST: Final = expression(f"(?<!{HAN}){HAN}{{2,}}(?:、{HAN}{{2,8}})+、{HAN}{{2,}}")


class _Listed(NamedTuple):
    """A list with marks: where it stands, its sure part run together, and how far its outer items may reach.

    Where a list begins and ends is not known beforehand: `core` is the last two characters of the first item, the
    inner items, and the first two characters of the last.
    """

    start: int
    end: int
    core: str
    longest: int


@options
class ListDrift(Check):
    """Lists of three items and more that stand without marks, where the draft also writes them with 、.

    Every place without marks is a hit, the first with marks is related. A list of less than eight characters is a
    compound (教育科技人才), and one inside a title or a short quotation a name: both are left alone.
    Slots: `listed`, the list with its marks.
    """

    slots: ClassVar[tuple[str, ...]] = ("listed",)

    def run(self, document: Document) -> Iterator[Hit]:
        """Yield a hit for every list that is run together."""
        for at, listed in _joined(document, list(_lists(document))):
            hit = _hit(document, listed, at)
            if hit.end - hit.start >= _JOINED and not in_name(document.text, hit.start, hit.end):
                yield hit


def _joined(document: Document, lists: list[_Listed]) -> list[tuple[int, _Listed]]:
    """Where the cores of lists stand without their marks, in order; of lists with one core the first one counts."""
    places = []
    for listed in {listed.core: listed for listed in reversed(lists)}.values():
        for offset in occurrences(document.text, listed.core):
            block = document.block_at(offset)
            if block and offset + _SEED <= block.end:
                places.append((offset, listed))
    return sorted(places)


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


def _hit(document: Document, listed: _Listed, at: int) -> Hit:
    """The joined list with as much of its outer items as both places share, none longer than the inner ones."""
    text, most = document.text, listed.longest - 2
    end = at + len(listed.core)
    before = after = 0
    while before < most and _same_han(text, at - before - 1, listed.start - before - 1):
        before += 1
    while after < most and _same_han(text, end + after, listed.end + after):
        after += 1
    marked = Related(listed.start - before, listed.end + after)
    return Hit(at - before, end + after, {"listed": document.text[marked.start : marked.end]}, None, (marked,))


def _same_han(text: str, one: int, other: int) -> bool:
    return min(one, other) >= 0 and max(one, other) < len(text) and text[one] == text[other] and is_han(text[one])
