"""Faults of paired marks: quotation marks, brackets and title marks."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from zhlint.analysis.marks.mark_faults import mark_faults
from zhlint.check import Check, Fix, Hit, OptionError, Related, options

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zhlint.analysis.marks.fault import Fault
    from zhlint.analysis.marks.pairs import Mark
    from zhlint.document import Document

_NAMES: Final = {
    "round": "括号",
    "square": "方括号",
    "lenticular": "方头括号",
    "tortoise": "六角括号",
    "title": "书名号",
    "inner-title": "书名号",
}
_MATTER: Final = {"引号": "引文", "书名号": "书名"}
_WRONG: Final = {
    "reversed": "左右用反",
    "mismatched": "不是一对",
    "crossed": "互相交叉",
    "single": "应外双内单",
}
_FAULTS: Final = {
    "unbalanced": frozenset({"unbalanced"}), "nested": frozenset({"nested"}), "wrong": frozenset(_WRONG),
}  # fmt: skip
#: So many characters beside a mark are shown, and looked at for the first stop.
_WORDS: Final = 8
_BESIDE: Final = 40
_STOPS: Final = "，。；：！？、…“”‘’（）《》()\r\n"


@options
class PairedMark(Check):
    """Finds the faults of one class among paired marks.

    `fault` is `unbalanced` (no partner), `nested` (inside a pair of its own kind) or `wrong` (turned round, of two kinds,
    crossed, or single quotation marks outermost). Slots: `mark` names the mark; with `unbalanced`, `words` stand beside it,
    `side` and `partner` say what is missing where, `matter` what it marks off; with `wrong`, `what` says what is wrong. With `most`,
    more faults that begin with the same mark are one hit, the first, with its number in `row`.
    """

    slots: ClassVar[tuple[str, ...]] = ("mark", "matter", "partner", "row", "side", "what", "words")

    fault: str
    most: int = 0

    def __post_init__(self) -> None:
        if self.fault not in _FAULTS:
            raise OptionError("fault", f"fault 只能是 {'、'.join(_FAULTS)}，现为 {self.fault}")

    def run(self, document: Document) -> Iterator[Hit]:
        faults = [fault for fault in document.analyse(mark_faults) if fault.kind in _FAULTS[self.fault]]
        alike: dict[str, list[Fault]] = {}
        for fault in faults:
            alike.setdefault(fault.mark.char, []).append(fault)
        for fault in faults:
            same = alike[fault.mark.char]
            is_habit = 0 < self.most < len(same)
            if is_habit and fault is not same[0]:
                continue
            name = _NAMES.get(fault.mark.kind, "引号")
            slots = {
                "mark": name,
                "what": _WRONG.get(fault.kind, ""),
                "row": f"，全文这样的共{len(same)}处" if is_habit else "",
            }
            if fault.kind == "unbalanced":
                slots |= _missing(document.text, fault.mark, name)
            related = tuple(Related(other.start, other.end) for other in same[1:]) if is_habit else ()
            fix = Fix(fault.edits) if fault.edits and not is_habit else None
            yield Hit(fault.start, fault.end, slots, fix, related)


def _missing(text: str, mark: Mark, name: str) -> dict[str, str]:
    """The slots of a mark without partner."""
    matter = _MATTER.get(name, "括注")
    if mark.opens:
        return {
            "words": _words(text[mark.at + 1 : mark.at + _BESIDE]) or "段末", "side": f"前的左{name}后面",
            "partner": f"右{name}", "matter": f"{matter}止于何处",
        }  # fmt: skip
    words = _words(text[max(0, mark.at - _BESIDE) : mark.at][::-1])[::-1]
    return {
        "words": words or "段首",
        "side": f"后的右{name}前面",
        "partner": f"左{name}",
        "matter": f"{matter}起于何处",
    }


def _words(text: str) -> str:
    """The first words of a text, up to a stop; empty at a line end."""
    if text[:1] in {"\r", "\n"}:
        return ""
    for length, char in enumerate(text[:_WORDS]):
        if char in _STOPS and length:
            return text[:length]
    return text[:_WORDS]
