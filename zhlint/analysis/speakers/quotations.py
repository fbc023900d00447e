"""People quoted in running text, with the spans of their words."""

from __future__ import annotations

from bisect import bisect_left
from itertools import zip_longest
from typing import TYPE_CHECKING, Final

from zhlint.analysis.speakers.attribution import attribution_by_pronoun, attributions, strangers
from zhlint.analysis.speakers.introductions import RUNNING
from zhlint.analysis.speakers.saying import NOTE
from zhlint.analysis.speakers.titles import TITLES
from zhlint.analysis.speakers.voices import is_of_another, voices
from zhlint.document import Span
from zhlint.lexicon.han import HAN
from zhlint.patterns.expressions import expression

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zhlint.analysis.speakers.attribution import Attribution, Known
    from zhlint.document import Block, Document, Speaker


#: The openings of sentences that go on with reported speech.
GOES_ON: Final = (
    "要", "我们", "我区", "我县", "我市", "全区", "全县", "全市", "全州", "下一步", "今后", "接下来", "同时", "此外",
    "还要", "必须", "他", "她", "一是", "二是", "三是", "四是", "一要", "二要", "三要", "首先", "其次", "最后",
    "未来", "当前", "将", "并", "只有", "通过", "在此基础上", "为此",
)  # fmt: skip
_TURN: Final = expression(rf"(?P<name>{HAN}{{1,4}}|{HAN}{{1,8}}·{HAN}{{1,8}}){NOTE}：")
_CLOSING_QUOTE: Final = expression(r"”(?:[，,](?:[^，。；！？：“”]{1,8}[，,])?)?[^，。；！？：“”]{0,8}$")
_SENTENCES: Final = expression(r"(?:[^“。！？]++|“[^”]*(?<![。！？])(?:”|$))*+(?:[。！？]++|“[^”]*(?:”|$)|$)")
_QUOTE: Final = expression("“[^”]*(?:”|$)")


def quotations(document: Document) -> Iterator[tuple[Speaker, tuple[Span, ...]]]:
    """Yields each person quoted in running text with the spans of the words.

    They come block by block. A name introduced with a post needs none later. Words may go on in the next block, or
    after 他说.
    """
    known: Known = {}
    open_speaker: Speaker | None = None
    last: Speaker | None = None
    for block in document.blocks:
        if block.role not in RUNNING:
            continue
        named = sorted(attributions(document, block, known), key=lambda attribution: attribution.start)
        if not named and last:
            named = list(attribution_by_pronoun(document, block, last))
        if not named and open_speaker and document.text.startswith("“", block.start):
            end = _next_voice(document, block, open_speaker, block.start)
            yield from [(open_speaker, (Span(block.start, end),))] if end > block.start else []
        elif known and (answer := _answer(document, block, known)):
            yield answer
        else:
            yield from _extents(document, block, named)
            open_speaker = named[-1].speaker if named else None
        last = named[0].speaker if named and _is_alone(document, block, named) else None
        if open_speaker and not (_leaves_open(document[block]) and _has_last_word(document, block, named)):
            open_speaker = None


def _leaves_open(text: str) -> bool:
    """Whether a block ends in a colon or within a quotation."""
    return text.endswith("：") or text.rfind("“") > text.rfind("”")


def _is_alone(document: Document, block: Block, named: list[Attribution]) -> bool:
    """Whether a block quotes one person and names no other, so that 他 is unambiguous."""
    return (
        len({attribution.speaker for attribution in named}) == 1
        and not any(strangers(document, block))
        and _has_last_word(document, block, named)
        and not TITLES.search(document.text, max(block.start, named[0].end), block.end)
    )


def _has_last_word(document: Document, block: Block, named: list[Attribution]) -> bool:
    """Whether nobody speaks in a block behind the last person named, if any."""
    return not named or _next_voice(document, block, named[-1].speaker, named[-1].end) == block.end


def _next_voice(document: Document, block: Block, speaker: Speaker, start: int) -> int:
    """The offset from which somebody else speaks, at `start` or later.

    It is the end of the block if nobody does.
    """
    heard = voices(document, block)
    later = range(bisect_left(heard, start, key=lambda voice: voice.start), len(heard))
    return next((heard[index].start for index in later if is_of_another(heard[index], speaker)), block.end)


def _answer(document: Document, block: Block, known: Known) -> tuple[Speaker, tuple[Span, ...]] | None:
    """An interview's answer: `名字：…` of somebody known, or `答：…` where only one is known."""
    turn = _TURN.match(document.text, block.start, block.end)
    if not turn:
        return None
    people = [speaker for names in known.values() for speaker in names.values()]
    if turn["name"] == "答":
        speaker = people[0] if len(people) == 1 else None
    else:
        speaker = known.get(turn["name"][:2], {}).get(turn["name"])
    return (speaker, (Span(turn.end(), block.end),)) if speaker else None


def _extents(document: Document, block: Block, named: list[Attribution]) -> Iterator[tuple[Speaker, tuple[Span, ...]]]:
    """The words of each person quoted in a block."""
    if not named:
        return
    others = tuple(strangers(document, block))
    for attribution, following in zip_longest(named, named[1:]):
        limit = following.start if following else block.end
        limit = min(limit, _next_voice(document, block, attribution.speaker, attribution.end))
        limit = min([limit, *others[(at := bisect_left(others, attribution.end)) : at + 1]])
        spans = [*_before(document, block, attribution), *_after(document, attribution, limit)]
        spans = [span for span in spans if span.end - span.start > 1]
        if spans:
            yield attribution.speaker, tuple(sorted(spans))


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
    """The rest of the sentence, sentences that continue it, and all later quotations."""
    text, at = document.text, attribution.end
    first = at != attribution.speaker.name.end
    for sentence in _SENTENCES.finditer(text, at, limit):
        start, end = sentence.span()
        if first or text.startswith(GOES_ON, start):
            yield Span(start, end)
        else:
            yield from (Span(*quote.span()) for quote in _QUOTE.finditer(text, start, end))
        first = False
