"""Spaces between Chinese characters inside a sentence, where nothing of them should be."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING, ClassVar, Final

from zhlint.analysis.marks.paired import KINDS, marked_lines, pair_around
from zhlint.check import Check, Edit, Fix, Hit, options
from zhlint.lexicon.han import HAN_RANGES
from zhlint.lexicon.lines import line_beside
from zhlint.patterns.expressions import expression
from zhlint.reading.grammar.names import SINGLE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zhlint.analysis.marks.paired import MarkedLine
    from zhlint.document import Block, Document

_STOPS: Final = "。；，"
#: What a space may stand beside, besides a Chinese character on its other side.
_MARKS: Final = "，、；：。"
#: What leads into something: before a stop it has lost that, and 了 and 的 before the first stop of a list.
_LEADING: Final = "有是为和与及或由叫"
_ENDING: Final = "了的"
_CREDIT: Final = expression("记者|通讯员|摄影|[摄图文]$|编辑|责编|校对|制图|供图|整理|作者|翻译|播音|讯员")
_LABEL: Final = expression(
    "(?:^|[。；！？])(?:第[〇一二三四五六七八九十百]{1,5}[编章节条款项部分集届回课单元名位]{0,2}|[一二三四五六七八九十]{1,3}|[问答]|附件?[一二三四五六七八九十]?|[图表例注][一二三四五六七八九十]?)$"
)
_ENDS: Final = expression("[。！？…；：][”’）)」』]*(?:[（(][^（）()]{1,30}[）)])*\\Z")
_NAMED: Final = 4
#: So much is shown on either side of the spaces, in characters.
_CONTEXT: Final = 3
_TITLED: Final = KINDS - {"round"}
_SPACE: Final = "[ \u3000\u2002-\u200a]"
_BESIDE: Final = f"[{HAN_RANGES}{_MARKS}]"
#: A sequence of spaces beside Chinese or a stop. The lookbehind follows the first space, so that a search looks for spaces alone.
#: Chinese words and blanks, to the end of a text or from its beginning.
_WORDS_BEFORE: Final = expression(f"[{HAN_RANGES}· \u3000]*\\Z")
_WORDS_AFTER: Final = expression(f"[{HAN_RANGES}· \u3000]*")
_INNER: Final = expression(f"{_SPACE}(?<={_BESIDE}{_SPACE}){_SPACE}*(?={_BESIDE})")


@options
class InnerSpace(Check):
    """Runs of spaces with Chinese on both sides, in blocks of running text.

    Left alone: lists of names (three words and more of two to four characters), a name spaced out or before a colon, credits, code, slogans
    and titles within quotes or title marks, a label or number before its text, and blocks that have no stop or more spaces than stops. The fix is
    `ask` where something may be meant by the space.
    """

    reach: ClassVar[str] = "paragraph"
    slots: ClassVar[tuple[str, ...]] = ("near",)

    def run(self, document: Document) -> Iterator[Hit]:
        number = 0
        for block in _spaced(document):
            found = list(_spaces(document.text, block.start, block.end))
            if not found or not _is_running_text(document.text[block.start : block.end], len(found)):
                continue
            lines = document.analyse(marked_lines)
            while number + 1 < len(lines) and lines[number].end < block.end:
                number += 1
            for space in found:
                if not (
                    _is_beside_code(document, *space.span())
                    or _is_beside_scaffolding(document, *space.span())
                    or _is_wanted(document.text, lines[number], space.start(), space.end())
                ):
                    yield _hit(document.text, *space.span())


def _spaced(document: Document) -> Iterator[Block]:
    """The blocks that may have a space in them, in order."""
    last = None
    for space in _spaces(document.text, 0, len(document.text)):
        block = document.block_at(space.start())
        if block and block != last:
            yield block
        last = block


def _is_beside_code(document: Document, start: int, end: int) -> bool:
    """Whether what stands before or after is no prose: code, a link."""
    at = bisect_left(document.masked, start, key=lambda span: span.end)
    return any(span.start < start <= span.end or span.start <= end < span.end for span in document.masked[at : at + 2])


def _is_beside_scaffolding(document: Document, start: int, end: int) -> bool:
    """Whether a mark of the format, an emphasis say, stands at either end: it may need the space."""
    return any(
        document.source[document.to_source(at - 1, at).end : document.to_source(at, at + 1).start].strip()
        for at in (start, end)
    )


def _spaces(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """The runs of spaces in `start:end` with Chinese on both sides, a stop on one of them at most."""
    for space in _INNER.finditer(text, start, end):
        if text[space.start() - 1] not in _MARKS or text[space.end()] not in _MARKS:
            yield space


def _is_running_text(text: str, spaces: int) -> bool:
    stops = sum(map(text.count, _STOPS))
    return stops > 0 and spaces <= stops and bool(_ENDS.search(text))


def _is_wanted(text: str, line: MarkedLine, start: int, end: int) -> bool:
    before, after = _before(text, start), _after(text, end)
    left, right = re.split("[ \u3000]+", before)[-1], re.split("[ \u3000]+", after)[0]
    return (
        (left in SINGLE and len(right) == 1)
        or _is_name_list(before, after)
        or (text[end + len(right) : end + len(right) + 1] in {"：", ":"} and len(right) <= _NAMED)
        or bool(_LABEL.search(text[max(line.start, start - 8) : start]))
        or bool(_CREDIT.search(before) or _CREDIT.search(after))
        or pair_around(line, start, _TITLED) is not None
    )


def _is_name_list(before: str, after: str) -> bool:
    words = [word for word in re.split("[ \u3000]+", before)[-2:] + re.split("[ \u3000]+", after)[:2] if word]
    return len(words) >= 3 and sum(2 <= len(word) <= _NAMED for word in words) >= 3


def _before(text: str, at: int) -> str:
    found = _WORDS_BEFORE.search(text[max(0, at - 40) : at])
    return found[0].strip() if found else ""


def _after(text: str, at: int) -> str:
    found = _WORDS_AFTER.match(text[at : at + 40])
    return found[0].strip() if found else ""


def _hit(text: str, start: int, end: int) -> Hit:
    safety = None if _is_needless(text, start, end) else "ask"
    near = "".join(line_beside(text, start, end, _CONTEXT))
    return Hit(start, end, {"near": near}, Fix((Edit(start, end, ""),), safety))


def _is_needless(text: str, start: int, end: int) -> bool:
    """Whether nothing can be meant by the space: it is a single one beside a stop.

    Between characters a stop may be missing; several spaces, or a full-width one, may have been a paragraph's end or leave room to write;
    after a word that leads into something, the space may stand where that is gone.
    """
    is_gap = text[end] in _MARKS and text[start - 1] in (_LEADING + _ENDING if text[end] == "、" else _LEADING)
    return text[start:end] == " " and not is_gap and (text[end] in _MARKS or text[start - 1] in _MARKS)
