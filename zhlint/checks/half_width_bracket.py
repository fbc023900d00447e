"""Half-width round brackets, also mixed with full-width ones, about or beside Chinese."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right
from functools import cached_property
from operator import itemgetter
from typing import TYPE_CHECKING, ClassVar, Final

from zhlint.analysis.marks.lone_marks import SMILEY
from zhlint.analysis.marks.pairs import marked_lines
from zhlint.analysis.script import script
from zhlint.check import Check, Edit, Fix, Hit, OptionError, options
from zhlint.lexicon.han import HAN, HAN_RANGES
from zhlint.lexicon.lines import line_beside
from zhlint.patterns.expressions import compile_expression, expression
from zhlint.phrasing.reasons import expression_reason

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from zhlint.analysis.marks.pairs import MarkedLine
    from zhlint.document import Document

_HAN: Final = expression(HAN)
_WORD: Final = expression(rf"[A-Za-z0-9À-ɏΑ-ωА-я{HAN_RANGES}]")
#: Faces and signs that are written with brackets, also mixed: (^_^) (T_T) (￣▽￣) （・ω・) (c).
_FACE: Final = expression(
    r"[(（](?:[^()\r\n]{0,12}[\^_=<>~*;╯╰⊙≧≦▽￣°□▔‵′`ω艸´ﾟ╥﹏][^()\r\n]{0,12}|(?i:c|r|tm|orz|qaq)|[:;][-o]?)[)）]"
)
#: A name of a program or a formula right before a bracket: print(…), P(…); an acronym is none.
_CALLED: Final = expression(r"(?:(?<![A-Za-z])[A-Za-z]|[a-z_][\w.]*|[\])}=+*/]\s?)\Z", re.ASCII)
#: An operator right after a bracket.
_OPERATED: Final = expression(r"\s?[*/+=^](?![*/+=^])")
#: A half-open interval from its round bracket, or to it: (3，5], [0, n).
_BOUND: Final = rf"[^()\[\]（）\r\n{HAN_RANGES}]{{1,20}}"
_INTERVAL: Final = expression(rf"\({_BOUND}[,，]{_BOUND}\]")
_INTERVAL_END: Final = expression(rf"\[{_BOUND}[,，]{_BOUND}\)\Z")
_INTERVAL_SIZE: Final = 43
_PROSE: Final = expression(f"{HAN}{{2}}")
#: So much of the opening, in characters, is searched for the name of an agency.
_OPENING: Final = 400
#: So far beside a pair, in characters, letters are looked at.
_BESIDE: Final = 24
_LETTER: Final = expression(r"[^\W\d_]")
_CREDIT: Final = expression(r"\((?:完\)|[^()]{0,6}记者|[^()]{0,4}通讯员)")

#: The end of a dateline, after which a credit stands.
_WIRED: Final = expression("[电讯] ?\\Z")


@options
class HalfWidthBracket(Check):
    """Finds pairs with a half-width round bracket that hold Chinese or stand right after it.

    A pair right after Chinese counts where it holds a letter or a figure. `exempt` are expressions: a pair inside a match is
    left alone. `agencies` are names in whose drafts credits and closing marks are printed so; the name stands in the first
    400 characters. Stays silent on faces, half-open intervals, formulas (no Chinese inside, right after a foreign letter or
    figure), and in traditional drafts on pairs without Chinese inside. One hit a pair. The fix is `ask` where a name of a
    program or the letter of a formula stands right before the pair, or no Chinese on either side.
    """

    slots: ClassVar[tuple[str, ...]] = ()

    exempt: tuple[str, ...] = ()
    agencies: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        try:
            compile_expression("|".join(self.exempt))
        except re.error as error:
            raise OptionError("exempt", f"正则表达式有误：{expression_reason(error)}") from None

    def run(self, document: Document) -> Iterator[Hit]:
        text = document.text
        is_traditional = "(" in text and document.analyse(script) == "traditional"
        is_wire = any(agency in text[:_OPENING] for agency in self.agencies)
        for line in document.analyse(marked_lines):
            half = [pair for pair in line.pairs if pair.opener.char == "(" or pair.closer.char == ")"]
            if not half:
                continue
            exempt = self._exempt_spans(text, line)
            hanzi, words = (
                array("I", (match.start() for match in letter.finditer(text, line.start, line.end)))
                for letter in (_HAN, _WORD)
            )
            for opener, closer, _ in half:
                start, end = opener.at, closer.at + 1
                holds_chinese = _has_any(hanzi, start, end)
                follows_chinese = bool(_HAN.match(text[start - 1 : start])) and _has_any(words, start, end)
                if not (holds_chinese or (follows_chinese and not is_traditional)) or _lies_in(exempt, start, end):
                    continue
                if not _is_no_bracket(text, start, end) and not (is_wire and _is_credit(text, start)):
                    yield Hit(start, end, {}, _fix(text, start, end))

    def _exempt_spans(self, text: str, line: MarkedLine) -> list[tuple[int, int]]:
        """The matches of `exempt` in a line."""
        if not self.exempt:
            return []
        return [match.span() for match in self._expression.finditer(text, line.start, line.end)]

    @cached_property
    def _expression(self) -> re.Pattern[str]:
        return compile_expression("|".join(self.exempt))


def _is_credit(text: str, start: int) -> bool:
    """Whether a bracket opens the credit or the closing mark of an agency."""
    return bool(_CREDIT.match(text, start) or _WIRED.search(text[max(0, start - 2) : start]))


def _has_any(offsets: Sequence[int], start: int, end: int) -> bool:
    """Whether any of these offsets, which are in order, lies in `start:end`."""
    return bisect_left(offsets, start) < bisect_left(offsets, end)


def _lies_in(spans: list[tuple[int, int]], start: int, end: int) -> bool:
    """Whether `start:end` lies in one of these spans, which are in order and disjoint."""
    number = bisect_right(spans, start, key=itemgetter(0)) - 1
    return number >= 0 and end <= spans[number][1]


def _is_in_foreign(text: str, start: int, end: int) -> bool:
    """Whether a pair stands among foreign letters.

    The letters next to it in its line are foreign on both sides, or on one where the line has no Chinese.
    """
    before, after = line_beside(text, start, end, _BESIDE)
    letters = [match[0] for match in (_LETTER.search(before[::-1]), _LETTER.search(after)) if match]
    return (
        bool(letters) and not any(map(_HAN.match, letters)) and (len(letters) == 2 or not _HAN.search(before + after))
    )


def _fix(text: str, start: int, end: int) -> Fix:
    called = text[start] == "(" and (_CALLED.search(text[max(0, start - 20) : start]) or _OPERATED.match(text, end))
    is_doubtful = called or _is_in_foreign(text, start, end)
    return Fix((Edit(start, start + 1, "（"), Edit(end - 1, end, "）")), "ask" if is_doubtful else None)


def _is_no_bracket(text: str, start: int, end: int) -> bool:
    """Whether the marks belong to a smiley, a face, an interval or a formula."""
    if text[start - 1 : start] == "\\":
        return True
    if text[end - 1] == ")" and SMILEY.search(text[max(start + 1, end - 4) : end - 1]):
        return True
    if _INTERVAL.match(text, start) or _INTERVAL_END.search(text[max(start, end - _INTERVAL_SIZE) : end]):
        return True
    return bool(_FACE.fullmatch(text, start, end)) and not _PROSE.search(text, start, end)
