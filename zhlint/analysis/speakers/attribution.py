"""Attributions: the words that name a speaker in running text, with the verb of saying."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Final, NamedTuple

from zhlint.analysis.speakers.introductions import introductions, part, speaker_named
from zhlint.analysis.speakers.saying import NOTE, SAYS
from zhlint.document import Span, Speaker, TextSpan
from zhlint.lexicon.han import HAN
from zhlint.patterns.expressions import expression
from zhlint.reading.grammar.names import is_surnamed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zhlint.document import Block, Document

_STOPS: Final = "，。；！？”："
#: The lengths of a stranger's name before the verb, 则, 也 or 还 included.
_BEFORE_VERB: Final = (2, 3, 4)
#: People introduced with a post, by the first two characters of the name, then by name.
Known = dict[str, dict[str, Speaker]]


_OFFICIAL: Final = expression(rf"(?P<name>(?:相关|有关|主要)?负责(?:人|同志)){NOTE}(?:{SAYS}|：(?=\S))")
#: The marks between a quotation and the person it is ascribed to.
_SIGNS: Final = expression(r".*”(?:[（(]|——)?")
_POST_ALONE: Final = expression(r"(?P<name>书记|[区县市州旗]长|主席|主任|局长)(?:说|表示|介绍|坦言|指出)(?=[，：])")
#: The end of a match of `_POST_ALONE`: a quick look.
_POST_SAYS: Final = expression(r"[记长席任](?:说|表示|介绍|坦言|指出)[，：]")
_SPOKEN_ON: Final = expression(rf"(?:“[^”]*”)?(?P<who>[他她]){SAYS}(?=[，。：])")
_STRANGER: Final = expression(
    rf"(?P<name>{HAN}{{2,3}}?)(?:则|也|还)?(?:说|表示|介绍|指出|认为|坦言|告诉记者)(?=[，：])"
)
#: The verb in a match of `_STRANGER`: a quick look.
_STRANGER_SAYS: Final = expression(r"(?:说|表示|介绍|指出|认为|坦言|告诉记者)(?=[，：])")
_SAYS: Final = expression(NOTE + SAYS)
_STOP: Final = expression(f"[{_STOPS}]")
#: A stop with the first two characters of the next clause.
_HEADS: Final = expression(f"[{_STOPS}]([^{_STOPS}]{{2}})")


class Attribution(NamedTuple):
    """A speaker named in running text.

    The span runs from the post, or the name, to the end of the verb.
    """

    speaker: Speaker
    start: int
    end: int


def attributions(document: Document, block: Block, known: Known) -> Iterator[Attribution]:
    """Yields the speakers named in a block.

    `known` is changed: people introduced with a post in this block are added to it.
    """
    free = block.start
    for speaker, title, end, speaks in document.analyse(introductions).get(block.start, ()):
        if title.end <= free:
            continue
        known.setdefault(speaker.name.text[:2], {}).setdefault(speaker.name.text, speaker)
        if speaks or _SIGNS.fullmatch(document.text, max(0, speaker.start - 3), speaker.start):
            free = end
            yield Attribution(speaker, speaker.start, end)
    yield from _nameless(document, block)
    if known:
        yield from _later(document, block, known)


def _nameless(document: Document, block: Block) -> Iterator[Attribution]:
    """Officials who speak without a name: 顺义区总工会相关负责人介绍, 顺义区委书记说."""
    text, (start, end) = document.text, block[1:]
    officials = _OFFICIAL.finditer(text, start, end) if text.find("负责", start, end) >= 0 else ()
    posts = _POST_ALONE.finditer(text, start, end) if _POST_SAYS.search(text, start, end) else ()
    for match in chain(officials, posts):
        speaker = speaker_named(
            document, block, Span(*match.span("name")), TextSpan(match["name"], *match.span("name"))
        )
        if speaker.place:
            post = part(document, speaker.start, match.start("name"))
            yield Attribution(speaker._replace(post=post), speaker.start, match.end())


def attribution_by_pronoun(document: Document, block: Block, speaker: Speaker) -> Iterator[Attribution]:
    """The 他说 that opens a block, alone or behind a quotation; at most one.

    `speaker` is the person 他 stands for.
    """
    if match := _SPOKEN_ON.match(document.text, block.start, block.end):
        yield Attribution(speaker, match.start("who"), match.end())


def strangers(document: Document, block: Block) -> Iterator[int]:
    """Yields the offsets at which somebody not introduced begins to speak: 马新明表示."""
    text, (start, end) = document.text, block[1:]
    heads = {match.start() - before for match in _STRANGER_SAYS.finditer(text, start, end) for before in _BEFORE_VERB}
    for at in sorted(heads):
        if at == start or (at > start and text[at - 1] in _STOPS):
            match = _STRANGER.match(text, at, end)
            if match and is_surnamed(match["name"]):
                yield at


def _later(document: Document, block: Block, known: Known) -> Iterator[Attribution]:
    """People introduced before, named again without a post at the head of a clause."""
    text, (start, end) = document.text, block[1:]
    heads = _HEADS.findall(text, start, end)
    if text[start : start + 2] not in known and known.keys().isdisjoint(heads):
        return
    for at in (start, *(stop.end() for stop in _STOP.finditer(text, start, end))):
        named = known.get(text[at : at + 2])
        for name, speaker in named.items() if named else ():
            if text.startswith(name, at) and (match := _SAYS.match(text, at + len(name), end)):
                yield Attribution(speaker, at, match.end())
