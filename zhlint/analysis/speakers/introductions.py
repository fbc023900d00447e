"""Who is introduced in running text: a post, a name after it, and the verb of saying that may follow."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from zhlint.document import Part, Span, Speaker
from zhlint.lexicon.gazetteer import KINDS, division_heading, heading_offsets
from zhlint.lexicon.han import HAN
from zhlint.patterns.expressions import compile_expression, expression
from zhlint.reading.grammar.names import COMPOUND, SINGLE, SOUNDS, is_name
from zhlint.reading.grammar.speaker import POSTS

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable, Iterator

    from zhlint.document import Block, Document

LONGEST_POST: Final = 60
#: No title is longer.
LONGEST_TITLE: Final = 6
#: Roles in which people are introduced: those in which they are quoted, and captions.
RUNNING: Final = frozenset({"headline", "deck", "subhead", "paragraph", "quotation", "list", "question"})
INTRODUCING: Final = RUNNING | {"caption"}
#: Characters that stand in no name that only a verb of saying shows.
NO_NAME: Final = "的了在是和与会将把要对向也还不们人员长委局部办组上下中内外报告"
#: What parts a place from a title.
_BROKEN: Final = "的了在到向"
_STOPS: Final = "，。；！？：“”‘’"
VERBS: Final = (
    "说道|说|表示|介绍|指出|强调|认为|谈到|谈道|坦言|告诉记者|告诉笔者|透露|提出|要求|建议|呼吁|回应|写道|总结道"
    "|感慨|分享道|畅谈|解释|补充|直言|提到|号召|希望|表态|承诺|回答|答道|讲述|讲道|发言|称"
)
_NAME: Final = rf"(?P<name>{HAN}{{2,4}}?|{HAN}{{1,8}}(?:·{HAN}{{1,8}})+?|{HAN}[ \u3000]{{1,2}}{HAN})"
#: What may follow a name: a courtesy, a note in brackets.
NOTE: Final = r"(?:同志|先生|女士)?(?:（[^（）\r\n]{1,24}）)?"
#: What may stand between a name and the verb; without this list 李明没有说 would give a person 李明没.
_MANNER: Final = (
    "在|对|向|接受|近日|日前|今天|昨天|当天|随后|也|还|又|曾|则|就|进一步|激动|高兴|自豪|欣慰|笑|深情|动情"
    "|深有感触|感慨|同时|特别|反复|多次|一再|再次|明确|率先|首先|作|做|以|从|用|结合|代表|信心|满怀|如是|这样"
    "|坚定|边|一边|通过|专门|详细|郑重|由衷|谦虚|听后|看到|谈及|说起|谈起|表态"
)
_WHEN: Final = r"(?:，(?:[^，。；：“”！？\s]{1,16}(?:时|后|中|上|期间)，)?)?"
SAYS: Final = rf"(?:(?:{_MANNER})[^，。；：“”！？\s]{{0,16}}?)?{_WHEN}(?:{VERBS})(?![话法明服号赞为呼])"


TITLES: Final = expression(POSTS)
#: The verb of what `_post_alone` finds.
_TITLE_SAYS: Final = expression("(?:说|表示|介绍|坦言|指出)[，：]")
_SAID: Final = expression(rf"[ \u3000]?{_NAME}{NOTE}(?P<verb>{SAYS}|：(?=\S))")
_INTRODUCED: Final = expression(
    rf"[ \u3000]?{_NAME}(?:同志|先生|女士)?(?P<verb>)(?=[，。、；：（）“”！？\s]|到|在|参加|出席|主持|率|带|来|走|和|与|同|陪|致辞|讲话"
    r"|先后|分别|相继|依次|均|都|等|$)"
)
_BARE_NAME: Final = expression(
    rf"(?P<name>{HAN}{{3}})(?P<verb>)(?=语气|神情|激动|信心|感慨|如数家珍|滔滔不绝|的话|这番话)"
)
_CLAUSE: Final = expression(rf"(?<![^{_STOPS}\s])[^{_STOPS}\s]*+$")
_BREAK: Final = expression(f"[{_BROKEN}]")


class Introduction(NamedTuple):
    """Somebody named after a post in running text, and whether a verb of saying follows; `end` is where all that ends."""

    speaker: Speaker
    title: Span
    end: int
    speaks: bool


def may_place_people(document: Document) -> bool:
    """Whether running text may name anybody, or an official without a name, with a post that a place heads."""
    if document.desk.lexicon.places:
        return True
    text, titles_by_end = document.text, _titles_by_end()
    ends = (found.end() for found in _placed_title_ends().finditer(text))
    return any(_may_place(document, end) for end in ends if text[end - 2 : end] in titles_by_end)


def _may_place(document: Document, end: int) -> bool:
    """Whether a title may end here that somebody holds in a place."""
    text, block = document.text, document.block_at(end - 1)
    titles = _titles_to(text, end)
    if not titles or block is None or block.role not in INTRODUCING:
        return False
    if text.startswith("负责", end - len(titles[0])):
        return True
    if not any(_heading(document, block, Span(end - len(title), end)) for title in titles):
        return False
    return named_after(text, end, block.end) is not None or _TITLE_SAYS.match(text, end) is not None


def introductions(document: Document) -> dict[int, tuple[Introduction, ...]]:
    """Everybody named after a post, in order, by the start of the block; blocks without any are left out."""
    found = {
        block.start: tuple(_introductions(document, block)) for block in document.blocks if block.role in INTRODUCING
    }
    return {start: named for start, named in found.items() if named}


def _introductions(document: Document, block: Block) -> Iterator[Introduction]:
    text, free = document.text, block.start
    for ending in _title_ends().finditer(text, block.start, block.end):
        end = ending.end()
        if not _titles_to(text, end) or not (said := named_after(text, end, block.end)):
            continue
        title = _title_to(text, Span(free, block.end), end)
        free = end if title.end == end else min(title.start, end)
        if title.start < end == title.end:
            speaker = introduced(document, block, title, Part(said["name"], *said.span("name")))
            yield Introduction(speaker, title, said.end(), bool(said["verb"]))


def _title_to(text: str, reach: Span, end: int) -> Span:
    """The first of the titles that `titles` finds one after the other from `reach` on to come to `end` or beyond."""
    start = max(reach.start, end - 2)
    # No title begins before a character that is in none and ends behind it.
    while start > reach.start and text[start - 1] in _title_characters():
        start -= 1
    found = TITLES.finditer(text, start, min(reach.end, end + LONGEST_TITLE))
    return next((Span(*title.span()) for title in found if title.end() >= end), Span(end, end))


def _titles_to(text: str, end: int) -> list[str]:
    """The titles that end here, whether or not `titles` finds another one that begins earlier."""
    return [title for title in _titles_by_end().get(text[end - 2 : end], ()) if text.endswith(title, 0, end)]


def named_after(text: str, start: int, end: int) -> re.Match[str] | None:
    """A name that follows a title, with the verb of saying where there is one."""
    if (said := _SAID.match(text, start, end)) and (is_name(said["name"]) or _may_be_name(said["name"])):
        return said
    found = _INTRODUCED.match(text, start, end) or _BARE_NAME.match(text, start, end)
    return found if found and is_name(found["name"]) else None


def _may_be_name(word: str) -> bool:
    """Whether three or four characters between a title and a verb of saying can be a minority name."""
    return 3 <= len(word) <= 4 and not set(word) & set(NO_NAME)


def introduced(document: Document, block: Block, title: Span, name: Part) -> Speaker:
    """The speaker a title and a name stand for, with the post as far back as it reaches in its clause."""
    if heading := _heading(document, block, title):
        post = part(document, heading.start, title.end)
        return Speaker(name, post, part(document, *heading), heading.start, name.end)
    return Speaker(name, part(document, *title), None, title.start, name.end)


def _heading(document: Document, block: Block, title: Span) -> Span | None:
    """The place that heads the post of a title in its clause, the first one that nothing parts from the title."""
    text, aliases = document.text, document.desk.lexicon.places
    if not aliases and not _place_end().search(text, max(block.start, title.start - LONGEST_POST), title.end):
        return None
    clause = _CLAUSE.search(text[max(block.start, title.start - LONGEST_POST) : title.start])
    start = title.start - (len(clause[0]) if clause else 0)
    for at in heading_offsets(text, start, title.start, aliases):
        heading = division_heading(text[at : title.end], aliases)
        if heading and not _BREAK.search(text, at + heading.length, title.start):
            return Span(at, at + heading.length)
    return None


def part(document: Document, start: int, end: int) -> Part:
    return Part(document.text[start:end], start, end)


@cache
def _titles_by_end() -> dict[str, tuple[str, ...]]:
    """The titles by their last two characters."""
    found: dict[str, list[str]] = {}
    for title in POSTS.split("|"):
        found.setdefault(title[-2:], []).append(title)
    return {end: tuple(titles) for end, titles in found.items()}


@cache
def _title_characters() -> frozenset[str]:
    return frozenset(POSTS.replace("|", ""))


@cache
def _title_ends() -> re.Pattern[str]:
    """What may be the last character of a title that a name follows."""
    return compile_expression(f"{_title_end()}(?=[ \\u3000]?(?:{_name_start()}))")


@cache
def _placed_title_ends() -> re.Pattern[str]:
    """The same where a place may stand before the title, or end in its first character; a verb may follow the title too."""
    placed = f"(?:(?<=[^{_STOPS} \\u3000的了在到]{{2}}..)|(?<=[省市区县旗州盟][长長民]))"
    says = f"{_TITLE_SAYS.pattern}|(?<=责人|同志){_after_name()}"
    return compile_expression(f"{_title_end()}{placed}(?=[ \\u3000]?(?:{_name_start()})|{says})")


def _title_end() -> str:
    """The last character of a title, as far as the two last ones tell."""
    last, before = (_class({end[at] for end in _titles_by_end()}) for at in (1, 0))
    return f"{last}(?<={before}.)"


def _name_start() -> str:
    """What a name begins with, or three or four characters that a verb of saying may make one."""
    first = _class(SINGLE.union(SOUNDS, (surname[0] for surname in COMPOUND)))
    unsure = rf"[^{NO_NAME}，。；！？：“”\s]{{3,4}}{_after_name()}"
    return rf"{first}|{HAN}{{1,8}}·|{HAN}[ \u3000]|{unsure}"


def _after_name() -> str:
    """What follows a name with a verb of saying, by its first character: the verb, what goes before it, a note, a colon."""
    return _class({*(word[0] for word in f"{VERBS}|{_MANNER}|同志|先生|女士".split("|")), *"（，："})


def _class(characters: Iterable[str]) -> str:
    return f"[{''.join(sorted(characters))}]"


@cache
def _place_end() -> re.Pattern[str]:
    """The end of what may be a name of a place, and what may stand between that and the end of a title, across one line end."""
    between = rf"[^{_BROKEN}{_STOPS}\s]*+"
    return compile_expression(rf"[{KINDS}]{between}\n?{between}\Z")
