"""Clauses of a given shape that lack the words which would make them right."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar, Final

from zhlint.check import Check, Edit, Fix, Hit, OptionError, options
from zhlint.document import Span
from zhlint.lexicon.sentences import clause_around
from zhlint.patterns.expressions import compile_expression
from zhlint.phrasing.reasons import expression_reason

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zhlint.document import Block, Document

_STOPS: Final = "，。；：！？…,;:!?"
_CLOSING: Final = "”’」』"
#: The stop before a clause and the marks that close after it, in characters.
_CLOSED: Final = 5


@options
class Clause(Check):
    r"""Finds clauses around a word that have a shape and lack what licenses it.

    All options are regular expressions but for `opened`, `closed` and `replace`. `find` is the word to look around, best
    beginning with a literal. Its clause, from stop to stop (、 is none; nor does it include a quotation mark that opens a
    speech), must match `shape` whole; the hit is the group `found` of the shape, or else the clause. Stays silent where
    `unless` matches in the clause, `unless-before` in the two clauses before it or `unless-after` in the one after it, all within
    the sentence. `opened` and `closed` list the marks that may stand before and after the clause; ^ and $ are the ends of the
    block. `replace` is a template for the hit (`\1`, `\g<name>`). Slots: the named groups of `shape`.
    """

    reach: ClassVar[str] = "paragraph"
    slots: ClassVar[tuple[str, ...]] = ()

    find: str
    shape: str
    unless: str = ""
    unless_before: str = ""
    unless_after: str = ""
    opened: str = f"^{_STOPS}“「"
    closed: str = f"${_STOPS}"
    replace: str = ""

    def __post_init__(self) -> None:
        for option in ("find", "shape", "unless", "unless_before", "unless_after"):
            try:
                compile_expression(getattr(self, option))
            except re.error as error:
                raise OptionError(option.replace("_", "-"), f"正则表达式有误：{expression_reason(error)}") from None

    @property
    def group_slots(self) -> frozenset[str]:
        return frozenset(self._shape.groupindex)

    def run(self, document: Document) -> Iterator[Hit]:
        """Yields a hit for every clause of this shape."""
        text, end = document.text, 0
        for word in self._find.finditer(text):
            block = document.block_at(word.start())
            if block is None or word.start() < end:
                continue
            clause = _clause_of(text, word.start(), block)
            end = clause.end
            shape = self._shape.fullmatch(text, *clause)
            if shape and self._stands(text, clause, block):
                yield self._hit(shape)

    def _stands(self, text: str, clause: Span, block: Block) -> bool:
        """Whether the surroundings of a clause, and its words, allow a hit."""
        opening = text[max(block.start, clause.start - _CLOSED) : clause.start].rstrip(_CLOSING)[-1:] or "^"
        closing = text[clause.end] if clause.end < block.end else "$"
        if opening not in self.opened or closing not in self.closed:
            return False
        if self.unless and re.search(self.unless, text[clause.start : clause.end]):
            return False
        before = after = Span(0, 0)
        if opening in "，,：:":
            before = _clause_of(text, clause.start - 1, block)
            if before.start > block.start and text[before.start - 1] in "，,":
                before = Span(_clause_of(text, before.start - 1, block).start, before.end)
        if closing in "，,":
            after = _clause_of(text, clause.end + 1, block)
        return not (
            (self.unless_before and re.search(self.unless_before, text[before.start : before.end]))
            or (self.unless_after and re.search(self.unless_after, text[after.start : after.end]))
        )

    def _hit(self, shape: re.Match[str]) -> Hit:
        group: str | int = "found" if "found" in shape.groupdict() else 0
        start, end = shape.span(group)
        fix = Fix((Edit(start, end, shape.expand(self.replace)),)) if self.replace else None
        return Hit(start, end, {name: text or "" for name, text in shape.groupdict().items()}, fix)

    @cached_property
    def _find(self) -> re.Pattern[str]:
        return compile_expression(self.find)

    @cached_property
    def _shape(self) -> re.Pattern[str]:
        return compile_expression(self.shape)


def _clause_of(text: str, offset: int, block: Block) -> Span:
    """The clause at an offset, without a quotation mark that opens a speech."""
    around = clause_around(text, offset)
    start, end = max(around.start, block.start), min(around.end, block.end)
    clause = text[start:end]
    opens_speech = clause.startswith(("“", "「")) and not any(mark in clause for mark in "”」")
    return Span(start + opens_speech, end)
