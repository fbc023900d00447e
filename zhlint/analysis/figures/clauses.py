"""Totals and portions as clauses name them: 共有30家，其中A类12家、B类10家."""

from __future__ import annotations

from typing import Final

from zhlint.analysis.figures.amounts import NUMBER, UNITS
from zhlint.analysis.figures.portions import ITEM, Portion, portion_of
from zhlint.patterns.expressions import expression

#: The most portions a total may have.
_MOST: Final = 40
#: The longest list of portions, in characters.
LONGEST: Final = 900
#: Words that make a number no exact one.
ABOUT: Final = expression("[约近超逾多几上]|(?<![其剩])余|左右|以上|以下|不足|不到|至少")
#: Words of totals that are no sums of their parts.
NO_SUM: Final = expression(
    "缩水|年末|年底|季末|去年|上年|平均|均|每|率|比[重例]|占比|中位|最[高低大小多少]|寿命|[顺逆]差|净|差额|[增减上下][加少升降涨跌]|同比|环比"
)
#: Words of a number that is no portion but a change, or counts from elsewhen.
_CHANGED: Final = expression("同比|环比|增[加长]|减少|上年|去年|累计|出院")
#: The end of a sentence, or of a part of one that says something whole.
SENTENCE_END: Final = expression("[。；！？]")
#: A change that a sentence on a total adds: …45.6万元，同比增长12.3%。其中….
_YEAR_ON_YEAR: Final = expression(r"，(?:同比|比[去上]年)[^，。；！？]{1,16}[%％](?=[，。；])")
#: The label of what is left of the whole.
_REST: Final = expression("其[他余它](?!中)")
_COMMA: Final = expression("([，、和])")
_IN_WORDS: Final = expression(f"[一二三四五六七八九十百](?:{UNITS})")
#: The beginning of what stands beside the total: 搜救出18人，其中8人死亡，另外还有34人失联.
_BESIDES: Final = expression("(?:另外|此外|另)还?有|此外")
#: An amount with its unit; `more` where it is a rough one.
AMOUNT: Final = expression(rf"(?<![0-9.第A-Za-z])(?P<number>{NUMBER})(?P<more>[多余]?)(?P<unit>{UNITS})")


def total_before(text: str, start: int, end: int) -> Portion | None:
    """The last number of the clause before the division, if it is exact."""
    *before, clause = SENTENCE_END.split(_YEAR_ON_YEAR.sub(lambda change: "，" * len(change[0]), text[start:end]))
    if not clause and before:
        clause = before[-1] + text[end - 1]
    numbers = list(AMOUNT.finditer(clause))
    if not numbers or NO_SUM.search(clause) or _IN_WORDS.search(clause, numbers[-1].end()):
        return None
    last = numbers[-1]
    if (
        any(other["unit"] == last["unit"] for other in numbers[:-1])
        or last["more"]
        or ABOUT.search(clause[max(0, last.start() - 2) : last.start()])
        or ABOUT.match(clause[last.end() :])
    ):
        return None
    offset = end - len(clause)
    return portion_of("", last, offset)


def portions_up_to(text: str, start: int, end: int, total: Portion) -> tuple[Portion, ...]:
    """The portions up to the sentence's end, the whole, or its rest.

    Empty unless every one of them is a label and an exact number of the unit of the total.
    """
    sentence = SENTENCE_END.split(text[start : min(end, start + LONGEST)], maxsplit=1)[0]
    portions, at, mark = [], start, ""
    for item in _COMMA.split(sentence, maxsplit=_MOST):
        if _BESIDES.match(item):
            break
        if item == "，" and mark == "、":
            return ()  # 其中甲类2家、乙类3家，共有职工… : the list may be over
        mark = item if item in {"，", "、"} else mark
        match = ITEM.fullmatch(item)
        if (
            match
            and match["unit"] == total.unit
            and not _CHANGED.search(match["label"])
            and not ABOUT.search(match["label"][-2:] + match["tail"])
        ):
            portions.append(portion_of(match["label"] + match["tail"], match, at))
            if round(sum(portion.amount for portion in portions), 4) == total.amount or _REST.match(match["label"]):
                break
        elif item not in {"，", "、", "和", ""}:
            return ()
        at += len(item)
    return tuple(portions) if len(portions) > 1 else ()
