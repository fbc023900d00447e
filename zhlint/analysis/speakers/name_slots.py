"""The slots of personal names: beside posts, before verbs of saying, in lists and by-lines."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from zhlint.analysis.speakers.introductions import INTRODUCING, introductions
from zhlint.analysis.speakers.saying import SAYS
from zhlint.lexicon.han import HAN
from zhlint.lexicon.vocabulary import vocabulary
from zhlint.patterns.expressions import compile_expression, expression
from zhlint.reading.grammar.names import COMPOUND, SINGLE, bare, is_surnamed
from zhlint.reading.grammar.speaker import POSTS

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from zhlint.document import Block, Document, TextSpan

#: The post of those who are named in a by-line or credit.
CREDITED: Final = "记者"
#: What may stand before a name at the head of a clause.
LEADS: Final = "据|随后|对此|记者|专家|在|由|请|经|与|和|对|向|同|跟"
#: Characters of running text that a name without a post before it does not end in.
RUNNING_WORDS: Final = frozenset(
    "的地得了着过是式始由有还也这那向想对和与及同在于从到为被把让将会能要就都又不没各位名两二三四五六七八九十几说称认某"
)
#: A word this frequent is no beginning of a name that has no post before it.
_FREQUENT: Final = 50
_SURNAME: Final = f"(?:{'|'.join(sorted(COMPOUND))}|[{''.join(sorted(SINGLE))}])"
_HEAD: Final = rf"(?<!{HAN})(?:{LEADS})?"
#: A name that its post follows.
_BEFORE_POST: Final = rf"{_HEAD}(?P<name>{_SURNAME}{HAN}{{1,2}}?)(?:同志)?(?P<post>(?:副|总)?(?:{POSTS}))"
#: A name that a verb of saying follows.
_BEFORE_VERB: Final = rf"{_HEAD}(?P<name>{_SURNAME}{HAN}{{1,2}}?)(?:同志|先生|女士)?(?P<post>)(?:{SAYS})"
#: A name that takes on a task: 由郑海燕兼任.
_BEFORE_TASK: Final = (
    rf"由(?P<name>{_SURNAME}{HAN}{{1,2}})(?:同志)?(?P<post>)(?:[兼担]任|主持|主讲|带队|领队|负责|牵头)"
)
#: A name that a family or a class belongs to, or a courtesy follows: 刘子轩的妈妈, 刘子轩同学.
_BEFORE_KIN: Final = rf"(?:{_HEAD}|(?<=班)|(?<=年级))(?P<name>{_SURNAME}{HAN}{{1,2}}?)(?P<post>)(?:的(?:妈妈|爸爸|家长|奶奶|爷爷|外婆|外公|班主任|同学|老师|父母)|同学|小朋友)"
#: A name that its post in brackets explains.
_GLOSSED: Final = rf"{_HEAD}(?P<name>{_SURNAME}{HAN}{{1,2}})（(?P<post>[^，。；：！？（）]{{0,24}}?(?:{POSTS}))）"
#: A longer list is no list of names.
MOST_LISTED: Final = 150
#: Three names or more with 、 between them.
_LISTED: Final = expression(
    rf"(?<!{HAN})(?:{HAN}{{2,4}}、){{2,{MOST_LISTED}}}{HAN}{{2,4}}(?=[，。；：（）等]|出席|参加|陪同|及|分别|先后|一同|共同|一行|查看|察看|调研|视察|走访|看望|慰问|发言|讲话|到会|到场|$)"
)
#: Names behind a label: 组　长：赵建华, 联系人：郑海燕.
_LABELLED: Final = expression(
    rf"(?:组[ \u3000]*长|成[ \u3000]*员|联[ \u3000]*系[ \u3000]*人|负[ \u3000]*责[ \u3000]*人|主[ \u3000]*持[ \u3000]*人?|主[ \u3000]*讲[ \u3000]*人?|带队|领队|指导老师|指导教师)"
    rf"[：:][ \u3000]*(?P<names>{HAN}{{2,4}}(?:[、 \u3000]+{HAN}{{2,4}})*)(?!{HAN})"
)
_WORD: Final = expression(f"{HAN}+")
#: What belongs to a post before its title, and how far back it may begin, in characters.
_BEFORE: Final = expression(rf"{HAN}*\Z")
_REACH: Final = 20


class NameSlot(NamedTuple):
    """A name in a slot for names only, and its post, if any."""

    name: str
    post: str
    start: int
    end: int


def name_slots(document: Document) -> tuple[NameSlot, ...]:
    """Every name that its surroundings show, in order."""
    shown = [slot for block in document.blocks if block.role in INTRODUCING for slot in _shown(document, block)]
    surely = [*_introduction_slots(document), *_credit_slots(document), *_label_slots(document)]
    found = [slot for slot in shown if may_stand_alone(slot.name)] + surely
    return tuple(sorted({slot.start: slot for slot in found}.values(), key=lambda slot: slot.start))


def may_stand_alone(name: str) -> bool:
    """Whether a string without a post before it can be a name.

    It may neither begin with a frequent word nor end in a function word.
    """
    return RUNNING_WORDS.isdisjoint(name[1:]) and vocabulary().frequency(name[:2]) < _FREQUENT


def _introduction_slots(document: Document) -> Iterator[NameSlot]:
    speakers = [section.speaker for section in document.sections if section.speaker]
    for named in document.analyse(introductions).values():
        speakers += [one.speaker for one in named]
    for speaker in speakers:
        if is_surnamed(speaker.name.text):
            post = _whole_post(document.text, speaker.post) if speaker.post else ""
            yield NameSlot(bare(speaker.name.text), post, speaker.name.start, speaker.name.end)


def _whole_post(text: str, post: TextSpan) -> str:
    """A post with the characters of its clause before it: 原图书馆馆长."""
    before = _BEFORE.search(text, max(0, post.start - _REACH), post.start)
    return (before[0] if before else "") + post.text


def _credit_slots(document: Document) -> Iterator[NameSlot]:
    for credit in document.credits:
        for name in credit.names:
            if is_surnamed(name.text):
                post = CREDITED if credit.role else ""  # a bare name may head a page about its person
                yield NameSlot(bare(name.text), post, name.start, name.end)


def _shown(document: Document, block: Block) -> Iterator[NameSlot]:
    text = document.text
    for find in (_before_post(), _before_verb(), _before_task(), _before_kin(), _gloss_pattern()):
        for found in find.finditer(text, block.start, block.end):
            yield NameSlot(found["name"], found["post"], *found.span("name"))
    for found in _LISTED.finditer(text, block.start, block.end):
        yield from _names_in(text, *found.span())


def _label_slots(document: Document) -> Iterator[NameSlot]:
    text = document.text
    for block in document.of_role(*INTRODUCING, "contact", "credit"):
        for found in _LABELLED.finditer(text, block.start, block.end):
            yield from _names_in(text, *found.span("names"))


def _names_in(text: str, start: int, end: int) -> Iterator[NameSlot]:
    """The names of a list."""
    for found in _WORD.finditer(text, start, end):
        if is_surnamed(found[0]):
            yield NameSlot(found[0], "", *found.span())


@cache
def _before_post() -> re.Pattern[str]:
    return compile_expression(_BEFORE_POST)


@cache
def _before_verb() -> re.Pattern[str]:
    return compile_expression(_BEFORE_VERB)


@cache
def _before_task() -> re.Pattern[str]:
    return compile_expression(_BEFORE_TASK)


@cache
def _before_kin() -> re.Pattern[str]:
    return compile_expression(_BEFORE_KIN)


@cache
def _gloss_pattern() -> re.Pattern[str]:
    return compile_expression(_GLOSSED)
