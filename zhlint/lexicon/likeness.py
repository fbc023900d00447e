"""Characters written for one another: of one sound but for tones, or of like shape."""

from __future__ import annotations

from functools import cache
from typing import Final

from zhlint.storage.tables import rows

#: Surnames that are two spellings of one, or taken for it.
SURNAMES: Final = ("傅付", "阎闫", "萧肖", "戴代", "蓝兰", "邱丘", "罗洛", "褚楚", "詹占", "覃谭", "邵劭", "欧区")


def are_alike(first: str, second: str) -> bool:
    """Whether two characters differ and share a sound, or look alike."""
    return first != second and (sound_alike(first, second) or second in _look_alikes().get(first, ""))


def sound_alike(first: str, second: str) -> bool:
    """Whether two characters, or one and itself, share a reading but for its tone."""
    return first == second or not _sounds().get(first, frozenset()).isdisjoint(_sounds().get(second, frozenset()))


def alike_surnames(surname: str) -> str:
    """The surnames that are often written for this one."""
    return "".join(pair.replace(surname, "") for pair in SURNAMES if surname in pair)


@cache
def _sounds() -> dict[str, frozenset[str]]:
    """The readings of each character, without their tones."""
    sounds: dict[str, frozenset[str]] = {}
    for reading, sharing in rows("readings.tsv"):
        for character in sharing:
            sounds[character] = sounds.get(character, frozenset()) | {reading.rstrip("12345")}
    return sounds


@cache
def _look_alikes() -> dict[str, str]:
    """The characters that are easily taken for each character."""
    alike: dict[str, str] = {}
    for (group,) in rows("look-alike-characters.tsv"):
        for character in group:
            alike[character] = alike.get(character, "") + group.replace(character, "")
    return alike
