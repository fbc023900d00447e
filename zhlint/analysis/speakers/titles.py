"""Titles of people in running text, and the offsets at which one may end."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from zhlint.analysis.speakers.saying import MANNER, VERBS
from zhlint.document import Span
from zhlint.lexicon.han import HAN
from zhlint.patterns.expressions import compile_expression, expression
from zhlint.reading.grammar.names import COMPOUND, SINGLE, SOUNDS
from zhlint.reading.grammar.speaker import POSTS

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable

#: The length of the longest title.
LONGEST_TITLE: Final = 6
#: Characters that no name contains which only a verb of saying shows to be one.
NO_NAME: Final = "的了在是和与会将把要对向也还不们人员长委局部办组上下中内外报告"
STOPS: Final = "，。；！？：“”‘’"
TITLES: Final = expression(POSTS)
#: A verb of saying right behind a title.
TITLE_SAYS: Final = expression("(?:说|表示|介绍|坦言|指出)[，：]")


def title_reaching(text: str, reach: Span, end: int) -> Span:
    """The first title that reaches `end`, in a search from left to right in `reach`.

    Titles do not overlap in that search. The span is empty where none reaches `end`.
    """
    start = max(reach.start, end - 2)
    # A character that no title contains separates titles.
    while start > reach.start and text[start - 1] in _title_characters():
        start -= 1
    titles = TITLES.finditer(text, start, min(reach.end, end + LONGEST_TITLE))
    return next((Span(*title.span()) for title in titles if title.end() >= end), Span(end, end))


def titles_ending_at(text: str, end: int) -> list[str]:
    """The titles that end at an offset, overlapping ones included."""
    return [title for title in titles_by_end().get(text[end - 2 : end], ()) if text.endswith(title, 0, end)]


@cache
def titles_by_end() -> dict[str, tuple[str, ...]]:
    """The titles by their last two characters."""
    by_end: dict[str, list[str]] = {}
    for title in POSTS.split("|"):
        by_end.setdefault(title[-2:], []).append(title)
    return {end: tuple(titles) for end, titles in by_end.items()}


@cache
def _title_characters() -> frozenset[str]:
    return frozenset(POSTS.replace("|", ""))


@cache
def title_ends() -> re.Pattern[str]:
    """The expression of the last character of a title before a name."""
    return compile_expression(f"{_title_end()}(?=[ \\u3000]?(?:{_name_start()}))")


@cache
def place_title_ends() -> re.Pattern[str]:
    """The expression of the last character of a title that belongs to a division.

    The division stands before the title or ends in its first character; a name or a verb of saying follows.
    """
    placed = f"(?:(?<=[^{STOPS} \\u3000的了在到]{{2}}..)|(?<=[省市区县旗州盟][长長民]))"
    says = f"{TITLE_SAYS.pattern}|(?<=责人|同志){_after_name()}"
    return compile_expression(f"{_title_end()}{placed}(?=[ \\u3000]?(?:{_name_start()})|{says})")


def _title_end() -> str:
    """The expression of the last character of a title, by its last two."""
    last, before = (_class({end[at] for end in titles_by_end()}) for at in (1, 0))
    return f"{last}(?<={before}.)"


def _name_start() -> str:
    """The expression of the start of a name, or of a word before a verb."""
    first = _class(SINGLE.union(SOUNDS, (surname[0] for surname in COMPOUND)))
    unsure = rf"[^{NO_NAME}，。；！？：“”\s]{{3,4}}{_after_name()}"
    return rf"{first}|{HAN}{{1,8}}·|{HAN}[ \u3000]|{unsure}"


def _after_name() -> str:
    """The expression of the first character behind the name of somebody who speaks."""
    return _class({*(word[0] for word in f"{VERBS}|{MANNER}|同志|先生|女士".split("|")), *"（，："})


def _class(characters: Iterable[str]) -> str:
    return f"[{''.join(sorted(characters))}]"
