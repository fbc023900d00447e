"""Who is named as speaking in running text: post, name and verb of saying."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from zhlint.analysis.pairs import pair_of, pairs
from zhlint.document import Part, Span, Speaker
from zhlint.expressions import expression
from zhlint.gazetteer import place_heading
from zhlint.reading.names import COMPOUND, HANZI, SINGLE, SOUNDS, is_name, is_surnamed
from zhlint.reading.speaker import POSTS

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from zhlint.document import Block, Document

LONGEST_POST: Final = 60
#: No word for a post has more characters.
_LONGEST: Final = max(map(len, POSTS.split("|")))
#: Posts that are known without their holders' names.
_LONE_POSTS: Final = ("书记", "区长", "县长", "市长", "州长", "旗长", "主席", "主任", "局长")
#: Roles in which somebody may be quoted.
RUNNING: Final = frozenset({"headline", "deck", "subhead", "paragraph", "quotation", "list", "question"})
VERBS: Final = (
    "说道|说|表示|介绍|指出|强调|认为|谈到|谈道|坦言|告诉记者|告诉笔者|透露|提出|要求|建议|呼吁|回应|写道|总结道"
    "|感慨|分享道|畅谈|解释|补充|直言|提到|号召|希望|表态|承诺|回答|答道|讲述|讲道|发言|称"
)
_NAME: Final = (
    rf"(?P<name>{HANZI}{{2,4}}?|{HANZI}{{1,8}}(?:·{HANZI}{{1,8}})+?|{HANZI}[ \u3000]{{1,2}}{HANZI})"
)
#: What may follow a name: a courtesy, a note in brackets.
NOTE: Final = r"(?:同志|先生|女士)?(?:（[^（）\r\n]{1,24}）)?"
#: What may stand between a name and the verb; without this list 李明没有说 would give a person 李明没.
_MANNER: Final = (
    "在|对|向|接受|近日|日前|今天|昨天|当天|随后|也|还|又|曾|则|就|进一步|激动|高兴|自豪|欣慰|笑|深情|动情"
    "|深有感触|感慨|同时|特别|反复|多次|一再|再次|明确|率先|首先|作|做|以|从|用|结合|代表|信心|满怀|如是|这样"
    "|坚定|边|一边|通过|专门|详细|郑重|由衷|谦虚|听后|看到|谈及|说起|谈起|表态"
)
#: The characters that can follow a name: those of verbs and manners, courtesies, marks, and what `_introduced` and `_bare_name` list.
_SAYING: Final = frozenset(word[0] for word in f"{VERBS}|{_MANNER}".split("|")) | frozenset("同先女（：，")
_FOLLOWERS: Final = _SAYING | frozenset("。、；）“”！？到在参出主率带来走和与陪致讲分相依次均都等语神激信感如滔的这")
_NO_NAME: Final = frozenset("的了在是和与会将把要对向也还不们人员长委局部办组上下中内外报告")
_WHEN: Final = r"(?:，(?:[^，。；：“”！？\s]{1,16}(?:时|后|中|上|期间)，)?)?"
_SAYS: Final = rf"(?:(?:{_MANNER})[^，。；：“”！？\s]{{0,16}}?)?{_WHEN}(?:{VERBS})(?![话法明服号赞为呼])"
#: People introduced with a post, by the first two characters of the name, then by name.
Known = dict[str, dict[str, Speaker]]


class Naming(NamedTuple):
    """A title and the name right after it; `said` has the groups name and verb, the verb empty where there is none."""

    title: Span
    said: re.Match[str]


class Attribution(NamedTuple):
    """Someone named as speaking in running text: from the post (or name) to the end of the verb."""

    speaker: Speaker
    start: int
    end: int


def attributions(document: Document, block: Block, known: Known) -> Iterator[Attribution]:
    """Who is named as speaking in a block; people introduced there are added to `known`."""
    text, free = document.text, block.start
    for title, said in document.analyse(namings).get(block, ()):
        if title.end <= free:
            continue
        speaker = introduced(document, block, title, Part(said["name"], *said.span("name")))
        known.setdefault(speaker.name.text[:2], {}).setdefault(speaker.name.text, speaker)
        if said["verb"] or _signs().fullmatch(text, max(0, speaker.start - 3), speaker.start):
            free = said.end()
            yield Attribution(speaker, speaker.start, said.end())
    yield from _nameless(document, block)
    if known:
        yield from _later(document, block, known)


def namings(document: Document) -> dict[Block, tuple[Naming, ...]]:
    """The analysis: the titles with a name after them, by the block of running text or caption they stand in."""
    found = {}
    for start in sorted(set(_places_of_names(document))):
        block = document.block_at(start)
        if block and block not in found and (block.role in RUNNING or block.role == "caption"):
            spans = (Span(*title.span()) for title in titles().finditer(document.text, block.start, block.end))
            named = ((title, named_after(document.text, title.end, block.end)) for title in spans)
            found[block] = tuple(Naming(title, said) for title, said in named if said)
    return found


def _places_of_names(document: Document) -> Iterator[int]:
    """Where a name seems to follow a word for a post; the words are looked up by their pairs, as few drafts have many of them."""
    text, heads, follows = document.text, _posts_by_head(), _name_follows().match
    for pair in heads.keys() & document.analyse(pairs):
        posts = heads[pair]
        at = text.find(posts[0][:2])
        while at >= 0:
            post = posts[0] if len(posts) == 1 else next(filter(text[at : at + _LONGEST].startswith, posts), "")
            if post and text.startswith(post, at) and follows(text, at + len(post)):
                yield at
            at = text.find(posts[0][:2], at + 1)


def officials(document: Document) -> dict[Block, tuple[re.Match[str], ...]]:
    """The analysis: posts without a name and what they say, by the block of running text they stand in."""
    text, found = document.text, {}
    known = document.analyse(pairs)
    posts = [post for post in _LONE_POSTS if pair_of(post) in known]
    starts = {at for post in posts for at in _finds(text, post) if _post_alone().match(text, at)}
    for start in sorted(starts.union(_finds(text, "负责"))):
        block = document.block_at(start)
        if block and block not in found and block.role in RUNNING:
            span = (text, block.start, block.end)
            found[block] = (*_official().finditer(*span), *_post_alone().finditer(*span))
    return found


def _finds(text: str, word: str) -> Iterator[int]:
    at = text.find(word)
    while at >= 0:
        yield at
        at = text.find(word, at + 1)


def _nameless(document: Document, block: Block) -> Iterator[Attribution]:
    """A unit that speaks through someone without a name: 顺义区总工会相关负责人介绍, 顺义区委书记说."""
    for said in document.analyse(officials).get(block, ()):
        speaker = introduced(
            document, block, Span(*said.span("name")), Part(said["name"], *said.span("name"))
        )
        if speaker.place:
            post = part(document, speaker.start, said.start("name"))
            yield Attribution(speaker._replace(post=post), speaker.start, said.end())


def spoken_on(document: Document, block: Block, speaker: Speaker) -> Iterator[Attribution]:
    """A block that opens with 他说, or with a quotation and 他说 behind it; `speaker` is whom 他 stands for."""
    if said := _spoken_on().match(document.text, block.start, block.end):
        yield Attribution(speaker, said.start("who"), said.end())


def strangers(document: Document, block: Block) -> Iterator[int]:
    """Where somebody nobody has introduced begins to speak, at the head of a clause: 马新明表示."""
    for at in (
        block.start,
        *(stop.end() for stop in _stop().finditer(document.text, block.start, block.end)),
    ):
        if (said := _stranger().match(document.text, at, block.end)) and is_surnamed(said["name"]):
            yield at


def _later(document: Document, block: Block, known: Known) -> Iterator[Attribution]:
    """Those already introduced, named again without a post at the head of a clause."""
    text = document.text
    for at in (block.start, *(stop.end() for stop in _stop().finditer(text, block.start, block.end))):
        for name, speaker in known.get(text[at : at + 2], {}).items():
            if text.startswith(name, at) and (said := _says().match(text, at + len(name), block.end)):
                yield Attribution(speaker, at, said.end())


def named_after(text: str, start: int, end: int) -> re.Match[str] | None:
    """A name that follows a title, with the verb of saying where there is one."""
    if (said := _said().match(text, start, end)) and (is_name(said["name"]) or _may_be_name(said["name"])):
        return said
    found = _introduced().match(text, start, end) or _bare_name().match(text, start, end)
    return found if found and is_name(found["name"]) else None


def _may_be_name(word: str) -> bool:
    """Whether three or four characters between a title and a verb of saying can be a minority name."""
    return 3 <= len(word) <= 4 and _NO_NAME.isdisjoint(word)


def introduced(document: Document, block: Block, title: Span, name: Part) -> Speaker:
    """The speaker a title and a name stand for, with the post as far back as it reaches in its clause."""
    text = document.text
    clause = _clause().search(text[max(block.start, title.start - LONGEST_POST) : title.start])
    start = title.start - (len(clause[0]) if clause else 0)
    for at in range(start, title.start):
        heading = place_heading(text[at : title.end], document.desk.lexicon.places)
        if heading and not _broken().search(text, at + heading.length, title.start):
            place = part(document, at, at + heading.length)
            return Speaker(name, part(document, at, title.end), place, at, name.end)
    return Speaker(name, part(document, *title), None, title.start, name.end)


def part(document: Document, start: int, end: int) -> Part:
    return Part(document.text[start:end], start, end)


@cache
def titles() -> re.Pattern[str]:
    return expression(POSTS)


@cache
def _posts_by_head() -> dict[int, tuple[str, ...]]:
    """The words for posts by the pair they begin with, in the order in which they are tried."""
    found: dict[int, tuple[str, ...]] = {}
    for post in POSTS.split("|"):
        found[pair_of(post)] = (*found.get(pair_of(post), ()), post)
    return found


@cache
def _name_follows() -> re.Pattern[str]:
    """What `named_after` may find a name in."""
    first = "".join(sorted(SINGLE | SOUNDS | {surname[0] for surname in COMPOUND}))
    said, *others = (pattern.pattern.replace("(?P<name>", "(?:").replace("(?P<verb>", "(?:") for pattern in (_said(), _introduced(), _bare_name()))
    others_follow, says_follow = ("".join(sorted(some)) for some in (_FOLLOWERS, _SAYING))
    near = (
        rf"(?=(?s:.{{0,3}}[ \u3000]|.{{0,8}}·|.{{0,4}}\Z|[{first}].{{1,3}}?[\s{others_follow}]"
        rf"|[^{''.join(sorted(_NO_NAME))}]{{3,4}}?[{says_follow}]))"
    )
    return expression(rf"{near}(?:{said}|(?=[ \u3000]?[{first}])(?:{'|'.join(others)}))")


@cache
def _said() -> re.Pattern[str]:
    return expression(rf"[ \u3000]?{_NAME}{NOTE}(?P<verb>{_SAYS}|：(?=\S))")


@cache
def _introduced() -> re.Pattern[str]:
    return expression(
        rf"[ \u3000]?{_NAME}(?:同志|先生|女士)?(?P<verb>)(?=[，。、；：（）“”！？\s]|到|在|参加|出席|主持|率|带|来|走|和|与|同|陪|致辞|讲话"
        r"|先后|分别|相继|依次|均|都|等|$)"
    )


@cache
def _bare_name() -> re.Pattern[str]:
    return expression(
        rf"(?P<name>{HANZI}{{3}})(?P<verb>)(?=语气|神情|激动|信心|感慨|如数家珍|滔滔不绝|的话|这番话)"
    )


@cache
def _official() -> re.Pattern[str]:
    return expression(rf"(?P<name>(?:相关|有关|主要)?负责(?:人|同志)){NOTE}(?:{_SAYS}|：(?=\S))")


@cache
def _signs() -> re.Pattern[str]:
    """What stands between a quotation and the one whose words it was."""
    return expression(r".*”(?:[（(]|——)?")


@cache
def _post_alone() -> re.Pattern[str]:
    return expression(r"(?P<name>书记|[区县市州旗]长|主席|主任|局长)(?:说|表示|介绍|坦言|指出)(?=[，：])")


@cache
def _spoken_on() -> re.Pattern[str]:
    return expression(rf"(?:“[^”]*”)?(?P<who>[他她]){_SAYS}(?=[，。：])")


@cache
def _stranger() -> re.Pattern[str]:
    return expression(
        rf"(?P<name>{HANZI}{{2,3}}?)(?:则|也|还)?(?:说|表示|介绍|指出|认为|坦言|告诉记者)(?=[，：])"
    )


@cache
def _says() -> re.Pattern[str]:
    return expression(NOTE + _SAYS)


@cache
def _stop() -> re.Pattern[str]:
    return expression("[，。；！？”：]")


@cache
def _clause() -> re.Pattern[str]:
    return expression(r"[^，。；！？：“”‘’\s]*$")


@cache
def _broken() -> re.Pattern[str]:
    return expression("[的了在到向]")
