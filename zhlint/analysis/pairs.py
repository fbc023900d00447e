"""Which pairs of neighbouring characters a text has: tells at once which of many terms may stand in it.

A pair is a number, made of two UTF-16 code units as the machine orders them: numbers are made and looked up four times as fast as strings.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from zhlint.document import Document

#: A longer text is looked at in windows, for a list of all its pairs would fill the memory.
_WINDOW: Final = 20_000
_UTF_16: Final = f"utf-16-{'le' if sys.byteorder == 'little' else 'be'}"


def pairs(document: Document) -> frozenset[int]:
    """The analysis: every two neighbouring characters of the text."""
    text = document.text
    return frozenset().union(*(pairs_in(text[at : at + _WINDOW + 1]) for at in range(0, len(text), _WINDOW)))


def telling(document: Document) -> frozenset[int]:
    """The analysis: the pairs that the rules which are run ask for; all, until somebody has looked which these are."""
    return document.analyse(pairs)


def pairs_in(text: str) -> frozenset[int]:
    """Every two neighbouring characters of a text."""
    units = memoryview(text.encode(_UTF_16, "surrogatepass"))
    size = len(units)
    if size < 4:
        return frozenset()
    even, odd = units[: size // 4 * 4], units[2 : 2 + (size - 2) // 4 * 4]
    return frozenset(even.cast("I").tolist()).union(odd.cast("I").tolist())


def characters(document: Document) -> frozenset[str]:
    """The analysis: every character of the text."""
    text, known = document.text, document.analyse(pairs)
    # The characters of few pairs are sooner told from these.
    if 2 * len(known) > len(text) or len(text.encode(_UTF_16, "surrogatepass")) != 2 * len(text):
        return frozenset(text)
    return frozenset(map(chr, {pair & 0xFFFF for pair in known}.union(map(ord, text[:1] + text[-1:]))))


def alphabet(document: Document) -> str:
    """The analysis: every character of the text once, in no particular order: what an expression of single characters need not
    search the whole text for.
    """
    return "".join(document.analyse(characters))


def pair_of(term: str) -> int:
    """The pair that a term of two characters and more begins with."""
    return int.from_bytes(term[:2].encode(_UTF_16, "surrogatepass")[:4], sys.byteorder)


def _pairs_of(terms: Collection[str]) -> Iterable[int]:
    """The pairs that these terms begin with; taken at once, which costs a fifth, where all are of the basic plane."""
    heads = "".join([term[:2] for term in terms])
    if len(heads) < 2 * len(terms) or not heads or max(heads) > "\uffff":
        return map(pair_of, terms)
    return memoryview(heads.encode(_UTF_16, "surrogatepass")).cast("I").tolist()


def characters_of(pair: int) -> str:
    """The two code units of a pair as a string: two characters, or a lone one beyond the basic plane."""
    return pair.to_bytes(4, sys.byteorder).decode(_UTF_16, "surrogatepass")


def index(terms: Iterable[str]) -> dict[int, tuple[str, ...]]:
    """Terms of two characters and more by the pair they begin with, longest first."""
    found: dict[int, list[str]] = {}
    terms = tuple(terms)
    for pair, term in zip(_pairs_of(terms), terms, strict=True):
        found.setdefault(pair, []).append(term)
    return {
        pair: tuple(sorted(alike, key=lambda term: (-len(term), term)) if len(alike) > 1 else alike) for pair, alike in found.items()
    }


def occurrences(document: Document, by_pair: Mapping[int, tuple[str, ...]]) -> Iterator[tuple[int, str]]:
    """Where indexed terms stand, with the term; the longest one at each place, terms in no particular order.

    A check that asks for terms names them in its `literals`: in a draft that is run, no others are looked for.
    """
    text = document.text
    for pair in by_pair.keys() & document.analyse(telling):
        terms = by_pair[pair]
        head = terms[0][: 2 if terms[0] < "\U00010000" else 1]
        at = text.find(head)
        while at >= 0:
            term = next((term for term in terms if text.startswith(term, at)), None)
            if term:
                yield at, term
            at = text.find(head, at + 1)
