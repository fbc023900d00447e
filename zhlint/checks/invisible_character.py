"""Characters that nobody sees: zero-width, control and no-break ones."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, ClassVar, Final

from zhlint.analysis.bigrams import alphabet
from zhlint.analysis.script import script
from zhlint.check import Check, Edit, Fix, Hit, options
from zhlint.lexicon.han import HAN_RANGES, is_han
from zhlint.lexicon.lines import line_beside
from zhlint.patterns.expressions import expression

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zhlint.document import Document

_NAMES: Final = {
    "\ufeff": "字节序标记", "\u00ad": "软连字符", "\u00a0": "不换行空格", "\u202f": "不换行窄空格",
    "\u2028": "行分隔符", "\u2029": "段分隔符", "\u0085": "换行控制符", "\u000b": "垂直制表符", "\u000c": "换页符", "\ufe0f": "变体选择符",
}  # fmt: skip
_JOINERS: Final = "\u200c\u200d\u200e\u200f"
_SPACES: Final = "\u00a0\u202f"
_LOST_ENDS: Final = "\u2028\u2029\u0085\u000b\u000c"
#: So much of the text on either side is shown, in characters.
_CONTEXT: Final = 4
_RUNNING: Final = frozenset({"paragraph", "quotation", "question"})
#: Any character that a sequence of invisible ones may consist of.
_ANY: Final = expression(
    "[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u00a0\u00ad\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufe0f\ufeff]"
)
_SEQUENCE: Final = expression(
    f"\u00a0(?:[ \u00a0]*\u00a0)?|\u202f+|[\u2028\u2029\u0085\u000b\u000c]|(?<=[\u3000-\u303f{HAN_RANGES}\uff00-\uffef])\ufe0f+"
    "|[\u0000-\u0008\u000e-\u001f\u007f-\u0084\u0086-\u009f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]+"
)


@options
class InvisibleCharacter(Check):
    """Finds sequences of invisible characters, which spoil search, checking and type.

    The fix takes them out, but each no-break space becomes a space: it may part names, the halves of a headline or
    paragraphs. Control characters may stand for what was lost: their fix is `ask`. Line separators have no fix. Stays silent
    on joiners inside emoji, on marks of direction in right-to-left text, and on no-break spaces that indent a line or stand
    between foreign words or figures; in traditional drafts, where they set apart foreign words, marks and halves of a line,
    on all no-break spaces but those between two Chinese characters of running text. Slots: `name` and `codepoint` of the
    first character, `near`, the visible text on both sides, and `advice`.
    """

    reach: ClassVar[str] = "paragraph"
    slots: ClassVar[tuple[str, ...]] = ("advice", "codepoint", "name", "near")

    def literals(self) -> str:
        return "".join(filter(_ANY.match, map(chr, range(0x10000))))

    def run(self, document: Document) -> Iterator[Hit]:
        text = document.text
        if not _ANY.search(document.analyse(alphabet)):
            return
        for match in _SEQUENCE.finditer(text):
            start, end = match.span()
            block = document.block_at(start)
            if block and not _is_right_here(text, start, end) and not _is_typeset(document, block.role, start, end):
                yield Hit(start, end, _slots(text, start, end), _fix(text, start, end))


def _is_right_here(text: str, start: int, end: int) -> bool:
    before, after = text[start - 1 : start], text[end : end + 1]
    if text[start] in "\u00a0\u202f":
        return _is_foreign(before) and _is_foreign(after)
    if all(char in _JOINERS for char in text[start:end]):
        return any(_is_emoji(char) or unicodedata.bidirectional(char) in {"R", "AL"} for char in before + after)
    return False


def _is_typeset(document: Document, role: str, start: int, end: int) -> bool:
    """Whether a no-break space of a traditional draft sets something apart."""
    text = document.text
    if text[start] != "\u00a0" or document.analyse(script) != "traditional":
        return False
    return role not in _RUNNING or not (is_han(text[start - 1 : start]) and is_han(text[end : end + 1]))


def _is_foreign(char: str) -> bool:
    return bool(char) and char < "\u2000" and not char.isspace()


def _is_emoji(char: str) -> bool:
    return char == "\ufe0f" or unicodedata.category(char) in {"So", "Sk"}


def _slots(text: str, start: int, end: int) -> dict[str, str]:
    char = text[start]
    before, after = line_beside(text, start, end, _CONTEXT)
    name = _NAMES.get(char) or ("零宽字符" if char >= "\u2000" else "控制字符")
    return {
        "name": name,
        "codepoint": f"U+{ord(char):04X}",
        "near": f"{before}▯{after}",
        "advice": _advice(text, start),
    }


def _fix(text: str, start: int, end: int) -> Fix | None:
    char = text[start]
    if char in _LOST_ENDS:
        return None
    if char in _SPACES:
        return Fix((Edit(start, end, " " * (end - start)),))
    return Fix((Edit(start, end, ""),), "ask" if char < "\u00a0" else None)


def _advice(text: str, start: int) -> str:
    if text[start] in _LOST_ENDS:
        return "应换成换行或删去"
    if text[start] in _SPACES:
        return "应改为空格或删去"
    return "请核原稿后删去" if text[start] < "\u00a0" else "应删去"
