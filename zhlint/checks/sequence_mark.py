"""Marks after words and numbers of order: 第一，, （一）, ①."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final, NamedTuple

from zhlint.check import Check, Edit, Fix, Hit, options
from zhlint.patterns.expressions import expression

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from zhlint.document import Document

_NUMERALS: Final = "一二三四五六七八九十"
_ORDER: Final = {"首先": 1, "其次": 2, "再次": 3, "最后": 9}
_NUMBER: Final = f"[{_NUMERALS}]{{1,3}}"
#: A word of order before 、, or a number in brackets or a circle before 、 or ，, where a line or a clause begins.
_WRONG: Final = expression(
    f"(?:(?:\\A|(?<=[\r\n]))[ \u3000]*|(?<=[。；：！？”]))"
    f"(?:(?P<word>第{_NUMBER}|首先|其次|再次)、(?![{_NUMERALS}第])"
    f"|(?P<bracket>[（(](?:{_NUMBER}|\\d{{1,2}})[）)]|[①-⑳])[、，])(?![（(①-⑳第])(?=\\S)"
)


class _Item(NamedTuple):
    """An item at `start:end`, which ends with the mark.

    `right` takes the place of the mark. Items of one `kind` are of the same form.
    """

    kind: str
    number: int
    start: int
    end: int
    right: str


@options
class SequenceMark(Check):
    """Finds 第一、, 首先、, （一）、 and ①、 at the head of a sentence or a line.

    The fix writes a comma after a word of order, and takes the mark after a bracket or circle away. Stays silent on an item
    without a sibling one number off in the same form.
    """

    slots: ClassVar[tuple[str, ...]] = ()

    def run(self, document: Document) -> Iterator[Hit]:
        items = [_item(match) for match in _WRONG.finditer(document.text)]
        numbers = {(item.kind, item.number) for item in items}
        for item in items:
            if any((item.kind, item.number + step) in numbers for step in (-1, 1)):
                yield Hit(item.start, item.end, {}, Fix((Edit(item.end - 1, item.end, item.right),)))


def _item(match: re.Match[str]) -> _Item:
    group = match.lastgroup or ""
    label, (start, end) = match[group], (match.start(group), match.end())
    if group == "word":
        number = _ORDER.get(label) or _value(label[1:])
        return _Item(label[0] if label[0] == "第" else group, number, start, end, "，")
    if len(label) == 1:
        return _Item("circled", ord(label) - ord("①") + 1, start, end, "")
    inner = label.strip("（）()")
    return _Item(f"({inner.isdigit()})", int(inner) if inner.isdigit() else _value(inner), start, end, "")


def _value(numeral: str) -> int:
    tens, ten, ones = numeral.rpartition("十")
    return (10 * (_NUMERALS.find(tens) + 1 if tens else 1) if ten else 0) + (_NUMERALS.find(ones) + 1 if ones else 0)
