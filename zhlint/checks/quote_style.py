"""Quotations in two styles of marks: “夜读” and 「夜读」."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, ClassVar, Final

from zhlint.analysis.marks.pairs import CLOSED_BY, QUOTES, marked_lines
from zhlint.check import Check, Edit, Fix, Hit, Related, options
from zhlint.lexicon.lines import line_beside
from zhlint.patterns.expressions import expression

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zhlint.analysis.marks.pairs import MarkedLine, Pair
    from zhlint.document import Document

#: The opening marks of the two styles, outermost.
_STYLES: Final = ("“", "「")
#: What may stand beside the name of a column: blanks, and what a program left of italics.
_BESIDE_NAMES: Final = " \u3000_*“”"
#: A column's name has so many characters of its line beside it at most.
_REACH: Final = 20
_KANA: Final = expression("[\u3041-\u30fa]")


@options
class QuoteStyle(Check):
    """Finds quotations in other marks than those of the whole draft.

    Only outermost ones count, and the usual style has `ratio` times as many. Stays silent on a column's name, marked off alone in
    its line, and on Japanese. The hit is the opening mark; slots: `count`, `usual`, `usual-count`.
    """

    slots: ClassVar[tuple[str, ...]] = ("count", "usual", "usual-count")

    ratio: int = 3

    def run(self, document: Document) -> Iterator[Hit]:
        styles: dict[str, list[Pair]] = defaultdict(list)
        for line in document.analyse(marked_lines):
            for pair in _outermost(line):
                styles[pair.opener.char].append(pair)
        odd, usual = sorted(_STYLES, key=lambda style: len(styles[style]))
        if len(styles[usual]) < self.ratio * len(styles[odd]):
            return
        styles[odd] = [pair for pair in styles[odd] if not _is_apart(document.text, pair)]
        first = styles[usual][:1]
        slots = {
            "count": str(len(styles[odd])),
            "usual": usual + CLOSED_BY[usual],
            "usual-count": str(len(styles[usual])),
        }
        for opener, closer, _ in styles[odd]:
            edits = (
                Edit(opener.at, opener.at + 1, usual),
                Edit(closer.at, closer.at + 1, CLOSED_BY[usual]),
            )
            related = tuple(Related(pair.opener.at, pair.closer.at + 1) for pair in first)
            yield Hit(opener.at, opener.at + 1, slots, Fix(edits), related)


def _is_apart(text: str, pair: Pair) -> bool:
    """Whether a quotation is a column's name, alone in its line, or Japanese."""
    start, end = pair.opener.at, pair.closer.at + 1
    before, after = line_beside(text, start, end, _REACH)
    return not (before + after).strip(_BESIDE_NAMES) or _KANA.search(text, start, end) is not None


def _outermost(line: MarkedLine) -> Iterator[Pair]:
    """The quotations of a line that stand in no other."""
    end = -1
    for pair in line.pairs:
        if pair.opener.kind in QUOTES and pair.opener.at > end:
            end = pair.closer.at
            yield pair
