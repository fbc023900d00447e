"""Anniversary: years since a founding, and ages, that do not fit the years given beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from zhlint.analysis.figures.dates import own_days
from zhlint.check import Check, Hit, Related, options
from zhlint.lexicon.numerals import value
from zhlint.lexicon.sentences import sentence_around
from zhlint.patterns.expressions import expression

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator, Sequence

    from zhlint.document import Block, Document

_YEAR: Final = expression(r"(?<![0-9])(?:1[0-9]|20)[0-9]{2}(?=年|[）)])")
_ANNIVERSARY: Final = expression(r"(?P<number>[0-9]{1,3}|[一二三四五六七八九十百]{1,5})周年")
#: Years of history of what the clause before names; 70多年 is any number from 70 to 79.
_HISTORY: Final = expression(
    r"(?<=，)(?:至今|迄今|距今)?已?有着?(?P<number>[0-9]{1,2}|[1-9][0-9]{2})(?P<more>[多余]?)年的?历史"
)
_BORN: Final = expression(r"(?:出?生于|出生在)(?P<year>(?:1[0-9]|20)[0-9]{2})年")
_AGE: Final = expression(r"(?:享年|终年|今年|现年)(?P<number>[0-9]{1,3}|[一二三四五六七八九十百]{1,5})岁")
_FOUNDING: Final = (
    "成立|建立|创办|创建|创立|创刊|建校|建厂|建院|建台|建社|诞生|始建|设立|建成|落成|组建|开办|开馆|开业|通车"
)
_FOUNDED: Final = expression(rf"(?:{_FOUNDING})于(?P<year>(?:1[0-9]|20)[0-9]{{2}})年")


@options
class Anniversary(Check):
    """A founding year and an anniversary or years of history, or a year of birth and an age, in one paragraph.

    Any year of the paragraph, and the draft's own year, may be the one reckoned to; where none fits, it is a hit. Ages may be
    counted either way (周岁 and 虚岁), and an anniversary may be the coming one. The hit is the anniversary or age; slots:
    `since` (the year of founding or birth), `years` (what the nearest year would give).
    """

    slots: ClassVar[tuple[str, ...]] = ("since", "years")

    def run(self, document: Document) -> Iterator[Hit]:
        for block in document.of_role("paragraph", "list", "caption", "quotation"):
            text = document[block]
            if "周年" in text:
                yield from self._judged(document, block, _FOUNDED, _ANNIVERSARY, (0, 1))
            if "历史" in text:
                yield from self._judged(document, block, _FOUNDED, _HISTORY, (-1, 0, 1))
            if "岁" in text:
                yield from self._judged(document, block, _BORN, _AGE, (-1, 0, 1))

    def _judged(
        self,
        document: Document,
        block: Block,
        since: re.Pattern[str],
        count: re.Pattern[str],
        leeway: Sequence[int],
    ) -> Iterator[Hit]:
        """One beginning and one count in a block, or in the sentence of the beginning; with several it is not clear who is meant."""
        text, start, end = document.text, block.start, block.end
        began, counted = list(since.finditer(text, start, end)), list(count.finditer(text, start, end))
        if len(began) != 1:
            return
        sentence = sentence_around(text, began[0].start())
        inside = [one for one in counted if sentence.start <= one.start() < sentence.end]
        if len(inside) == 1:
            counted, (start, end) = inside, sentence
        if len(counted) != 1:
            return
        first, number = int(began[0]["year"]), value(counted[0]["number"]) or 0
        if counted[0].groupdict().get("more"):
            leeway = range(1 - (100 if number % 100 == 0 else 10), 2)
        known = [int(year) for year in _YEAR.findall(text, start, end) if int(year) > first]
        own = [day.year for day in document.analyse(own_days)[:1]]
        spans = [year - first for year in (*known, *own)]
        if spans and not any(span + more == number for span in spans for more in leeway):
            nearest = min(spans, key=lambda span: abs(span - number))
            slots = {"since": str(first), "years": str(nearest)}
            related = (Related(*began[0].span("year")),)
            yield Hit(*counted[0].span(), slots, None, related)
