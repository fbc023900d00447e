"""A fixed work in pure Python, of the kind that a linter does.

It uses expressions, dictionaries and pieces of text.
It never changes, so that what zhlint takes can be told in its units whatever the machine and the interpreter.
"""

from __future__ import annotations

import re
import time
from collections import Counter
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

T = TypeVar("T")
SENTENCES = (
    "清晨，河堤上的石料由工作人员清点了{}件，一直忙到天黑。",
    "王明说：“去年的账本整理好了，数目与账上相符。”",
    "雨停后接着做，剩下的{}件留到明天。",
)
TEXT = "".join(sentence.format(number) for number in range(1_000) for sentence in SENTENCES)
CLAUSE = re.compile(r"[^，。：“”\n]{2,}")
NUMBER = re.compile(r"(?<![0-9])[0-9]{2,3}(?=件)")
QUOTED = re.compile("“([^“”]*)”")


def work(text: str = TEXT) -> int:
    """Do the work on a text and return a sum, always the same.

    It takes some hundredths of a second for this text.
    """
    clauses = CLAUSE.findall(text)
    counted = Counter(clause[:2] for clause in clauses)
    pairs = {text[at : at + 2]: at for at in range(len(text) - 1)}
    found = [match.span() for pattern in (NUMBER, QUOTED) for match in pattern.finditer(text)]
    seen: dict[str, list[int]] = {}
    for at, clause in enumerate(clauses):
        seen.setdefault(clause, []).append(at)
    at, stops = text.find("。"), 0
    while at >= 0:
        at, stops = text.find("。", at + 1), stops + 1
    return len(counted) + len(pairs) + sum(end - start for start, end in found) + len(seen) + stops


def seconds(measured: Callable[[T], object], things: Iterable[T]) -> float:
    """The processor time that a call takes on all of some things."""
    begun = time.process_time()
    for thing in things:
        measured(thing)
    return time.process_time() - begun
