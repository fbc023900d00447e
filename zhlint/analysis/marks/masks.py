"""What no rule may speak of: addresses, codes, times, ratios, foreign sentences, and what the house has named."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING, Final

from zhlint.document import Span
from zhlint.lexicon.han import HAN, HAN_RANGES
from zhlint.lexicon.strings import occurrences
from zhlint.patterns.expressions import compile_expression

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from zhlint.document import Block, Document

_FEWEST_WORDS: Final = 5

# One expression per line; the first that matches at a place is the mask. A run is tried at its beginning alone, or a long one takes
# its square. What no mask begins with is passed over at a glance.
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


def masks(document: Document) -> _Masks:
    """The masks of a document, found block by block where a hit asks for them."""
    return _Masks(document)


class _Masks:
    """Answers whether a span lies wholly inside something that is not to be touched."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._masked = _Reach(document.masked)
        self._found: dict[Block, _Reach] = {}

    def cover(self, start: int, end: int) -> bool:
        """Whether `start:end` lies inside one mask; a span that merely contains a mask does not."""
        if self._masked.covers(start, end):
            return True
        block = self._document.block_at(start)
        return block is not None and self._in(block).covers(start, end)

    def cut_by(self, start: int, end: int) -> bool:
        """Whether replacing `start:end` would change a mask from inside: it lies in one, or begins or ends within one."""
        if start < end and self.cover(start, end):
            return True
        return any(self.cover(at - 1, at + 1) for at in (start, end) if at > 0)

    def _in(self, block: Block) -> _Reach:
        if block not in self._found:
            self._found[block] = _Reach(self._find(block))
        return self._found[block]

    def _is_foreign(self, start: int, end: int) -> bool:
        """Whether a line has as many words of English as hanzi, enough of them in small letters: its marks are no Chinese ones.

        Code, tags and addresses count on neither side.
        """
        text = self._document.text
        if len(_small().findall(text, start, end)) < _FEWEST_WORDS:
            return False
        pieces = [found for found in _word().finditer(text, start, end) if not self._masked.covers(*found.span())]
        words = [found[0] for found in pieces if found.lastgroup == "word"]
        hanzi = sum(found.lastgroup == "han" for found in pieces)
        return len(words) >= hanzi and sum(map(str.islower, words)) >= _FEWEST_WORDS

    def _find(self, block: Block) -> Iterator[Span]:
        text, lexicon = self._document.text, self._document.desk.lexicon
        for match in _expression().finditer(text, block.start, block.end):
            yield Span(*match.span())
        for line in _lines().finditer(text, block.start, block.end):
            if self._is_foreign(*line.span()):
                yield Span(*line.span())
        for known in (*lexicon.names, *lexicon.terms):
            for offset in occurrences(text, known, block.start, block.end):
                yield Span(offset, offset + len(known))


class _Reach:
    """Spans by their start, each with the furthest end of any span that begins no later."""

    def __init__(self, spans: Iterable[Span]) -> None:
        ordered = sorted(spans)
        self._starts = [span.start for span in ordered]
        self._ends = list(accumulate((span.end for span in ordered), max))

    def covers(self, start: int, end: int) -> bool:
        index = bisect_right(self._starts, start) - 1
        return index >= 0 and end <= self._ends[index]


@lru_cache(maxsize=1)
def _lines() -> re.Pattern[str]:
    return compile_expression(r"[^\r\n]+")


@lru_cache(maxsize=1)
def _small() -> re.Pattern[str]:
    return compile_expression("[a-z]++")


@lru_cache(maxsize=1)
def _word() -> re.Pattern[str]:
    return compile_expression(
        r"<[^<>\r\n]{0,400}+>|&\w{1,8};|`[^`\r\n]{0,400}+`|(?<![!-~])(?=[!-~]{0,80}[\\_=/@])[!-~]++|(?P<word>[A-Za-z]++(?:['’][a-z]+)?)|(?P<han>"
        + HAN
        + ")"
    )


@lru_cache(maxsize=1)
def _expression() -> re.Pattern[str]:
    return compile_expression(_MASKED, re.VERBOSE | re.ASCII)
