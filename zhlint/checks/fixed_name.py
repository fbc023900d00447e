"""A fixed name with one slip: a character doubled, dropped, exchanged or mistaken for another."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, ClassVar, Final, NamedTuple

from zhlint.analysis.bigrams import pair_of, pairs
from zhlint.analysis.words.tokens import on_token_edges
from zhlint.check import Check, Edit, Fix, Hit, options
from zhlint.lexicon.gazetteer import LONGEST_SHORT, gazetteer, openings
from zhlint.lexicon.han import is_han
from zhlint.lexicon.lexis import blur, lexis
from zhlint.lexicon.strings import common_ends, occurrences
from zhlint.patterns.expressions import expression
from zhlint.storage.tables import rows

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from zhlint.document import Document

#: Names of fewer characters lose none: what is left is too often something else (国院, 中共央).
_LEAST_TO_DROP: Final = 5
_LEAST_TO_EXCHANGE: Final = 4
#: The tail of a shorter name begins other words: 人民政府|政府采购.
_LEAST_TO_STAND_TWICE: Final = 6
#: Names of fewer characters are looked for by their beginning alone.
_LEAST_TO_HALVE: Final = 4
#: What shows the doubled last character of a name to begin no other word: 中央军委委|印发, not 中央军委委|员.
_ENDS: Final = expression("[，。；、）”]|印发|发布|公布|决定|召开|批准|办公厅|要求|指出|审议|通过")
#: A country before China in a name of two: 法中|委员会.
_TWO_COUNTRIES: Final = expression("[法美英德日俄韩印欧澳意越朝泰苏蒙]中")
#: What follows the short name of a place: 中共中阳县委.
_KINDS: Final = frozenset("省市县区州旗")


class _Name(NamedTuple):
    """A fixed name, and what its slips make of it.

    `broken` are the slips that harm both halves; `kept` is what looks like a slip and is none.
    """

    text: str
    halves: tuple[str, ...]
    slips: frozenset[str]
    broken: frozenset[str]
    kept: frozenset[str]


@options
class FixedName(Check):
    """Names of the table with one slip, at the edges of words.

    `table` has the columns name, kept and also: strings, parted by |, that are no slip although they look like one, and
    further slips. A character counts as mistaken for one that sounds or looks like it; a short name neither loses a
    character nor has two exchanged. Slot: `right`, the name.
    """

    reach: ClassVar[str] = "paragraph"
    slots: ClassVar[tuple[str, ...]] = ("right",)

    table: Path

    def literals(self) -> frozenset[str]:
        """The halves of the names, and where a slip harms both of them, the slip."""
        return frozenset(literal for name in self._names for literal in (*name.halves, *name.broken))

    def run(self, document: Document) -> Iterator[Hit]:
        """Yields a hit for every name with a slip; of overlapping hits the longest name's."""
        taken: set[int] = set()
        for name in self._candidates(document):
            for start, end in sorted(set(_places(document.text, name))):
                if taken.isdisjoint(range(start, end)) and _stands(document, start, end):
                    taken.update(range(start, end))
                    yield _hit(document, start, end, name.text)

    def _candidates(self, document: Document) -> list[_Name]:
        """The names of which something stands in the text, in their order."""
        found = {number for head in self._by_head.keys() & document.analyse(pairs) for number in self._by_head[head]}
        return [self._names[number] for number in sorted(found)]

    @cached_property
    def _by_head(self) -> dict[int, list[int]]:
        """The numbers of the names by the first two characters of what shows them."""
        by_head: dict[int, list[int]] = {}
        for number, name in enumerate(self._names):
            for head in {pair_of(string) for string in (*name.halves, *name.broken)}:
                by_head.setdefault(head, []).append(number)
        return by_head

    @cached_property
    def _names(self) -> tuple[_Name, ...]:
        found = [_name(*row[:3]) for row in rows(self.table)]
        return tuple(sorted(found, key=lambda name: -len(name.text)))


def _stands(document: Document, start: int, end: int) -> bool:
    """Whether a span holds whole words, outside names of places and countries (中共|中阳县委)."""
    text = document.text
    if start and _TWO_COUNTRIES.match(text, start - 1):
        return False
    for at in range(start + 1, end):
        if text[at : at + 2] in openings() and any(
            text[at:stop] in gazetteer().by_name
            or (text[at:stop] in gazetteer().by_short and text[stop : stop + 1] in _KINDS)
            for stop in range(end, min(len(text), at + LONGEST_SHORT) + 1)
        ):
            return False
    # A word of the dictionary may begin with the last character: 党的领导.
    return on_token_edges(document, start, start if text[end : end + 1] == "的" else end)


def _name(text: str, kept: str, also: str) -> _Name:
    apart = frozenset(filter(None, kept.split("|")))
    slips = frozenset(_slips(text)) | set(filter(None, also.split("|")))
    slips -= apart | {text}
    middle = (len(text) + 1) // 2
    halves = (text[:middle], text[middle:]) if len(text) >= _LEAST_TO_HALVE else (text[:middle],)
    broken = frozenset(slip for slip in slips if not any(half in slip for half in halves))
    return _Name(text, halves, slips, broken, apart)


def _slips(name: str) -> Iterator[str]:
    """Yields the strings that one slip makes of a name, mistaken characters left out."""
    last = len(name) - 1
    for at in range(1, last):
        yield name[: at + 1] + name[at:]
        if len(name) >= _LEAST_TO_DROP:
            yield name[:at] + name[at + 1 :]
    if len(name) >= _LEAST_TO_EXCHANGE:
        for at in range(last):
            yield name[:at] + name[at + 1] + name[at] + name[at + 2 :]
    if len(name) >= _LEAST_TO_STAND_TWICE:
        for at in range(1, last):
            yield name + name[at:]
    if name.startswith("习"):
        yield name[0] + name


def _places(text: str, name: _Name) -> Iterator[tuple[int, int]]:
    """Yields the spans of a name with a slip."""
    starts = {
        at - before + shift
        for half, before in zip(name.halves, (0, len(name.halves[0])), strict=False)
        for at in occurrences(text, half)
        for shift in (-1, 0, 1)
    }
    for start in starts:
        if text.startswith(name.text, start):
            yield from ((start, end) for end in _doubled_ends(text, start, name))
        elif start >= 0:
            yield from _at(text, start, name)
    for slip in name.broken:
        yield from ((start, start + len(slip)) for start in occurrences(text, slip))


def _at(text: str, start: int, name: _Name) -> Iterator[tuple[int, int]]:
    length = len(name.text)
    longer = next((more for more in (2, 1) if text[start : start + length + more] in name.slips), 0)
    if longer:
        yield start, start + length + longer
    elif name.text not in text[max(0, start - 1) : start + length + 1]:
        written = text[start : start + length]
        if written in name.slips or _is_mistaken(written, name):
            yield start, start + length
        elif written[:-1] in name.slips:
            yield start, start + length - 1


def _doubled_ends(text: str, start: int, name: _Name) -> Iterator[int]:
    """Yields the end of the doubled tail of a whole name (总书记总书记)."""
    end = start + len(name.text)
    if len(name.text) >= _LEAST_TO_HALVE and text[end : end + 1] == name.text[-1] and _ENDS.match(text, end + 1):
        yield end + 1
        return
    for more in range(len(name.text) - 1, 1, -1):
        if text[start : end + more] in name.slips:
            yield end + more
            return


def _is_mistaken(written: str, name: _Name) -> bool:
    """Whether one character of a name is replaced by a similar one."""
    if len(written) != len(name.text) or written in name.kept:
        return False
    differing = [(one, other) for one, other in zip(written, name.text, strict=True) if one != other]
    return len(differing) == 1 and is_han(differing[0][0]) and _are_alike(*differing[0])


def _are_alike(one: str, other: str) -> bool:
    known = lexis()
    heard = [{blur(reading) for reading in known.readings.get(char, ())} for char in (one, other)]
    return bool(heard[0] & heard[1]) or one in known.look_alikes.get(other, "")


def _hit(document: Document, start: int, end: int, right: str) -> Hit:
    old = document.text[start:end]
    head, tail = common_ends(old, right)
    edit = Edit(start + head, end - tail, right[head : len(right) - tail])
    return Hit(start, end, {"right": right}, Fix((edit,)))
