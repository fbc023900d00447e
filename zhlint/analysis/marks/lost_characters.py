"""Characters that were lost: question marks, U+FFFD and 锟斤拷 in their place."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, Final

from zhlint.analysis.marks.masks import masks
from zhlint.document import Span
from zhlint.lexicon.han import HAN, HAN_RANGES
from zhlint.patterns.expressions import expression

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from zhlint.document import Block, Document

#: A text without any of these has lost nothing that is found here.
SIGNS: Final = frozenset("?\ufffd锟烫屯")
_QUESTION_WORD: Final = expression(
    f"真的|当真|莫非|[吗呢吧么嘛谁哪啥咋何几]|什么|怎|多少|多[大久长高远]|是否|能否|可否|会否|有无|有没有|是不是|要不要|难道|岂|还是|({HAN})[不没]\\1"
)
_NAME: Final = "阿万烈朗凡茨顿逊埃艾安奥巴贝比彼波伯布达德迪丁尔法菲弗夫福盖哥格哈汉赫霍基吉加杰卡凯科克库拉莱兰劳勒雷丽利林琳卢鲁伦罗洛马玛迈曼梅蒙米姆纳娜尼努诺帕佩皮普齐奇乔切萨塞沙史斯苏索塔泰特托瓦威韦维沃西希夏谢亚扬伊詹"
_SIGN: Final = expression(
    "\ufffd+|(?<![“‘「《])(?:(?:锟斤拷)+(?:锟斤?)?|(?<![好真太很发滚])烫{3,}(?![烫的地了啊呀吧啦])|屯{3,}(?![屯垦田兵]))|(?<![?!])[?]+(?![?!])"
)
_HAN: Final = expression(HAN)
#: A character that continues or ends a clause: it follows lost characters, not a question.
_CONTINUATION: Final = expression(f"[{HAN_RANGES}0-9，。、；：]")
_CLAUSE_HEAD: Final = expression("(?:\\A|[\r\n，。、；：！？“‘《（])[ \u3000]*\\Z")
_NEAR_CLAUSE_HEAD: Final = expression(f"(?:\\A|[\r\n，。、；：！？“‘《（?])[ \u3000]*[{HAN_RANGES}]?\\Z")
_BEFORE: Final = expression(f"[{HAN_RANGES}0-9\r\n，。、；：！？“‘《（ \u3000]\\Z")
_CLAUSE: Final = expression("[^。！？；?!\r\n]*\\Z")
_NAME_BEFORE: Final = expression(f"[{_NAME}]{{2}}\\Z")
_NAME_AFTER: Final = expression(f"[{_NAME}]{{2}}")


class _Lost:
    """The spans of lost characters by block, each read when first asked for."""

    def __init__(self, document: Document) -> None:
        self._document = document
        # One by one: the set of all characters of a long document takes far longer.
        self._has_signs = any(sign in document.text for sign in SIGNS)
        self._by_block: dict[Block, tuple[Span, ...]] = {}

    def within(self, block: Block) -> tuple[Span, ...]:
        """The spans in a block, in order."""
        if not self._has_signs:
            return ()
        if block not in self._by_block:
            self._by_block[block] = tuple(_in(self._document, block))
        return self._by_block[block]


def lost_characters(document: Document) -> Iterator[Span]:
    """Yields the spans of lost characters, in order.

    A single half-width question mark between two Chinese characters may end a question: it counts where it cuts a
    foreign name or the first character off a clause, or where its paragraph has lost others.
    """
    lost = document.analyse(_Lost)
    for block in document.blocks:
        yield from lost.within(block)


def is_lost(document: Document, start: int, end: int) -> bool:
    """Whether `start:end` lies in a span of lost characters."""
    block = document.block_at(start)
    spans = document.analyse(_Lost).within(block) if block else ()
    index = bisect_right(spans, start, key=lambda span: span.start) - 1
    return index >= 0 and end <= spans[index].end


def _in(document: Document, block: Block) -> Iterator[Span]:
    text, covers = document.text, document.analyse(masks).cover
    matches = [match for match in _SIGN.finditer(text, block.start, block.end) if not covers(*match.span())]
    sure = {match.start() for match in matches if _is_sure(text, block, match)}
    for match in matches:
        if match.start() in sure or (sure and _cuts_a_clause(text, block, match)):
            yield Span(*match.span())


def _is_sure(text: str, block: Block, match: re.Match[str]) -> bool:
    """Whether a sign can be no question mark."""
    if text[match.start()] != "?":
        return True
    before, after = text[block.start : match.start()], text[match.end() : min(match.end() + 2, block.end)]
    if len(match[0]) == 1:
        return _cuts_a_clause(text, block, match) and bool(
            _NEAR_CLAUSE_HEAD.search(before) or _between_names(before, after)
        )
    return bool(_CONTINUATION.match(after)) and (bool(_CLAUSE_HEAD.search(before)) or not _asks(before))


def _cuts_a_clause(text: str, block: Block, match: re.Match[str]) -> bool:
    """Whether a sign stands before Chinese, and after nothing or words that ask nothing."""
    before, after = text[block.start : match.start()], text[match.end() : min(match.end() + 1, block.end)]
    return bool(_HAN.match(after)) and (not before or bool(_BEFORE.search(before))) and not _asks(before)


def _asks(before: str) -> bool:
    """Whether the clause that ends here has a question word."""
    clause = _CLAUSE.search(before[-60:])
    return clause is not None and bool(_QUESTION_WORD.search(clause[0]))


def _between_names(before: str, after: str) -> bool:
    """Whether characters of foreign names stand on both sides."""
    return bool(_NAME_BEFORE.search(before) and _NAME_AFTER.match(after))
