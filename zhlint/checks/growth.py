"""Growth that is not that of the two amounts beside it: 由120人增加到150人，增长30%."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from zhlint.analysis.figures.amounts import FALLS, NUMBER, RISES, UNITS, WHEN, rounded_amount
from zhlint.check import Check, Hit, options
from zhlint.lexicon.numerals import value
from zhlint.patterns.expressions import expression

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from zhlint.analysis.figures.amounts import Amount
    from zhlint.document import Document

#: Two amounts with one unit between 由 and 到 are of one kind, whatever the unit.
_FIRST: Final = rf"(?<![0-9.\-－—])(?P<first>{NUMBER})(?P<unit>{UNITS}|[A-Za-z/]{{1,6}}|[一-龥℃]{{1,4}}?)"
_LAST: Final = rf"(?<![0-9.\-－—])(?P<last>{NUMBER})"
_RATE: Final = (
    r"[了出达为是到约近超逾]{0,3}(?P<rate>[0-9]+(?:\.[0-9]+)?)(?:(?P<times>倍)|[%％](?!以|的))(?![多以至到~～—\-－])"
)
_MOVES: Final = f"{RISES}|{FALLS}|增|升|涨|减|降"
#: An amount that has become another one: 由120人增加到150人，.
_CHANGED: Final = rf"[从由]{WHEN}{_FIRST}，?(?:{_MOVES})[了]?[到至为]{WHEN}{_LAST}(?P=unit)(?:，|——)"
_BECOME: Final = expression(
    rf"{_CHANGED}(?:[^，。；\d均]{{0,2}}[年月]来?间?)?(?:(?P<up>{RISES}|增幅|涨幅)|(?P<down>{FALLS}|降幅|跌幅)){_RATE}"
)
#: An amount that is more or less than another one: 2025人，比上年的1900人增长6.6%.
_BESIDE: Final = expression(
    rf"{_LAST}(?P<unit>{UNITS})，(?:同比|比|较){WHEN}"
    rf"(?<![0-9.\-－—])(?P<first>{NUMBER})(?P=unit)(?:同比)?(?:(?P<up>{RISES}|多|高)|(?P<down>{FALLS}|少|低)){_RATE}"
)
#: Last year's amount and this year's: 去年400万斤，今年500万斤，增长25%.
_THEN: Final = expression(
    rf"(?:去年|上年|前年)[^，。；、\d约近超逾]{{0,8}}(?P<first>{NUMBER})(?P<unit>{UNITS}|[一-龥]{{1,4}}?)，今年[^，。；、\d约近超逾]{{0,8}}(?P<last>{NUMBER})(?P=unit)，"
    rf"(?:同比|比[去上]年)?(?:(?P<up>{RISES})|(?P<down>{FALLS})){_RATE}"
)
#: This year's amount and last year's: 净利润2.9亿元，去年同期为2亿元，增长45%.
_AGAINST: Final = expression(
    rf"{_LAST}(?P<unit>{UNITS})，(?:而)?(?:去年|上年)同期[^，。；、\d约近超逾亏-]{{0,4}}(?P<first>{NUMBER})(?P=unit)，(?:同比)?(?:(?P<up>{RISES})|(?P<down>{FALLS})){_RATE}"
)
#: An amount that has doubled so many times: 由100吨增加到400吨，翻了两番.
_DOUBLED: Final = expression(rf"{_CHANGED}[^，。；\d]{{0,6}}?(?P<doubling>翻了?(?P<doublings>[一二两三四1-4])番)")
#: The least and the most that a doubling may be.
_DOUBLE: Final = 1.85, 2.35
#: What no two amounts alone give, and amounts below nothing.
_OTHER: Final = expression("估计|平均|年均|复合|累计|亏|负|预[估期计]|目标|分别|每")
_EXPECTED: Final = expression("(?:预期|预估|预计|预测|目标)[^，。；0-9]{0,6}\\Z")
#: A number that is not exact; the rate need not be exact either.
_ABOUT: Final = expression("[约近超逾][0-9]|[0-9万亿][余多几]")
#: How far from the true rate such a rate may be, as a share of it.
_LOOSE: Final = 0.15
#: How far from the true rate whole tens of percent may be, as a share of them.
_TENS: Final = 0.05


@options
class Growth(Check):
    """Finds rates of growth, and doublings, that the two amounts before them do not give.

    The amounts have one unit and stand in 由…增加到… or in …，比…的…. Both readings of 倍 are right, and rounding is allowed for.
    The hit is the rate with its word; slot: `right`.
    """

    slots: ClassVar[tuple[str, ...]] = ("right",)
    reach = "paragraph"

    def run(self, document: Document) -> Iterator[Hit]:
        for pattern in (_BECOME, _BESIDE, _THEN, _AGAINST):
            for found in pattern.finditer(document.text):
                first, last = (rounded_amount(found[name]) for name in ("first", "last"))
                if first.size and last.size and not _is_other(document.text, found) and not _fits(found, first, last):
                    yield Hit(found.start("up" if found["up"] else "down"), found.end(), {"right": _right(first, last)})
        for found in _DOUBLED.finditer(document.text):
            first, last = (rounded_amount(found[name]) for name in ("first", "last"))
            if (
                first.size
                and not _OTHER.search(found[0])
                and not _is_doubled(int(value(found["doublings"]) or 0), first, last)
            ):
                yield Hit(*found.span("doubling"), {"right": f"原来的{last.size / first.size:.3g}倍"})


def _is_other(text: str, found: re.Match[str]) -> bool:
    """Whether an amount is no plain one, or what others had expected."""
    return _OTHER.search(found[0]) is not None or _EXPECTED.search(text, 0, found.start()) is not None


def _is_doubled(times: int, first: Amount, last: Amount) -> bool:
    """Whether one amount, roughly doubled so many times, is the other."""
    least, most = _bounds(first, last)
    return most + 1 >= _DOUBLE[0] ** times and least + 1 <= _DOUBLE[1] ** times


def _fits(found: re.Match[str], first: Amount, last: Amount) -> bool:
    """Whether rounded amounts allow the rate, up or down as its word says."""
    rate, place = float(found["rate"]), 10.0 ** -len(found["rate"].partition(".")[2])
    slack = place + rate * (
        _LOOSE if _ABOUT.search(found[0]) else _TENS if rate % 10 == 0 and not found["times"] else 0.0
    )
    least, most = _bounds(first, last)
    if found["down"]:
        least, most = -most, -least
    if not found["times"]:
        return least * 100 - slack <= rate <= most * 100 + slack
    return least - slack <= rate <= most + 1 + slack


def _bounds(first: Amount, last: Amount) -> tuple[float, float]:
    """The least and the greatest growth, as shares of the first amount."""
    least = (last.size - last.grain / 2) / (first.size + first.grain / 2) - 1
    most = (last.size + last.grain / 2) / max(first.size - first.grain / 2, 1e-9) - 1
    return least, most


def _right(first: Amount, last: Amount) -> str:
    change = (last.size - first.size) / first.size * 100
    return f"{'增长' if change >= 0 else '下降'}{abs(change):.1f}%"
