"""Words that are right elsewhere, where their neighbours call for another."""

from __future__ import annotations

import re
from contextlib import suppress
from functools import cache, cached_property
from typing import TYPE_CHECKING, ClassVar, Final, NamedTuple

from zhlint.check import Check, Edit, Fix, Hit, OptionError, options
from zhlint.lexicon.strings import occurrences
from zhlint.patterns.expressions import compile_expression
from zhlint.storage.tables import rows

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from zhlint.document import Document

#: So many characters before a word are seen by `before`.
_LOOK_BACK: Final = 24


class _Entry(NamedTuple):
    """The word that the neighbours call for, and the neighbours, compiled."""

    right: str
    before: re.Pattern[str] | None
    after: re.Pattern[str] | None

    def stands(self, text: str, start: int, end: int) -> bool:
        """Whether the neighbours of the word at `start:end` are those of the right one."""
        if self.after and not self.after.match(text, end):
            return False
        return not self.before or self.before.search(text, max(0, start - _LOOK_BACK), start) is not None


@options
class MisplacedWord(Check):
    """Finds a word where its neighbours go with another word, not with it.

    `table` has the columns wrong, right, before and after: a word, the one that belongs there, and regular expressions for
    what stands right before and right after it, of which either may be blank. A word may have several rows; the first that
    fits counts. `before` sees the last 24 characters; `^` and `$` are the ends of a line.
    """

    reach: ClassVar[str] = "paragraph"
    slots: ClassVar[tuple[str, ...]] = ()
    filled: ClassVar[tuple[int, ...]] = (0, 1)

    table: Path

    def prepare(self) -> None:
        with suppress(OSError, UnicodeDecodeError):  # a table that cannot be read fails when the rule runs
            for wrong, cells in self._rows.items():
                for row in cells:
                    _check(wrong, row)

    def literals(self) -> frozenset[str]:
        """The words: one of them stands in every hit."""
        return frozenset(self._rows)

    def run(self, document: Document) -> Iterator[Hit]:
        """Yields a hit for every word in the company of another's neighbours."""
        text = document.text
        for wrong, cells in self._rows.items():
            for start in occurrences(text, wrong):
                end = start + len(wrong)
                right = next((entry.right for entry in map(_entry, cells) if entry.stands(text, start, end)), None)
                if right is not None:
                    yield Hit(start, end, fix=Fix((Edit(start, end, right),)))

    @cached_property
    def _rows(self) -> dict[str, list[tuple[str, ...]]]:
        """The other cells of the rows of each word."""
        by_word: dict[str, list[tuple[str, ...]]] = {}
        for wrong, *cells in rows(self.table):
            by_word.setdefault(wrong, []).append(tuple(cells))
        return by_word


@cache
def _entry(cells: tuple[str, ...]) -> _Entry:
    right, before, after = (*cells, "", "")[:3]
    return _Entry(
        right,
        compile_expression(f"(?:{before})\\Z", re.MULTILINE) if before else None,
        compile_expression(after, re.MULTILINE) if after else None,
    )


def _check(wrong: str, cells: tuple[str, ...]) -> None:
    """Raises OptionError where an expression beside a word is wrong."""
    try:
        _entry(cells)
    except re.error:
        raise OptionError("table", f"表中“{wrong}”的 before 或 after 写得不对") from None
