"""Whether a string of a draft stands where a person or place is named."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from zhlint.analysis.speakers.common_people import COMMON_PEOPLE, is_borne_out
from zhlint.analysis.speakers.saying import VERBS
from zhlint.analysis.words.place_names import is_place_name
from zhlint.analysis.words.tokens import on_token_edges
from zhlint.document import Span
from zhlint.lexicon.han import HAN, is_han
from zhlint.patterns.expressions import expression
from zhlint.reading.grammar.names import COMPOUND, SINGLE, is_surnamed
from zhlint.reading.grammar.speaker import POSTS

if TYPE_CHECKING:
    from zhlint.document import Document

#: Blocks that consist of names.
_NAMING: Final = frozenset({"byline", "speaker", "credit"})
#: Surnames that are more often another word.
_WORDS: Final = frozenset("于应从由向过时当能常都得经管成就为那别干要会有和让随但易查计许连包支解明")
_CALLED: Final = "先生|女士|同志|大爷|大妈|大娘|大叔|阿姨|奶奶|爷爷|老人|老师|小姐|师傅"
_PEOPLE: Final = "老人|青年|小伙|男子|女子|市民|村民|书记|记者|通讯员|编辑|摄影|作者|名叫|叫"
_LONGEST_POST: Final = 8


_HAN: Final = expression(f"{HAN}+")
_CALLS: Final = expression(
    rf"(?:{VERBS})(?![话法明服号赞为呼])|{POSTS}|{_CALLED}|[和与跟同][他她]|等(?:人|[0-9一二两三四五六七八九十]+[人名位])|[ \u3000]?[摄文图绘][）)/／]"
)
#: The year in which whoever opens a clause did something: 朱宁远于2017年.
_IN_YEAR: Final = expression("于[0-9]{4}年")
_POST: Final = expression(rf"(?:{POSTS}|{_PEOPLE})[ \u3000]?\Z")
_COMMON: Final = expression(rf"(?:{COMMON_PEOPLE})[ \u3000]?\Z")
#: The part of a dotted name before a string.
_DOT_BEFORE: Final = expression(rf"[·•・]{HAN}{{0,3}}\Z")
_DOT_AFTER: Final = expression(rf"{HAN}{{0,3}}[·•・]")
#: Characters that follow nouns and adjectives, not names.
_GOES_ON: Final = expression("[的地得性化]")
#: Whoever is named after a date: 去年4月朱宁远接任.
_DATE: Final = expression("[0-9０-９]{1,2}[年月日时]$")
_NAME_BEFORE: Final = expression(rf"({HAN}{{2,4}})[、 \u3000]\Z")
_NAME_AFTER: Final = expression(rf"[、 \u3000]({HAN}{{2,4}})(?!{HAN})")


def is_person(document: Document, start: int, end: int) -> bool:
    """Whether `start:end` is a person's name, its beginning, or the given name.

    A name stands in a by-line, after a post, before a verb of saying, a post or a courtesy, beside another name or a
    dot; a given name after a surname.
    """
    text, block = document.text, document.block_at(start)
    if block is not None and block.role in _NAMING:
        return True
    if _DOT_BEFORE.search(text, max(0, start - 4), start) or _DOT_AFTER.match(text, end):
        return True
    if end - start <= 2 and _has_surname(document, start):
        return True
    ends = [last for last in (end, end + 1) if is_surnamed(text[start:last])]
    return any(_is_called(text, start, last) or _is_listed(text, start, last) for last in ends)


def name_around(document: Document, start: int, end: int, plain: str) -> Span | None:
    """The full name of a person that holds `start:end`, or None where none stands.

    `plain` is the text to read in place of `start:end`.
    """
    text, block = document.text, document.block_at(start)
    for first in (start - 2, start - 1, start):
        for last in (end + 1, end):
            name = text[max(0, first) : start] + plain + text[end:last]
            if (
                first < 0
                or not (is_surnamed(name) and _HAN.fullmatch(name))
                or (last > end and not on_token_edges(document, end, last))
            ):
                continue
            if (
                (block is not None and block.role in _NAMING)
                or _is_called(text, first, last)
                or _is_listed(text, first, last)
            ):
                return Span(first, last)
            if text[last : last + 1] == "、" and is_surnamed(text[last + 1 : last + 3]):
                return Span(first, last)
    return None


def touches_name(document: Document, start: int, end: int) -> bool:
    """Whether `start:end` is the name of a place, or touches that of a person."""
    text = document.text
    if is_place_name(text, start, end) or any(_is_dated(text, place) for place in range(start, end)):
        return True
    return any(
        is_person(document, first, last) or name_around(document, first, last, text[first:last]) is not None
        for first, last in {(start, end), *((place, place + 1) for place in range(start, end))}
    )


def _has_surname(document: Document, start: int) -> bool:
    """Whether a surname precedes, as a word of its own."""
    text = document.text
    if text[max(0, start - 2) : start] in COMPOUND:
        return True
    surname = text[start - 1 : start]
    return surname in SINGLE and surname not in _WORDS and on_token_edges(document, start - 1, start)


def _is_called(text: str, start: int, end: int) -> bool:
    """Whether a post precedes a full name, or a verb, courtesy or credit follows."""
    if _CALLS.match(text, end) or (_IN_YEAR.match(text, end) and not is_han(text[start - 1 : start])):
        return True
    post = _POST.search(text, max(0, start - _LONGEST_POST), start)
    if post is None or _GOES_ON.match(text, end):
        return False
    return not _COMMON.search(post[0]) or is_borne_out(text, start, end)


def _is_listed(text: str, start: int, end: int) -> bool:
    """Whether another name stands beside a full name, after or before 、 or a blank."""
    before, after = _NAME_BEFORE.search(text, max(0, start - 5), start), _NAME_AFTER.match(text, end)
    return any(match is not None and is_surnamed(match[1]) for match in (before, after))


def _is_dated(text: str, place: int) -> bool:
    """Whether a surname stands right after a date."""
    return text[place] in SINGLE and _DATE.search(text, max(0, place - 3), place) is not None
