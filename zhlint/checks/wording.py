"""Wordings that are not, or no longer, right on the day of the draft."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from zhlint.analysis.figures.validity import day, draft_date, not_before
from zhlint.check import Check, OptionError, options
from zhlint.checks.pattern import Pattern
from zhlint.lexicon.sentences import sentence_around
from zhlint.patterns.expressions import compile_expression
from zhlint.phrasing.reasons import expression_reason
from zhlint.storage.tables import rows

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from pathlib import Path

    from zhlint.check import Hit
    from zhlint.document import Document


class _Wrong(NamedTuple):
    """A wrong wording with its surroundings, and the first day on which it is wrong."""

    since: date | None
    literals: tuple[str, ...]
    pattern: Pattern


@options
class Wording(Check):
    r"""Finds the wrong wordings of the rows of the table that have this `fault`.

    A row gives the fault, literals (one of which every hit contains, parted by |), an expression for the text before, one for
    the wrong wording, one for the text after, the right wording (a template: `\1`) and the day from which it is right. Stays
    silent in a draft written before that day. The day of a draft is not always known: with `dated`, the rule then reports
    only where the draft itself uses a set phrase of that day or later. Stays silent in sentences in which `unless` matches.
    """

    filled: ClassVar[tuple[int, ...]] = (0, 3)
    slots: ClassVar[tuple[str, ...]] = ()

    table: Path
    fault: str
    dated: bool = False
    unless: str = ""

    def __post_init__(self) -> None:
        try:
            compile_expression(self.unless)
        except re.error as error:
            raise OptionError("unless", f"正则表达式有误：{expression_reason(error)}") from None

    def literals(self) -> tuple[str, ...]:
        return tuple(literal for wrong in self._wrong for literal in wrong.literals)

    def run(self, document: Document) -> Iterator[Hit]:
        """Yields a hit for every wrong wording."""
        for wrong in self._wrong:
            if any(literal in document.text for literal in wrong.literals) and self._is_in_force(document, wrong.since):
                for hit in wrong.pattern.run(document):
                    if not (
                        self.unless and re.search(self.unless, document[sentence_around(document.text, hit.start)])
                    ):
                        yield hit

    def _is_in_force(self, document: Document, since: date | None) -> bool:
        """Whether a wording was wrong on the day of the draft."""
        day_written = document.analyse(draft_date)
        if since is None:
            return True
        if day_written is None and self.dated:
            day_written = document.analyse(not_before)
            return day_written is not None and day_written >= since
        return day_written is None or day_written >= since

    @cached_property
    def _wrong(self) -> tuple[_Wrong, ...]:
        return tuple(_wrong(row) for row in rows(self.table) if row[0] == self.fault)


def _wrong(row: list[str]) -> _Wrong:
    _, literals, before, wrong, after, right, since, *_ = row
    return _Wrong(
        day(since), tuple(literals.split("|")), Pattern(find=wrong, before=before, after=after, replace=right)
    )
