"""Labels that a draft writes with quotation marks here and without them there."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar, Final

from zhlint.analysis.marks.titles import in_name
from zhlint.analysis.words.majority import Use, rarer_uses
from zhlint.check import Check, Hit, options
from zhlint.lexicon.strings import occurrences
from zhlint.storage.tables import rows

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from zhlint.document import Document

_NUMERALS: Final = frozenset("〇零一二两三四五六七八九十百千万亿第0123456789０１２３４５６７８９")
_OPENING: Final = frozenset("“‘「『")
_CLOSING: Final = frozenset("”’」』")


@options
class LabelDrift(Check):
    """Finds labels of a table that a draft writes both with quotation marks and without.

    `table` gives each label and, as an expression, what makes it the beginning of another name (五一路). Every place of the
    rarer form is a hit, places of the other are related; of equally common forms the first is kept. Stays silent on a label
    inside a longer quoted name or a title, and on a bare one in a headline or beside a numeral. Slots: `label`; `quoted` and
    `bare`, how often each form stands.
    """

    slots: ClassVar[tuple[str, ...]] = ("bare", "label", "quoted")

    table: Path

    def literals(self) -> tuple[str, ...]:
        return tuple(label for label, _ in self._labels)

    def run(self, document: Document) -> Iterator[Hit]:
        """Yields a hit for every place of the rarer form of a label."""
        for label, other_name in self._labels:
            if label in document.text:
                yield from _hits(label, list(_uses(document, label, other_name)))

    @cached_property
    def _labels(self) -> tuple[tuple[str, str], ...]:
        return tuple((label, (names and names[0]) or "(?!)") for label, *names in rows(self.table))


def _uses(document: Document, label: str, other_name: str) -> Iterator[Use]:
    """The places of a label that count, with the form written there."""
    text = document.text
    other = re.compile(other_name)
    for start in occurrences(text, label):
        end = start + len(label)
        before, after = text[max(0, start - 1) : start], text[end : end + 1]
        if before in _OPENING and after in _CLOSING:
            yield Use(start - 1, end + 1, "quoted")
        elif not (
            _in_headline(document, start)
            or {before, after} & _NUMERALS
            or other.match(text, end)
            or in_name(text, start, end)
        ):
            yield Use(start, end, "bare")


def _in_headline(document: Document, offset: int) -> bool:
    block = document.block_at(offset)
    return block is not None and block.role in {"headline", "deck", "subhead"}


def _hits(label: str, uses: list[Use]) -> Iterator[Hit]:
    for use, majority in rarer_uses(uses):
        slots = {"label": label, "quoted": str(majority.times["quoted"]), "bare": str(majority.times["bare"])}
        yield Hit(use.start, use.end, slots, None, majority.related)
