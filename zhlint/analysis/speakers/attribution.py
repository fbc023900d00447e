"""Who is named as speaking in running text: post, name and verb of saying."""

from __future__ import annotations

from functools import cache
from itertools import chain
from typing import TYPE_CHECKING, Final, NamedTuple

from zhlint.analysis.speakers.introductions import NOTE, SAYS, introduced, introductions, part
from zhlint.document import Part, Span, Speaker
from zhlint.patterns.expressions import expression
from zhlint.reading.grammar.names import HANZI, is_surnamed

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from zhlint.document import Block, Document

_STOPS: Final = "，。；！？”："
#: How many characters a stranger's name, with or without 则, 也 or 还, takes before the verb.
_BEFORE_VERB: Final = (2, 3, 4)
#: People introduced with a post, by the first two characters of the name, then by name.
Known = dict[str, dict[str, Speaker]]


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
        if speaks or _signs().fullmatch(document.text, max(0, speaker.start - 3), speaker.start):
            free = end
            yield Attribution(speaker, speaker.start, end)
    yield from _nameless(document, block)
    if known:
        yield from _later(document, block, known)


def _nameless(document: Document, block: Block) -> Iterator[Attribution]:
    """A unit that speaks through someone without a name: 顺义区总工会相关负责人介绍, 顺义区委书记说."""
    text, (start, end) = document.text, block[1:]
    officials = _official().finditer(text, start, end) if text.find("负责", start, end) >= 0 else ()
    posts = _post_alone().finditer(text, start, end) if _post_says().search(text, start, end) else ()
    for said in chain(officials, posts):
        speaker = introduced(document, block, Span(*said.span("name")), Part(said["name"], *said.span("name")))
        if speaker.place:
            post = part(document, speaker.start, said.start("name"))
            yield Attribution(speaker._replace(post=post), speaker.start, said.end())


def spoken_on(document: Document, block: Block, speaker: Speaker) -> Iterator[Attribution]:
    """A block that opens with 他说, or with a quotation and 他说 behind it; `speaker` is whom 他 stands for."""
    if said := _spoken_on().match(document.text, block.start, block.end):
        yield Attribution(speaker, said.start("who"), said.end())


def strangers(document: Document, block: Block) -> Iterator[int]:
    """Where somebody nobody has introduced begins to speak, at the head of a clause: 马新明表示."""
    text, (start, end) = document.text, block[1:]
    heads = {said.start() - before for said in _stranger_says().finditer(text, start, end) for before in _BEFORE_VERB}
    for at in sorted(heads):
        if at == start or (at > start and text[at - 1] in _STOPS):
            said = _stranger().match(text, at, end)
            if said and is_surnamed(said["name"]):
                yield at


def _later(document: Document, block: Block, known: Known) -> Iterator[Attribution]:
    """Those already introduced, named again without a post at the head of a clause."""
    text, (start, end) = document.text, block[1:]
    heads = _heads().findall(text, start, end)
    if text[start : start + 2] not in known and known.keys().isdisjoint(heads):
        return
    for at in (start, *(stop.end() for stop in _stop().finditer(text, start, end))):
        named = known.get(text[at : at + 2])
        for name, speaker in named.items() if named else ():
            if text.startswith(name, at) and (said := _says().match(text, at + len(name), end)):
                yield Attribution(speaker, at, said.end())


@cache
def _official() -> re.Pattern[str]:
    return expression(rf"(?P<name>(?:相关|有关|主要)?负责(?:人|同志)){NOTE}(?:{SAYS}|：(?=\S))")


@cache
def _signs() -> re.Pattern[str]:
    """What stands between a quotation and the one whose words it was."""
    return expression(r".*”(?:[（(]|——)?")


@cache
def _post_alone() -> re.Pattern[str]:
    return expression(r"(?P<name>书记|[区县市州旗]长|主席|主任|局长)(?:说|表示|介绍|坦言|指出)(?=[，：])")


@cache
def _post_says() -> re.Pattern[str]:
    """The end of what `_post_alone` finds."""
    return expression(r"[记长席任](?:说|表示|介绍|坦言|指出)[，：]")


@cache
def _spoken_on() -> re.Pattern[str]:
    return expression(rf"(?:“[^”]*”)?(?P<who>[他她]){SAYS}(?=[，。：])")


@cache
def _stranger() -> re.Pattern[str]:
    return expression(rf"(?P<name>{HANZI}{{2,3}}?)(?:则|也|还)?(?:说|表示|介绍|指出|认为|坦言|告诉记者)(?=[，：])")


@cache
def _stranger_says() -> re.Pattern[str]:
    """The verb of what `_stranger` finds."""
    return expression(r"(?:说|表示|介绍|指出|认为|坦言|告诉记者)(?=[，：])")


@cache
def _says() -> re.Pattern[str]:
    return expression(NOTE + SAYS)


@cache
def _stop() -> re.Pattern[str]:
    return expression(f"[{_STOPS}]")


@cache
def _heads() -> re.Pattern[str]:
    """A stop, and the first two characters of the clause behind it."""
    return expression(f"[{_STOPS}]([^{_STOPS}]{{2}})")
