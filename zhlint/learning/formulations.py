"""Set phrases of a house, for a table of formulations."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final, NamedTuple

from zhlint.storage.tables import rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

#: So many articles have a clause word for word before it is a set phrase.
LEAST: Final = 10
#: A clause that differs in so many characters is another wording, not a slip.
_SLIPS: Final = 2
_MOST: Final = 300
#: Beginnings and ends by which clauses that differ little are found.
_END: Final = 4


class Formulation(NamedTuple):
    """A phrase with the number of articles, and other wordings that the archive has."""

    phrase: str
    articles: int
    variants: tuple[str, ...]


def formulations(clauses: Mapping[str, int]) -> list[Formulation]:
    """The set phrases among clauses with their articles, the most frequent first.

    Those of the shipped table are left out.
    """
    shipped = [row[0] for row in rows("formulations.tsv")]
    often = sorted(
        (clause for clause, articles in clauses.items() if articles >= LEAST),
        key=lambda clause: (-clauses[clause], clause),
    )
    alike = _Alike(clauses)
    chosen = [clause for clause in often if not any(phrase in clause or clause in phrase for phrase in shipped)]
    return [Formulation(clause, clauses[clause], tuple(alike.to(clause))) for clause in chosen[:_MOST]]


class _Alike:
    """Clauses by their first and last characters."""

    def __init__(self, clauses: Iterable[str]) -> None:
        self._by_end: defaultdict[str, list[str]] = defaultdict(list)
        for clause in clauses:
            self._by_end[clause[:_END]].append(clause)
            self._by_end[clause[-_END:]].append(clause)

    def to(self, clause: str) -> Iterator[str]:
        """The other clauses with the same beginning or end that differ in few characters."""
        others = dict.fromkeys((*self._by_end[clause[:_END]], *self._by_end[clause[-_END:]]))
        return (other for other in sorted(others) if other != clause and _is_near(clause, other))


def _is_near(one: str, other: str) -> bool:
    """Whether few characters were replaced, dropped or added."""
    if abs(len(one) - len(other)) > _SLIPS:
        return False
    row = list(range(len(other) + 1))
    for number, character in enumerate(one, 1):
        before, row = row, [number]
        for column, against in enumerate(other, 1):
            row.append(min(before[column] + 1, row[-1] + 1, before[column - 1] + (character != against)))
        if min(row) > _SLIPS:
            return False
    return row[-1] <= _SLIPS
