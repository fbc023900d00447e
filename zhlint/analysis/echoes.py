"""Whether anything in a text may stand twice: told from where its clauses begin and end, far faster than where is found."""

from __future__ import annotations

from collections import Counter
from itertools import accumulate, combinations
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

_STOPS: Final = "。!?…"
#: What parts clauses; the fewer they are, the fewer keys.
_MARKS: Final = "。,"
_CLOSERS: Final = "”’）)】」』》"
#: A text with more marks in a row is not judged.
_MARKS_IN_ROW: Final = 5
#: Of a key that stands at more places nothing more is asked.
_PLACES: Final = 8


def may_repeat(texts: Sequence[str], run: int, paragraph: int, sentence: int) -> bool:
    """Whether a run of `run` characters within one text, a text of `paragraph` or a sentence of `sentence` characters may stand twice.

    The texts have no white space and half-width forms of the ASCII marks. Never false where something does stand twice. A run
    that reaches over a mark holds the beginning of a clause with the characters after it, or the end of one with those before it,
    and at both of its places; one that does not lies in a long clause.
    """
    longer = [text for text in texts if len(text) >= paragraph]
    if len(set(longer)) < len(longer):
        return True
    joined = "\n".join(texts)
    sentences = [piece.lstrip(_CLOSERS) for piece in _parted(joined, _STOPS).split("\n")]
    sentences = [piece for piece in sentences if len(piece) >= sentence - len(_CLOSERS)]
    return len(set(sentences)) < len(sentences) or _may_have_run(joined, run)


def _may_have_run(text: str, run: int) -> bool:
    marked = _parted(text, _MARKS)
    if "\n" * (_MARKS_IN_ROW + 1) in marked:
        return True
    clauses = marked.split("\n")
    key = (run - _MARKS_IN_ROW) // 2
    starts = accumulate(map((1).__add__, map(len, clauses)), initial=0)
    openings = [text[at : at + key] for at in starts]
    # A run that holds no beginning of a clause with what follows begins in a long one.
    endings = [clause[-key:] for clause in clauses if len(clause) >= key]
    return (
        any(_any_run(text, opening, run) for opening in _twice(openings) if len(opening) == key)
        or any(_any_run(text, ending, run) for ending in _twice(endings))
        or _may_share([clause for clause in clauses if len(clause) >= run], run // 2)
    )


def _twice(keys: list[str]) -> list[str]:
    if len(set(keys)) == len(keys):
        return []
    return [key for key, times in Counter(keys).items() if times > 1]


def _parted(text: str, marks: str) -> str:
    for mark in marks:
        if mark in text:
            text = text.replace(mark, "\n")
    return text


def _any_run(text: str, key: str, run: int) -> bool:
    """Whether two places of a key lie in a run that stands twice."""
    places: list[int] = []
    at = text.find(key)
    while at >= 0:
        places.append(at)
        at = text.find(key, at + 1)
    return len(places) > _PLACES or any(_run_at(text, *pair, len(key)) >= run for pair in combinations(places, 2))


def _run_at(text: str, one: int, other: int, known: int) -> int:
    """How many characters round two places are equal, of which so many `known` ones follow them."""
    start, end = 1, known
    while start <= one and text[one - start] == text[other - start]:
        start += 1
    while other + end < len(text) and text[one + end] == text[other + end]:
        end += 1
    return start - 1 + end


def _may_share(clauses: list[str], seed: int) -> bool:
    """Whether two long clauses may share twice as many characters as a seed has."""
    seeds = [clause[at : at + seed] for clause in clauses for at in range(0, len(clause) - seed + 1, seed)]
    known = set(seeds)
    return len(known) < len(seeds) or any(
        clause[at : at + seed] in known for clause in clauses for at in range(len(clause) - seed + 1) if at % seed
    )
