"""Characters that may be written for one another."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING, Final

from zhlint.lexicon.lexis import blur
from zhlint.lexicon.likeness import look_alikes, readings
from zhlint.lexicon.shelves import Source, load_shelves, pack
from zhlint.storage.tables import rows

if TYPE_CHECKING:
    from zhlint.lexicon.shelves import PackedShelves, Shelves

#: The levels of likeness in print: half of the form, three fifths, seven tenths, four fifths or more.
LEVELS: Final = 4
#: The shelf of the characters of each blurred sound.
_SOUNDS: Final = "\0"
_TABLES: Final = ("readings.tsv", "look-alike-characters.tsv", "similar-glyphs.tsv")


class Confusions:
    """The characters that sound, look or print like another, and may be written for it.

    They are kept in a shelf for each character, of which a draft reads some hundreds: its blurred sounds and what looks like it, then
    what is like it in print, in a column for each level.
    """

    def __init__(self, shelves: Shelves) -> None:
        self._shelves = shelves
        lines = self._shelf(_SOUNDS).split("\n")
        self._by_sound = dict(zip(lines[::2], lines[1::2], strict=True))

    def of(self, character: str) -> str:
        """The characters that sound or look like one, each once, in a fixed order."""
        return "".join(dict.fromkeys(self._alike(self._shelf(character)))).replace(character, "")

    def are_confused(self, one: str, other: str) -> bool:
        """Whether the second of two different characters sounds or looks like the first."""
        return other in self._alike(self._shelf(one))

    def meant_for(self, character: str) -> str:
        """The characters that may have been meant instead of one, some of them twice."""
        shelf = self._shelf(character)
        return (self._alike(shelf) + shelf[shelf.find("\n") :]).replace(character, "")

    def level(self, one: str, other: str) -> int:
        """The likeness of two characters in print, from 0 to LEVELS."""
        before, found, _ = self._shelf(one).partition("\n")[2].partition(other)
        return before.count("\t") + 1 if found else 0

    def sound_alike(self, one: str, another: str) -> bool:
        """Whether two characters share a reading, its tone included."""
        return not set(readings(one)).isdisjoint(readings(another))

    def look_alike(self, one: str, another: str) -> bool:
        """Whether two characters look alike."""
        return another in look_alikes(one)

    def _alike(self, shelf: str) -> str:
        """The characters that sound or look like that of a shelf."""
        sounds, _, looks = shelf.partition("\n")[0].partition("\t")
        return "".join(map(self._by_sound.__getitem__, sounds.split())) + looks

    def _shelf(self, character: str) -> str:
        shelf = self._shelves.shelf(character)
        return "" if shelf is None else str(shelf, "utf-8")


@cache
def confusions() -> Confusions:
    """The confusions: shipped, stored or built."""
    return Confusions(load_shelves(confusions_source(), pack_confusions))


def confusions_source() -> Source:
    """The source of `confusions`."""
    return Source("confusions-2", _TABLES, str)


def pack_confusions() -> PackedShelves:
    """The shelves of `confusions`, built from their tables."""
    by_sound: defaultdict[str, str] = defaultdict(str)
    sounds: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for reading, sharing in rows("readings.tsv"):
        sound = blur(reading)
        by_sound[sound] += sharing
        for character in sharing:
            sounds[character][sound] = None
    similar = {row[0]: "\t".join(row[1:]) for row in rows("similar-glyphs.tsv")}
    characters = sorted({*sounds, *similar, *"".join(group for (group,) in rows("look-alike-characters.tsv"))})
    shelves = {one: f"{' '.join(sounds[one])}\t{look_alikes(one)}\n{similar.get(one, '')}" for one in characters}
    shelves[_SOUNDS] = "\n".join(f"{sound}\n{sharing}" for sound, sharing in by_sound.items())
    return pack(0, {one: shelf.encode() for one, shelf in shelves.items()})
