"""Substitution: listed wrong forms and what is written in their place."""

from __future__ import annotations

from functools import cache, cached_property
from typing import TYPE_CHECKING, ClassVar

from zhlint.analysis.pairs import index, occurrences, telling_part
from zhlint.analysis.tokens import on_token_edges
from zhlint.check import Check, Edit, Fix, Hit, OptionError, options
from zhlint.expressions import expression
from zhlint.quoting import in_quotes
from zhlint.records import NamedTuple
from zhlint.tables import rows

if TYPE_CHECKING:
    import re
    from collections.abc import Collection, Iterator
    from pathlib import Path

    from zhlint.document import Document

_EDGES = ("token", "one", "any")
_LOOK_BACK = 12


class _Entry(NamedTuple):
    right: str
    not_before: re.Pattern[str] | None
    not_after: re.Pattern[str] | None


@options
class Substitution(Check):
    """Every listed form that stands in the text.

    `table` has the columns wrong, right, and optionally not-before and not-after: regular expressions for what
    must not stand right before and after. An empty `right` gives a hit without a fix. With `edges = "token"` both ends of a hit
    must fall between words as jieba cuts them;
    with `one` it is enough that one end does (a doubled word may be part of a longer one on the other side); with `any` they need
    not. Where forms overlap the longest at a place counts. The slot `{advice}` is 应为 with the
    right form, or 请核原稿 where the table has none.
    """

    reach: ClassVar[str] = "paragraph"

    table: Path
    edges: str = "token"

    def __post_init__(self) -> None:
        if self.edges not in _EDGES:
            raise OptionError("edges", f"edges 只能是 {'、'.join(_EDGES)}，现为 {self.edges}")

    def literals(self) -> Collection[str]:
        return {telling_part(wrong, right) for wrong, right in self._forms.items()}

    def run(self, document: Document) -> Iterator[Hit]:
        for start, wrong in occurrences(document, self._by_pair).items():
            entry, end = _entry(*self._rows[wrong]), start + len(wrong)
            if self._stands(document, entry, start, end):
                fix = Fix((Edit(start, end, entry.right),)) if entry.right else None
                advice = f"应为{in_quotes(entry.right)}" if entry.right else "请核原稿"
                yield Hit(start, end, {"advice": advice}, fix)

    def _stands(self, document: Document, entry: _Entry, start: int, end: int) -> bool:
        text = document.text
        if entry.not_before and entry.not_before.search(text, max(0, start - _LOOK_BACK), start):
            return False
        if entry.not_after and entry.not_after.match(text, end):
            return False
        if self.edges == "one":
            return any(on_token_edges(document, at, at) for at in (start, end))
        return self.edges == "any" or on_token_edges(document, start, end)

    @cached_property
    def _rows(self) -> dict[str, list[str]]:
        """What stands beside each form. Raises re.error where an expression is wrong, whether or not its form is found."""
        found = {row[0]: row[1:4] for row in rows(self.table)}
        for row in found.values():
            if len(row) > 1:
                _entry(*row)
        return found

    @property
    def _forms(self) -> dict[str, str]:
        return {wrong: row[0] if row else "" for wrong, row in self._rows.items()}

    @cached_property
    def _by_pair(self) -> dict[int, list[str]]:
        return index(self._forms)


@cache
def _entry(right: str = "", before: str = "", after: str = "") -> _Entry:
    return _Entry(
        right,
        expression(f"(?:{before})\\Z") if before else None,
        expression(after) if after else None,
    )
