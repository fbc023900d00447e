"""Grammar of 的, 地 and 得 that no weights know."""

from __future__ import annotations

from typing import Final

from zhlint.analysis.words.particle_phrases import is_before_noun, is_described, is_obtained, is_overcome
from zhlint.analysis.words.particle_words import follows_word
from zhlint.lexicon.han import is_han
from zhlint.model.particles import WIDTH
from zhlint.patterns.expressions import expression

#: 得 is the verb “must” after these (所得 is a word), and part of a verb before these.
_MUST: Final = frozenset("就我你您他她它们者还都也总只必非须先才又定所")
_NO_COMPLEMENT: Final = frozenset("的了是过一")
#: 得 is what is obtained after these: 筹得资金, 曝得大名.
_OBTAIN: Final = frozenset("未收筹曝购换求觅夺博赢取")
#: What begins a complement after 得 more often than what an adverb stands before.
_COMPLEMENT: Final = frozenset("不太更很极上起住")
#: What stands after 吃的 and 买的 as nouns.
_AFTER_NOUN: Final = frozenset("也都和与及就是")
_MUCH: Final = frozenset(("太多", "更多", "很多", "越多"))
#: No verb goes on after 的了: 够忙活的了. 了解 is one.
_ENDED: Final = expression("了(?![解却结断不然])")
#: 地 is land after these (囤地, 拿地), the ground before these (地外行星, 地推人员).
_OF_LAND: Final = frozenset("批囤拿供圈征占购储卖租种推下环擦拖扫")
_ON_GROUND: Final = frozenset("外推接陪")
#: Before 地 as a noun: 多地, 两地, 每亩地, 北京等地.
_PLACES: Final = expression("(?:(?<![更许])多|[一二三四五六七八九十两几各亩]|(?<![平同对高])等)$")
#: What can be sold, what holds out: 能卖的都卖了, 能扛的自己扛.
_THOSE_THAT: Final = expression("[能该][㐀-鿿]$")
#: 得 is caught or won before these: 得病的人, 得奖的书.
_CAUGHT: Final = frozenset("病癌奖分票")
#: 打得比我们预想的更快 is as right as 预想得更快.
_COMPARED: Final = expression("比[^，。；：？！、]*$")


def is_open(text: str, start: int) -> bool:
    """Whether a particle stands between Chinese characters in a place that the weights can judge."""
    before, after = text[max(0, start - 1) : start], text[start + 1 : start + 2]
    if not (is_han(before) and is_han(after)) or before == after or _PLACES.search(text[max(0, start - 2) : start]):
        return False
    if text[start] == "地":
        return not (before in _OF_LAND or after in _ON_GROUND or follows_word(text, start, "place"))
    if text[start] == "得":
        return not (before in _MUST or before in _OBTAIN or after in _NO_COMPLEMENT or after in _CAUGHT)
    return not (
        _ENDED.match(text, start + 1) or (after in "更还要" and _COMPARED.search(text, max(0, start - WIDTH), start))
    )


def may_be_either(before: str, after: str, written: str, meant: str) -> bool:
    """Whether both particles are right, from the four characters before and the two after.

    的 and 地 after words of degree and after 慢慢, not after 高高兴兴; 得 and 地 before what may be a complement; 的 and 得
    after 没 (没得选), before 太多 (要做的太多) and what goes on after a noun (吃的也是最好的), after a lone verb (要的移到这里).
    """
    if "的" not in (written, meant):
        return written == "得" and after[:1] in _COMPLEMENT
    if "得" in (written, meant):
        return before[-1:] == "没" or (written == "的" and _may_follow_noun(before, after))
    twice = before[-1:] == before[-2:-1] and (before[-3:-2] != before[-4:-3] or len(before) < 4)
    return twice or follows_word(before, len(before), "degree")


def is_usual(text: str, start: int, exchange: str) -> bool:
    """Whether a particle is right whatever the counts say.

    `exchange` is the one written and the one meant. That is 的 after a place that something comes from, before a verb that is a
    noun, before what describes a noun; 得 as a verb, and after a feeling that something comes of.
    """
    if text[start] == "得":
        return is_obtained(text, start) or (exchange == "得地" and is_overcome(text, start))
    if exchange == "的得":
        return is_described(text, start)
    return exchange == "的地" and bool(follows_word(text, start, "place") or is_before_noun(text, start))


def _may_follow_noun(before: str, after: str) -> bool:
    """Whether 的 may make a noun of what stands before it."""
    alone = (not is_han(before[-2:-1]) or _THOSE_THAT.search(before)) and after[0] not in _COMPLEMENT
    return bool(alone) or after[0] in _AFTER_NOUN or after in _MUCH
