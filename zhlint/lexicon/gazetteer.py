"""The administrative divisions and functional zones of China, by full and by short name.

A division has a six-digit code, a zone one of nine digits that begins with its host's. The tables are read at the
first look-up.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from zhlint.patterns.expressions import compile_expression
from zhlint.storage.tables import rows

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable, Mapping

LONGEST_NAME: Final = 20
LONGEST_SHORT: Final = 8
#: The last characters of full names.
KINDS: Final = "省市区县州盟旗城"
RANKS: Final = ("province", "prefecture", "county", "zone")
#: The endings that make a division's name that of a functional zone not in the table.
ZONE_ENDINGS: Final = (
    "经济技术开发区", "高新技术产业开发区", "经济开发区", "高新技术开发区",
    "工业园区", "高新区", "经开区", "开发区",
)  # fmt: skip
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


class Heading(NamedTuple):
    """The length of the names that head a text, and the last one's possible meanings."""

    length: int
    divisions: tuple[Division, ...]


def division_heading(text: str, aliases: Mapping[str, str] | None = None) -> Heading | None:
    """The longest name or chain of names at the beginning of a text, or None.

    北京市顺义区 and 四川昭觉县 are chains. A short name counts only where a full name of a division inside it, or the ending of
    a zone, follows. `aliases` are the house's own names of divisions, by alias.
    """
    for alias, name in (aliases or {}).items():
        if text.startswith(alias):
            return Heading(len(alias), tuple(gazetteer().of_name(name)))
    return _chain(text, 0, ())


def heading_offsets(text: str, start: int, end: int, aliases: Mapping[str, str]) -> list[int]:
    """The offsets in `start:end` at which `division_heading` may find a name; it finds none elsewhere."""
    known, own = openings(), tuple(aliases)
    if own:
        return [at for at in range(start, end) if text[at : at + 2] in known or text.startswith(own, at)]
    offsets = (match.start() for match in _opening().finditer(text, start, end + 1))
    return [offset for offset in offsets if text[offset : offset + 2] in known]


@cache
def _opening() -> re.Pattern[str]:
    """The expression of a character that may open a name."""
    first, second = opening_characters()
    return compile_expression(f"[{first}](?=[{second}])")


def leading_division(text: str, aliases: Mapping[str, str] | None = None) -> str:
    """The names at the beginning of a text, the longest chain; empty without one."""
    heading = division_heading(text, aliases)
    return text[: heading.length] if heading else ""


def _chain(text: str, at: int, outer: tuple[Division, ...]) -> Heading | None:
    """The chain from `at` on, given the possible meanings of the names before."""
    if text[at : at + 2] not in openings():
        return _zone(text, at, outer) if outer else None
    by_name, by_short = gazetteer().by_name, gazetteer().by_short
    for end in range(min(len(text), at + LONGEST_NAME), at + 1, -1):
        if (
            text[end - 1] in KINDS
            and (named := by_name.get(text[at:end]))
            and _is_whole(text, at, end, outer)
            and (full := _inside(named, outer) or _deeper(named, outer))
        ):
            return _chain(text, end, full) or Heading(end, full)
    for end in range(min(len(text), at + LONGEST_SHORT), at + 1, -1):
        if (
            (shortened := by_short.get(text[at:end]))
            and (short := _inside(shortened, outer))
            and (longer := _zone(text, end, short) or _chain(text, end, short))
        ):
            return longer
    return _zone(text, at, outer) if outer else None


def _inside(divisions: list[Division], outer: tuple[Division, ...]) -> tuple[Division, ...]:
    """The divisions that lie in an outer one; all, without outer ones."""
    if not outer:
        return tuple(divisions)
    look = gazetteer()
    return tuple(
        division for division in divisions if any(division != up and look.within(division, up) for up in outer)
    )


def _deeper(divisions: list[Division], outer: tuple[Division, ...]) -> tuple[Division, ...]:
    """The divisions of a lower rank, wherever they lie: 浙江省苏州市 is one chain."""
    ranks = [RANKS.index(division.level) for division in outer]
    return tuple(division for division in divisions if ranks and RANKS.index(division.level) > min(ranks))


def _is_whole(text: str, at: int, end: int, outer: tuple[Division, ...]) -> bool:
    """Whether a full name ends at `end`.

    城区, 东区 and their like are names only inside a chain.
    """
    return (bool(outer) or end - at > 2 or text[end - 1] == "县") and not is_broken(text, end)


def is_broken(text: str, end: int) -> bool:
    """Whether the next character shows that no full name ends at `end`: 朝阳区|域, 北京市|场."""
    return end < len(text) and text[end] in BROKEN_BY.get(text[end - 1], "")


def _zone(text: str, at: int, outer: tuple[Division, ...]) -> Heading | None:
    """A functional zone that the table lacks: a division and the ending of a zone."""
    for ending in ZONE_ENDINGS:
        if text.startswith(ending, at):
            name, short = text[: at + len(ending)], "高新区" if "高新" in ending else "经开区"
            return Heading(len(name), tuple(Division(host.code.ljust(6, "0") + "999", name, short) for host in outer))
    return None
