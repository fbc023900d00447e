"""Which of some texts may hold anything that stands twice: told from where its clauses begin and end, far faster than where is found."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from itertools import accumulate, combinations, pairwise
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_STOPS: Final = "。!?…"
#: What parts clauses; the fewer they are, the fewer keys.
_MARKS: Final = "。,"
_CLOSERS: Final = "”’）)】」』》"
#: A text with so many in a row is not judged.
_MARKS_IN_ROW: Final = 20
#: More places are looked at in shares.
_MANY: Final = 10_000
#: Of a key that stands at more places nothing more is asked.
_PLACES: Final = 8


def repeating(joined: str, run: int, paragraph: int, sentence: int) -> set[int]:
    """The texts, one a line, by number, of which a run of `run` characters, a sentence of `sentence` or all of at least `paragraph`
    characters may stand twice.

    The texts have no white space and half-width forms of the ASCII marks. None is left out of which something does stand twice. A run
    that reaches over a mark holds half its length after the first one or before it, at both of its places; one that does not lies in a
    long clause.
    """
    texts = joined.split("\n")
    equal = _twice([text for text in texts if len(text) >= paragraph])
    found = {number for number, text in enumerate(texts) if text in equal} if equal else set()
    if equal:
        joined = "\n".join(_once(texts, equal))
    places = [*_places_of_sentences(joined, sentence - len(_CLOSERS)), *_places_of_runs(joined, run)]
    return found.union(_lines_of(joined, places)) if places else found


def _once(texts: list[str], equal: set[str]) -> Iterator[str]:
    """The texts, but empty ones for all but the first of those that are equal: what stands in these and elsewhere, stands in that one."""
    rest = set(equal)
    for text in texts:
        yield "" if text in equal and text not in rest else text
        rest.discard(text)


def _lines_of(joined: str, places: list[int]) -> Iterator[int]:
    bounds = list(accumulate([len(text) + 1 for text in joined.split("\n")], initial=0))
    return (bisect_right(bounds, place) - 1 for place in places)


def _places_of_sentences(text: str, shortest: int) -> Iterator[int]:
    """Where the sentences begin that stand twice without their stops and what closes the ones before."""
    pieces = _parted(text, _STOPS).split("\n")
    again = _twice([piece.lstrip(_CLOSERS) for piece in pieces if len(piece) >= shortest])
    if again:
        starts = accumulate([len(piece) + 1 for piece in pieces], initial=0)
        yield from (start for start, piece in zip(starts, pieces, strict=False) if piece.lstrip(_CLOSERS) in again)


def _places_of_runs(text: str, run: int) -> Iterator[int]:
    """Places inside whatever run may stand twice, at least one in each of its occurrences."""
    if any(mark * _MARKS_IN_ROW in text for mark in _MARKS):
        yield from accumulate([len(line) + 1 for line in text.split("\n")[:-1]], initial=0)
        return
    half = run // 2
    starts = list(accumulate([len(clause) + 1 for clause in _clauses(text, run)], initial=0))
    long = [(start, after - 1) for start, after in pairwise(starts) if after - start > half + 1]
    yield from _in_runs(text, half, run, starts[:-1] + [end - half for _, end in long])
    yield from _sharing(text, [(start, end) for start, end in long if end - start >= run], half)


def _clauses(text: str, run: int) -> list[str]:
    """What stands between commas, where no run has room there; else between all the marks."""
    clauses = text.split(",")
    return clauses if max(map(len, clauses)) < run else _parted(text, _MARKS).split("\n")


def _twice(keys: list[str]) -> set[str]:
    if len(set(keys)) == len(keys):
        return set()
    return {key for key, times in Counter(keys).items() if times > 1}


def _parted(text: str, marks: str) -> str:
    for mark in marks:
        if mark in text:
            text = text.replace(mark, "\n")
    return text


def _in_runs(text: str, length: int, run: int, places: list[int]) -> Iterator[int]:
    """Those of the places that lie in a run that stands twice and begin one `length` of its characters; all, where they are too many to
    be compared.
    """
    # Of what a run has besides, half lies on one side of it.
    reach = (run - length + 1) // 2
    for begun in _alike(text, places, length):
        for shared in _alike(text, begun, length + reach):
            yield from _together(text, shared, length, run)
        for shared in _alike(text, [place - reach for place in begun if place >= reach], length + reach):
            yield from _together(text, shared, length + reach, run)


def _alike(text: str, places: list[int], length: int) -> Iterator[list[int]]:
    """The places where equal characters stand, so many of them: two and more at a time."""
    for share in _shares(text, places, length // 2):
        last = {text[place : place + length]: place for place in share}
        if len(last) < len(share):
            alike: dict[str, list[int]] = {}
            for place in share:
                if last[begun := text[place : place + length]] != place:
                    alike.setdefault(begun, [last[begun]]).append(place)
            yield from alike.values()


def _shares(text: str, places: list[int], middle: int) -> Iterable[list[int]]:
    """Many places by the character in the middle, so that what is made of a share stays in the cache."""
    if len(places) < _MANY:
        return [places]
    shares: dict[str, list[int]] = {}
    for place in places:
        shares.setdefault(text[place + middle : place + middle + 1], []).append(place)
    return shares.values()


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


def _sharing(text: str, clauses: list[tuple[int, int]], seed: int) -> Iterator[int]:
    """Places in long clauses that may share twice as many characters as a seed has."""
    first: dict[str, int] = {}
    for start, end in clauses:
        for at in range(start, end - seed + 1, seed):
            first.setdefault(text[at : at + seed], at)
    for start, end in clauses:
        for at in [at for at in range(start, end - seed + 1) if text[at : at + seed] in first]:
            known = first[text[at : at + seed]]
            if known != at:
                yield from (at, known)
