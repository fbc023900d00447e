"""Notation drift: one kind of thing written in two notations (5～8月, 5—8月)."""

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
    """Things a draft writes in more than one notation, verbatim quotations aside.

    Each of `notations` maps the name of a form to the expression that finds it. Every place of a rarer form is a hit,
    the places of the commonest are related; where two are as common, the one that came first is kept. Slots: `form` and
    `better` (a mark with its code point), and how often they stand (`fewer`, `more`).
    """

    slots: ClassVar[tuple[str, ...]] = ("better", "fewer", "form", "more")

    notations: tuple[Mapping[str, str], ...]

    def __post_init__(self) -> None:
        try:
            _ = self._compiled
        except re.error as error:
            raise OptionError("notations", f"正则表达式有误：{expression_reason(error)}") from None

    def run(self, document: Document) -> Iterator[Hit]:
        """Yield a hit for every place of a rarer form."""
        for forms in self._compiled:
            uses = sorted(use for form, find in forms.items() for use in _uses(document, form, find))
            yield from _hits(uses)

    @cached_property
    def _compiled(self) -> tuple[dict[str, re.Pattern[str]], ...]:
        return tuple({form: compile_expression(find) for form, find in forms.items()} for forms in self.notations)


def _uses(document: Document, form: str, find: re.Pattern[str]) -> Iterator[Use]:
    for block in document.blocks:
        for found in find.finditer(document.text, block.start, block.end):
            if not is_quoted(document, *found.span()):
                yield Use(*found.span(), form)


def _hits(uses: list[Use]) -> Iterator[Hit]:
    for use, majority in rarer_uses(uses):
        slots = {
            "form": _named(use.form),
            "better": _named(majority.form),
            "fewer": str(majority.times[use.form]),
            "more": str(majority.times[majority.form]),
        }
        yield Hit(use.start, use.end, slots, None, majority.related)


def _named(form: str) -> str:
    return f"{form}（U+{ord(form):04X}）" if len(form) == 1 and not form.isalnum() else form
