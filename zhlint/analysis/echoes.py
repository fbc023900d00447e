"""Which of some texts may hold anything that stands twice: told from where its clauses begin and end, far faster than where is found."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from itertools import accumulate, chain, combinations
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_STOPS: Final = "。!?…"
#: What parts clauses; the fewer they are, the fewer keys.
_MARKS: Final = "。,"
_CLOSERS: Final = "”’）)】」』》"
#: A text with more marks in a row is not judged.
_MARKS_IN_ROW: Final = 5
#: Of a key that stands at more places nothing more is asked.
_PLACES: Final = 8


def repeating(texts: Sequence[str], run: int, paragraph: int, sentence: int) -> set[int]:
    """The texts, by number, of which a run of `run` characters, a sentence of `sentence` or all of at least `paragraph` characters may
    stand twice.

    The texts have no white space and half-width forms of the ASCII marks. None is left out of which something does stand twice. A run
    that reaches over a mark holds the beginning of a clause with the characters after it, or the end of one with those before it,
    and at both of its places; one that does not lies in a long clause.
    """
    joined = "\n".join(texts)
    found = _equal(texts, paragraph) | _with_equal_sentences(texts, joined, sentence - len(_CLOSERS))
    bounds = list(accumulate((len(text) + 1 for text in texts), initial=0))
    # An empty clause, at the end of a text, has the beginning of the next one for its key.
    return found | {bisect_right(bounds, place + 1) - 1 for place in _places_of_runs(joined, run)}


def _equal(texts: Sequence[str], shortest: int) -> set[int]:
    longer = [text for text in texts if len(text) >= shortest]
    again = set(_twice(longer))
    return {number for number, text in enumerate(texts) if text in again} if again else set()


def _with_equal_sentences(texts: Sequence[str], joined: str, shortest: int) -> set[int]:
    again = {sentence for sentence in _twice(_sentences(joined)) if len(sentence) >= shortest}
    return {number for number, text in enumerate(texts) if not again.isdisjoint(_sentences(text))} if again else set()


def _sentences(text: str) -> list[str]:
    """The sentences of a text without their stops and what closes the ones before."""
    return [piece.lstrip(_CLOSERS) for piece in _parted(text, _STOPS).split("\n")]


def _places_of_runs(text: str, run: int) -> Iterator[int]:
    """Places inside whatever run may stand twice, at least one in each of its occurrences."""
    marked = _parted(text, _MARKS)
    if "\n" * (_MARKS_IN_ROW + 1) in marked:
        yield from accumulate(map((1).__add__, map(len, text.split("\n")[:-1])), initial=0)
        return
    clauses = marked.split("\n")
    key = (run - _MARKS_IN_ROW) // 2
    starts = list(accumulate([len(clause) + 1 for clause in clauses], initial=0))
    yield from _in_runs(text, key, run, starts)
    # A run that holds no beginning of a clause with what follows begins in a long one.
    yield from _in_runs(text, key, run, [at - 1 - key for at, clause in zip(starts[1:], clauses, strict=True) if len(clause) >= key])
    if max(map(len, clauses)) >= run:
        yield from _sharing([(at, clause) for at, clause in zip(starts, clauses, strict=False) if len(clause) >= run], run // 2)


def _twice(keys: list[str]) -> list[str]:
    if len(set(keys)) == len(keys):
        return []
    return [key for key, times in Counter(keys).items() if times > 1]


def _parted(text: str, marks: str) -> str:
    for mark in marks:
        if mark in text:
            text = text.replace(mark, "\n")
    return text


def _in_runs(text: str, length: int, run: int, places: list[int]) -> Iterator[int]:
    """Those of the places, which are in order, that lie in a run that stands twice and begin one `length` of its characters; all, where
    they are too many to be compared.
    """
    opened = _alike(text, places[: bisect_right(places, len(text) - length)], length)
    if not opened:
        return
    # Of what a run has besides, half lies on one side of it.
    reach = (run - length + 1) // 2
    later = list(chain.from_iterable(opened))
    earlier = [place - reach for place in later if place >= reach]
    for shared in _alike(text, later, length + reach):
        yield from _together(text, shared, length, run)
    for shared in _alike(text, earlier, length + reach):
        yield from _together(text, shared, length + reach, run)


def _alike(text: str, places: list[int], length: int) -> list[list[int]]:
    """The places where equal characters stand, so many of them: two and more at a time."""
    begun = [text[place : place + length] for place in places]
    again = _twice(begun)
    if not again:
        return []
    alike: dict[str, list[int]] = {beginning: [] for beginning in again}
    for beginning, place in [(beginning, place) for beginning, place in zip(begun, places, strict=True) if beginning in alike]:
        alike[beginning].append(place)
    return list(alike.values())


def _together(text: str, places: list[int], known: int, run: int) -> Iterator[int]:
    if len(places) > _PLACES:
        yield from places
    else:
        yield from (place for pair in combinations(places, 2) if _is_run(text, *pair, known, run) for place in pair)


def _is_run(text: str, one: int, other: int, known: int, run: int) -> bool:
    """Whether the `known` characters that two places share lie in a run of at least so many."""
    end = known
    while end < run and text[one + end : one + end + 1] == text[other + end : other + end + 1] != "":
        end += 1
    start = 0
    while start + end < run and start < one and text[one - start - 1] == text[other - start - 1]:
        start += 1
    return start + end >= run


def _sharing(clauses: list[tuple[int, str]], seed: int) -> Iterator[int]:
    """The places of long clauses that may share twice as many characters as a seed has."""
    first: dict[str, int] = {}
    for place, clause in clauses:
        for at in range(0, len(clause) - seed + 1, seed):
            known = first.setdefault(clause[at : at + seed], place)
            if known != place or clause.count(clause[at : at + seed]) > 1:
                yield from (place, known)
    for place, clause in clauses:
        for at in range(len(clause) - seed + 1):
            if at % seed and clause[at : at + seed] in first:
                yield from (place, first[clause[at : at + seed]])
