"""Characters written for one another: of one sound but for tones, or of like shape."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from zhlint.patterns.expressions import expression
from zhlint.storage.tables import read_table

if TYPE_CHECKING:
    from collections.abc import Iterator

#: Surnames that are two spellings of one, or taken for it.
SURNAMES: Final = ("傅付", "阎闫", "萧肖", "戴代", "蓝兰", "邱丘", "罗洛", "褚楚", "詹占", "覃谭", "邵劭", "欧区")

_FLAT: Final = expression("^([zcs])h")


def are_alike(first: str, second: str) -> bool:
    """Whether two characters differ and share a sound, or look alike."""
    return first != second and (sound_alike(first, second) or second in look_alikes(first))


def sound_alike(first: str, second: str) -> bool:
    """Whether two characters, or one and itself, share a reading but for its tone."""
    return first == second or not sounds(first).isdisjoint(sounds(second))


def sound_near(first: str, second: str) -> bool:
    """Whether two characters sound alike to many: 明 and 民, 政 and 振."""
    return first != second and not _near_sounds(first).isdisjoint(_near_sounds(second))


def alike_surnames(surname: str) -> str:
    """The surnames that are often written for this one."""
    return "".join(pair.replace(surname, "") for pair in SURNAMES if surname in pair)


@cache
def readings(character: str) -> tuple[str, ...]:
    """The toned readings of a character, in the order of their table."""
    return tuple(line[: line.index("\t")] for line in _lines_with(character, "readings.tsv"))


@cache
def look_alikes(character: str) -> str:
    """The characters that are easily taken for a character."""
    return "".join(_lines_with(character, "look-alike-characters.tsv")).replace(character, "")


@cache
def sounds(character: str) -> frozenset[str]:
    """The readings of a character, without their tones."""
    return frozenset(reading.rstrip("12345") for reading in readings(character))


@cache
def _near_sounds(character: str) -> frozenset[str]:
    """The readings of a character with z for zh and -n for -ng."""
    return frozenset(
        _FLAT.sub(r"\1", sound.removesuffix("g") if sound.endswith(("ing", "eng")) else sound)
        for sound in sounds(character)
    )


def _lines_with(character: str, table: str) -> Iterator[str]:
    """Yields the lines of a table that hold a character.

    They are searched: most drafts ask for few characters, and a dictionary of all takes longer to build.
    """
    lines = _lines(table)
    end = 0
    while not character.isascii() and (at := lines.find(character, end)) >= 0:
        end = lines.index("\n", at)
        yield lines[lines.rindex("\n", 0, at) + 1 : end]


@cache
def _lines(table: str) -> str:
    """The text of a table, a line end behind every line."""
    return read_table(table) + "\n"
