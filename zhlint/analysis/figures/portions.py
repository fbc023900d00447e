"""Portions of a total, and whether they are all that there are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from zhlint.analysis.figures.amounts import NUMBER, UNITS, amount
from zhlint.patterns.expressions import expression

if TYPE_CHECKING:
    import re

#: A portion: what it counts, its number and its unit.
ITEM: Final = expression(
    rf"(?P<label>[^0-9]{{0,14}}?)(?P<number>{NUMBER})(?P<unit>{UNITS})(?![/／])(?P<tail>[^0-9]{{0,8}})"
)
#: So many places of one kind leave none out where they come to nearly the whole.
_MANY: Final = 6
_NEARLY: Final = 0.99
#: Words of portions that may overlap, and so need not add up to the whole.
_OVERLAP: Final = expression(
    "女|少数民族|党员|团员|青年|老[年人]|未成年|残疾|贫困|农村|博士|硕士|研究生|高级|重点|新增|本[市省区县]|外[籍地]|首次|累计|^可|已|曾|正在|拟|^待|未"
)
#: The first characters of classes that are all there are: 甲类, 乙类, 丙类.
_SERIES: Final = (
    "甲乙丙丁戊己",
    "一二三四五六七八九十",
    "特一二三",
    "ABCDEFG",
    "ⅠⅡⅢⅣⅤ",
    "金银铜",
    "大中小",
    "老中青",
    "上中下",
)
#: Classes that none belongs to twice, by their first words.
_APART: Final = (
    ("男", "女"),
    ("学生", "教师"),
    ("学生", "老师"),
    ("学生", "教职工"),
    ("城镇", "农村"),
    ("城市", "农村"),
    ("赞成", "反对"),
    ("赞成", "反对", "弃权"),
    ("同意", "反对", "弃权"),
)
#: What money is for: nothing of it is spent twice.
_SPENT: Final = "用于"


class Portion(NamedTuple):
    """One number with its unit and its span.

    `label` is what it counts. `grain` is what its last digit is worth where it is rounded (1.9亿: ten million), 0 for
    a plain whole number.
    """

    label: str
    amount: float
    grain: float
    unit: str
    start: int
    end: int


def portion_of(label: str, match: re.Match[str], offset: int) -> Portion:
    """The portion of a match with `number` and `unit`, in a string at an offset."""
    size, grain = amount(match["number"])
    return Portion(label, size, grain, match["unit"], match.start("number") + offset, match.end("unit") + offset)


def are_classes(portions: tuple[Portion, ...]) -> bool:
    """Whether portions are classes of one kind, none of which overlaps another."""
    labels = [portion.label for portion in portions]
    if not all(labels) or len(set(labels)) < len(labels):
        return False
    if any(_are_these(labels, words) for words in _APART) or all(label.startswith(_SPENT) for label in labels):
        return True
    if any(map(_OVERLAP.search, labels)):
        return False
    return _are_all(labels) or (len(labels) > 2 and len({label[-1].replace("乡", "镇") for label in labels}) == 1)


def nearly_fill(portions: tuple[Portion, ...], total: Portion) -> bool:
    """Whether many portions come so near to the total that no further one fits."""
    added = sum(portion.amount for portion in portions)
    return len(portions) >= _MANY and _NEARLY * total.amount <= added < total.amount


def are_all_classes(portions: tuple[Portion, ...]) -> bool:
    """Whether there can be no further class: men and women, a rest, 甲乙丙."""
    return _are_all([portion.label for portion in portions])


def _are_these(labels: list[str], words: tuple[str, ...]) -> bool:
    """Whether each label begins with a word of its own."""
    begun = {next((word for word in words if label.removeprefix("有").startswith(word)), "") for label in labels}
    return len(labels) == len(words) and begun == set(words)


def _are_all(labels: list[str]) -> bool:
    if _are_these(labels, _APART[0]) or labels[-1].startswith(("其他", "其余", "另外", "其它")):
        return True
    return len(labels) > 2 and any("".join(label[:1] for label in labels) in series for series in _SERIES)
