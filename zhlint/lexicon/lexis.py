"""The frequent words of jieba's dictionary by sound and by look.

They are the words that a slip may stand for.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from itertools import product
from typing import TYPE_CHECKING, Final, NamedTuple

from zhlint.lexicon.dictionary import dictionary_mark, entries
from zhlint.lexicon.shelves import Source, load_shelves, pack
from zhlint.lexicon.vocabulary import pack_frequencies, unpack_frequencies
from zhlint.storage.tables import rows

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from zhlint.lexicon.shelves import PackedShelves

#: The least frequency in jieba's corpus of a word that a slip may stand for.
FREQUENT: Final = 150
LENGTHS: Final = (2, 3, 4)
#: The tables the lexis is made of, beside jieba's dictionary.
TABLES: Final = ("readings.tsv", "look-alike-characters.tsv")
#: A character for each field of the lexis: its shelf.
_FIELDS: Final = "词字音声形"


class Lexis(NamedTuple):
    """Frequent words and single characters with what sounds or looks like them.

    `words` and `characters` give how often jieba's corpus has each; `readings` the toned readings of a character;
    `sounds` the words of one blurred sound, run together; `look_alikes` the characters easily taken for one.
    """

    words: dict[str, int]
    characters: dict[str, int]
    readings: dict[str, tuple[str, ...]]
    sounds: dict[str, str]
    look_alikes: dict[str, str]

    def candidates(self, written: str) -> Iterator[str]:
        """Yields the frequent words that a string may stand for.

        They sound like it or differ from it in one character that looks alike.
        """
        words_meant = {written}
        for sound in self.sounds_of(written):
            words = self.sounds.get(sound, "")
            words_meant.update(words[at : at + len(written)] for at in range(0, len(words), len(written)))
        for at, character in enumerate(written):
            for other in self.look_alikes.get(character, ""):
                word = written[:at] + other + written[at + 1 :]
                if word in self.words:
                    words_meant.add(word)
        words_meant.discard(written)
        yield from words_meant

    def sounds_of(self, written: str) -> set[str]:
        """The blurred sounds of a string; none where a character is unknown."""
        readings = [_blurred_readings(self.readings.get(character, ())) for character in written]
        return set(map(" ".join, product(*readings)))


@cache
def _blurred_readings(readings: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(map(blur, readings)))


@cache
def blur(reading: str) -> str:
    """A toned reading with its tone dropped and sounds often confused made one.

    zh becomes z, l n, -ng -n, and so on.
    """
    plain = toneless(reading)
    if plain[1:2] == "h" and plain[0] in "zcs":
        plain = plain[0] + plain[2:]
    if plain.startswith("l"):
        plain = "n" + plain[1:]
    return plain[:-1] if plain.endswith(("ang", "eng", "ing")) else plain


def toneless(reading: str) -> str:
    """A reading without its tone."""
    return reading.rstrip("12345")


@cache
def recent_words() -> frozenset[str]:
    """Words too new for jieba's dictionary."""
    return frozenset(word for (word,) in rows("recent-words.tsv"))


def lexis_source() -> Source:
    """The source of `lexis`."""
    return Source("lexis-4", TABLES, dictionary_mark)


@cache
def lexis() -> Lexis:
    """The lexis: shipped, stored or built. Raises ModuleNotFoundError where jieba is missing."""
    shelves = load_shelves(lexis_source(), pack_lexis)
    words, characters, readings, sounds, look_alikes = (shelves.shelf(field) or memoryview(b"") for field in _FIELDS)
    return Lexis(
        unpack_frequencies(words),
        unpack_frequencies(characters),
        {character: tuple(heard.split(" ")) for character, heard in _unpack_pairs(readings).items()},
        _unpack_pairs(sounds),
        _unpack_pairs(look_alikes),
    )


def pack_lexis() -> PackedShelves:
    """The shelves of `lexis`, one for each field, built from jieba's dictionary."""
    built = _build()
    readings = {character: " ".join(heard) for character, heard in built.readings.items()}
    numbers, pairs = (built.words, built.characters), (readings, built.sounds, built.look_alikes)
    return pack(0, dict(zip(_FIELDS, [*map(pack_frequencies, numbers), *map(_pack_pairs, pairs)], strict=True)))


def _pack_pairs(values: Mapping[str, str]) -> bytes:
    """Pairs of strings without line ends."""
    return "\n".join(part for pair in values.items() for part in pair).encode()


def _unpack_pairs(content: memoryview) -> dict[str, str]:
    lines = str(content, "utf-8").split("\n")
    return dict(zip(lines[::2], lines[1::2], strict=True))


def _build() -> Lexis:
    characters: dict[str, int] = {}
    by_first: dict[str, dict[str, int]] = defaultdict(dict)
    for word, frequency in entries():
        alike = by_first[word[0]]
        if len(word) == 1:
            characters[word] = frequency
        elif frequency >= FREQUENT and len(word) in LENGTHS:
            alike[word] = frequency
    words = {word: frequency for alike in by_first.values() for word, frequency in alike.items()}
    readings: dict[str, tuple[str, ...]] = {}
    for reading, sharing in rows("readings.tsv"):
        for character in sharing:
            readings[character] = (*readings.get(character, ()), reading)
    look_alikes: dict[str, str] = {}
    for (group,) in rows("look-alike-characters.tsv"):
        for character in group:
            look_alikes[character] = look_alikes.get(character, "") + group.replace(character, "")
    silent = Lexis(words, characters, readings, {}, look_alikes)
    sounds: dict[str, str] = {}
    for word in words:
        for sound in sorted(silent.sounds_of(word)):
            sounds[sound] = sounds.get(sound, "") + word
    return silent._replace(sounds=sounds)
