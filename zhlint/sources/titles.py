"""Titles of documents, matched with the whole title in a source."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from zhlint.lexicon.gazetteer import gazetteer
from zhlint.lexicon.vocabulary import vocabulary
from zhlint.sources.alignment import Change, exchanges

if TYPE_CHECKING:
    from zhlint.sources.matching import Match

#: The end of the text, of a line or of what stands in title marks, and a version in brackets.
_ENDS: Final = frozenset({"", "\n", "\r", "》", "〉", "(", "（"})
_OPENINGS: Final = frozenset({"", "\n", "\r", "《", "〈"})
#: Characters of the source behind a match that may still be of its title.
_BEHIND: Final = 2
_PLACE: Final = re.compile("[省市县区州盟旗镇乡]")
#: Characters before the ending of a place's name in which the name may differ.
_NAME: Final = 3
#: The frequency in jieba's corpus from which on two characters are a common word.
_COMMON: Final = 150
_NUMBER: Final = re.compile("[0-9〇零一二三四五六七八九十]")


def title_match(text: str, match: Match) -> Match | None:
    """The match with the whole title; None for that of another document.

    Another year, number or place, or another beginning, makes another document.
    """
    raw, (start, _) = match.window.source.text.text, match.window.span(match.first, match.last)
    whole = _to_end(text, match)
    if not whole or raw[:start].rstrip(" \u3000“‘#*")[-1:] not in _OPENINGS:
        return None
    folded = match.window.folded.text
    changed = "".join(text[one.start : one.end] + folded[one.first : one.last] for one in whole.changes)
    if _NUMBER.search(changed) or any(one.start == 0 for one in whole.changes):
        return None
    is_of_place = any(_is_of_place(text, folded, one) for one in exchanges(whole.changes, text, folded))
    return None if is_of_place else whole


def _to_end(text: str, match: Match) -> Match | None:
    """The match up to the end of its title; None where that is far."""
    raw, folded = match.window.source.text.text, match.window.folded
    for last in range(match.last, min(match.last + _BEHIND, len(folded.text)) + 1):
        end = folded.offsets[last - 1] + 1 + match.window.start
        if raw[end : end + 1] in _ENDS or raw[end : end + 8].lstrip(" \u3000”’*）)")[:1] in _ENDS:
            return match if last == match.last else match._replace(last=last, changes=_with_tail(text, match, last))
    return None


def _with_tail(text: str, match: Match, last: int) -> tuple[Change, ...]:
    """The changes of a match, and what the source has behind it."""
    tail = Change(len(text), len(text), match.last, last)
    if match.changes and match.changes[-1].end == len(text):
        before = match.changes[-1]
        return (*match.changes[:-1], Change(before.start, before.end, before.first, last))
    return (*match.changes, tail)


def _is_of_place(here: str, there: str, change: Change) -> bool:
    """Whether a change is one of a place's name.

    It has its ending, or that ending is near in both texts.
    """
    if sorted(here[change.start : change.end]) == sorted(there[change.first : change.last]):
        return False
    whole = _has_place(here, change.start, change.end) or _has_place(there, change.first, change.last)
    near = _has_place(here, change.start, change.end + _NAME) and _has_place(there, change.first, change.last + _NAME)
    return whole or near


def _has_place(text: str, start: int, end: int) -> bool:
    """Whether the name of a place ends in a piece of a text."""
    return any(_ends_place(text, place.start()) for place in _PLACE.finditer(text, start, end))


def _ends_place(text: str, at: int) -> bool:
    """Whether a place's name ends there.

    区 in 山区 and 乡 in 乡间 end none, unless the gazetteer has it.
    """
    if any(gazetteer().of_name(text[start : at + 1]) for start in range(max(0, at - 4), at)):
        return True
    frequency = vocabulary().frequency
    return all(frequency(text[start : start + 2]) < _COMMON for start in (at - 1, at) if start >= 0)
