"""Divisions named right after one that they do not lie in: 浙江省苏州市."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, ClassVar, Final, NamedTuple

from zhlint.analysis.marks.called_wrong import is_called_wrong
from zhlint.analysis.words.tokens import on_token_edges
from zhlint.check import Check, Hit, options
from zhlint.lexicon.gazetteer import (
    KINDS,
    LONGEST_NAME,
    RANKS,
    gazetteer,
    is_broken,
    opening_characters,
    openings,
)
from zhlint.lexicon.sentences import sentence_around
from zhlint.patterns.expressions import compile_expression, expression
from zhlint.storage.tables import rows

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from zhlint.document import Document
    from zhlint.lexicon.gazetteer import Division

#: Provinces that others were once part of: 四川省重庆市 is right in a text about 1980.
FORMER: Final = {"510000": "50", "440000": "46", "130000": "12"}
_SIDES: Final = frozenset("东西南北中上下城新")

#: Marks about two names that are quoted for themselves.
_QUOTES: Final = ("“", "‘", "「")
_CLOSED: Final = ("”", "’", "」")
_PAST_YEAR: Final = expression(r"1[89]\d\d年|民国|清代|明代|解放初|上世纪|新中国成立")


class Pair(NamedTuple):
    """A division, and the one named right after it, at `start:middle` and `middle:end`.

    `inner` are all divisions of that name.
    """

    start: int
    middle: int
    end: int
    outer: Division
    inner: tuple[Division, ...]


@options
class PlaceHierarchy(Check):
    """Finds two divisions named in a row, the second outside the first.

    Both names are full. The first is a province or prefecture. Stays silent on names that once belonged there, in sentences
    about years before 2000, where they are quoted as wrong or alone, and on districts named after a side of a city (西城区): many cities have a zone of that name. Slots:
    `inner`, the second name; `home`, the divisions that it lies in.
    """

    slots: ClassVar[tuple[str, ...]] = ("home", "inner")

    def run(self, document: Document) -> Iterator[Hit]:
        for start, middle, end, outer, inner in _pairs(document.text):
            if _is_past(document, start) or any(
                _was_in(division, outer) or _is_any_citys(division, outer) for division in inner
            ):
                continue
            is_quoted = document.text[max(0, start - 1) : start] in _QUOTES and document.text[end : end + 1] in _CLOSED
            if is_quoted or is_called_wrong(document.text, start, end):
                continue
            if on_token_edges(document, start, end):
                yield Hit(start, end, {"inner": document.text[middle:end], "home": _home(inner[0])})


def _pairs(text: str) -> Iterator[Pair]:
    """The pairs of names of which the second does not lie in the first."""
    for kind in _kinds().finditer(text):
        middle = kind.end()
        if text[middle : middle + 2] not in openings():
            continue
        outer, start = _ending_at(text, middle)
        end, inner = _starting_at(text, middle)
        if not outer or not inner or any(gazetteer().within(division, outer) for division in inner):
            continue
        if all(RANKS.index(division.level) > RANKS.index(outer.level) for division in inner):
            yield Pair(start, middle, end, outer, inner)


def _ending_at(text: str, end: int) -> tuple[Division | None, int]:
    """The province or prefecture whose full name ends here, and its start."""
    by_name = gazetteer().by_name
    for start in range(max(0, end - LONGEST_NAME), end - 2):
        for division in by_name.get(text[start:end], ()):
            if division.level in {"province", "prefecture"} and division.name == text[start:end]:
                return division, start
    return None, end


def _starting_at(text: str, start: int) -> tuple[int, tuple[Division, ...]]:
    """The end of the full name that begins here, and the divisions of that name.

    城区, 东区 and their like say nothing.
    """
    by_name = gazetteer().by_name
    for end in range(min(len(text), start + LONGEST_NAME), start + 1, -1):
        if text[end - 1] in KINDS and (divisions := by_name.get(text[start:end])):
            named = tuple(division for division in divisions if division.level != "zone")
            if named and not is_broken(text, end) and (end - start > 2 or text[end - 1] == "县"):
                return end, named
    return start, ()


def _is_past(document: Document, offset: int) -> bool:
    """Whether the sentence speaks of a year before 2000, when borders differed."""
    return bool(_PAST_YEAR.search(document.text, *sentence_around(document.text, offset)))


def _was_in(division: Division, outer: Division) -> bool:
    """Whether a division was once part of another, or one of its name was."""
    province = gazetteer().by_code[outer.code[:2] + "0000"]
    former = _former().get((division.name, province.name), frozenset())
    within = bool(former) if outer == province else outer.name in former
    return within or division.code.startswith(FORMER.get(province.code, "-"))


def _is_any_citys(division: Division, outer: Division) -> bool:
    """Whether a district is named as any city may call a part: 西城区, 东山区, 滨海新区."""
    if outer.level != "prefecture" or not division.name.endswith("区"):
        return False
    return division.name.endswith("新区") or not _SIDES.isdisjoint(division.short)


def _home(division: Division) -> str:
    return "".join(outer.name for outer in reversed(gazetteer().ancestors(division)))


@cache
def _kinds() -> re.Pattern[str]:
    """The expression of the end of a name after which another may follow.

    区 ends 自治区, 地区 and 行政区 only.
    """
    first, second = opening_characters()
    return compile_expression(f"[省市州盟治地政](?:(?<=[省市州盟])|区)(?=[{first}][{second}])")


@cache
def _former() -> dict[tuple[str, str], frozenset[str]]:
    """The prefectures of today in which a name once lay, by name and province.

    It is empty for the province itself.
    """
    former: dict[tuple[str, str], set[str]] = {}
    for name, province, prefecture in rows("divisions-obsolete.tsv"):
        former.setdefault((name, province), set()).add(prefecture)
    return {division: frozenset(prefectures) for division, prefectures in former.items()}
