"""Phrases around right particles: 的 before verbs that are nouns, 得 as a verb.

The expressions look no further than a window shows: ten characters back, twelve ahead.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from zhlint.analysis.words.particle_words import follows_word, particle_words
from zhlint.lexicon.vocabulary import vocabulary
from zhlint.model.particles import WIDTH
from zhlint.patterns.expressions import compile_expression, expression

if TYPE_CHECKING:
    import re

_AHEAD: Final = 12
_ENDS_CLAUSE: Final = expression("[㐀-鿿]{2}(?:[和与及][㐀-鿿]{2})?[，。；、？！…）”]")
#: A verb is a noun within these: 在法官苦口婆心的劝解下, 在持续不断的加息中.
_WITHIN: Final = expression("在[㐀-鿿]{2,9}$")
_ENDS_WITHIN: Final = expression("[㐀-鿿]{2}[下中](?!去)")
#: And where it is what does something: 耐心的讲解让大家明白了, 有力的推进靠的是干部.
_IS_SUBJECT: Final = expression(
    "[㐀-鿿]{2}(?:，?(?:让(?![步位座利])|使(?![用馆命者劲])|令(?!牌)|叫人|给(?:人|了?[他她我大])|打动|感动|感染|赢得|换来|换得|博得|迎来|引来)"
    "|靠(?![近在着拢边])|需要(?![帮照救关])|离不开|少不了|不可少|不可或缺|必不可少|至关重要|吸引|带来|引发|引起|源[于自]|来自|得益于|终于|总算|终究|始终)"
)
#: And among others of its kind: 有力的推进，稳步的提升.
_ONE_OF_MORE: Final = expression("(?:^|[^㐀-鿿])[㐀-鿿]{2,4}$")
_MORE_AHEAD: Final = expression("[㐀-鿿]{2}[、，；和与及][㐀-鿿]{2,4}的[㐀-鿿]{2}(?![㐀-鿿])")
_MORE_BACK: Final = expression("的[㐀-鿿]{2}[、，；][㐀-鿿]{2,4}$")
#: What stands after 写的 as a description of a noun: 写的清清楚楚的账目, 布置的非常有特色的房间, 看的最好的一次.
_DESCRIBED: Final = expression(
    "(?:(?P<one>[㐀-鿿])(?P=one)(?P<two>[㐀-鿿])(?P=two)|(?:非常|十分|特别|相当|极其)[㐀-鿿]{1,4})的[㐀-鿿]|最[㐀-鿿]{1,3}的"
)
#: Someone obtains something, in a clause of these words alone: 群众得实惠, 企业得发展.
_OBTAINED: Final = "[㐀-鿿]{2,3}得[㐀-鿿]{2,3}"
_WHO: Final = expression("(?:^|[^㐀-鿿]|[让使要])[㐀-鿿]{2,3}$")
_GAIN: Final = expression("(?:实惠|甜头|好处|表扬)(?![㐀-鿿])")
_GAIN_AND_MORE: Final = expression(f"[㐀-鿿]{{2,3}}了?[、，；]{_OBTAINED}(?![㐀-鿿])")
_MORE_AND_GAIN: Final = expression("得(?:实惠|[㐀-鿿]{1,3}了?[、，；](?:让|使|[又也还更]?要)?)(?:(?!得)[㐀-鿿]){2,3}$")
_ENDS_GAIN: Final = expression("[㐀-鿿]{2,3}(?![㐀-鿿])")
#: What is done with a feeling more often than because of it: 高兴得说, 惊喜得发现; not 忘了工作, 说不出话.
_WITH_FEELING: Final = expression(
    "[对向](?![着前后上下天地])|[^，。；了忘没不都半]{0,5}?(?:说(?![不出])|道[：，“]|问[：，“道]|告诉|表示|回答|介绍|讲述|回忆|评论|讨论|展示|宣布"
    "|发现|看到|找到|赶到|打开|进行|参加|参与|接受|迎接|度过|生活|工作|学习|忙碌|筹备|准备|等待|期待|完成)"
)


@cache
def _takes_noun() -> re.Pattern[str]:
    """Words before a verb that is a noun at the end of a clause: 进行更好的适应."""
    words = "|".join(particle_words("takes-noun"))
    return compile_expression(f"(?:{words}|有(?=[了着过更]))[了着过]?(?!在)[㐀-鿿]{{2,7}}$")


def is_before_noun(text: str, start: int) -> bool:
    """Whether a verb after 的 is a noun."""
    before = text[max(0, start - WIDTH) : start]
    return bool(
        _follows(_IS_SUBJECT, text, start)
        or (_follows(_ENDS_CLAUSE, text, start) and _takes_noun().search(before))
        or (_follows(_ENDS_WITHIN, text, start) and _WITHIN.search(before))
        or (_ONE_OF_MORE.search(before) and _follows(_MORE_AHEAD, text, start))
        or (_MORE_BACK.search(before) and _follows(_ENDS_CLAUSE, text, start))
    )


def is_described(text: str, start: int) -> bool:
    """Whether 的 ends a clause before a noun that has a description of its own."""
    is_idiom = text[start + 5 : start + 6] == "的" and vocabulary().frequency(text[start + 1 : start + 5]) > 0
    return is_idiom or _follows(_DESCRIBED, text, start)


def is_obtained(text: str, start: int) -> bool:
    """Whether 得 is a verb between who obtains something and what that is."""
    before = text[max(0, start - WIDTH) : start]
    return bool(
        (_WHO.search(before) and (_follows(_GAIN, text, start) or _follows(_GAIN_AND_MORE, text, start)))
        or (_MORE_AND_GAIN.search(before) and _follows(_ENDS_GAIN, text, start))
    )


def is_overcome(text: str, start: int) -> bool:
    """Whether what follows may come of a feeling: 得 is as right as 地."""
    return follows_word(text, start, "feeling") and not _follows(_WITH_FEELING, text, start)


def _follows(phrase: re.Pattern[str], text: str, start: int) -> bool:
    return phrase.match(text, start + 1, start + 1 + _AHEAD) is not None
