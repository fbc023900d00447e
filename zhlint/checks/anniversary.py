"""Anniversaries, years of history and ages that do not fit the years beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from zhlint.analysis.figures.dates import own_year
from zhlint.check import Check, Hit, Related, options
from zhlint.document import Span
from zhlint.lexicon.numerals import value
from zhlint.lexicon.sentences import clause_around, sentence_around
from zhlint.patterns.expressions import expression

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator, Sequence

    from zhlint.document import Block, Document

_YEAR: Final = expression(r"(?<![0-9])(?:1[0-9]|20)[0-9]{2}(?=年|[）)])")
_ANNIVERSARY: Final = expression(r"(?P<number>[0-9]{1,3}|[一二三四五六七八九十百]{1,5})周年")
#: Years of history of the subject of the clause before; 70多年 is any number from 70 to 79.
_HISTORY: Final = expression(
    r"(?<=，)(?:至今|迄今|距今)?已?有着?(?P<number>[0-9]{1,2}|[1-9][0-9]{2})(?P<more>[多余]?)年的?历史"
)
_BORN: Final = expression(r"(?:出?生于|出生在)(?P<year>(?:1[0-9]|20)[0-9]{2})年")
#: The same with the verb behind it, which is believed within one sentence only.
_BORN_IN: Final = expression(r"(?P<year>(?:1[0-9]|20)[0-9]{2})年(?:[0-9]{1,2}月)?(?:[0-9]{1,2}日)?出生")
_AGE: Final = expression(r"(?:享年|终年|今年|现年)(?P<number>[0-9]{1,3}|[一二三四五六七八九十百]{1,5})岁")
_FOUNDING: Final = (
    "成立|建立|创办|创建|创立|创刊|建校|建厂|建院|建台|建社|诞生|始建|设立|建成|落成|组建|开办|开馆|开业|通车"
)
_FOUNDED: Final = expression(rf"(?:{_FOUNDING}|(?<![重扩改复迁新])建)于(?P<year>(?:1[0-9]|20)[0-9]{{2}})年")
#: Words of a clause that counts from another event, or is about a relative.
_ANOTHER: Final = expression(
    "[早晚]|回归|解放|建国|国庆|建党|建军|结婚|抗战|改革|逝世|诞辰|父|母|儿子|女儿|[长次幼]子|[孙妻]|丈夫|哥哥|姐姐|弟弟|妹妹|老伴|爱人|他[进入到]|[进入]厂"
)
#: Words of a clause that counts to the day of the draft.
_NOW: Final = expression("今年|现年|迎来|即将|将迎|至今|迄今|距今|已有")


@options
class Anniversary(Check):
    """Finds anniversaries, years of history and ages that no year of the paragraph makes right.

    A founding year goes with 周年 and 年历史, a year of birth with 岁; the year must stand once in the paragraph, and the count
    once in it or in the sentence of the year. Any later year of that text may be another beginning, and it or the year of the
    draft the one reckoned to. An anniversary may be the coming one; ages and years of history may be counted one more or less (周岁, 虚岁); 70多年 is any
    number from 70 to 79. Stays silent where no year can be reckoned to, and on what
    counts to a day of the draft that is not known. The hit is the count; slots: `since`, the year of the
    beginning; `years`, the number that comes nearest.
    """

    slots: ClassVar[tuple[str, ...]] = ("since", "years")

    def run(self, document: Document) -> Iterator[Hit]:
        for block in document.of_role("paragraph", "list", "caption", "quotation"):
            text = document[block]
            if "周年" in text:
                yield from self._faults(document, block, _FOUNDED, _ANNIVERSARY, (0, 1))
            if "历史" in text:
                yield from self._faults(document, block, _FOUNDED, _HISTORY, (-1, 0, 1))
            if "岁" in text:
                yield from self._faults(document, block, _BORN, _AGE, (-1, 0, 1))
                for sentence in _sentences(document, block, _BORN_IN):
                    yield from self._faults(document, sentence, _BORN_IN, _AGE, (-1, 0, 1))

    def _faults(
        self,
        document: Document,
        block: Block | Span,
        beginning: re.Pattern[str],
        counting: re.Pattern[str],
        leeway: Sequence[int],
    ) -> Iterator[Hit]:
        """The count of a block that fits no year; none where there are several."""
        reckoning = _reckoning(document.text, block, beginning, counting)
        if reckoning is None:
            return
        since, count, place = reckoning
        own = document.analyse(own_year)
        clause = document[clause_around(document.text, count.start())]
        if _ANOTHER.search(clause) or (not own and _NOW.search(clause) and not _YEAR.search(clause)):
            return
        first, number = int(since["year"]), value(count["number"]) or 0
        if count.groupdict().get("more"):
            leeway = range(1 - (100 if number % 100 == 0 else 10), 2)
        years = [int(year) for year in _YEAR.findall(document.text, *place) if int(year) > first]
        ends = [*years, own] if own else years
        spans = [year - first for year in ends]
        others = [later - year for year in years for later in ends if later > year]
        if spans and not any(span + extra == number for span in (*spans, *others) for extra in leeway):
            nearest = min(spans, key=lambda span: abs(span - number))
            slots = {"since": str(first), "years": str(nearest)}
            yield Hit(*count.span(), slots, None, (Related(*since.span("year")),))


def _reckoning(
    text: str, block: Block | Span, beginning: re.Pattern[str], counting: re.Pattern[str]
) -> tuple[re.Match[str], re.Match[str], Span] | None:
    """The only beginning and count in a block, and the span of its years."""
    beginnings = list(beginning.finditer(text, block.start, block.end))
    counts = list(counting.finditer(text, block.start, block.end))
    if len(beginnings) != 1:
        return None
    sentence = sentence_around(text, beginnings[0].start())
    inside = [count for count in counts if sentence.start <= count.start() < sentence.end]
    if len(inside) == 1:
        return beginnings[0], inside[0], sentence
    return (beginnings[0], counts[0], Span(block.start, block.end)) if len(counts) == 1 else None


def _sentences(document: Document, block: Block, beginning: re.Pattern[str]) -> Iterator[Span]:
    """The sentences of a block that hold a beginning."""
    found = beginning.finditer(document.text, block.start, block.end)
    yield from dict.fromkeys(sentence_around(document.text, one.start(), block.start, block.end) for one in found)
