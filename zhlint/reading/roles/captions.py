"""Captions without a mark: the lines of a page on which a picture stood."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from zhlint.lexicon.han import HAN
from zhlint.patterns.expressions import expression
from zhlint.reading.grammar.names import is_surnamed
from zhlint.reading.grammar.speaker import POSTS
from zhlint.reading.roles.speakers import speaks_below

if TYPE_CHECKING:
    from collections.abc import Sequence

    from zhlint.reading.roles.line_form import LineForm

#: No caption without a mark has more characters.
_LONGEST: Final = 24
#: Nor has one that only names who is to be seen.
_LONGEST_GROUP: Final = 8
#: Who acts in a picture, and what is done there.
_PERSON: Final = expression(
    f"{POSTS}|领导|嘉宾|来宾|师生|同学|老师|教师|小朋友|选手|队员|学员|校友|代表|人员|志愿者|评委|主持人|教官"
)
_ACT: Final = expression(
    r"(?:致(?:[开闭]幕|欢迎|答谢|贺)?[辞词]|讲话|发言|演讲|宣誓|领誓|授课|讲课|颁奖|剪彩|揭[牌幕]|点评|合影(?:留念)?|接受(?:记者)?采访|主持(?:会议|仪式|活动|典礼|大会|[开闭]幕式)?"
    rf"|[作做]{HAN}{{0,10}}(?:报告|发言|讲话|讲座|动员|表态|点评|介绍|交流|分享|总结)|宣读{HAN}{{2,12}}|宣布{HAN}{{0,12}}(?:开幕|启动|开始|闭幕|成立|通车|开[工馆业赛机学镰园]|竣工|启用)|(?:步入|走进|进入)会场|(?:在|到)?主席台就座|投票选举"
    rf"|[为向给]{HAN}{{2,14}}(?:颁奖|授[牌旗课奖]|揭牌|颁发{HAN}{{2,8}}|赠送{HAN}{{2,8}}|送上{HAN}{{2,8}}|讲解|敬献{HAN}{{2,6}}))$"
)
#: Who does what just then.
_DOING: Final = expression(
    rf"{HAN}{{0,10}}(?:{POSTS}|小朋友|孩子们?|师生|同学们?|选手|队员|志愿者)(?:正在{HAN}{{2,14}}|在(?:做|分拣|采摘|收割|搬运|查看|检查|参观|学习|阅读|制作|展示|表演|听|看|讲|讲解"
    rf"|练习|训练|排练|挑选|选购|体验|操作|接受|整理|打扫|清扫|植树|栽|施工|作业|比赛){HAN}{{0,12}})"
)
#: What makes a saying of the words: 干部敢发言.
_MODAL: Final = frozenset("敢会能不要愿想肯可")
#: The last of several names, or one behind a post.
_LAST_OF_NAMES: Final = expression(rf"(?:{POSTS}|、){HAN}{{2,3}}$")
#: What a picture shows, at the end of its caption.
_SCENE: Final = expression(
    rf"{HAN}{{0,14}}(?<!的)(?:效果图|示意图|规划图|鸟瞰图|平面图|实景图?|夜景|全景|外景|内景|一角|现场|合影(?:留念)?|留影|剧照|资料图|航拍图?|海报|截图)"
)
#: Words with which a title over such a scene begins.
_TITLED: Final = expression("^(?:走进|来自|直击|回到|打造|点亮|记者在|连线|聚焦|重返|探访|还原|第一)")
#: What divides a title, or numbers it.
_DIVIDED: Final = expression(
    r"[，：:？?|｜]|^(?:[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．]|第[一二三四五六七八九十\d]{1,3}[章节项篇])"
)
#: Where a person stands in a picture.
_STANCE: Final = expression(r"[（(][左右前后中][排侧起]?[左右]?[一二三四五六七八]?[）)]")
#: A number of a show, with its title.
_SHOW: Final = expression(
    rf"{HAN}{{0,8}}(?:舞蹈|歌舞|歌曲|合唱|独唱|联唱|表演唱|诵读|朗诵|小品|相声|快板|情景剧|课本剧|短剧|合奏|独奏|齐奏|武术|戏曲|京剧|走秀|节目)(?:表演)?\s*《[^《》]{{1,24}}》"
)
#: Who is to be seen, where nothing is said of what they do.
_GROUP: Final = expression(
    rf"{HAN}{{2,6}}(?:队|团|方阵|仪式|签约|会谈|师生|同学|选手|队员|嘉宾|代表|志愿者|小朋友|作品|奖牌|奖杯|证书|展板|展台|展品)"
)
#: The roles under which the words of a draft stand.
_WORDS: Final = frozenset({"paragraph", "quotation", "caption", "list", "question"})


def find_unmarked_captions(lines: Sequence[LineForm], start: int) -> None:
    """Makes captions of the lines from `start` on that say what a picture shows.

    They stand between paragraphs, have no stop, and say who acts and how, or what is seen. Where one does, lines that only name a group
    are captions, too.
    """
    lone = [at for at in range(start, len(lines)) if _may_caption(lines, at)]
    sure = [at for at in lone if _shows(lines[at].words) and not speaks_below(lines, at)]
    if sure:
        sure += [at for at in lone if len(lines[at].words) <= _LONGEST_GROUP and _GROUP.fullmatch(lines[at].words)]
    for at in sure:
        lines[at].role = "caption"


def _may_caption(lines: Sequence[LineForm], at: int) -> bool:
    """Whether a short line without stop follows the words of the draft."""
    line = lines[at]
    if line.role or len(line.words) > _LONGEST or not line.is_title or _DIVIDED.search(line.words):
        return False
    above = lines[at - 1] if at else None
    return above is not None and (above.is_sentence or above.role in _WORDS or not above.role)


def _shows(words: str) -> bool:
    """Whether a line says what a picture shows."""
    if _TITLED.match(words):
        return False
    if _SCENE.fullmatch(words) or _SHOW.fullmatch(words) or _STANCE.search(words) or _DOING.fullmatch(words):
        return True
    act = _ACT.search(words)
    actor = words[: act.start()] if act else ""
    if not actor or (actor[-1] in _MODAL and not _LAST_OF_NAMES.search(actor)):
        return False
    return _PERSON.search(actor) is not None or is_surnamed(actor)
