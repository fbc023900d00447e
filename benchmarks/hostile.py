"""The growth of a check's time with texts that are made to be slow.

    python benchmarks/hostile.py [SIZE]      (characters of the smallest text, 16,000 by default; four times that is measured too)

Prints seconds of processor time for three sizes and the exponent of the last doubling; 1 is linear.
"""

from __future__ import annotations

import sys
import time
from itertools import count
from math import log2
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

_PROSE: Final = "清晨的菜场里，卖豆腐的周师傅揭开蒸笼，热气漫过半条街；排队的人不急。"


def _repeated(piece: str) -> Callable[[int], str]:
    return lambda size: piece * (size // len(piece) + 1)


def _with_count(piece: Callable[[int], str]) -> Callable[[int], str]:
    """A text of the pieces for 0, 1, 2, …"""

    def text(size: int) -> str:
        pieces, length = [], 0
        for number in count():
            if length >= size:
                break
            pieces.append(piece(number))
            length += len(pieces[-1])
        return "".join(pieces)

    return text


def _nested(opener: str, inside: str, closer: str) -> Callable[[int], str]:
    return lambda size: opener * (size // 2) + inside + closer * (size // 2)


def _after_prose(piece: str) -> Callable[[int], str]:
    """Prose, then a piece again and again; the whole counts as a draft."""
    return lambda size: _PROSE * (size // 60) + piece * (size // (2 * len(piece)))


def _han(number: int) -> str:
    return chr(0x4E00 + number * 7919 % 20000)


#: What each text is made of, by a name; `.md` at its end makes it Markdown.
FAMILIES: Final[dict[str, Callable[[int], str]]] = {
    "a comment that never closes.md": lambda size: "<!-- zhlint: " + "a" * size,
    "comments that never close.md": _repeated("<!-- zhlint: ignore PUN001 "),
    "comments on one line.md": _repeated("代表入场,会议。<!-- zhlint: ignore PUN001 好 -->"),
    "a comment for each line.md": _repeated("代表入场,会议。<!-- zhlint: ignore PUN001 好 -->\n\n"),
    "a comment before each paragraph.md": _repeated("<!-- zhlint: ignore PUN001 好 -->\n\n代表入场,会议。\n\n"),
    "half-width brackets, nested": _nested("(", "中", ")"),
    "full-width brackets, nested": _nested("（", "中", "）"),
    "title marks, nested": _nested("《", "中", "》"),
    "quotation marks, nested": _nested("“‘", "中", "’”"),
    "quotation marks, opened only": _repeated("“他说‘好"),
    "quotations, short": _repeated("“好”"),
    "speakers who name another place": _repeated("顺义区某镇党委书记 李某：奋力谱写昌平篇章。\n"),
    "speakers in sections": _repeated(
        "顺义区高丽营镇党委书记 张晓辉\n我们要写好昌平答卷。\n\n昌平区沙河镇党委书记 李国庆\n我们要写好昌平答卷。\n\n"
    ),
    "speakers in one paragraph": _repeated(
        "顺义区委书记李国庆表示，要写好昌平答卷。昌平区委书记张晓辉表示，要写好昌平答卷。"
    ),
    "figures of two widths": _after_prose("0３"),
    "figures": _after_prose("1"),
    "units of measure": _after_prose("1.2"),
    "two scripts": _with_count(lambda number: f"{_han(number)}{'萬與東'[number % 3]}{_han(number + 1)}，"),
    "names in another script": lambda size: _PROSE * (size // 60) + _with_count(lambda number: f"{_han(number)}{_han(number + 5)}萬")(size // 2),
    "places in the wrong place": _repeated("浙江省苏州市，"),
    "sentences, all different": _with_count(lambda number: f"{_han(number)}{_han(number * 3)}{_han(number * 5)}{_han(number * 7)}。"),
    "numbers in order": _with_count(lambda number: f"第{number}，"),
    "一是、二是": _repeated("一是好，二是快，"),
    "two clauses over and over": _repeated("市民在书房里读书，孩子们在广场上放风筝。"),
    "words on one line": _repeated("各家 书店按排了座位"),
    "lines ended by CR": _repeated("按排了座位，\r"),
    "lines ended by CR LF": _repeated("按排了座位，\r\n"),
    "a front matter that never closes.md": lambda size: "---\r\n" + "甲: 乙\r\n" * (size // 6),
}  # fmt: skip


def path(name: str) -> str:
    """The path under which the text of a family is checked."""
    return "draft.md" if name.endswith(".md") else "draft.txt"


def _measure(smallest: int) -> None:
    from zhlint import Linter
    from zhlint.config.model import Config

    linter = Linter(Config(preset="full"))
    for name in ("draft.md", "draft.txt"):
        linter.lint_text(_PROSE * 30 + "浙江省苏州市,萬按排", path=name)
    for family, text in FAMILIES.items():
        seconds = []
        for size in (smallest, 2 * smallest, 4 * smallest):
            written = text(size)
            begun = time.process_time()
            linter.lint_text(written, path=path(family))
            seconds.append(time.process_time() - begun)
        told = "".join(f"{taken:10.3f}" for taken in seconds)
        print(f"{family:40}{told}{log2(seconds[-1] / seconds[-2]):8.2f}", flush=True)


if __name__ == "__main__":
    _measure(int(sys.argv[1]) if len(sys.argv) > 1 else 16_000)
