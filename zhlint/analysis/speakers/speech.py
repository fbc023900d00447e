"""Whose words are these: speakers of sections, of signed passages, and people quoted in running text.

An utterance is a speaker and the stretches of text that are his or her words. Where it is not clear, nobody speaks.
"""

from __future__ import annotations

from bisect import bisect_left
from itertools import islice, takewhile, zip_longest
from typing import TYPE_CHECKING, Final, NamedTuple

from zhlint.analysis.speakers.attribution import attributions, spoken_on, strangers
from zhlint.analysis.speakers.introductions import (
    NOTE,
    RUNNING,
    TITLES,
    introductions,
    may_place_people,
    part,
)
from zhlint.document import Part, Span, Speaker
from zhlint.lexicon.gazetteer import division_heading
from zhlint.lexicon.han import HAN
from zhlint.patterns.expressions import expression
from zhlint.reading.grammar.names import is_name
from zhlint.reading.grammar.speaker import parse_speaker

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from zhlint.analysis.speakers.attribution import Attribution, Known
    from zhlint.document import Block, Document

#: Roles that hold a speaker's own words in a section.
WORDS: Final = frozenset({"subhead", "paragraph", "quotation", "list", "verse"})
#: What may open a sentence that goes on with reported speech.
GOES_ON: Final = (
    "要", "我们", "我区", "我县", "我市", "全区", "全县", "全市", "全州", "下一步", "今后", "接下来", "同时", "此外",
    "还要", "必须", "他", "她", "一是", "二是", "三是", "四是", "一要", "二要", "三要", "首先", "其次", "最后",
    "未来", "当前", "将", "并", "只有", "通过", "在此基础上", "为此",
)  # fmt: skip


_TURN: Final = expression(rf"(?P<name>{HAN}{{1,4}}|{HAN}{{1,8}}·{HAN}{{1,8}}){NOTE}：")
#: The head of what the paper puts below somebody's words: a reporter's note, background, a link.
_BOX: Final = expression(
    r"[■●◆□▲★◎【［\[（(〔\s]*(?:(?:记者|采访|编辑|编者)?(?:手记|札记|点评|短评|快评|观察|感言)|编后(?:语|记)?|编者的话"
    r"|(?:延伸|拓展|相关)阅读|(?:相关|新闻|背景|资料|知识|政策|数据)?链接|(?:新闻|相关|事件|政策)?背景|(?:名词|相关)解释"
    r"|小贴士|相关(?:报道|新闻|资料))(?:[】］\]）)〕：:丨|｜\s]|$)"
)
_CLOSING_QUOTE: Final = expression(r"”(?:[，,](?:[^，。；！？：“”]{1,8}[，,])?)?[^，。；！？：“”]{0,8}$")
_SENTENCES: Final = expression(r"(?:[^“。！？]++|“[^”]*(?<![。！？])(?:”|$))*+(?:[。！？]++|“[^”]*(?:”|$)|$)")
_QUOTE: Final = expression("“[^”]*(?:”|$)")
_AUTHOR_NOTE: Final = expression(r"(?P<name>作者)(?:系|为|是|单位：?)(?P<post>[^。）)\r\n]{3,60})")


class Utterance(NamedTuple):
    """A speaker and the spans of his or her words, in order and disjoint."""

    speaker: Speaker
    spans: tuple[Span, ...]


def utterances(document: Document) -> tuple[Utterance, ...]:
    """Every utterance of the draft. Someone quoted inside a section speaks there, not the section's speaker."""
    quoted = tuple(_quoted(document))
    taken = sorted(span for utterance in quoted for span in utterance.spans)
    signed = _signed(document)
    own = [Utterance(speaker, tuple(_without(spans, taken) if taken else spans)) for speaker, spans in signed]
    return (*own, *quoted)


def may_speak_for_places(document: Document) -> bool:
    """Whether any speaker may have a post that a place heads; where not, looking at what is said is of no use."""
    return (
        any(section.speaker for section in document.sections)
        or any(block.role in {"attribution", "quotation"} for block in document.blocks)
        or bool(_AUTHOR_NOTE.search(document.text))
        or document.analyse(may_place_people)
    )


def people(document: Document) -> tuple[Speaker, ...]:
    """Everybody named with a post, each time: speakers of sections, and those introduced in running text."""
    listed = [section.speaker for section in document.sections if section.speaker]
    named = [
        one.speaker
        for block in document.analyse(introductions).values()
        for one in block
        if is_name(one.speaker.name.text)
    ]
    return (*listed, *named)


def _signed(document: Document) -> Iterator[tuple[Speaker, list[Span]]]:
    """Sections with a speaker, passages signed below, and a whole piece by an author with a post."""
    claimed: set[Block] = set()
    text, is_box = document.text, _BOX.match
    for section in document.sections:
        if section.speaker:
            claimed.update(section.blocks)
            yield (
                section.speaker,
                [
                    Span(block.start, block.end)
                    for block in takewhile(lambda block: not is_box(text, block.start, block.end), section.blocks)
                    if block.role in WORDS
                ],
            )
    passage: list[Span] = []
    quoted: list[Span] = []
    is_first = True
    for block in document.blocks:
        if block in claimed or block.role in {"headline", "deck", "byline"}:
            passage, is_first = [], True
        elif block.role == "attribution":
            # Above the first signature there may be an introduction by the paper.
            if speaker := _signature(document, block):
                yield speaker, passage[-1:] if is_first else passage
            passage, is_first = [], False
        elif quoted and document[block][0] == "—" and (speaker := _signature(document, block)):
            yield speaker, quoted
            passage, quoted, is_first = [], [], False
        elif block.role in WORDS:
            passage.append(Span(block.start, block.end))
        if block.role != "quotation":
            quoted = []
        elif passage:
            quoted.append(passage[-1])
    if not claimed and (author := _author(document)):
        yield (
            author,
            [Span(block.start, block.end) for block in document.blocks if block.role in WORDS | {"headline"}],
        )


def _signature(document: Document, block: Block) -> Speaker | None:
    """Who signs what stands above: ——顺义区区长 周志明."""
    line = document[block]
    signer = line.lstrip("—－- \u3000（(")
    return parse_speaker(signer, block.end - len(signer))


def _author(document: Document) -> Speaker | None:
    """The author whom a note at the end gives a post: （作者系昭觉县委书记）."""
    tail = document.blocks[-3:]
    for block in tail:
        found = _AUTHOR_NOTE.search(document.text, block.start, block.end)
        if found and (heading := division_heading(found["post"], document.desk.lexicon.places)):
            start = found.start("post")
            post, name = Part(found["post"], *found.span("post")), Part("作者", *found.span("name"))
            return Speaker(name, post, part(document, start, start + heading.length), *found.span())
    return None


def _quoted(document: Document) -> Iterator[Utterance]:
    """People quoted in running text, block by block; a name introduced with a post once needs none later."""
    known: Known = {}
    open_speaker: Speaker | None = None
    last: Speaker | None = None
    for block in document.blocks:
        if block.role not in RUNNING:
            continue
        found = sorted(attributions(document, block, known), key=lambda attribution: attribution.start)
        if not found and last:
            found = list(spoken_on(document, block, last))
        if not found and open_speaker and document.text.startswith("“", block.start):
            yield Utterance(open_speaker, (Span(block.start, block.end),))
        elif known and (answer := _answer(document, block, known)):
            yield answer
        else:
            yield from _extents(document, block, found)
            open_speaker = found[-1].speaker if found else None
        last = found[0].speaker if found and _is_alone(document, block, found) else None
        if open_speaker and not _leaves_open(document[block]):
            open_speaker = None


def _leaves_open(text: str) -> bool:
    """Whether the words of a block go on in the next one: they end in a colon or within a quotation."""
    return text.endswith("：") or text.rfind("“") > text.rfind("”")


def _is_alone(document: Document, block: Block, found: list[Attribution]) -> bool:
    """Whether a block quotes one person alone and names nobody else, so that 他 in the next one is the same."""
    return (
        len({attribution.speaker for attribution in found}) == 1
        and not any(strangers(document, block))
        and not TITLES.search(document.text, max(block.start, found[0].end), block.end)
    )


def _answer(document: Document, block: Block, known: Known) -> Utterance | None:
    """A paragraph of an interview: `名字：…` of someone introduced, or `答：…` where only one was."""
    found = _TURN.match(document.text, block.start, block.end)
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
    others = tuple(strangers(document, block))
    for attribution, following in zip_longest(found, found[1:]):
        limit = following.start if following else block.end
        limit = min([limit, *others[(at := bisect_left(others, attribution.end)) : at + 1]])
        spans = [*_before(document, block, attribution), *_after(document, attribution, limit)]
        spans = [span for span in spans if span.end - span.start > 1]
        if spans:
            yield Utterance(attribution.speaker, tuple(sorted(spans)))


def _before(document: Document, block: Block, attribution: Attribution) -> Iterator[Span]:
    """The quotation that a trailing attribution closes: “…”，某某说。"""
    text, head = document.text, attribution.start
    closing = _CLOSING_QUOTE.search(text[max(block.start, head - 20) : head])
    if closing and ("，" in closing[0] or text[attribution.end : attribution.end + 1] != "："):
        end = head - len(closing[0])
        start = text.rfind("“", block.start, end)
        if start >= 0:
            yield Span(start, end)


def _after(document: Document, attribution: Attribution, limit: int) -> Iterator[Span]:
    """The rest of the sentence, sentences that go on with it, and every later quotation of the stretch."""
    text, at = document.text, attribution.end
    first = at != attribution.speaker.name.end
    for sentence in _SENTENCES.finditer(text, at, limit):
        start, end = sentence.span()
        if first or text.startswith(GOES_ON, start):
            yield Span(start, end)
        else:
            yield from (Span(*quote.span()) for quote in _QUOTE.finditer(text, start, end))
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
