"""Events that the headline calls otherwise than the body: 健康跑, 健身跑."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from zhlint.analysis.words.tokens import on_token_edges
from zhlint.check import Check, Hit, Related, options
from zhlint.lexicon.han import HAN
from zhlint.lexicon.vocabulary import vocabulary
from zhlint.patterns.expressions import compile_expression

if TYPE_CHECKING:
    import re
    from collections.abc import Collection, Iterator

    from zhlint.document import Document


@options
class HeadlineName(Check):
    """Finds an event of the only headline that the body calls otherwise.

    `kinds` are the words behind such a name (跑, 赛); the word of two characters before it begins or ends alike. The body must have one
    like name alone, at least twice. Slot: `body`, the name of the body.
    """

    slots: ClassVar[tuple[str, ...]] = ("body",)

    kinds: tuple[str, ...]

    def literals(self) -> Collection[str]:
        return self.kinds

    def run(self, document: Document) -> Iterator[Hit]:
        headlines = document.of_role("headline")
        if len(headlines) != 1:
            return
        text, (start, end) = document.text, (headlines[0].start, headlines[0].end)
        for found in self._names().finditer(text, start, end):
            is_word = vocabulary().frequency(found["name"]) > 0 and on_token_edges(document, *found.span("name"))
            if text.find(found[0], end) >= 0 or not is_word:
                continue
            like = [other for other in self._names().finditer(text, end) if _are_like(found, other)]
            if len(like) > 1 and len({other[0] for other in like}) == 1 and text.find(like[0][0], start, end) < 0:
                yield Hit(*found.span(), {"body": like[0][0]}, None, (Related(*like[0].span()),))

    def _names(self) -> re.Pattern[str]:
        return compile_expression(rf"(?P<name>{HAN}{{2}})(?P<kind>{'|'.join(self.kinds)})")


def _are_like(one: re.Match[str], other: re.Match[str]) -> bool:
    """Whether two names of one kind share their first or their second character alone."""
    first, second = one["name"], other["name"]
    return one["kind"] == other["kind"] and (first[0] == second[0]) != (first[1] == second[1])
