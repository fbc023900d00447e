"""One place or body under two names that sound or look alike: 江州镇, 江洲镇."""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations
from typing import TYPE_CHECKING, ClassVar, Final

from zhlint.check import Check, Hit, OptionError, Related, options
from zhlint.lexicon.likeness import are_alike
from zhlint.lexicon.sentences import sentence_around
from zhlint.patterns.expressions import compile_expression

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator, Mapping

    from zhlint.document import Document

#: Characters before a name that belong to no name.
_LEADS: Final = "县区市州省旗在到赴来往由与和及从对为是的据距"
#: Characters that count, point or rank: 二级医院, 各街道社区.
_COUNTING: Final = frozenset("一二三四五六七八九十百两几各个每某第本该此这那级家名架座所的他她它我你们")
#: Characters that tell one of two places from the other: 东街道, 西街道.
_TELLING: Final = frozenset("上下前后东南西北新老大小")
#: In a draft with so many names of one kind they may be alike by chance.
_MOST: Final = 60


@options
class UnitDrift(Check):
    """Finds names of places and bodies one character apart, which sound or look alike.

    `kinds` are the words that such names end in (镇, 小学, 公司). Stays silent on names with a number in them, on two in one sentence, and on
    lists of many. The hit is each place of the rarer name, or of the later one; slot: `usual`, the other name.
    """

    slots: ClassVar[tuple[str, ...]] = ("usual",)

    kinds: tuple[str, ...]

    def __post_init__(self) -> None:
        if not all(self.kinds):
            raise OptionError("kinds", "kinds 里不能有空的词")

    def literals(self) -> tuple[str, ...]:
        return self.kinds

    def run(self, document: Document) -> Iterator[Hit]:
        for kind, places in _places(document.text, self.kinds).items():
            if len(places) > _MOST:
                continue
            for one, other in combinations(places, 2):
                if _may_be_one(one, other) and not _stand_together(document.text, places[one], places[other]):
                    usual, odd = sorted((one, other), key=lambda name: (-len(places[name]), places[name][0]))
                    first = places[usual][0]
                    related = (Related(first, first + len(usual + kind), usual + kind),)
                    for start in places[odd]:
                        yield Hit(start, start + len(odd + kind), {"usual": usual + kind}, None, related)


def _places(text: str, kinds: tuple[str, ...]) -> Mapping[str, Mapping[str, list[int]]]:
    """The offsets of every name, by what it ends in."""
    found: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for match in _expression(kinds).finditer(text):
        if _COUNTING.isdisjoint(match["name"]):
            found[match["kind"]][match["name"]].append(match.start("name"))
    return found


def _expression(kinds: tuple[str, ...]) -> re.Pattern[str]:
    """A name of two to four characters, and the word it ends in."""
    words = "|".join(sorted(kinds, key=len, reverse=True))
    return compile_expression(
        rf"(?:(?<=[{_LEADS}])|(?<![一-龥]))(?![{_LEADS}]|[进禁出走]入|走进|离开)(?P<name>[一-龥]{{2,4}}?)(?P<kind>{words})(?!生(?!态)|(?:(?![的和与及在有])[一-龥])?(?:{words}))"
    )


def _may_be_one(one: str, other: str) -> bool:
    """Whether two names of one length differ in one character, which is alike."""
    differing = [pair for pair in zip(one, other, strict=False) if pair[0] != pair[1]]
    return (
        len(one) == len(other)
        and len(differing) == 1
        and are_alike(*differing[0])
        and _TELLING.isdisjoint(differing[0])
    )


def _stand_together(text: str, one: list[int], other: list[int]) -> bool:
    """Whether a sentence has both names: then they are two."""
    return not {sentence_around(text, at) for at in one}.isdisjoint(sentence_around(text, at) for at in other)
