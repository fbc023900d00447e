"""Paragraphs of songs: a refrain may stand twice."""

from __future__ import annotations

import re
from collections import Counter
from itertools import chain
from typing import TYPE_CHECKING, Final

from zhlint.patterns.expressions import expression

if TYPE_CHECKING:
    from zhlint.document import Document

#: A part of a song, at the head or the end of a line; the text has half-width marks.
_PART: Final = expression(
    r"[(\[【]?(?:[主副]歌|间奏|前奏|尾声|尾奏|桥段|合唱|齐唱|领唱|轮唱|伴唱|男声|女声|童声|合|重复|反复|Chorus|Verse)"
    r"(?:[一二三12]|部分)?[)\]】:]|.*\((?:重复|反复)[^()]{0,6}\)\Z"
)
#: Whose words or tune a song has.
_CREDIT: Final = expression(
    r"(?:[作填]?词|[作谱]?曲|词曲|[演原]唱)[ \u3000]?[／/：:|｜丨]|(?:作词|作曲|词曲|谱曲)[ \u3000]"
)
#: How many blocks at either end may hold the credit.
_ENDS: Final = 5
#: A line of a song has no figures, and stops as often as this.
_LONGEST: Final = 16
_STOPS: Final = re.compile("[,;.!?。…、 \u3000“”]+")
#: The lengths of a clause that stands twice in one paragraph where it is sung, and longer ones do not.
_ECHO: Final = range(3, 7)


def is_sung(document: Document, text: str) -> bool:
    """Whether a paragraph, as it is compared, is part of a song.

    It is marked as such, or a line of a song: with short clauses alone, in a draft that names a song's authors or with a
    clause that stands in it twice.
    """
    if _PART.match(text):
        return True
    clauses = [clause for clause in _STOPS.split(text) if clause]
    if any(len(clause) > _LONGEST for clause in clauses) or re.search("[0-9:：]", text):
        return False
    again = {len(clause) for clause, count in Counter(clauses).items() if count > 1}
    return document.analyse(_is_song) or (max(again, default=0) in _ECHO)


def _is_song(document: Document) -> bool:
    """Whether a draft names the authors of a song above or below its text."""
    ends = chain(document.blocks[:_ENDS], document.blocks[-_ENDS:])
    return any(_CREDIT.match(document[block].lstrip("□■(（")) for block in ends)
