"""Label drift: a label that stands in quotation marks here and bare there."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

from zhlint.analysis.titles import in_name
from zhlint.check import Check, Hit, Related
from zhlint.tables import rows

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from zhlint.document import Document

_NUMERAL: Final = "〇零一二两三四五六七八九十百千万亿第0-9０-９"
_OPENING: Final = "“‘「『"
_CLOSING: Final = ("”", "’", "」", "』")


class _Use(NamedTuple):
    start: int
    end: int
    quoted: bool


@dataclass(frozen=True, kw_only=True)
class LabelDrift(Check):
    """Labels of a table that a draft writes both with quotation marks and without.

    The table gives each label and, as an expression, what makes it the beginning of another name (五一路). Every
    place of the rarer form is a hit, the places of the other are related; where both are as common, the one that came first
    is kept. A label inside a longer quoted name or a title does not count.
    Slots: `label`, `quoted` and `bare` (how often each form stands).
    """

    table: Path

    def run(self, document: Document) -> Iterator[Hit]:
        """Yield a hit for every place of the rarer form of a label."""
        for label, *names in rows(self.table):
            if label in document.text:
                other_name = names[0] if names and names[0] else "(?!)"
                yield from _hits(label, list(_uses(document, label, other_name)))


def _uses(document: Document, label: str, other_name: str) -> Iterator[_Use]:
    text = document.text
    bare = re.compile(f"(?<![{_NUMERAL}]){re.escape(label)}(?![{_NUMERAL}]|{other_name})")
    for block in document.blocks:
        for found in bare.finditer(text, block.start, block.end):
            start, end = found.span()
            if start > block.start and text[start - 1] in _OPENING and text[end : end + 1] in _CLOSING:
                yield _Use(start - 1, end + 1, quoted=True)
            elif not in_name(text, start, end):
                yield _Use(start, end, quoted=False)


def _hits(label: str, uses: list[_Use]) -> Iterator[Hit]:
    quoted, bare = ([use for use in uses if use.quoted is form] for form in (True, False))
    if not quoted or not bare:
        return
    kept, rarer = (quoted, bare) if _stands(quoted) > _stands(bare) else (bare, quoted)
    related = tuple(Related(use.start, use.end) for use in kept)
    slots = {"label": label, "quoted": str(len(quoted)), "bare": str(len(bare))}
    for use in rarer:
        yield Hit(use.start, use.end, slots, None, related)


def _stands(uses: list[_Use]) -> tuple[int, int]:
    """The more there are, then the earlier the first is, the better a form stands."""
    return len(uses), -uses[0].start
