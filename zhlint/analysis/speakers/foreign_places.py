"""Names of other divisions in a speaker's words, where the speaker's own may be meant."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from zhlint.analysis.speakers.homes import Home, homes, is_related
from zhlint.analysis.speakers.mentions import Mention, is_generic, is_landmark, mentions
from zhlint.analysis.speakers.slots import ELSEWHERE_WORD, clause_of, slots_around
from zhlint.analysis.speakers.speech import utterances
from zhlint.analysis.speakers.voices import SAID_THERE
from zhlint.analysis.words.tokens import on_token_edges
from zhlint.lexicon.gazetteer import LONGEST_NAME, is_broken
from zhlint.lexicon.sentences import sentence_around
from zhlint.patterns.expressions import expression

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from zhlint.document import Document, Span, Speaker

RELATIONS: Final = (
    r"(?:与|和|同|跟|向|赴|到|在|从|往|去|距|离|比|及|及其|对口|携手|结对|联合|联手|毗邻|毗连|紧邻|邻近|借鉴|支援|支持|对接|来自|学习|参观|考察|走进"
    r"|帮扶|帮助|调任|区别于|不同于|像|如|好像|如同|类似|曾任|担任|时任|兼任|调到|吸引|欢迎|感谢|途经|经过|连接|连通|链接|通往|位于|前往|来到|牵手)(?:了|着|过|兄弟|周边|邻区|邻近|近邻|的)*"
)


_MODAL: Final = expression(r"[^，。；：！？与和同跟为]{0,8}?(?:要|将|会|正|必须|应|始终|坚持|坚定|努力|全力|奋力)")
_RELATIONS: Final = expression(RELATIONS + r"\Z")
_OUR_SIDE: Final = expression(
    "(?:来|到|赴|与|同|和|跟|向|对|帮|援)(?:我们)?[我本][区县市州旗]|两[区县市地]|(?<!“)[三四五六]区"
)
_HELP: Final = expression("帮扶|结对|对口|协作|支援|援助|携手|支持[^，。；]{0,12}(?:建设|发展)")
_CARE: Final = expression(r"更加?[美清净绿蓝秀]|守护|保护|治理|水质|碧水|清水|一[湖江河池]")
_LEADERSHIP: Final = expression(r"(?:区委|县委|市委|委)[^，。；]{0,12}(?:领导|带领|指导)下")
_JOINT: Final = expression(r"(?:、|和|与|及|以及|—+|-|至|到)")


class ForeignPlace(NamedTuple):
    """A rival division named in a speaker's words.

    `slot` is the span of the own-place slot it stands in, words included, or None.
    """

    speaker: Speaker
    home: Home
    mention: Mention
    slot: Span | None


def foreign_places(document: Document, table: Path, *, slots_only: bool = False) -> Iterator[ForeignPlace]:
    """Yields the rivals that speakers name without the marks of a legitimate mention.

    `table` is the file of slots; with `slots_only`, only rivals in a slot are looked at. Raises OSError without the
    table.
    """
    at_home = document.analyse(homes)
    for speaker, spans in document.analyse(utterances) if at_home else ():
        if home := at_home.get(speaker):
            for mention in _rivals_named(document, home, spans):
                if not slots_only or any(slots_around(document, table, mention)):
                    yield from _with_slot(document, table, ForeignPlace(speaker, home, mention, None))


def _rivals_named(document: Document, home: Home, spans: tuple[Span, ...]) -> Iterator[Mention]:
    """The rivals in a speaker's spans, up to a span that another division heads.

    Such a span begins 昌平区：… or has 昌平区 on a line of its own.
    """
    named, are_rivals = document.analyse(mentions), home.rivals.issuperset
    for start, end in spans:
        in_span = named.between(start, end)
        rivals = [mention for mention in in_span if are_rivals(mention.divisions)]
        if rivals and rivals[0] is in_span[0] and _heads(document.text, rivals[0], start, end):
            return
        yield from rivals


def _heads(text: str, mention: Mention, start: int, end: int) -> bool:
    """Whether a name opens a span, with nothing or a colon behind it."""
    if mention.end > start + LONGEST_NAME or text[start : mention.start].strip("【["):
        return False
    return mention.end == end or text[mention.end] in "】]：:"


def _with_slot(document: Document, table: Path, place: ForeignPlace) -> Iterator[ForeignPlace]:
    """The foreign place with its slot; nothing where it is legitimate or no word."""
    mention = place.mention
    if is_generic(document, mention) or _is_legitimate(document, mention):
        return
    clause = clause_of(document, mention)
    named = document.analyse(mentions).between(*clause)
    beside = [other for other in named if set(other.divisions) & set(place.home.own)]
    slot = _slot(document, mention, table, _stance(document, clause, mention, beside))
    if (slot or not beside) and _is_word(document, mention):
        yield place._replace(slot=slot)


def _stance(document: Document, clause: Span, mention: Mention, beside: list[Mention]) -> frozenset[str]:
    """The values of `beside_own` that count, given the own places in the clause."""
    if not beside:
        before = document.text[_sentence_start(document, mention.start) : mention.start]
        return frozenset({"any", "subject"} if _HELP.search(before) else {"any", "subject", "no"})
    if beside[-1].start > mention.start:
        return frozenset()
    if beside[0].start == clause.start and _MODAL.match(document.text, beside[0].end, mention.start):
        return frozenset({"any", "subject"})
    return frozenset({"any"})


def names_institution(document: Document, mention: Mention) -> bool:
    """Whether a word for a hospital, school, road or the like soon follows the name."""
    ahead = re.match(r"[^，。；：！？、《》“”\r\n]{0,8}", document.text[mention.end : mention.end + 8])
    return bool(ahead and ELSEWHERE_WORD.search(ahead[0]))


def _is_legitimate(document: Document, mention: Mention) -> bool:
    """Whether the sentence relates to the place, lists it, or names a work."""
    sentence = _sentence_start(document, mention.start)
    named = document.analyse(mentions)
    earlier = [other for other in named.between(sentence, mention.end) if set(other.divisions) & set(mention.divisions)]
    if any(_has_relation_word(document, other) or _is_listed(document, other) for other in earlier):
        return True
    if any(SAID_THERE.match(document.text, other.end, mention.start) for other in earlier):
        return True
    clause = clause_of(document, mention)
    if _OUR_SIDE.search(document.text, *clause) or _is_landscape(document, clause, mention):
        return True
    before = document.text[sentence : mention.start]
    return before.rfind("《") > before.rfind("》") or is_landmark(document, mention)


def _is_landscape(document: Document, clause: Span, mention: Mention) -> bool:
    """Whether a name that is also a lake's is in a clause about care: 让西湖更美."""
    return document[mention][-1] in "江河湖海溪泉池山岭岛" and bool(_CARE.search(document.text, *clause))


def _sentence_start(document: Document, offset: int) -> int:
    """The start of the sentence in the block; the offset itself outside all blocks."""
    block = document.block_at(offset)
    return sentence_around(document.text, offset, block.start, block.end).start if block else offset


def _has_relation_word(document: Document, mention: Mention) -> bool:
    """Whether a word of relation precedes the name (与昌平), 在昌平区委领导下 excepted."""
    before = document.text[max(0, mention.start - 12) : mention.start]
    return bool(_RELATIONS.search(before)) and not _LEADERSHIP.match(document.text, mention.end)


def _is_listed(document: Document, mention: Mention) -> bool:
    """Whether a name of another division adjoins, as in a list: 顺义、昌平, 怀柔和密云."""
    reach = document.analyse(mentions).between(mention.start - 20, mention.end + 20)
    at = reach.index(mention)
    text = document.text
    for one, other in zip(reach[max(0, at - 1) : at + 1], reach[max(1, at) : at + 2], strict=False):
        if one == other or any(is_related(a, b) for a in one.divisions for b in other.divisions):
            continue
        if one.end == other.start or _JOINT.fullmatch(text, one.end, other.start):
            return True
    return False


def _slot(document: Document, mention: Mention, table: Path, stance: frozenset[str]) -> Span | None:
    """The first slot that counts around a mention, or None."""
    for beside_own, words in slots_around(document, table, mention):
        if beside_own in stance:
            return words
    return None


def _is_word(document: Document, mention: Mention) -> bool:
    """Whether the name stands on word edges.

    Both edges count for a short name, the first alone for a full one (景|县总工会).
    """
    full = any(document[mention] == division.name for division in mention.divisions)
    if full and is_broken(document.text, mention.end):
        return False
    return on_token_edges(document, mention.start, mention.start if full else mention.end)
