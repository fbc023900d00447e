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
#: An event of a year: 2023年春季运动会.
_OF_YEAR: Final = expression(
    r"(?<![0-9])(?P<number>(?:19|20)[0-9]{2})(?P<unit>年度?|级)(?P<event>(?![上下]半年|全年|前?[一二三四]季度|国内|[初底末中]|以[来前后上下]|[春夏秋冬]天|前后)[一-龥]{4,20})"
)
_BODY: Final = ("paragraph", "list", "quotation")
#: So many characters after the number, and after a year, make two events one.
_SAME: Final = 3
_SAME_OF_YEAR: Final = 4
#: Words of a sentence on an earlier or later event of the kind.
_ANOTHER: Final = expression(
    "[去前次明]年|同比|[比较与]20|上[届期次一]|下[届期次一]|往届|历届|首届|前[0-9一二两三四五六七八九十]|曾|此前|年前|从第|自第|到第|至第"
)


@options
class EditionDrift(Check):
    """Finds events of the headline that have another number or year in the body.

    Two are one where the first three characters behind 届, 期 or 次 are the same, or the first four behind a year. Stays silent
    where the body has the number of the headline too, or several, or where its sentence is on another year. The hit is the number in the headline; slot: `body`.
    """

    slots: ClassVar[tuple[str, ...]] = ("body",)

    def literals(self) -> tuple[str, ...]:
        return "届", "期", "次", "年", "级"

    def run(self, document: Document) -> Iterator[Hit]:
        yield from _drifts(document, _EDITION, _SAME)
        for hit in _drifts(document, _OF_YEAR, _SAME_OF_YEAR):
            year = document.text[hit.start : hit.start + 4]
            if year not in document.text[hit.end :]:
                yield hit


def _drifts(document: Document, kind: re.Pattern[str], length: int) -> Iterator[Hit]:
    """The events of one kind that the headline numbers otherwise than the body."""
    text = document.text
    shown = [one for block in document.of_role("headline") for one in kind.finditer(text, block.start, block.end)]
    if not shown:
        return
    told = [one for block in document.of_role(*_BODY) for one in kind.finditer(text, block.start, block.end)]
    for headline in shown:
        same = [one for one in told if _is_one(headline, one, length)]
        numbers = {value(one["number"]) for one in same}
        others = len(numbers) == 1 and value(headline["number"]) not in numbers
        if others and not any(_is_another(text, one) for one in same):
            start, end = same[0].start(), same[0].end("unit")
            yield Hit(headline.start(), headline.end("unit"), {"body": text[start:end]}, None, (Related(start, end),))


def _is_one(one: re.Match[str], other: re.Match[str], length: int) -> bool:
    """Whether two numbered events are one by name."""
    return one["unit"] == other["unit"] and one["event"][:length] == other["event"][:length]


def _is_another(text: str, one: re.Match[str]) -> bool:
    """Whether the sentence of an event is on another year."""
    sentence = sentence_around(text, one.start())
    return bool(_ANOTHER.search(text, *sentence))
