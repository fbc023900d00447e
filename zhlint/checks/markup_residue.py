"""Mark-up of web pages and typesetting programs in copied text."""

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
#: An escape beside Chinese, not a folder of a path.
_ESCAPE: Final = f"(?<=[{HAN_RANGES}，。！？；：、”’》）])(?P<escape>(?:\\\\[nrt]|\\\\u(?:3000|00a0|200b|feff)|\\\\xa0)+)(?![A-Za-zＡ-Ｚａ-ｚ\\\\])"
#: So much of a tag is shown, in characters.
_SHOWN: Final = 30
_RESIDUE: Final = expression(f"{_ENTITY}|{_TAG}|<!--.{{0,80}}?-->|{_ESCAPE}")


@options
class MarkupResidue(Check):
    """Finds tags, entities, comments and escapes.

    More than `most` of them are one hit, at the first. Tags go, entities become their characters, and where a block or a cell
    begins or ends a line ends, so that two cells are never run together. The fix is `ask`, since a text may speak of a tag.
    Stays silent on code. Slot: `what`, the mark-up or its number.
    """

    slots: ClassVar[tuple[str, ...]] = ("what",)

    most: int = 8

    def literals(self) -> frozenset[str]:
        return frozenset("&<\\")

    def run(self, document: Document) -> Iterator[Hit]:
        covers = document.analyse(masks).cover
        residues = [match for match in _RESIDUE.finditer(document.text) if not covers(*match.span())]
        edits = [
            Edit(*match.span(), new)
            for match, new in zip(residues, _replacements(document.text, residues), strict=True)
        ]
        if len(residues) > self.most:
            first = residues[0]
            yield Hit(
                *first.span(), {"what": f"共{len(residues)}处标记，自{_shown(first)}起"}, Fix(tuple(edits), "ask")
            )
            return
        for match, edit in zip(residues, edits, strict=True):
            yield Hit(*match.span(), {"what": _shown(match)}, Fix((edit,), "ask"))


def _shown(match: re.Match[str]) -> str:
    text = match[0] if len(match[0]) <= _SHOWN else f"{match[0][:_SHOWN]}……"
    return quote(text)


def _replacements(text: str, residues: list[re.Match[str]]) -> Iterator[str]:
    """The replacement of each residue.

    Of several side by side one at most is a line end.
    """
    for row in _side_by_side(residues):
        before, after = text[max(0, row[0].start() - 1) : row[0].start()], text[row[-1].end() : row[-1].end() + 1]
        at_line_end = before in {"", "\r", "\n"} or after in {"", "\r", "\n"}
        for replacement in map(_replacement, row):
            yield "" if replacement == "\n" and at_line_end else replacement
            at_line_end = at_line_end or replacement == "\n"


def _side_by_side(residues: list[re.Match[str]]) -> Iterator[list[re.Match[str]]]:
    """The residues in rows, each right after the other."""
    row: list[re.Match[str]] = []
    for match in residues:
        if row and row[-1].end() != match.start():
            yield row
            row = []
        row.append(match)
    if row:
        yield row


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
