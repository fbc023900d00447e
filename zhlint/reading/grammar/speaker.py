"""The grammar of speaker lines: division, post and name, in the orders of print."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from zhlint.document import Speaker, TextSpan
from zhlint.lexicon.han import HAN
from zhlint.lexicon.headings import leading_division
from zhlint.patterns.expressions import compile_expression, expression
from zhlint.reading.grammar.names import bare, is_name, is_surnamed

if TYPE_CHECKING:
    from collections.abc import Mapping

#: The last word of a post; what stands before it (副, 区总工会) belongs to the post too.
POSTS: Final = (
    "主席|主任委员|主任医师|主任护师|主任记者|主任|书记员|书记|区长|县长|市长|省长|州长|旗长|盟长|镇长|乡长|村长|组长|"
    "河长|林长|湖长|田长|链长|楼栋长|网格长|局长|厅长|部长|处长|科长|股长|司长|署长|院长|校长|所长|馆长|站长|台长|社长|会长|行长|厂长|矿长|店长|队长|班长|团长|"
    "园长|舰长|机长|船长|连长|营长|旅长|师长|军长|政委|指导员|教导员|司令员|司令|参谋长|总裁|总监|理事长|理事|董事长|"
    "董事|监事长|监事|总经理|经理|秘书长|秘书|干事长|检察长|庭长|总编辑|总编|主编|编辑|代表|委员长|委员|常委|政协委员|"
    "负责人|负责同志|带头人|传承人|承包人|合伙人|发言人|发起人|创始人|法定代表人|代言人|经纪人|当家人|领头人|"
    "教授|副教授|讲师|助教|研究员|工程师|设计师|规划师|建筑师|会计师|经济师|技师|厨师|医师|医生|药师|护师|护士长|护士|"
    "教师|老师|教练员|教练|运动员|裁判|专员|巡视员|调研员|科员|办事员|辅导员|网格员|技术员|驾驶员|快递员|外卖员|保洁员|"
    "售票员|乘务员|营业员|管理员|安全员|质检员|检验员|饲养员|消防员|护林员|邮递员|投递员|讲解员|宣讲员|调解员|操作工|"
    "钳工|焊工|电工|瓦工|司机|骑手|干部|干警|职工|员工|工人|党员|队员|会员|成员|志愿者|大学生|研究生|学生|毕业生|农民|"
    "村民|居民|市民|牧民|渔民|商户|业主|读者|家长|劳模|劳动模范|工匠|院士|博士|硕士|专家|学者|律师|法官|检察官|民警|"
    "警官|辅警|作家|诗人|画家|书法家|导演|演员|歌手|主持人|播音员|制片人|编剧|策展人|大使|公使|参赞|总领事|领事|总统|"
    "总理|首相|外长|议长|议员|发言官|顾问|参事|馆员|站务员|领班|工长|车间主任|村主任|支书|会计|出纳|"
    "主席團|書記|區長|縣長|省長|鎮長|鄉長|村長|局長|廳長|部長|處長|署長|院長|校長|館長|會長|行長|董事長|總裁|總監|"
    "理事長|總經理|經理|秘書長|委員長|委員|發言人|負責人|創辦人|教練|教師|老師|醫生|律師|總編輯|議員|主編|專員|司長"
)
#: A name with its dots or its padding.
_NAME: Final = rf"(?:{HAN}{{1,8}}(?:·{HAN}{{1,8}}){{1,3}}|{HAN}[ 　]{{1,2}}{HAN}|{HAN}{{2,6}})"
#: No speaker line has more characters.
_LONGEST: Final = 90
#: No speaker line ends in a stop or a closing quotation mark.
_ENDS: Final = frozenset("。！？；，!?,《》“”…")
#: Words of saying that a surname table would take for the end of a name.
_SAYS: Final = "说称道"
#: Words for what a speaker does that a surname table would take for a name.
_ACTS: Final = frozenset({
    "强调", "強調", "明确", "明確", "祝贺", "祝賀", "祝愿", "祝願", "盛赞", "盛讚", "查看", "安排", "计划", "計劃",
})  # fmt: skip
#: The word that may stand before the division a post belongs to.
_PARTY: Final = "中共"


_POST: Final = expression(POSTS)
_POST_ALONE: Final = expression(rf"[【\[]?[^。！？；：:!?《》“”]*(?:{POSTS})[】\]]?")
_MARK: Final = expression("[。！？；!?《》“”…]")
_OPENING: Final = expression(r"\s*[●■◆□▲★◎]?\s*[【\[]?\s*")
_NAME_FIRST: Final = expression(
    rf"(?P<name>{_NAME})(?:[】\]]?[\s　，,：:]+|[（(【\[])(?P<post>[^（(]*?(?:{POSTS}))[）)】\]]?",
    re.DOTALL,
)


def parse_speaker(text: str, start: int = 0, aliases: Mapping[str, str] | None = None) -> Speaker | None:
    """Reads the speaker of a line, an attribution, or two lines of post and name.

    `start` is the offset of `text`, from whose origin those of the result count. The line is given without the words that follow it,
    with or without brackets, mark and colon. `aliases` are the house's own names of divisions. None if it is no such line.
    """
    match = _name_and_post(text)
    return _speaker(text, start, *match, aliases) if match else None


def is_speaker(text: str) -> bool:
    """Whether `parse_speaker` finds a speaker; quicker."""
    return _name_and_post(text) is not None


def ends_in_post(text: str) -> bool:
    """Whether a line is a post whose name may stand on the next line."""
    return (
        len(text) <= _LONGEST
        and _POST.search(text) is not None
        and _POST_ALONE.fullmatch(text) is not None
        and _is_post(text.strip("【】[] "))
    )


def _name_and_post(text: str) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """The spans of name and post in a line, None without a speaker."""
    if len(text) > _LONGEST or text[-1:] in _ENDS or _is_divided(text) or not _POST.search(text):
        return None
    return _find_name_and_post(text)


def _find_name_and_post(text: str) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """The spans of name and post in what may be a speaker line."""
    first, last = _frame(text)
    for order in (_name_after_post, _name_before_post):
        for name, post in order(text, first, last):
            words = text[slice(*name)]
            if _is_post(text[slice(*post)]) and words[-1] not in _SAYS and words not in _ACTS:
                return name, post
    return None


def _frame(text: str) -> tuple[int, int]:
    """The span between the mark or bracket and the bracket or colon of a line."""
    opening = _OPENING.match(text)
    first = opening.end() if opening else 0
    line = text[first:].rstrip()
    if line.endswith(("：", ":")):
        line = line[:-1].rstrip()
    if line.endswith(("】", "]")):
        line = line[:-1].rstrip()
    return first, first + len(line)


def _is_divided(text: str) -> bool:
    """Whether a text has marks that no speaker line has.

    These are stops, quotation marks, a second colon or a second dash.
    """
    if text.count("：") + text.count(":") > 1 or text.count("——") > 1:
        return True
    return _MARK.search(text) is not None


def _speaker(
    text: str, start: int, name: tuple[int, int], post: tuple[int, int], aliases: Mapping[str, str] | None
) -> Speaker:
    words = text[slice(*post)]
    at = post[0] + len(_PARTY) * words.startswith(_PARTY)
    place = leading_division(text[at : post[1]], aliases)
    return Speaker(
        TextSpan(text[slice(*name)], start + name[0], start + name[1]),
        TextSpan(words, start + post[0], start + post[1]),
        TextSpan(place, start + at, start + at + len(place)) if place else None,
        start,
        start + len(text),
    )


def _is_post(post: str) -> bool:
    """Whether the post says of what; a bare 主席 before a name is running text."""
    return len(bare(post)) >= 4 and not set("：:—─") & set(post) and "--" not in post


def _name_after_post(text: str, first: int, last: int) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    """The spans of name and post where the post comes first.

    A blank, a colon or nothing stands between.
    """
    for post in _POST.finditer(text, first, last):
        rest = _name_at_end().match(text, post.end(), last)
        if rest and (is_name(rest["name"]) if rest["gap"] else _is_glued(text[first : post.end()], rest["name"])):
            return [(rest.span("name"), (first, post.end() + len(rest["rank"])))]
    return []


def _is_glued(post: str, name: str) -> bool:
    """Whether a name is one that follows its post without a blank.

    The surname must show it, and no title be cut up.
    """
    return is_surnamed(name) and not any(char.isspace() for char in post)


def _name_before_post(text: str, first: int, last: int) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    """The spans of name and post where the name comes first.

    A blank, a comma, a colon or a bracket stands between.
    """
    match = _NAME_FIRST.fullmatch(text, first, last)
    if not match or not is_name(match["name"]):
        return []
    return [(match.span("name"), match.span("post"))]


@cache
def _name_at_end() -> re.Pattern[str]:
    rank = "(?:[（(][^（）()]{1,8}[）)])?"
    return compile_expression(rf"(?P<rank>{rank})(?P<gap>[】\]]?[\s　：:]*)(?P<name>{_NAME})$")
