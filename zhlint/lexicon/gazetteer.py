"""The administrative divisions and functional zones of China, by full and by short name.

A division has a six-digit code, a zone one of nine digits that begins with its host's. The tables are read at the
first look-up.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from zhlint.storage.tables import rows

if TYPE_CHECKING:
    from collections.abc import Iterable

LONGEST_NAME: Final = 20
LONGEST_SHORT: Final = 8
#: The last characters of full names.
KINDS: Final = "省市区县州盟旗城"
RANKS: Final = ("province", "prefecture", "county", "zone")
BRIEF_ENDINGS: Final = (
    ("经济技术开发区", "经开区"), ("高新技术产业开发区", "高新区"),
    ("经济开发区", "经开区"), ("高新技术开发区", "高新区"),
)  # fmt: skip
#: By the last character of a name, the next ones that show it to belong to another word: 城区|域, 市|场.
BROKEN_BY: Final = {"区": "域间划块别位", "市": "场", "县": "域", "省": "略"}


class Division(NamedTuple):
    """A division or zone.

    `short` is the name without its kind: 昌平 for 昌平区, 经开区 for a zone.
    """

    code: str
    name: str
    short: str

    @property
    def level(self) -> str:
        """One of `RANKS`: province, prefecture, county or zone."""
        if len(self.code) > 6:
            return "zone"
        if self.code.endswith("0000"):
            return "province"
        return "prefecture" if self.code.endswith("00") else "county"

    @property
    def kind(self) -> str:
        """The ending that `short` lacks: 区, 县, 自治州; empty where the names are equal."""
        return self.name[len(self.short) :] if self.name.startswith(self.short) else ""


class Gazetteer:
    """The tables with their indexes; `gazetteer()` returns the one instance."""

    def __init__(self, divisions: Iterable[list[str]], zones: Iterable[list[str]]) -> None:
        self.by_code: dict[str, Division] = {}
        self.by_name: dict[str, list[Division]] = {}
        self.by_short: dict[str, list[Division]] = {}
        self._children: dict[str, list[Division]] = {}
        self._ancestors: dict[str, tuple[Division, ...]] = {}
        self._provinces: list[Division] = []
        for code, name, short in divisions:
            division = self.by_code[code] = Division(code, name, short)
            self.by_name.setdefault(name, []).append(division)
            self.by_short.setdefault(short, []).append(division)
            if name.endswith("自治州"):
                self.by_name.setdefault(short + "州", []).append(division)
            elif name.endswith("自治县"):
                self.by_name.setdefault(short + "县", []).append(division)
        for code, name, short in zones:
            for form in {name, brief_zone(name)}:
                self.by_name.setdefault(form, []).append(Division(code, name, short))

    def parent(self, division: Division) -> Division | None:
        """The division one level up: for a zone its host, for a province None."""
        code = division.code
        for outer in (code[:6], code[:4] + "00", code[:2] + "0000"):
            if outer != code and outer in self.by_code:
                return self.by_code[outer]
        return None

    def ancestors(self, division: Division) -> tuple[Division, ...]:
        """The divisions that hold this one, innermost first."""
        known = self._ancestors.get(division.code)
        if known is None:
            outer = self.parent(division)
            known = self._ancestors[division.code] = (outer, *self.ancestors(outer)) if outer else ()
        return known

    def children(self, division: Division) -> list[Division]:
        """The divisions one level down, zones left out."""
        if not self._children:
            for child in self.by_code.values():
                if parent := self.parent(child):
                    self._children.setdefault(parent.code, []).append(child)
        return self._children.get(division.code, [])

    def siblings(self, division: Division) -> list[Division]:
        """The other divisions of the same parent; for a zone those beside its host."""
        if division.level == "zone":
            host = self.parent(division)
            if host is None or host.level == "province":
                return []
            return self.siblings(host) if host.level == "county" else self.children(host)
        parent = self.parent(division)
        beside = self.children(parent) if parent else self._mainland()
        return [other for other in beside if other != division]

    def _mainland(self) -> list[Division]:
        """The provinces but for Hong Kong, Macau and Taiwan, with which none is confused."""
        if not self._provinces:
            self._provinces = [
                division
                for division in self.by_code.values()
                if division.level == "province" and division.code[:1] not in "78"
            ]
        return self._provinces

    def within(self, division: Division, outer: Division) -> bool:
        """Whether `outer` holds `division` or equals it."""
        return division == outer or outer in self.ancestors(division)

    def of_name(self, name: str) -> list[Division]:
        """The divisions with this full name, 凉山州 for 凉山彝族自治州 included; several may share it."""
        return self.by_name.get(name, [])


def brief_zone(name: str) -> str:
    """The usual short form of a zone's name: 北京经开区 for 北京经济技术开发区."""
    for ending, brief in BRIEF_ENDINGS:
        if name.endswith(ending):
            return name[: -len(ending)] + brief
    return name


@cache
def gazetteer() -> Gazetteer:
    """The shipped gazetteer, read once."""
    return Gazetteer(*_tables())


@cache
def openings() -> frozenset[str]:
    """The first two characters of all full and short names.

    Most drafts are done with these alone and need not wait for the tables to be indexed.
    """
    return frozenset([row[1][:2] for table in _tables() for row in table])


@cache
def opening_characters() -> tuple[str, str]:
    """The first characters of all openings, and the second ones, as two strings."""
    joined = "".join(openings())
    return "".join(sorted(set(joined[::2]))), "".join(sorted(set(joined[1::2])))


@cache
def _tables() -> tuple[list[list[str]], list[list[str]]]:
    return list(rows("divisions.tsv")), list(rows("zones.tsv"))


def is_broken(text: str, end: int) -> bool:
    """Whether the next character shows that no full name ends at `end`: 朝阳区|域, 北京市|场."""
    return end < len(text) and text[end] in BROKEN_BY.get(text[end - 1], "")
