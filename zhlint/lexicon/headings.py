"""Chains of division names that head a text, as a post does: 北京市顺义区, 四川昭觉县."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from zhlint.lexicon.gazetteer import (
    KINDS,
    LONGEST_NAME,
    LONGEST_SHORT,
    RANKS,
    Division,
    gazetteer,
    is_broken,
    opening_characters,
    openings,
)
from zhlint.patterns.expressions import compile_expression

if TYPE_CHECKING:
    import re
    from collections.abc import Mapping


#: The endings that make a division's name that of a functional zone not in the table.
ZONE_ENDINGS: Final = (
    "经济技术开发区", "高新技术产业开发区", "经济开发区", "高新技术开发区",
    "工业园区", "高新区", "经开区", "开发区",
)  # fmt: skip


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


def _zone(text: str, at: int, outer: tuple[Division, ...]) -> Heading | None:
    """A functional zone that the table lacks: a division and the ending of a zone."""
    for ending in ZONE_ENDINGS:
        if text.startswith(ending, at):
            name, short = text[: at + len(ending)], "高新区" if "高新" in ending else "经开区"
            return Heading(len(name), tuple(Division(host.code.ljust(6, "0") + "999", name, short) for host in outer))
    return None
