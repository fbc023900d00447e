"""Characters that were lost: question marks, U+FFFD and the Chinese of wrong conversions in the place of what stood there."""

from __future__ import annotations

from bisect import bisect_right
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from zhlint.analysis.marks.masks import masks
from zhlint.document import Span
from zhlint.lexicon.han import HAN, HAN_RANGES
from zhlint.patterns.expressions import compile_expression

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from zhlint.document import Block, Document

#: One of these stands in every text that lost characters in a way known here.
SIGNS: Final = frozenset("?\ufffd锟烫屯")
_QUESTION: Final = f"真的|当真|莫非|[吗呢吧么嘛谁哪啥咋何几]|什么|怎|多少|多[大久长高远]|是否|能否|可否|会否|有无|有没有|是不是|要不要|难道|岂|还是|({HAN})[不没]\\1"
_NAME: Final = "阿万烈朗凡茨顿逊埃艾安奥巴贝比彼波伯布达德迪丁尔法菲弗夫福盖哥格哈汉赫霍基吉加杰卡凯科克库拉莱兰劳勒雷丽利林琳卢鲁伦罗洛马玛迈曼梅蒙米姆纳娜尼努诺帕佩皮普齐奇乔切萨塞沙史斯苏索塔泰特托瓦威韦维沃西希夏谢亚扬伊詹"


def lost_characters(document: Document) -> tuple[Span, ...]:
    """The spans of lost characters, in order.

    A single half-width question mark between two Chinese characters may end a question: it counts where it cuts a foreign name
    or the first character off a clause, or where its paragraph has lost others.
    """
    # Looked for one by one: the set of all characters of a long document costs far more.
    if not any(sign in document.text for sign in SIGNS):
        return ()
    return tuple(span for block in document.blocks for span in _in(document, block))


def is_lost(document: Document, start: int, end: int) -> bool:
    """Whether `start:end` lies in a span of lost characters."""
    spans = document.analyse(lost_characters)
    index = bisect_right(spans, start, key=lambda span: span.start) - 1
    return index >= 0 and end <= spans[index].end


def _in(document: Document, block: Block) -> Iterator[Span]:
    text, covers = document.text, document.analyse(masks).cover
    found = [match for match in _signs().finditer(text, block.start, block.end) if not covers(*match.span())]
    sure = {match.start() for match in found if _is_sure(text, block, match)}
    for match in found:
        if match.start() in sure or (sure and _cuts_a_clause(text, block, match)):
            yield Span(*match.span())


@lru_cache(maxsize=1)
def _signs() -> re.Pattern[str]:
    return compile_expression(
        "\ufffd+|(?<![“‘「《])(?:(?:锟斤拷)+(?:锟斤?)?|(?<![好真太很发滚])烫{3,}(?![烫的地了啊呀吧啦])|屯{3,}(?![屯垦田兵]))|(?<![?!])[?]+(?![?!])"
    )


def _is_sure(text: str, block: Block, match: re.Match[str]) -> bool:
    """Whether a sign is no question mark whatever stands beside it."""
    if text[match.start()] != "?":
        return True
    before, after = text[block.start : match.start()], text[match.end() : min(match.end() + 2, block.end)]
    if len(match[0]) == 1:
        return _cuts_a_clause(text, block, match) and bool(_lone().search(before) or _between_names(before, after))
    return bool(_cut().match(after)) and (bool(_opening().search(before)) or not _asks(before))


def _cuts_a_clause(text: str, block: Block, match: re.Match[str]) -> bool:
    """Whether a sign stands before Chinese, and after nothing or after words that ask nothing."""
    before, after = text[block.start : match.start()], text[match.end() : min(match.end() + 1, block.end)]
    return bool(_han().match(after)) and (not before or bool(_touching().search(before))) and not _asks(before)


def _asks(before: str) -> bool:
    """Whether the clause that ends here has a word of questions."""
    clause = _clause().search(before[-60:])
    return clause is not None and bool(_question().search(clause[0]))


def _between_names(before: str, after: str) -> bool:
    return bool(_named_before().search(before) and _named_after().match(after))


@lru_cache(maxsize=1)
def _han() -> re.Pattern[str]:
    return compile_expression(HAN)


@lru_cache(maxsize=1)
def _cut() -> re.Pattern[str]:
    """What goes on with a clause, or ends it: after lost characters, not after a question."""
    return compile_expression(f"[{HAN_RANGES}0-9，。、；：]")


@lru_cache(maxsize=1)
def _opening() -> re.Pattern[str]:
    """The place before the first character of a clause."""
    return compile_expression("(?:\\A|[\r\n，。、；：！？“‘《（])[ \u3000]*\\Z")


@lru_cache(maxsize=1)
def _lone() -> re.Pattern[str]:
    """The place of the first or the second character of a clause."""
    return compile_expression(f"(?:\\A|[\r\n，。、；：！？“‘《（?])[ \u3000]*[{HAN_RANGES}]?\\Z")


@lru_cache(maxsize=1)
def _touching() -> re.Pattern[str]:
    return compile_expression(f"[{HAN_RANGES}0-9\r\n，。、；：！？“‘《（ \u3000]\\Z")


@lru_cache(maxsize=1)
def _clause() -> re.Pattern[str]:
    return compile_expression("[^。！？；?!\r\n]*\\Z")


@lru_cache(maxsize=1)
def _question() -> re.Pattern[str]:
    return compile_expression(_QUESTION)


@lru_cache(maxsize=1)
def _named_before() -> re.Pattern[str]:
    return compile_expression(f"[{_NAME}]{{2}}\\Z")


@lru_cache(maxsize=1)
def _named_after() -> re.Pattern[str]:
    return compile_expression(f"[{_NAME}]{{2}}")
