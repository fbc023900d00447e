"""People whom an archive names with a post, for names.txt."""

from __future__ import annotations

from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING, Final, NamedTuple

from zhlint.lexicon.vocabulary import vocabulary
from zhlint.model.confusions import confusions
from zhlint.reading.grammar.names import COMPOUND, SOUNDS, is_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

#: So many articles name somebody with a post.
LEAST: Final = 3
#: A name that differs in one character that sounds or looks alike is a slip where another stands so many times as often.
_SLIP: Final = 5
#: A word that jieba has seen so often speaks against a name.
_WORD: Final = 20
_PART: Final = 300
#: Characters with which the words beside a name begin.
_LINKS: Final = frozenset("并和与在的了及向对就是为将把被从到由也都等说称会上中下")
_COURTESIES: Final = frozenset(["先生", "女士", "小姐", "同志", "老师", "大爷", "大妈", "阿姨", "师傅", "医生", "同学"])
#: The commonest surnames; others are more often the beginning of a word.
_SURNAMES: Final = frozenset(
    "王李张刘高马陈杨黄赵吴周徐孙朱胡郭何林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘蒋蔡余杜叶程苏魏吕丁沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔汤"
)
#: So many names are proposed at most.
_MOST: Final = 5_000


class Person(NamedTuple):
    """Somebody named in an archive.

    `post` is the one that most articles have, `articles` how many name the person with any; `slips` are names that may be the same
    person's, with their articles.
    """

    name: str
    post: str
    articles: int
    slips: tuple[tuple[str, int], ...] = ()


def people(evidence: Iterable[tuple[str, str, int]]) -> list[Person]:
    """The people who may be taken over, the most often named first.

    `evidence` are names, posts and numbers of articles, in the order of the names.
    """
    named = [_person(name, same) for name, same in groupby(evidence, lambda one: one[0])]
    by_name = {person.name: person for person in named}
    often = [person for person in named if person.articles >= LEAST and not _is_word(person.name)]
    often.sort(key=lambda person: (-person.articles, person.name))
    slips: dict[str, list[tuple[str, int]]] = {}
    for person in often:
        for other in _alike(person.name):
            if other in by_name and by_name[other].articles * _SLIP <= person.articles:
                slips.setdefault(person.name, []).append((other, by_name[other].articles))
    wrong = {other for others in slips.values() for other, _ in others}
    right = (person._replace(slips=tuple(slips.get(person.name, ()))) for person in often if person.name not in wrong)
    return list(right)[:_MOST]


def _person(name: str, same: Iterable[tuple[str, str, int]]) -> Person:
    posts: Counter[str] = Counter()
    for _, post, articles in same:
        posts[post] += articles
    post = min(posts, key=lambda post: (-posts[post], -len(post), post))
    return Person(name, post, posts.total())


def _is_word(name: str) -> bool:
    """Whether a name may as well be words."""
    frequency = vocabulary().frequency
    if "·" in name or SOUNDS.issuperset(name):
        return False
    if len(name) > 3 and name[:2] not in COMPOUND:
        return True
    if name[1:] in _COURTESIES or "某" in name:
        return True
    if len(name) == 2 or name[:2] in COMPOUND:
        return frequency(name) >= _WORD or (len(name) == 2 and name[0] not in _SURNAMES)
    is_rare = name[0] not in _SURNAMES and max(frequency(name), frequency(name[1:])) >= _WORD
    return is_rare or frequency(name[:2]) >= _PART or not _LINKS.isdisjoint(name[1:])


def _alike(name: str) -> Iterator[str]:
    """The names that differ in one character which sounds or looks alike."""
    for place, character in enumerate(name):
        for other in confusions().of(character):
            alike = name[:place] + other + name[place + 1 :]
            if is_name(alike):
                yield alike
