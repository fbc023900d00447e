"""Voices: where somebody other than the last speaker speaks, named or not: 一位干部说：“…”, “…”小周接过话头."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from zhlint.analysis.speakers.saying import MANNER, VERBS
from zhlint.document import Span
from zhlint.patterns.expressions import expression
from zhlint.reading.grammar.speaker import POSTS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from zhlint.document import Block, Document, Speaker

_STOPS: Final = "，。；：！？“”‘’…\r\n"
_SAYS: Final = rf"(?:{VERBS}|告诉(?:[我他她咱]们?|大家|人们)|[笑叹喊问]道?|反映|感叹|回忆|念叨)"
_SAID: Final = expression(rf"(?<![^{_STOPS}])(?P<who>[^{_STOPS}\s]{{1,30}}?){_SAYS}[，：]?(?P<quote>“)?(?<=[，：“])")
#: What follows a place whose people are heard: 建邺区的同志告诉我，…
SAID_THERE: Final = expression(rf"[^{_STOPS}\s]{{0,12}}?{_SAYS}[，：]")
#: A quotation at the head of a sentence, and the clause behind it.
_SAID_BEFORE: Final = expression(
    rf"(?:^|(?<=[。！？”\r\n]))“[^“”\r\n]*(?:[。！？…，]”|”[，,])(?P<who>[^{_STOPS}\s]{{2,30}})"
)
_SENTENCE_HEADS: Final = "。！？”…"
#: Words before a verb that name nobody.
_NOBODY: Final = expression(
    rf"(?:据|对此|为此|同时|此外|另外|并|而|再|接着|然后|随即|会上|会后|现场|当场|最后|采访中|话锋一转|谈到|说到|{MANNER}|在|当"
    r"|下一步|今后|接下来|未来|目前|这)[^的位名]*"
)
#: What goes on after a pronoun or a name, where these are only a part of the person: 他的邻居, 我妻子.
_ANOTHERS: Final = expression("[的们父母妻儿女爸妈爷奶丈邻]")
#: Words in inner marks that somebody else said: behind a verb or a stop, or in the first person.
_INNER: Final = expression(r"(?P<said>[，：说道喊问])?‘(?P<words>[^‘’“”\r\n]*)’")
#: A surname with a post behind it: 李区长.
_TITLED: Final = expression(rf"(.)(?:{POSTS})")
_FIRST_PERSON: Final = expression("[我咱俺]")


class Voice(NamedTuple):
    """Somebody who speaks.

    `who` is the words before the verb, `words` the quotation, or None where it is reported.
    """

    start: int
    who: str
    words: Span | None


def voices(document: Document, block: Block) -> tuple[Voice, ...]:
    """The voices of a block outside its quotations, in order."""
    return document.analyse(_voices_of)(block)


def _voices_of(document: Document) -> Callable[[Block], tuple[Voice, ...]]:
    """Returns what finds the voices of a block, once for each."""

    @cache
    def find(block: Block) -> tuple[Voice, ...]:
        return tuple(sorted((*_voices_before_words(document.text, block), *_said_before(document.text, block))))

    return find


def is_of_another(voice: Voice, speaker: Speaker) -> bool:
    """Whether a voice names somebody else than a speaker."""
    who, name = voice.who, speaker.name.text
    if _NOBODY.fullmatch(who) or ((titled := _TITLED.search(who)) and name.startswith(titled[1])):
        return False
    at, own = max((who.rfind(word), len(word)) for word in ("他", "她", "我", name))
    return at < 0 or bool(_ANOTHERS.match(who, at + own))


def inner_words(document: Document, span: Span) -> Iterator[Span]:
    """Yields the words within a speaker's that are somebody else's: ‘我们人手不够’."""
    for inner in _INNER.finditer(document.text, *span):
        if inner["said"] or _FIRST_PERSON.search(inner["words"]):
            yield Span(*inner.span("words"))


def _voices_before_words(text: str, block: Block) -> Iterator[Voice]:
    """The voices named before their words; reported words count at the head of a sentence."""
    for said in _SAID.finditer(text, block.start, block.end):
        start = said.start()
        is_head = start == block.start or text[start - 1] in _SENTENCE_HEADS
        if (said["quote"] or is_head) and not _is_quoted(text, block.start, start):
            words = _quotation(text, said.end() - 1, block.end) if said["quote"] else None
            yield Voice(start, said["who"], words)


def _said_before(text: str, block: Block) -> Iterator[Voice]:
    """The voices named behind their words."""
    for said in _SAID_BEFORE.finditer(text, block.start, block.end):
        yield Voice(said.start(), said["who"], _quotation(text, said.start(), block.end))


def _quotation(text: str, start: int, limit: int) -> Span:
    end = text.find("”", start, limit)
    return Span(start, limit if end < 0 else end + 1)


def _is_quoted(text: str, start: int, offset: int) -> bool:
    """Whether an offset lies between double quotation marks."""
    return text.rfind("“", start, offset) > text.rfind("”", start, offset)
