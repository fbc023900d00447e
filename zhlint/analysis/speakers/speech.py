"""The words of each speaker: sections, signed passages, and people quoted in running text.

An utterance is a speaker and the spans of his or her words. Where that is not clear, nobody speaks.
"""

from __future__ import annotations

from bisect import bisect_left
from itertools import islice, takewhile
from typing import TYPE_CHECKING, Final, NamedTuple

from zhlint.analysis.speakers.introductions import introductions, may_name_officials, part
from zhlint.analysis.speakers.quotations import quotations
from zhlint.analysis.speakers.voices import inner_words, is_of_another, voices
from zhlint.document import Span, Speaker, TextSpan
from zhlint.lexicon.headings import division_heading
from zhlint.patterns.expressions import expression
from zhlint.reading.grammar.names import is_name
from zhlint.reading.grammar.speaker import parse_speaker

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from zhlint.document import Block, Document

#: Roles that hold a speaker's own words in a section.
WORDS: Final = frozenset({"subhead", "paragraph", "quotation", "list", "verse"})


#: The headings of what a paper puts below somebody's words: a reporter's note, background, a link.
_BOX: Final = expression(
    r"[■●◆□▲★◎【［\[（(〔\s]*(?:(?:记者|采访|编辑|编者)?(?:手记|札记|点评|短评|快评|观察|感言)|编后(?:语|记)?|编者的话"
    r"|(?:延伸|拓展|相关)阅读|(?:相关|新闻|背景|资料|知识|政策|数据)?链接|(?:新闻|相关|事件|政策)?背景|(?:名词|相关)解释"
    r"|小贴士|相关(?:报道|新闻|资料))(?:[】］\]）)〕：:丨|｜\s]|$)"
)
_AUTHOR_NOTE: Final = expression(r"(?P<name>作者)(?:系|为|是|单位：?)(?P<post>[^。）)\r\n]{3,60})")


class Utterance(NamedTuple):
    """A speaker and the spans of his or her words, in order and disjoint."""

    speaker: Speaker
    spans: tuple[Span, ...]


def utterances(document: Document) -> tuple[Utterance, ...]:
    """Returns every utterance of the draft.

    Words quoted inside a section are the quoted person's, not the section's speaker's.
    """
    found = tuple(quotations(document))
    others = [span for _, spans in found for span in spans]
    own = [
        Utterance(speaker, tuple(_without(spans, sorted({*others, *_voices_in(document, speaker, spans)}))))
        for speaker, spans in _signed_passages(document)
    ]
    quoted = (
        Utterance(
            speaker, tuple(_without(spans, sorted(inner for span in spans for inner in inner_words(document, span))))
        )
        for speaker, spans in found
    )
    return (*own, *quoted)


def _voices_in(document: Document, speaker: Speaker, spans: list[Span]) -> Iterator[Span]:
    """Yields the quotations of other people in the words of a section's speaker."""
    for block in document.blocks_in(spans[0].start, spans[-1].end) if spans else ():
        yield from (voice.words for voice in voices(document, block) if voice.words and is_of_another(voice, speaker))


def may_have_homes(document: Document) -> bool:
    """Whether any speaker may have a post that a division heads: a quick look."""
    return (
        any(section.speaker for section in document.sections)
        or any(block.role in {"attribution", "quotation"} for block in document.blocks)
        or bool(_AUTHOR_NOTE.search(document.text))
        or document.analyse(may_name_officials)
    )


def people(document: Document) -> tuple[Speaker, ...]:
    """Returns the speakers of sections and everybody introduced, once for each time."""
    listed = [section.speaker for section in document.sections if section.speaker]
    named = [
        one.speaker
        for block in document.analyse(introductions).values()
        for one in block
        if is_name(one.speaker.name.text)
    ]
    return (*listed, *named)


def _signed_passages(document: Document) -> Iterator[tuple[Speaker, list[Span]]]:
    """Sections with a speaker, passages signed below, and a piece whose author has a post."""
    sections = [(section.speaker, section.blocks) for section in document.sections if section.speaker]
    claimed = {block for _, blocks in sections for block in blocks}
    for speaker, blocks in sections:
        yield speaker, _spans(takewhile(lambda block: not _BOX.match(document.text, block.start, block.end), blocks))
    yield from _signed_below(document, claimed)
    if not claimed and (author := _author(document)):
        yield author, _spans(document.blocks, WORDS | {"headline"})


def _spans(blocks: Iterable[Block], roles: frozenset[str] = WORDS) -> list[Span]:
    return [Span(block.start, block.end) for block in blocks if block.role in roles]


def _signed_below(document: Document, claimed: Collection[Block]) -> Iterator[tuple[Speaker, list[Span]]]:
    """The passages outside these blocks that a signature or a dash with a name ends."""
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


def _signature(document: Document, block: Block) -> Speaker | None:
    """The person whose signature a line is: ——顺义区区长 周志明."""
    line = document[block]
    signer = line.lstrip("—－- \u3000（(")
    return parse_speaker(signer, block.end - len(signer))


def _author(document: Document) -> Speaker | None:
    """The author to whom a note at the end gives a post: （作者系昭觉县委书记）."""
    tail = document.blocks[-3:]
    for block in tail:
        note = _AUTHOR_NOTE.search(document.text, block.start, block.end)
        if note and (heading := division_heading(note["post"], document.desk.lexicon.places)):
            start = note.start("post")
            post, name = TextSpan(note["post"], *note.span("post")), TextSpan("作者", *note.span("name"))
            return Speaker(name, post, part(document, start, start + heading.length), *note.span())
    return None


def _without(spans: Iterable[Span], others: list[Span]) -> Iterator[Span]:
    """The spans without what others say in them."""
    for start, end in spans:
        at = start
        first = max(0, bisect_left(others, (start, start)) - 1)
        for other in islice(others, first, bisect_left(others, (end, end))):
            if at < other.end and other.start < end:
                if at < other.start:
                    yield Span(at, other.start)
                at = max(at, other.end)
        if at < end:
            yield Span(at, end)
