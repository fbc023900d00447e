"""Whose words are these: speakers of sections, of signed passages, and people quoted in running text.

An utterance is a speaker and the stretches of text that are his or her words. Where it is not clear, nobody speaks.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache
from itertools import islice, pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from zhlint.document import Part, Span, Speaker
from zhlint.gazetteer import place_heading
from zhlint.reading.names import HANZI, is_name
from zhlint.reading.speaker import POSTS, parse_speaker

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from zhlint.document import Block, Document

#: Roles that hold a speaker's own words in a section.
WORDS: Final = frozenset({"subhead", "paragraph", "quotation", "list", "verse"})
#: Roles in which somebody may be quoted.
RUNNING: Final = frozenset({"headline", "deck", "subhead", "paragraph", "quotation", "list", "question"})
LONGEST_POST: Final = 60
VERBS: Final = [
    "说",
    "说道",
    "表示",
    "介绍",
    "指出",
    "强调",
    "认为",
    "谈到",
    "谈道",
    "坦言",
    "告诉记者",
    "告诉笔者",
    "透露",
    "提出",
    "要求",
    "建议",
    "呼吁",
    "回应",
    "写道",
    "总结道",
    "感慨",
    "分享道",
    "畅谈",
    "解释",
    "补充",
    "直言",
    "提到",
    "号召",
    "希望",
    "表态",
    "承诺",
    "回答",
    "答道",
    "讲述",
    "讲道",
    "发言",
    "称",
]
#: What may open a sentence that goes on with reported speech.
GOES_ON: Final = [
    "要",
    "我们",
    "我区",
    "我县",
    "我市",
    "全区",
    "全县",
    "全市",
    "全州",
    "下一步",
    "今后",
    "接下来",
    "同时",
    "此外",
    "还要",
    "必须",
    "他",
    "她",
    "一是",
    "二是",
    "三是",
    "四是",
    "一要",
    "二要",
    "三要",
    "首先",
    "其次",
    "最后",
    "未来",
    "当前",
    "将",
    "并",
    "只有",
    "通过",
    "在此基础上",
    "为此",
]


class Utterance(NamedTuple):
    """A speaker and the spans of his or her words, in order and disjoint."""

    speaker: Speaker
    spans: tuple[Span, ...]


#: People introduced with a post, by the first two characters of the name, then by name.
Known = dict[str, dict[str, Speaker]]


class Attribution(NamedTuple):
    """Someone named as speaking in running text: from the post (or name) to the end of the verb."""

    speaker: Speaker
    start: int
    end: int


def utterances(document: Document) -> tuple[Utterance, ...]:
    """Every utterance of the draft. Someone quoted inside a section speaks there, not the section's speaker."""
    quoted = tuple(_quoted(document))
    taken = sorted(span for utterance in quoted for span in utterance.spans)
    own = [Utterance(speaker, tuple(_without(spans, taken))) for speaker, spans in _signed(document)]
    return (*own, *quoted)


def people(document: Document) -> tuple[Speaker, ...]:
    """Everybody named with a post, each time: speakers of sections, and those introduced in running text."""
    listed = [section.speaker for section in document.sections if section.speaker]
    named = [
        _speaker(document, block, Span(*title.span()), Part(found["name"], *found.span("name")))
        for block in document.blocks
        if block.role in RUNNING | {"caption"}
        for title in _title().finditer(document.text, block.start, block.end)
        if (found := _named(document.text, title.end(), block.end)) and is_name(found["name"])
    ]
    return (*listed, *named)


def _signed(document: Document) -> Iterator[tuple[Speaker, list[Span]]]:
    """Sections with a speaker, passages signed below, and a whole piece by an author with a post."""
    claimed: set[Block] = set()
    for section in document.sections:
        if section.speaker:
            claimed.update(section.blocks)
            yield (
                section.speaker,
                [Span(block.start, block.end) for block in section.blocks if block.role in WORDS],
            )
    passage: list[Span] = []
    for block in document.blocks:
        if block in claimed or block.role in {"headline", "deck", "byline"}:
            passage = []
        elif block.role == "attribution":
            if speaker := parse_speaker(document[block].lstrip("—－- \u3000（("), block.start):
                yield speaker, passage
            passage = []
        elif block.role in WORDS:
            passage.append(Span(block.start, block.end))
    if not claimed and (author := _author(document)):
        yield (
            author,
            [Span(block.start, block.end) for block in document.blocks if block.role in WORDS | {"headline"}],
        )


def _author(document: Document) -> Speaker | None:
    """The author whom a note at the end gives a post: （作者系昭觉县委书记）."""
    tail = document.blocks[-3:]
    for block in tail:
        found = _author_note().search(document.text, block.start, block.end)
        if found and (heading := place_heading(found["post"], document.desk.lexicon.places)):
            start = found.start("post")
            post, name = Part(found["post"], *found.span("post")), Part("作者", *found.span("name"))
            return Speaker(name, post, _part(document, start, start + heading.length), *found.span())
    return None


def _quoted(document: Document) -> Iterator[Utterance]:
    """People quoted in running text, block by block; a name introduced with a post once needs none later."""
    known: Known = {}
    open_speaker: Speaker | None = None
    for block in document.blocks:
        if block.role not in RUNNING:
            continue
        found = sorted(_attributions(document, block, known), key=lambda attribution: attribution.start)
        text = document[block]
        if not found and open_speaker and text.startswith("“"):
            yield Utterance(open_speaker, (Span(block.start, block.end),))
        elif answer := _answer(document, block, known):
            yield answer
        else:
            yield from _extents(document, block, found)
            open_speaker = found[-1].speaker if found else None
        if text.rfind("”") > text.rfind("“") or "“" not in text:
            open_speaker = None


def _attributions(document: Document, block: Block, known: Known) -> Iterator[Attribution]:
    """Who is named as speaking in a block; people introduced there are added to `known`."""
    text, free = document.text, block.start
    for title in _title().finditer(text, block.start, block.end):
        if title.end() <= free or not (said := _named(text, title.end(), block.end)):
            continue
        speaker = _speaker(document, block, Span(*title.span()), Part(said["name"], *said.span("name")))
        known.setdefault(speaker.name.text[:2], {}).setdefault(speaker.name.text, speaker)
        if said["verb"]:
            free = said.end()
            yield Attribution(speaker, speaker.start, said.end())
    yield from _later(document, block, known)


def _later(document: Document, block: Block, known: Known) -> Iterator[Attribution]:
    """Those already introduced, named again without a post at the head of a clause."""
    text = document.text
    for at in (block.start, *(stop.end() for stop in _stop().finditer(text, block.start, block.end))):
        for name, speaker in known.get(text[at : at + 2], {}).items():
            if text.startswith(name, at) and (said := _says().match(text, at + len(name), block.end)):
                yield Attribution(speaker, at, said.end())


def _named(text: str, start: int, end: int) -> re.Match[str] | None:
    """A name that follows a title, with the verb of saying where there is one."""
    if (said := _said().match(text, start, end)) and (is_name(said["name"]) or _may_be_name(said["name"])):
        return said
    found = _introduced().match(text, start, end)
    return found if found and is_name(found["name"]) else None


def _may_be_name(word: str) -> bool:
    """Whether a word between a title and a verb of saying can be a minority name: three or four plain characters."""
    return 3 <= len(word) <= 4 and not set(word) & set(
        "的了在是和与会将把要对向也还不们人员长委局部办组上下中内外报告"
    )


def _speaker(document: Document, block: Block, title: Span, name: Part) -> Speaker:
    """The speaker a title and a name stand for, with the post as far back as it reaches in its clause."""
    text = document.text
    clause = _clause().search(text[max(block.start, title.start - LONGEST_POST) : title.start])
    start = title.start - (len(clause[0]) if clause else 0)
    for at in range(start, title.start):
        heading = place_heading(text[at : title.end], document.desk.lexicon.places)
        if heading and not _broken().search(text, at + heading.length, title.start):
            place = _part(document, at, at + heading.length)
            return Speaker(name, _part(document, at, title.end), place, at, name.end)
    return Speaker(name, _part(document, *title), None, title.start, name.end)


def _answer(document: Document, block: Block, known: Known) -> Utterance | None:
    """A paragraph of an interview: `名字：…` of someone introduced, or `答：…` where only one was."""
    found = _turn().match(document.text, block.start, block.end)
    if not found:
        return None
    people = [speaker for names in known.values() for speaker in names.values()]
    if found["name"] == "答":
        speaker = people[0] if len(people) == 1 else None
    else:
        speaker = known.get(found["name"][:2], {}).get(found["name"])
    return Utterance(speaker, (Span(found.end(), block.end),)) if speaker else None


def _extents(document: Document, block: Block, found: list[Attribution]) -> Iterator[Utterance]:
    """What each of those quoted in a block says."""
    if not found:
        return
    bounds = [block.start, *(attribution.start for attribution in found[1:]), block.end]
    for attribution, (_, limit) in zip(found, pairwise(bounds), strict=True):
        spans = [*_before(document, block, attribution), *_after(document, attribution, limit)]
        spans = [span for span in spans if span.end - span.start > 1]
        if spans:
            yield Utterance(attribution.speaker, tuple(sorted(spans)))


def _before(document: Document, block: Block, attribution: Attribution) -> Iterator[Span]:
    """The quotation that a trailing attribution closes: “…”，某某说。"""
    text, head = document.text, attribution.start
    closing = _closing_quote().search(text[max(block.start, head - 12) : head])
    if closing and ("，" in closing[0] or text[attribution.end : attribution.end + 1] in "。；"):
        end = head - len(closing[0])
        start = text.rfind("“", block.start, end)
        if start >= 0:
            yield Span(start, end)


def _after(document: Document, attribution: Attribution, limit: int) -> Iterator[Span]:
    """The rest of the sentence, sentences that go on with it, and every later quotation of the stretch."""
    text, at = document.text, attribution.end
    first = True
    for sentence in _sentences().finditer(text, at, limit):
        start, end = sentence.span()
        if first or text.startswith(tuple(GOES_ON), start):
            yield Span(start, end)
        else:
            yield from (Span(*quote.span()) for quote in _quote().finditer(text, start, end))
        first = False


def _without(spans: Iterable[Span], taken: list[Span]) -> Iterator[Span]:
    """Spans without what others say in them."""
    for start, end in spans:
        at = start
        first = max(0, bisect_left(taken, (start, start)) - 1)
        for other in islice(taken, first, bisect_left(taken, (end, end))):
            if at < other.end and other.start < end:
                if at < other.start:
                    yield Span(at, other.start)
                at = max(at, other.end)
        if at < end:
            yield Span(at, end)


def _part(document: Document, start: int, end: int) -> Part:
    return Part(document.text[start:end], start, end)


_NAME: Final = (
    rf"(?P<name>{HANZI}{{2,4}}?|{HANZI}{{1,8}}(?:·{HANZI}{{1,8}})+?|{HANZI}[ \u3000]{{1,2}}{HANZI})"
)
_NOTE: Final = r"(?:（[^（）\n]{1,24}）)?"
#: What may stand between a name and the verb; without this list 李明没有说 would give a person 李明没.
_MANNER: Final = (
    "在|对|向|接受|近日|日前|今天|昨天|当天|随后|也|还|又|曾|则|就|进一步|激动|高兴|自豪|欣慰|笑|深情|动情|深有感触|感慨|同时|特别|反复|多次"
    "|一再|再次|明确|率先|首先|作|做|以|从|用|结合|代表|信心|满怀|如是|这样|坚定|边|一边|通过|专门|详细|郑重|由衷|谦虚|听后|看到|谈及|说起|谈起|表态"
)
_WHEN: Final = r"(?:，(?:[^，。；：“”！？\s]{1,16}(?:时|后|中|上|期间)，)?)?"
_SAYS: Final = (
    rf"(?:(?:{_MANNER})[^，。；：“”！？\s]{{0,16}}?)?{_WHEN}(?:{'|'.join(VERBS)})(?![话法明服号赞为呼])"
)


@cache
def _title() -> re.Pattern[str]:
    return re.compile(POSTS)


@cache
def _said() -> re.Pattern[str]:
    return re.compile(rf"[ \u3000]?{_NAME}{_NOTE}(?P<verb>{_SAYS}|：(?=\S))")


@cache
def _introduced() -> re.Pattern[str]:
    return re.compile(
        rf"[ \u3000]?{_NAME}(?P<verb>)(?=[，。、；：（）“”！？\s]|到|在|参加|出席|主持|率|带|来|走|和|与|同|陪|致辞|讲话|$)"
    )


@cache
def _says() -> re.Pattern[str]:
    return re.compile(_NOTE + _SAYS)


@cache
def _stop() -> re.Pattern[str]:
    return re.compile("[，。；！？”：]")


@cache
def _turn() -> re.Pattern[str]:
    return re.compile(rf"(?P<name>{HANZI}{{1,4}}|{HANZI}{{1,8}}·{HANZI}{{1,8}}){_NOTE}：")


@cache
def _clause() -> re.Pattern[str]:
    return re.compile(r"[^，。；！？：“”‘’\s]*$")


@cache
def _broken() -> re.Pattern[str]:
    return re.compile("[的了在到向]")


@cache
def _closing_quote() -> re.Pattern[str]:
    return re.compile(r"”[，,]?(?:[^，。；！？：“”]{0,8})$")


@cache
def _sentences() -> re.Pattern[str]:
    return re.compile(r"(?:[^“。！？]++|“[^”]*(?<![。！？])(?:”|$))*+(?:[。！？]++|“[^”]*(?:”|$)|$)")


@cache
def _quote() -> re.Pattern[str]:
    return re.compile("“[^”]*(?:”|$)")


@cache
def _author_note() -> re.Pattern[str]:
    return re.compile(r"(?P<name>作者)(?:系|为|是|单位：?)(?P<post>[^。）)\n]{3,60})")
