"""Who is named as speaking in running text: post, name and verb of saying."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Final, NamedTuple

from zhlint.analysis.speakers.introductions import NOTE, SAYS, introduced, introductions, part
from zhlint.document import Part, Span, Speaker
from zhlint.lexicon.han import HAN
from zhlint.patterns.expressions import expression
from zhlint.reading.grammar.names import is_surnamed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zhlint.document import Block, Document

_STOPS: Final = "，。；！？”："
#: How many characters a stranger's name, with or without 则, 也 or 还, takes before the verb.
_BEFORE_VERB: Final = (2, 3, 4)
#: People introduced with a post, by the first two characters of the name, then by name.
Known = dict[str, dict[str, Speaker]]


_OFFICIAL: Final = expression(rf"(?P<name>(?:相关|有关|主要)?负责(?:人|同志)){NOTE}(?:{SAYS}|：(?=\S))")
#: What stands between a quotation and the one whose words it was.
_SIGNS: Final = expression(r".*”(?:[（(]|——)?")
_POST_ALONE: Final = expression(r"(?P<name>书记|[区县市州旗]长|主席|主任|局长)(?:说|表示|介绍|坦言|指出)(?=[，：])")
#: The end of what `_post_alone` finds.
_POST_SAYS: Final = expression(r"[记长席任](?:说|表示|介绍|坦言|指出)[，：]")
_SPOKEN_ON: Final = expression(rf"(?:“[^”]*”)?(?P<who>[他她]){SAYS}(?=[，。：])")
_STRANGER: Final = expression(
    rf"(?P<name>{HAN}{{2,3}}?)(?:则|也|还)?(?:说|表示|介绍|指出|认为|坦言|告诉记者)(?=[，：])"
)
#: The verb of what `_stranger` finds.
_STRANGER_SAYS: Final = expression(r"(?:说|表示|介绍|指出|认为|坦言|告诉记者)(?=[，：])")
_SAYS: Final = expression(NOTE + SAYS)
_STOP: Final = expression(f"[{_STOPS}]")
#: A stop, and the first two characters of the clause behind it.
_HEADS: Final = expression(f"[{_STOPS}]([^{_STOPS}]{{2}})")


class Attribution(NamedTuple):
    """Someone named as speaking in running text: from the post (or name) to the end of the verb."""

    speaker: Speaker
    start: int
    end: int


def attributions(document: Document, block: Block, known: Known) -> Iterator[Attribution]:
    """Who is named as speaking in a block; people introduced there are added to `known`."""
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
    """A unit that speaks through someone without a name: 顺义区总工会相关负责人介绍, 顺义区委书记说."""
    text, (start, end) = document.text, block[1:]
    officials = _OFFICIAL.finditer(text, start, end) if text.find("负责", start, end) >= 0 else ()
    posts = _POST_ALONE.finditer(text, start, end) if _POST_SAYS.search(text, start, end) else ()
    for said in chain(officials, posts):
        speaker = introduced(document, block, Span(*said.span("name")), Part(said["name"], *said.span("name")))
        if speaker.place:
            post = part(document, speaker.start, said.start("name"))
            yield Attribution(speaker._replace(post=post), speaker.start, said.end())


def spoken_on(document: Document, block: Block, speaker: Speaker) -> Iterator[Attribution]:
    """A block that opens with 他说, or with a quotation and 他说 behind it; `speaker` is whom 他 stands for."""
    if said := _SPOKEN_ON.match(document.text, block.start, block.end):
        yield Attribution(speaker, said.start("who"), said.end())


def strangers(document: Document, block: Block) -> Iterator[int]:
    """Where somebody nobody has introduced begins to speak, at the head of a clause: 马新明表示."""
    text, (start, end) = document.text, block[1:]
    heads = {said.start() - before for said in _STRANGER_SAYS.finditer(text, start, end) for before in _BEFORE_VERB}
    for at in sorted(heads):
        if at == start or (at > start and text[at - 1] in _STOPS):
            said = _STRANGER.match(text, at, end)
            if said and is_surnamed(said["name"]):
                yield at


def _later(document: Document, block: Block, known: Known) -> Iterator[Attribution]:
    """Those already introduced, named again without a post at the head of a clause."""
    text, (start, end) = document.text, block[1:]
    heads = _HEADS.findall(text, start, end)
    if text[start : start + 2] not in known and known.keys().isdisjoint(heads):
        return
    for at in (start, *(stop.end() for stop in _STOP.finditer(text, start, end))):
        named = known.get(text[at : at + 2])
        for name, speaker in named.items() if named else ():
            if text.startswith(name, at) and (said := _SAYS.match(text, at + len(name), end)):
                yield Attribution(speaker, at, said.end())
