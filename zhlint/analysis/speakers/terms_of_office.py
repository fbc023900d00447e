"""Sentences on another term of office than that of the day of a draft."""

from __future__ import annotations

from typing import Final

from zhlint.lexicon.sentences import sentence_around
from zhlint.patterns.expressions import expression

#: Words of a sentence on a change of office, or on another time.
_ELSEWHEN: Final = expression(
    r"[原前]任?(?=\S{0,16}[长记席任])|时任|曾|历任|新任|继任|接任|现任|当选|任命|任免|免去|卸任|离任|辞去|候选|拟任|生前|逝世|落马|被查|"
    r"(?:19|20)[0-9]{2}|[〇零一二三四五六七八九]{4}年|[去前当那次翌]年|当时|其后|此后|届"
)
#: A day of a sentence.
_DAY: Final = expression(r"[0-9]{1,2}月(?:[0-9]{1,2}日)?")


def is_of_another_term(text: str, offset: int) -> bool:
    """Whether the sentence at an offset is on a change of office or another year."""
    return _ELSEWHEN.search(text, *sentence_around(text, offset)) is not None


def days_of(text: str, offset: int) -> frozenset[str]:
    """The days that the sentence at an offset names: 5月3日."""
    return frozenset(_DAY.findall(text, *sentence_around(text, offset)))
