"""Attachments that the text speaks of and the list of attachments does not have."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from zhlint.check import Check, Hit, options
from zhlint.lexicon.numerals import value
from zhlint.patterns.expressions import expression

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from zhlint.document import Document

_SPACE: Final = "[ \u3000\t]*"
_NUMBER: Final = f"{_SPACE}(?P<number>[0-9]{{1,2}}|[一二三四五六七八九十]{{1,2}})"
#: A line that opens the list of attachments: 附件：1.报名表, or 附件1：报名表.
_OPENS: Final = expression(
    rf"(?:(?<=[\r\n])|\A){_SPACE}附{_SPACE}件(?:{_NUMBER})?{_SPACE}(?P<colon>[：:])?(?P<rest>[^\r\n]*)"
)
_ITEM: Final = expression(r"\s*(?P<number>[0-9]{1,2})[.．、](?![0-9])[^\r\n]*")
#: An attachment named in a sentence.
_NAMED: Final = expression(
    rf"(?<![的之])附件{_NUMBER}(?![0-9一二三四五六七八九十]|[号批份条款项篇章年月万]|[.．][0-9])"
)
#: Words before an attachment of another document.
_ANOTHER: Final = expression("[》）文规办法]{1,2}(?:的|中|里)?\\Z")


@options
class AttachmentNumber(Check):
    """Finds attachments that the text names and the list at the end lacks.

    Looks only at drafts that list their attachments from the first one on. The hit is the name in the text; slot: `listed`,
    how many there are.
    """

    slots: ClassVar[tuple[str, ...]] = ("listed",)

    def run(self, document: Document) -> Iterator[Hit]:
        text = document.text
        listed = _listed(text)
        if listed != set(range(1, len(listed) + 1)) or not listed:
            return
        for named in _NAMED.finditer(text):
            number = int(value(named["number"]) or 0)
            if number > len(listed) and not _ANOTHER.search(text, max(0, named.start() - 8), named.start()):
                yield Hit(named.start(), named.end("number"), {"listed": str(len(listed))})


def _listed(text: str) -> set[int]:
    """The numbers of the listed attachments; a list without numbers has one."""
    numbers: set[int] = set()
    for line in _OPENS.finditer(text):
        if line["number"]:
            numbers.add(int(value(line["number"]) or 0))
        elif line["colon"] or not line["rest"].strip():
            numbers.update(_items(text, line.start("rest")) or ({1} if line["rest"].strip() else set()))
    return numbers


def _items(text: str, start: int) -> set[int]:
    """The numbers of a list that begins at `start`: 1.报名表 2.回执."""
    numbers: set[int] = set()
    while (item := _ITEM.match(text, start)) and int(item["number"]) == len(numbers) + 1:
        numbers.add(len(numbers) + 1)
        numbers.update(_more(item, len(numbers)))
        start = item.end()
    return numbers


def _more(item: re.Match[str], count: int) -> Iterator[int]:
    """The further numbers of a line that lists several: 1.报名表 2.回执."""
    line = item[0]
    for number in range(count + 1, count + 10):
        at = line.find(f"{number}.")
        at = at if at >= 0 else line.find(f"{number}．")
        at = at if at >= 0 else line.find(f"{number}、")
        if at < 0:
            return
        line = line[at + 2 :]
        yield number
