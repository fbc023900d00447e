"""People introduced in running text: a post, a name, perhaps a verb of saying."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from zhlint.analysis.speakers.own_posts import own_post
from zhlint.analysis.speakers.saying import NOTE, SAYS
from zhlint.analysis.speakers.titles import (
    NO_NAME,
    STOPS,
    TITLE_SAYS,
    place_title_ends,
    title_ends,
    title_reaching,
    titles_by_end,
    titles_ending_at,
)
from zhlint.document import Span, Speaker, TextSpan
from zhlint.lexicon.gazetteer import KINDS
from zhlint.lexicon.han import HAN
from zhlint.lexicon.headings import division_heading, heading_offsets
from zhlint.patterns.expressions import compile_expression, expression
from zhlint.reading.grammar.names import is_name

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from zhlint.document import Block, Document

LONGEST_POST: Final = 60
#: Roles in which people are introduced: those in which they are quoted, and captions.
RUNNING: Final = frozenset({"headline", "deck", "subhead", "paragraph", "quotation", "list", "question"})
INTRODUCING: Final = RUNNING | {"caption"}
#: Characters that separate a division from a title.
_BROKEN: Final = "的了在到向"
_NAME: Final = rf"(?P<name>{HAN}{{2,4}}?|{HAN}{{1,8}}(?:·{HAN}{{1,8}})+?|{HAN}[ \u3000]{{1,2}}{HAN})"


_SPEAKING: Final = expression(rf"[ \u3000]?{_NAME}{NOTE}(?P<verb>{SAYS}|：(?=\S))")
_NAMED: Final = expression(
    rf"[ \u3000]?{_NAME}(?:同志|先生|女士)?(?P<verb>)(?=[，。、；：（）“”！？\s]|到|在|参加|出席|主持|率|带|来|走|和|与|同|陪|致辞|讲话"
    r"|先后|分别|相继|依次|均|都|等|讲|赴|对|随后|一行|专程|亲自|当场|会见|会上|宣布|宣读|陪同|调研|检查|视察|走访|慰问|察看|查看|发言|作报告|作交流|作部署|作动员|授课|主讲|领到|荣获|获得|结合|牵头|最后|接着|随即|就|也|还|又|再次|看了|看望|听取|深入|前往|作了|做了|$)"
)
_BARE_NAME: Final = expression(
    rf"(?P<name>{HAN}{{3}})(?P<verb>)(?=语气|神情|激动|信心|感慨|如数家珍|滔滔不绝|的话|这番话)"
)
_CLAUSE: Final = expression(rf"(?<![^{STOPS}\s])[^{STOPS}\s]*+$")
_BREAK: Final = expression(f"[{_BROKEN}]")


class Introduction(NamedTuple):
    """Somebody named after a post in running text.

    `title` is the end of the post; `end` follows the name, or the verb of saying where `speaks` is true.
    """

    speaker: Speaker
    title: Span
    end: int
    speaks: bool


def may_name_officials(document: Document) -> bool:
    """Whether running text may name somebody with a post that a division heads.

    A quick look: False only where `introductions` and `attributions` find nobody with such a post.
    """
    if document.desk.lexicon.places or document.desk.home:
        return True
    text, known_ends = document.text, titles_by_end().keys()
    ends = (match.end() for match in place_title_ends().finditer(text))
    return any(_may_name_official(document, end) for end in ends if text[end - 2 : end] in known_ends)


def _may_name_official(document: Document, end: int) -> bool:
    """Whether a title that belongs to a division may end at an offset."""
    text, block = document.text, document.block_at(end - 1)
    titles = titles_ending_at(text, end)
    if not titles or block is None or block.role not in INTRODUCING:
        return False
    if text.startswith("负责", end - len(titles[0])):
        return True
    if not any(_heading(document, block, Span(end - len(title), end)) for title in titles):
        return False
    return named_after(text, end, block.end) is not None or TITLE_SAYS.match(text, end) is not None


def introductions(document: Document) -> dict[int, tuple[Introduction, ...]]:
    """Returns the people named after a post, in order, by the start of their block."""
    by_block = {
        block.start: tuple(_introductions(document, block)) for block in document.blocks if block.role in INTRODUCING
    }
    return {start: named for start, named in by_block.items() if named}


def _introductions(document: Document, block: Block) -> Iterator[Introduction]:
    text, free = document.text, block.start
    for ending in title_ends().finditer(text, block.start, block.end):
        end = ending.end()
        if not titles_ending_at(text, end) or not (match := named_after(text, end, block.end)):
            continue
        title = title_reaching(text, Span(free, block.end), end)
        free = end if title.end == end else min(title.start, end)
        if title.start < end == title.end:
            speaker = speaker_named(document, block, title, TextSpan(match["name"], *match.span("name")))
            yield Introduction(speaker, title, match.end(), bool(match["verb"]))


def named_after(text: str, start: int, end: int) -> re.Match[str] | None:
    """The match of a name after a title, with groups `name` and `verb`, or None."""
    if (match := _SPEAKING.match(text, start, end)) and (is_name(match["name"]) or _may_be_name(match["name"])):
        return match
    match = _NAMED.match(text, start, end) or _BARE_NAME.match(text, start, end)
    return match if match and is_name(match["name"]) else None


def _may_be_name(word: str) -> bool:
    """Whether a word before a verb of saying can be a minority name."""
    return 3 <= len(word) <= 4 and not set(word) & set(NO_NAME)


def speaker_named(document: Document, block: Block, title: Span, name: TextSpan) -> Speaker:
    """The speaker of a title and a name, with the whole post in its clause."""
    if heading := _heading(document, block, title):
        post = part(document, heading.start, title.end)
        return Speaker(name, post, part(document, *heading), heading.start, name.end)
    start = _own_start(document, block, title)
    return Speaker(name, part(document, start, title.end), None, start, name.end)


def _own_start(document: Document, block: Block, title: Span) -> int:
    """The start of a post of the home division, else that of the title."""
    if document.desk.home:
        clause = _CLAUSE.search(document.text[max(block.start, title.start - LONGEST_POST) : title.start])
        head = clause[0].split("、")[-1] if clause else ""
        if not _BREAK.search(head) and own_post(document, head + document[title]):
            return title.start - len(head)
    return title.start


def _heading(document: Document, block: Block, title: Span) -> Span | None:
    """The span of the division name that heads the post of a title, or None."""
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


def part(document: Document, start: int, end: int) -> TextSpan:
    """The part of the text between two offsets."""
    return TextSpan(document.text[start:end], start, end)


@cache
def _place_end() -> re.Pattern[str]:
    """The expression of a division name's end and the words up to a title."""
    between = rf"[^{_BROKEN}{STOPS}\s]*+"
    return compile_expression(rf"[{KINDS}]{between}\n?{between}\Z")
