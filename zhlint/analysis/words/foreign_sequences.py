"""Sequences of characters of another script, without what keeps its own spelling."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final

from zhlint.document import Span
from zhlint.lexicon.han import HAN, is_han
from zhlint.lexicon.lines import line_beside
from zhlint.patterns.expressions import expression
from zhlint.reading.grammar.names import is_surnamed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zhlint.document import Document

#: So far on either side, in characters, the marks of a short quotation are looked for.
BESIDE: Final = 25
#: Corner marks in a simplified draft mostly keep what was written elsewhere.
_CORNERED: Final = 50
_KANA: Final = expression("[ぁ-ゖァ-ヺ]")
#: Characters that the draft talks about: 取“鐘”字.
_DISCUSSED: Final = expression("“([^”]{1,3})”[一二三两]?字")
#: The beginning of the name of an account: @歸藏本尊.
_ACCOUNT: Final = expression(r"[@＠]\w*\Z")
_LONGEST_ACCOUNT: Final = 12
_NAME: Final = expression(f"{HAN}{{3}}")


def foreign_sequences(document: Document, foreign: str) -> Iterator[Span]:
    """The sequences of foreign characters, without quotations and names that their owners write so."""
    own_spellings, called = _own_spellings(document.text, foreign), _Called(document.text, foreign)
    discussed = frozenset("".join(_DISCUSSED.findall(document.text)))
    for match in re.finditer(f"{foreign}+", document.text):
        start, end = match.span()
        is_own = end - start == 1 and document.text[max(0, start - 2) : end] in own_spellings
        is_own |= end - start == 1 and called.is_own_name(start)
        is_own |= discussed.issuperset(match[0]) or _is_japanese(document.text, start, end)
        is_own |= _ACCOUNT.search(document.text, max(0, start - _LONGEST_ACCOUNT), start) is not None
        if not is_own and not _is_quoted(document, start, end):
            yield Span(start, end)


def _is_japanese(text: str, start: int, end: int) -> bool:
    """Whether kana stand beside a sequence, or it lies in 『』."""
    before, after = line_beside(text, start, end, BESIDE)
    return bool(_KANA.search(before + after)) or before.rfind("『") > before.rfind("』")


def _own_spellings(text: str, foreign: str) -> frozenset[str]:
    """Three characters that end in a foreign one twice: names that their owners write so."""
    names = Counter(text[max(0, match.start() - 2) : match.end()] for match in re.finditer(foreign, text))
    return frozenset(name for name, times in names.items() if times > 1 and _NAME.fullmatch(name))


class _Called:
    """Counts of the foreign characters of a text with their neighbours."""

    def __init__(self, text: str, foreign: str) -> None:
        self._text = text
        places = [match.start() for match in re.finditer(foreign, text)]
        # Each string is counted once: a text may have as many names as characters.
        self._alone = Counter(text[at] for at in places)
        self._called = Counter(text[max(0, at - 1) : at + 1] for at in places)
        self._full = Counter(text[max(0, at - 1) : at + 2] for at in places)

    def is_own_name(self, at: int) -> bool:
        """Whether a character belongs to a name that stands twice.

        So do 阿万, 小亘, 黄霑, 劉从天.
        """
        called, full = self._text[max(0, at - 1) : at + 1], self._text[max(0, at - 1) : at + 2]
        if called[0] in "阿小":
            return self._called[called] > 1
        if self._alone[self._text[at]] == self._called[called] > 1 and is_surnamed(called):
            return True
        return self._full[full] > 1 and len(full) > 2 and is_surnamed(full) and is_han(full[2])


def _is_quoted(document: Document, start: int, end: int) -> bool:
    """Whether `start:end` lies within a short quotation or a title, kept as written."""
    text = document.text
    for opening, closing, far in (
        ("“", "”", BESIDE),
        ("‘", "’", BESIDE),
        ("《", "》", BESIDE),
        ("「", "」", _CORNERED),
    ):
        before, after = line_beside(text, start, end, far)
        opened, closed = before.rfind(opening), after.find(closing)
        if opened > before.rfind(closing) and closed >= 0 and opening not in after[:closed]:
            return True
    return False
