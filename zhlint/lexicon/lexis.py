"""The frequent words of jieba's dictionary by sound and by look.

They are the words that a slip may stand for.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from itertools import product
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from zhlint.lexicon.vocabulary import cache_name, entries
from zhlint.storage.cache import load_value, store_value
from zhlint.storage.tables import rows

if TYPE_CHECKING:
    from collections.abc import Iterator

#: The least frequency in jieba's corpus of a word that a slip may stand for.
FREQUENT: Final = 150
LENGTHS: Final = (2, 3, 4)
#: The tables the lexis is made of, beside jieba's dictionary.
TABLES: Final = ("readings.tsv", "look-alike-characters.tsv")


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


@cache
def lexis() -> Lexis:
    """The lexis, loaded from the cache or else built. Raises ModuleNotFoundError where jieba is missing."""
    name = cache_name("lexis-3", TABLES)
    fields = load_value(name)
    if fields is None:
        fields = _build()
        store_value(name, fields)
    return Lexis(*fields)


def _build() -> tuple[Any, ...]:
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
    return words, characters, readings, sounds, look_alikes
