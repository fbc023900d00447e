"""One kind of thing in two notations: 5～8月, 5—8月."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar

from zhlint.analysis.marks.quotes import is_quoted
from zhlint.analysis.words.majority import Use, rarer_uses
from zhlint.check import Check, Hit, OptionError, options
from zhlint.patterns.expressions import compile_expression
from zhlint.phrasing.reasons import expression_reason

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from zhlint.document import Document


@options
class NotationDrift(Check):
    """Finds things that a draft writes in more than one notation.

    Each of `notations` maps the name of a form to the expression that finds it. Every place of a rarer form is a hit, places
    of the commonest are related; of equally common forms the first is kept. Stays silent within verbatim quotations. Slots:
    `form` and `better`, the names of the forms (a mark with its code point); `fewer` and `more`, how often they stand.
    """

    slots: ClassVar[tuple[str, ...]] = ("better", "fewer", "form", "more")

    notations: tuple[Mapping[str, str], ...]

    def __post_init__(self) -> None:
        try:
            _ = self._patterns
        except re.error as error:
            raise OptionError("notations", f"正则表达式有误：{expression_reason(error)}") from None

    def run(self, document: Document) -> Iterator[Hit]:
        """Yields a hit for every place of a rarer form."""
        for forms in self._patterns:
            uses = sorted(use for form, find in forms.items() for use in _uses(document, form, find))
            yield from _hits(uses)

    @cached_property
    def _patterns(self) -> tuple[dict[str, re.Pattern[str]], ...]:
        return tuple({form: compile_expression(find) for form, find in forms.items()} for forms in self.notations)


def _uses(document: Document, form: str, find: re.Pattern[str]) -> Iterator[Use]:
    for block in document.blocks:
        for match in find.finditer(document.text, block.start, block.end):
            if not is_quoted(document, *match.span()):
                yield Use(*match.span(), form)


def _hits(uses: list[Use]) -> Iterator[Hit]:
    for use, majority in rarer_uses(uses):
        slots = {
            "form": _name_of(use.form),
            "better": _name_of(majority.form),
            "fewer": str(majority.times[use.form]),
            "more": str(majority.times[majority.form]),
        }
        yield Hit(use.start, use.end, slots, None, majority.related)


def _name_of(form: str) -> str:
    return f"{form}（U+{ord(form):04X}）" if len(form) == 1 and not form.isalnum() else form
