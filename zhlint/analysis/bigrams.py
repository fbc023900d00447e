"""The pairs of neighbouring characters in a text.

They show quickly what terms it may hold. A pair is a number made of two UTF-16 code units in the machine's byte
order: numbers are made and looked up four times as fast as strings.
"""

from __future__ import annotations

import sys
from itertools import chain
from typing import TYPE_CHECKING, Final

from zhlint.lexicon.strings import occurrences

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from zhlint.document import Document

#: Longer texts are read in windows: a list of all their pairs would fill the memory.
_WINDOW: Final = 20_000
_UTF_16: Final = f"utf-16-{'le' if sys.byteorder == 'little' else 'be'}"


def pairs(document: Document) -> frozenset[int]:
    """The analysis: every two neighbouring characters of the text, as numbers."""
    return pairs_of_long(document.text)


def pairs_of_long(text: str) -> frozenset[int]:
    """Every two neighbouring characters of a text of any length, as numbers."""
    if len(text) <= _WINDOW:
        return pairs_in(text)
    return frozenset().union(*(pairs_in(text[at : at + _WINDOW + 1]) for at in range(0, len(text), _WINDOW)))


def pairs_in(text: str) -> frozenset[int]:
    """Every two neighbouring characters of a short text, as numbers."""
    units = memoryview(text.encode(_UTF_16, "surrogatepass"))
    size = len(units)
    if size < 4:
        return frozenset()
    even, odd = units[: size // 4 * 4], units[2 : 2 + (size - 2) // 4 * 4]
    # One set made of one list is faster than a union of two.
    return frozenset(even.cast("I").tolist() + odd.cast("I").tolist())


def characters(document: Document) -> frozenset[str]:
    """The analysis: every character of the text."""
    text, known = document.text, document.analyse(pairs)
    # Where there are few pairs, and all are of two characters, these are faster to read than the text.
    spelled = _spelling(known) if 2 * len(known) <= len(text) else ""
    return frozenset(spelled[::2] + text[-1:] if len(spelled) == 2 * len(known) else text)


def _spelling(known: frozenset[int]) -> str:
    from array import array

    return array("I", known).tobytes().decode(_UTF_16, "surrogatepass")


def alphabet(document: Document) -> str:
    """The analysis: every character of the text once, in no particular order.

    An expression of single characters is searched in it first.
    """
    return "".join(document.analyse(characters))


def pair_of(term: str) -> int:
    """The pair at the beginning of a term of two characters and more."""
    return int.from_bytes(term[:2].encode(_UTF_16, "surrogatepass")[:4], sys.byteorder)


def head_of(term: str) -> int | str:
    """The pair a term begins with, or the term itself where it is one character."""
    return term if len(term) == 1 else pair_of(term)


def heads_of(parts: list[str]) -> list[int | str]:
    """The heads of strings of one or two characters each, computed together."""
    joined = "".join(parts)
    units = joined.encode(_UTF_16, "surrogatepass")
    if len(units) == 2 * len(joined) == 4 * len(parts):
        return [*memoryview(units).cast("I")]
    return list(map(head_of, parts))


def characters_of(pair: int) -> str:
    """The two code units of a pair as a string."""
    return pair.to_bytes(4, sys.byteorder).decode(_UTF_16, "surrogatepass")


def search_key(wrong: str, right: str) -> str:
    """Two neighbouring characters of a wrong form that its right form lacks.

    Few texts have them. They are two ASCII characters only where there are no others, and the first two characters
    where the right form has them all.
    """
    ascii_part = ""
    for at in range(len(wrong) - 1):
        part = wrong[at : at + 2]
        if part not in right:
            if not part.isascii():
                return part
            ascii_part = ascii_part or part
    return ascii_part or wrong[:2]


def index_forms(forms: Mapping[str, str]) -> dict[int | str, list[str]]:
    """The wrong forms of a wrong-to-right mapping, by the head of their search key."""
    by_head: dict[int | str, list[str]] = {}
    for wrong, head in zip(forms, heads_of([search_key(*form) for form in forms.items()]), strict=True):
        by_head.setdefault(head, []).append(wrong)
    return by_head


def longest_forms(document: Document, by_head: Mapping[int | str, Iterable[str]]) -> dict[int, str]:
    """The offsets at which indexed forms stand, each with the longest form there."""
    text = document.text
    longest: dict[int, str] = {}
    for head in chain(by_head.keys() & document.analyse(pairs), by_head.keys() & document.analyse(characters)):
        for form in by_head[head]:
            for offset in occurrences(text, form):
                if len(form) > len(longest.get(offset, "")):
                    longest[offset] = form
    return longest
