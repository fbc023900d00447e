"""Masks: addresses, codes, times, ratios, foreign sentences and the house's own names."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING, Final

from zhlint.document import Span
from zhlint.lexicon.han import HAN, HAN_RANGES
from zhlint.lexicon.strings import occurrences
from zhlint.patterns.expressions import expression

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from zhlint.document import Block, Document

_FEWEST_WORDS: Final = 5

# One expression per line; the first that matches is the mask. Possessive repeats and lookbehinds keep the time linear in
# the length of a stretch; the lookahead passes over most of a text.
_MASKED: Final = rf"""(?=[\w.\-`〖])(?:
  https?://[^\s\u3000-\u303f{HAN_RANGES}\uff00-\uffef“”‘’]+(?<![,.;:!?'")\]])
| (?:www\.|(?<![\w.\-])[\w.\-]++@)[A-Za-z0-9\-]+(?:\.[A-Za-z0-9\-]+)+(?:/[\w./?=&%\#\-]*)?
| (?<![A-Za-z0-9\-])[A-Za-z0-9\-]++(?:\.[A-Za-z0-9\-]++)*\.(?:com|cn|net|org|gov|edu|io|html?|pdf|docx?|txt)\b(?:/[\w./?=&%\-]*)?
| `[^`\r\n]+`
| 〖[^〗\r\n]*〗
| (?:GB|CY|ISO|IEC|DB|JT|HJ|YD|QB)(?:[／/][A-Z]{{1,2}})?\s?\d+(?:\.\d+)*(?:[-—－]\d{{2,4}})?
| (?<!\d)\d++(?:\.\d+){{2,}}
| v\d+(?:\.\d+)+
| \d{{1,2}}[:：]\d{{2}}(?:[:：]\d{{2}})?
| (?<!\d)\d++(?:\.\d+)?(?:[:：]\d+(?:\.\d+)?)+
| (?:0\d{{2,3}}|400|800|1\d{{2}})-\d{{3,4}}-?\d{{4}}
| \d{{4}}-\d{{1,2}}-\d{{1,2}}
| (?<![“\d])\d+\.\d+ | (?<=“)\d+\.\d+(?![”\d])
| (?<![A-Za-z])[A-Za-z][A-Za-z0-9]*+(?:[-_./][A-Za-z0-9]+)+
| (?<![A-Za-z])[A-Za-z]++(?:['’][A-Za-z]+)?(?:[ ,.;:?!\-&'’"()/]+[A-Za-z0-9]+(?:['’][A-Za-z]+)?)+
)"""
_LINE: Final = expression(r"[^\r\n]+")
_SMALL_WORD: Final = expression("[a-z]++")
_WORD: Final = expression(
    r"<[^<>\r\n]{0,400}+>|&\w{1,8};|`[^`\r\n]{0,400}+`|(?<![!-~])(?=[!-~]{0,80}[\\_=/@])[!-~]++|(?P<word>[A-Za-z]++(?:['’][a-z]+)?)|(?P<han>"
    + HAN
    + "++)"
)
_MASK: Final = expression(_MASKED, re.VERBOSE | re.ASCII)


def masks(document: Document) -> _Masks:
    """The masks of a document, each block read when first asked for."""
    return _Masks(document)


class _Masks:
    """The masks of a document, by block."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._masked = _SpanSet(document.masked)
        self._by_block: dict[Block, _SpanSet] = {}

    def cover(self, start: int, end: int) -> bool:
        """Whether `start:end` lies inside one mask; a span that contains a mask does not."""
        if self._masked.covers(start, end):
            return True
        block = self._document.block_at(start)
        return block is not None and self._in(block).covers(start, end)

    def cut_by(self, start: int, end: int) -> bool:
        """Whether `start:end` lies in a mask, or begins or ends inside one."""
        if start < end and self.cover(start, end):
            return True
        return any(self.cover(at - 1, at + 1) for at in (start, end) if at > 0)

    def _in(self, block: Block) -> _SpanSet:
        if block not in self._by_block:
            self._by_block[block] = _SpanSet(self._find(block))
        return self._by_block[block]

    def _is_foreign(self, start: int, end: int) -> bool:
        """Whether a line has at least as many English words as Chinese characters.

        At least five words must be in small letters. Code, tags and addresses count on neither side.
        """
        text = self._document.text
        if len(_SMALL_WORD.findall(text, start, end)) < _FEWEST_WORDS:
            return False
        words = small = hanzi = 0
        for match in _WORD.finditer(text, start, end):
            if match.lastgroup == "han":
                hanzi += self._masked.outside(*match.span())
            elif match.lastgroup == "word" and not self._masked.covers(*match.span()):
                words += 1
                small += match[0].islower()
        return words >= hanzi and small >= _FEWEST_WORDS

    def _find(self, block: Block) -> Iterator[Span]:
        text, lexicon = self._document.text, self._document.desk.lexicon
        for match in _MASK.finditer(text, block.start, block.end):
            yield Span(*match.span())
        for line in _LINE.finditer(text, block.start, block.end):
            if self._is_foreign(*line.span()):
                yield Span(*line.span())
        for known in (*lexicon.names, *lexicon.terms):
            for offset in occurrences(text, known, block.start, block.end):
                yield Span(offset, offset + len(known))


class _SpanSet:
    """Spans that can be asked whether one of them covers another span."""

    def __init__(self, spans: Iterable[Span]) -> None:
        ordered = sorted(spans)
        self._starts = [span.start for span in ordered]
        self._ends = list(accumulate((span.end for span in ordered), max))

    def covers(self, start: int, end: int) -> bool:
        index = bisect_right(self._starts, start) - 1
        return index >= 0 and end <= self._ends[index]

    def outside(self, start: int, end: int) -> int:
        """The number of characters in `start:end` that no span covers."""
        return sum(not self.covers(at, at + 1) for at in range(start, end)) if self._starts else end - start
