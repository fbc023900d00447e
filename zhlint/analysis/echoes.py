"""Whether anything in a text may stand twice: told from where its clauses begin and end, far faster than where is found."""

from __future__ import annotations

from collections import defaultdict
from itertools import accumulate, combinations
from typing import TYPE_CHECKING, Final

from zhlint.analysis.runs import common_prefix, common_suffix

if TYPE_CHECKING:
    from collections.abc import Sequence

_STOPS: Final = "。!?…"
_MARKS: Final = f"{_STOPS},;:()、“”‘’《》「」『』"
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
    ends = list(accumulate(len(clause) + 1 for clause in clauses))
    opened = [end - 1 - len(clause) for end, clause in zip(ends, clauses, strict=True) if clause]
    closed = [end - 1 for end, clause in zip(ends, clauses, strict=True) if clause]
    return (
        _any_run(text, opened, [text[at : at + key] for at in opened], run)
        or _any_run(text, closed, [text[max(0, at - key) : at] for at in closed], run)
        or _may_share([clause for clause in clauses if len(clause) >= run], run // 2)
    )


def _parted(text: str, marks: str) -> str:
    for mark in marks:
        if mark in text:
            text = text.replace(mark, "\n")
    return text


def _any_run(text: str, places: list[int], keys: list[str], run: int) -> bool:
    """Whether two of these places with equal keys lie in a run that stands twice."""
    if len(set(keys)) == len(keys):
        return False
    by_key: dict[str, list[int]] = defaultdict(list)
    for place, key in zip(places, keys, strict=True):
        by_key[key].append(place)
    shared = [places for places in by_key.values() if len(places) > 1]
    return any(len(places) > _PLACES or any(_run_at(text, *pair) >= run for pair in combinations(places, 2)) for places in shared)


def _run_at(text: str, one: int, other: int) -> int:
    """How many characters round two places are equal."""
    return common_suffix(text, one, other, one) + common_prefix(text, one, text, other, len(text) - other)


def _may_share(clauses: list[str], seed: int) -> bool:
    """Whether two long clauses may share twice as many characters as a seed has."""
    seeds = [clause[at : at + seed] for clause in clauses for at in range(0, len(clause) - seed + 1, seed)]
    known = set(seeds)
    return len(known) < len(seeds) or any(
        clause[at : at + seed] in known for clause in clauses for at in range(len(clause) - seed + 1) if at % seed
    )
