"""One event under two names: 第四届全市中小学教师竞赛, 第四届全市中小教师竞赛."""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations
from typing import TYPE_CHECKING, ClassVar, Final

from zhlint.analysis.words.place_names import are_places
from zhlint.check import Check, Hit, OptionError, Related, options
from zhlint.lexicon.likeness import are_alike
from zhlint.lexicon.numerals import CHINESE, value
from zhlint.patterns.expressions import compile_expression

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator, Mapping

    from zhlint.document import Document

#: Shorter names differ by chance: 文化节, 文艺节.
_SHORTEST: Final = 5
#: In a draft with so many names of one number they are of many events.
_MOST: Final = 20


@options
class EventName(Check):
    """Finds names of numbered events that are one character apart.

    They have one number (第四届) and end in one of `kinds`; a character is missing within the one, or is another of like sound
    or look, or two have changed places. The hit is each place of the rarer name, or of the later one; slot: `usual`, the other.
    """

    slots: ClassVar[tuple[str, ...]] = ("usual",)

    kinds: tuple[str, ...]

    def __post_init__(self) -> None:
        if not all(self.kinds):
            raise OptionError("kinds", "kinds 里不能有空的词")

    def literals(self) -> tuple[str, ...]:
        return ("届",)

    def run(self, document: Document) -> Iterator[Hit]:
        for names in _named(document.text, self.kinds).values():
            for one, other in combinations(names, 2) if len(names) <= _MOST else ():
                if not _may_be_one(one, other):
                    continue
                usual, odd = sorted((one, other), key=lambda name: (-len(names[name]), names[name][0]))
                first = names[usual][0]
                for start in names[odd]:
                    related = (Related(first, first + len(usual)),)
                    yield Hit(start, start + len(odd), {"usual": usual}, None, related)


def _named(text: str, kinds: tuple[str, ...]) -> Mapping[float | None, Mapping[str, list[int]]]:
    """The offsets of every name, by the number before it."""
    found: dict[float | None, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for match in _expression(kinds).finditer(text):
        if len(match["name"]) >= _SHORTEST:
            found[value(match["number"])][match["name"]].append(match.start("name"))
    return found


def _expression(kinds: tuple[str, ...]) -> re.Pattern[str]:
    """A number and the name of an event behind it."""
    words = "|".join(sorted(kinds, key=len, reverse=True))
    return compile_expression(rf"第(?P<number>[0-9]{{1,3}}|[{CHINESE}]{{1,4}})届(?P<name>[一-龥]{{3,20}}?(?:{words}))")


def _may_be_one(one: str, other: str) -> bool:
    """Whether two names differ by one slip."""
    if len(one) == len(other):
        at = [index for index, (first, second) in enumerate(zip(one, other, strict=True)) if first != second]
        if len(at) == 1:
            return are_alike(one[at[0]], other[at[0]])
        swapped = len(at) == 2 and at[1] == at[0] + 1 and one[at[0]] + one[at[1]] == other[at[1]] + other[at[0]]
        return swapped and not are_places(one[at[0]] + one[at[1]])
    longer, shorter = sorted((one, other), key=len, reverse=True)
    if len(longer) != len(shorter) + 1 or longer[1:] == shorter:
        return False
    return any(longer[:index] + longer[index + 1 :] == shorter for index in range(1, len(longer) - 1))
