"""A quick look for the paragraphs that may hold a copy.

Clauses are compared by their beginnings and ends: a repeated run long enough either contains the whole half-length
beginning or end of a clause at both of its places, or lies in one long clause.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from itertools import accumulate, combinations, pairwise
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_STOPS: Final = "。!?…"
#: The marks between clauses; fewer marks make fewer keys.
_MARKS: Final = "。,"
_CLOSERS: Final = "”’）)】」』》"
#: A text with so many marks in a row is named unjudged.
_MARKS_IN_ROW: Final = 20
#: More offsets are compared in batches.
_MANY: Final = 10_000
#: More offsets with one key are named without comparing their surroundings.
_MOST_OFFSETS: Final = 8


def lines_that_may_repeat(joined: str, run: int, paragraph: int, sentence: int) -> set[int]:
    """Returns the numbers of the lines that may contain repeated text; never misses one.

    `joined` is one text a line, without white space and with half-width forms of the ASCII marks (`stretches.lines`).
    Repeated text is a run of at least `run` characters, a sentence of at least `sentence`, or a whole line of at
    least `paragraph`. A line may be named that repeats nothing: `passages` decides.
    """
    texts = joined.split("\n")
    equal = _duplicates([text for text in texts if len(text) >= paragraph])
    lines = {number for number, text in enumerate(texts) if text in equal} if equal else set()
    if equal:
        joined = "\n".join(_without_later_copies(texts, equal))
    offsets = [*_offsets_of_sentences(joined, sentence - len(_CLOSERS)), *_offsets_in_runs(joined, run)]
    return lines.union(_lines_of(joined, offsets)) if offsets else lines


def _without_later_copies(texts: list[str], equal: set[str]) -> Iterator[str]:
    """The texts, with an empty one for every later copy of a text in `equal`."""
    rest = set(equal)
    for text in texts:
        yield "" if text in equal and text not in rest else text
        rest.discard(text)


def _lines_of(joined: str, offsets: list[int]) -> Iterator[int]:
    """The numbers of the lines in which these offsets lie."""
    bounds = list(accumulate([len(text) + 1 for text in joined.split("\n")], initial=0))
    return (bisect_right(bounds, offset) - 1 for offset in offsets)


def _offsets_of_sentences(text: str, shortest: int) -> Iterator[int]:
    """The starts of sentences that stand twice, stops and closing marks left out."""
    pieces = _split_at(text, _STOPS).split("\n")
    again = _duplicates([piece.lstrip(_CLOSERS) for piece in pieces if len(piece) >= shortest])
    if again:
        starts = accumulate([len(piece) + 1 for piece in pieces], initial=0)
        yield from (start for start, piece in zip(starts, pieces, strict=False) if piece.lstrip(_CLOSERS) in again)


def _offsets_in_runs(text: str, run: int) -> Iterator[int]:
    """Offsets that include one in every occurrence of each repeated run."""
    if any(mark * _MARKS_IN_ROW in text for mark in _MARKS):
        yield from accumulate([len(line) + 1 for line in text.split("\n")[:-1]], initial=0)
        return
    half = run // 2
    starts = list(accumulate([len(clause) + 1 for clause in _clauses(text, run)], initial=0))
    long = [(start, after - 1) for start, after in pairwise(starts) if after - start > half + 1]
    yield from _clause_heads_in_runs(text, half, run, starts[:-1] + [end - half for _, end in long])
    yield from _seeds_shared_by_clauses(text, [(start, end) for start, end in long if end - start >= run], half)


def _clauses(text: str, run: int) -> list[str]:
    """The text split at commas, and at full stops where pieces would be too long."""
    clauses = text.split(",")
    return clauses if max(map(len, clauses)) < run else _split_at(text, _MARKS).split("\n")


def _duplicates(keys: list[str]) -> set[str]:
    """The strings that occur more than once."""
    if len(set(keys)) == len(keys):
        return set()
    return {key for key, times in Counter(keys).items() if times > 1}


def _split_at(text: str, marks: str) -> str:
    """The text with a line break in place of each of these marks."""
    for mark in marks:
        if mark in text:
            text = text.replace(mark, "\n")
    return text


def _clause_heads_in_runs(text: str, length: int, run: int, offsets: list[int]) -> Iterator[int]:
    """The offsets at which `length` characters of a repeated run begin.

    Offsets with too many equals are all returned, uncompared.
    """
    # At least half of the rest of a run lies on one side of it.
    reach = (run - length + 1) // 2
    for begun in _groups_of_equal(text, offsets, length):
        for shared in _groups_of_equal(text, begun, length + reach):
            yield from _in_repeated_run(text, shared, length, run)
        for shared in _groups_of_equal(text, [offset - reach for offset in begun if offset >= reach], length + reach):
            yield from _in_repeated_run(text, shared, length + reach, run)


def _groups_of_equal(text: str, offsets: list[int], length: int) -> Iterator[list[int]]:
    """Groups of two and more offsets followed by the same `length` characters."""
    for batch in _batches(text, offsets, length // 2):
        last = {text[offset : offset + length]: offset for offset in batch}
        if len(last) < len(batch):
            alike: dict[str, list[int]] = {}
            for offset in batch:
                if last[begun := text[offset : offset + length]] != offset:
                    alike.setdefault(begun, [last[begun]]).append(offset)
            yield from alike.values()


def _batches(text: str, offsets: list[int], middle: int) -> Iterable[list[int]]:
    """The offsets in batches by the character in the middle.

    So each dictionary made of a batch stays small.
    """
    if len(offsets) < _MANY:
        return [offsets]
    batches: dict[str, list[int]] = {}
    for offset in offsets:
        batches.setdefault(text[offset + middle : offset + middle + 1], []).append(offset)
    return batches.values()


def _in_repeated_run(text: str, offsets: list[int], known: int, run: int) -> Iterator[int]:
    """The offsets of which at least two lie in one repeated run."""
    if len(offsets) > _MOST_OFFSETS:
        yield from offsets
    else:
        yield from (offset for pair in combinations(offsets, 2) if _is_run(text, *pair, known, run) for offset in pair)


def _is_run(text: str, one: int, other: int, known: int, run: int) -> bool:
    """Whether the `known` characters shared at two offsets extend to a run of `run` characters."""
    end = known
    while end < run and text[one + end : one + end + 1] == text[other + end : other + end + 1] != "":
        end += 1
    start = 0
    while start + end < run and start < one and text[one - start - 1] == text[other - start - 1]:
        start += 1
    return start + end >= run


def _seeds_shared_by_clauses(text: str, clauses: list[tuple[int, int]], seed: int) -> Iterator[int]:
    """Offsets in long clauses whose next `seed` characters stand in one of them before."""
    first: dict[str, int] = {}
    for start, end in clauses:
        for at in range(start, end - seed + 1, seed):
            first.setdefault(text[at : at + seed], at)
    for start, end in clauses:
        for at in [at for at in range(start, end - seed + 1) if text[at : at + seed] in first]:
            known = first[text[at : at + seed]]
            if known != at:
                yield from (at, known)
