"""What a web page or a typesetting program leaves in copied text: tags, entities, comments and escapes."""

from __future__ import annotations

from html import unescape
from typing import TYPE_CHECKING, ClassVar, Final

from zhlint.analysis.marks.masks import masks
from zhlint.check import Check, Edit, Fix, Hit, options
from zhlint.lexicon.han import HAN_RANGES
from zhlint.patterns.expressions import expression
from zhlint.phrasing.quoting import quote

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from zhlint.document import Document

_ENTITY: Final = (
    "&(?:(?:nbsp|ensp|emsp|thinsp|zwnj|zwj|shy|#160|#8203|#x?[aA]0|#12288|#x3000|#13|#10);?"
    "|(?:amp|lt|gt|quot|apos|ldquo|rdquo|lsquo|rsquo|middot|mdash|hellip|times|deg|permil|yen);|#x?[0-9a-fA-F]{2,6};)"
)
_BLOCKS: Final = "p|br|hr|div|center|table|tbody|tr|td|th|h[1-6]|ul|ol|li|section|figure"
_TAG: Final = f"</?(?i:(?P<block>{_BLOCKS})|span|strong|b|em|i|u|a|img|font|script|style|iframe|input|o:p)(?:\\s[^<>\\r\\n]{{0,300}})?/?>"
#: An escape beside Chinese, not a step of a path.
_ESCAPE: Final = f"(?<=[{HAN_RANGES}，。！？；：、”’》）])(?P<escape>(?:\\\\[nrt]|\\\\u(?:3000|00a0|200b|feff)|\\\\xa0)+)(?![A-Za-zＡ-Ｚａ-ｚ\\\\])"
_SHOWN: Final = 30
_RESIDUE: Final = expression(f"{_ENTITY}|{_TAG}|<!--.{{0,80}}?-->|{_ESCAPE}")


@options
class MarkupResidue(Check):
    """Tags, entities, comments and escapes, each a hit; more than `most` of them are one hit, at the first. Slot `what`: it, or their number.

    The fix is `ask`: a text may speak of a tag. Tags go, entities become their characters, and where a block or a cell begins or
    ends a line ends: what two cells hold is never run together.
    """

    slots: ClassVar[tuple[str, ...]] = ("what",)

    most: int = 8

    def literals(self) -> frozenset[str]:
        return frozenset("&<\\")

    def run(self, document: Document) -> Iterator[Hit]:
        covers = document.analyse(masks).cover
        found = [match for match in _RESIDUE.finditer(document.text) if not covers(*match.span())]
        edits = [
            Edit(*match.span(), new) for match, new in zip(found, _replacements(document.text, found), strict=True)
        ]
        if len(found) > self.most:
            first = found[0]
            yield Hit(*first.span(), {"what": f"共{len(found)}处标记，自{_shown(first)}起"}, Fix(tuple(edits), "ask"))
            return
        for match, edit in zip(found, edits, strict=True):
            yield Hit(*match.span(), {"what": _shown(match)}, Fix((edit,), "ask"))


def _shown(match: re.Match[str]) -> str:
    text = match[0] if len(match[0]) <= _SHOWN else f"{match[0][:_SHOWN]}……"
    return quote(text)


def _replacements(text: str, found: list[re.Match[str]]) -> Iterator[str]:
    """What stands for each residue: of several side by side one at most is a line end, and none at a line end."""
    for run in _side_by_side(found):
        before, after = text[max(0, run[0].start() - 1) : run[0].start()], text[run[-1].end() : run[-1].end() + 1]
        broken = before in {"", "\r", "\n"} or after in {"", "\r", "\n"}
        for new in map(_replacement, run):
            yield "" if new == "\n" and broken else new
            broken = broken or new == "\n"


def _side_by_side(found: list[re.Match[str]]) -> Iterator[list[re.Match[str]]]:
    run: list[re.Match[str]] = []
    for match in found:
        if run and run[-1].end() != match.start():
            yield run
            run = []
        run.append(match)
    if run:
        yield run


def _replacement(match: re.Match[str]) -> str:
    whole = match[0]
    if match["block"]:
        return "\n"
    if match["escape"]:
        return "\n" if "n" in whole else " " if "\\t" in whole else ""
    if whole.startswith("<"):
        return ""
    character = unescape(whole if whole.endswith(";") else f"{whole};")
    return " " if character.isspace() else character if character.isprintable() else ""
