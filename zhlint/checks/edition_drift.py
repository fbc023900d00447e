"""One event with two numbers: 第三届稻花节 in the headline, 第四届稻花节 in the body."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from zhlint.check import Check, Hit, Related, options
from zhlint.lexicon.numerals import CHINESE, value
from zhlint.lexicon.sentences import sentence_around
from zhlint.patterns.expressions import expression

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from zhlint.document import Document

_EDITION: Final = expression(
    rf"第(?P<number>[0-9]{{1,3}}|[{CHINESE}]{{1,4}})(?P<unit>[届期次])(?P<event>[一-龥]{{3,20}})"
)
_BODY: Final = ("paragraph", "list", "quotation")
#: So many characters after the number make two events one.
_SAME: Final = 3
#: Words of a sentence on an earlier or later event of the kind.
_ANOTHER: Final = expression(
    "[去前次明]年|上[届期次一]|下[届期次一]|往届|历届|首届|前[0-9一二两三四五六七八九十]|曾|此前|年前|从第|自第|到第|至第"
)


@options
class EditionDrift(Check):
    """Finds events of the headline that have another number in the body.

    Two are one where the first three characters behind 届, 期 or 次 are the same. Stays silent where the body has the number of
    the headline too, or several, or where its sentence is on another year. The hit is the number in the headline; slot: `body`.
    """

    slots: ClassVar[tuple[str, ...]] = ("body",)

    def literals(self) -> tuple[str, ...]:
        return "届", "期", "次"

    def run(self, document: Document) -> Iterator[Hit]:
        text = document.text
        shown = [
            one for block in document.of_role("headline") for one in _EDITION.finditer(text, block.start, block.end)
        ]
        told = (
            [one for block in document.of_role(*_BODY) for one in _EDITION.finditer(text, block.start, block.end)]
            if shown
            else []
        )
        for headline in shown:
            same = [one for one in told if _is_one(headline, one)]
            numbers = {value(one["number"]) for one in same}
            if (
                len(numbers) == 1
                and value(headline["number"]) not in numbers
                and not any(_is_another(text, one) for one in same)
            ):
                body = same[0]
                start, end = body.start(), body.end("unit")
                yield Hit(
                    headline.start(), headline.end("unit"), {"body": text[start:end]}, None, (Related(start, end),)
                )


def _is_one(one: re.Match[str], other: re.Match[str]) -> bool:
    """Whether two numbered events are one by name."""
    return one["unit"] == other["unit"] and one["event"][:_SAME] == other["event"][:_SAME]


def _is_another(text: str, one: re.Match[str]) -> bool:
    """Whether the sentence of an event is on another year."""
    sentence = sentence_around(text, one.start())
    return bool(_ANOTHER.search(text, *sentence))
