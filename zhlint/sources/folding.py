"""Texts as they are compared with a source: what does not count is folded away.

White space, invisible characters and quotation marks are dropped; full-width forms become half-width, traditional characters
simplified; a run of dots is one ellipsis, a run of strokes one dash.
"""

from __future__ import annotations

import re
from array import array
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from zhlint.storage.tables import rows

if TYPE_CHECKING:
    from collections.abc import Mapping

#: The sign of an omission in folded text.
ELLIPSIS: Final = "…"
#: Marks that stand at the border of a quotation without counting.
BORDER: Final = ",.;:!?、—…-~·()[]{}《》〈〉"
_QUOTES: Final = "“”„‟\"＂‘’‚‛'＇「」『』﹁﹂﹃﹄〝〞〟｢｣"
_INVISIBLE: Final = "\u200b\u200c\u200d\u2060\ufeff\u00ad"
_SPACE: Final = " "
_WIDTHS: Final = {
    **{chr(wide): chr(wide - 0xFEE0) for wide in range(0xFF01, 0xFF5F)},
    **dict.fromkeys(_QUOTES + _INVISIBLE, _SPACE),
    **dict.fromkeys("。｡", "."), "､": "、", **dict.fromkeys("•・‧･", "·"), **dict.fromkeys("―–─", "—"), "⋯": ELLIPSIS,
}  # fmt: skip
#: Characters that the simplified script has as well, with another use there.
_AMBIGUOUS: Final = {
    "著": "着", "乾": "干", "藉": "借", "瞭": "了", "於": "于", "妳": "你", "牠": "它", "祂": "它", "衹": "只", "祇": "只",
}  # fmt: skip
#: Characters of the traditional script beside those of the table.
_OTHERS: Final = dict(
    zip(
        "後釐祕諮谘餘馀暱衞敍迳逕誒簷痺睪顎鍾锺鉅钜緒綠徵",
        "后厘秘咨咨余余昵卫叙径径诶檐痹睾腭钟钟巨巨绪绿征",
        strict=True,
    )
)
#: Characters of which either is written for the other in the traditional script, by region and by habit.
VARIANTS: Final = frozenset(
    map(frozenset, ("着著", "复覆", "干乾", "借藉", "了瞭", "于於", "你妳", "它牠", "只衹", "伙夥", "折摺", "占佔", "周週", "台臺", "挨捱", "烟菸",
                    "拼拚", "并併", "采採", "游遊", "志誌", "向嚮", "布佈", "表錶", "里裡", "系係", "准準", "制製", "注註", "升昇", "征徵", "郁鬱", "熏薰", "夫伕", "坐座", "具俱", "苏甦", "背揹", "苎苧", "克剋", "泛氾", "飚飈", "搜蒐", "仿彷"))
)  # fmt: skip
#: Words in which these keep their form.
_KEEPING: Final = re.compile(
    "显著|名著|著名|著作|卓著|原著|土著|专著|编著|著述|著称|论著|巨著|译著|著者|著书|昭著|乾坤|乾隆|乾陵|慰藉|狼藉|蕴藉|瞭望"
)
_PIECE: Final = re.compile(r"\s+|…+|\.{3,}|—+|--+|[^\s….—-]+|[.-]")
#: What the record of a speech puts in brackets: （热烈鼓掌）.
_STAGE_NOTE: Final = re.compile(
    r"[（(][^（）()\r\n]{0,12}(?:掌声|掌聲|鼓掌|笑声|笑聲|欢呼|歡呼)[^（）()\r\n]{0,6}[）)]"
)


class Folded(NamedTuple):
    """A text as it is compared; `offsets` gives the original place of each character."""

    text: str
    offsets: array[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The original span of a non-empty piece."""
        return self.offsets[start], self.offsets[end - 1] + 1


def fold(text: str, *, traditional: bool = False, spoken: bool = False) -> Folded:
    """The text as it is compared.

    A `traditional` text has characters with two readings decided. In a `spoken` one, the notes of a record (（鼓掌）) are left out.
    """
    if spoken and ("（" in text or "(" in text):
        text = _STAGE_NOTE.sub(lambda note: _SPACE * len(note[0]), text)
    plain = text.translate(_table())
    if traditional:
        plain = _decide(plain)
    kept: list[str] = []
    offsets = array("L")
    for piece in _PIECE.finditer(plain):
        start, end = piece.span()
        head = plain[start]
        if head.isspace():
            continue
        if head == ELLIPSIS or (head == "." and end - start > 1):
            kept.append(ELLIPSIS)
            offsets.append(start)
        elif head == "—" or (head == "-" and end - start > 1):
            kept.append("—")
            offsets.append(start)
        else:
            kept.append(plain[start:end])
            offsets.extend(range(start, end))
    return Folded("".join(kept), offsets)


def without_border(text: str) -> tuple[int, int]:
    """The span of a folded text without the marks at its border."""
    start = len(text) - len(text.lstrip(BORDER))
    return start, max(start, len(text.rstrip(BORDER)))


def _decide(plain: str) -> str:
    """A text with the ambiguous characters of the traditional script decided by their words."""
    if not any(char in plain for char in _AMBIGUOUS):
        return plain
    chars = [_AMBIGUOUS.get(char, char) for char in plain]
    for word in _KEEPING.finditer(plain):
        chars[word.start() : word.end()] = word[0]
    return "".join(chars)


@cache
def _table() -> Mapping[int, str]:
    """The replacements of single characters."""
    simplified: dict[str, str] = {}
    for script, character, counterpart in rows("script-characters.tsv"):
        if len(character) == len(counterpart) == 1:
            one, other = (character, counterpart) if script == "simplified" else (counterpart, character)
            simplified.setdefault(one, other)
    # A character that both scripts have is decided by words.
    for character in {*simplified.values(), *_AMBIGUOUS} & simplified.keys():
        del simplified[character]
    return str.maketrans({**simplified, **_OTHERS, **_WIDTHS})
