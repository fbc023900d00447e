"""The grammar of a speaker line: administrative place, post and name, in the orders papers print them."""

from __future__ import annotations

import re
from functools import cache

from zhlint.document import Part, Speaker
from zhlint.reading.names import HANZI, is_name

POSTS = (
    "主席 主任 书记 区长 县长 市长 省长 州长 旗长 镇长 乡长 村长 盟长 局长 厅长 部长 处长 科长 司长 署长 院长 校长 所长 馆长 站长 台长 社长 会长 "
    "行长 厂长 店长 队长 组长 班长 团长 园长 总裁 总监 理事长 董事长 董事 经理 总经理 秘书长 干事长 检察长 庭长 政委 司令员 参谋长 总编辑 总编 "
    "主编 代表 委员 常委 负责人 带头人 传承人 教授 研究员 工程师 总工程师 设计师 医师 医生 护士长 护士 教师 老师 教练 教练员 运动员 专员 巡视员 调研员 "
    "发言人 发起人 创始人 法人 干部 职工 工人 党员 队员 志愿者 学生 农民 村民 居民 劳模 工匠 院士 博士 律师 法官 检察官 民警 "
    "書記 區長 縣長 省長 鎮長 鄉長 局長 廳長 部長 處長 院長 校長 會長 董事長 總裁 秘書長 委員 發言人 總監 總經理 教師 律師"
).split()


def parse_speaker(text: str, start: int = 0) -> Speaker | None:
    """The speaker of a line `text` that stands at `start`, or None when it is no speaker line.

    Takes the line alone, with or without brackets, mark and colon; offsets of the result count from `start`.
    """
    found = _post_first().fullmatch(text) or _name_first().fullmatch(text)
    if not found or not is_name(found["name"]):
        return None
    name, post = _part(found, "name", start), _part(found, "post", start)
    return Speaker(name, post, _place(post), start, start + len(text))


def _part(found: re.Match[str], group: str, start: int) -> Part:
    return Part(found[group], start + found.start(group), start + found.end(group))


def _place(post: Part) -> Part | None:
    place = _leading_place(post.text)
    return Part(place, post.start, post.start + len(place)) if place else None


def _leading_place(text: str) -> str:
    found = _place_pattern().match(text)
    return found[0] if found else ""


@cache
def _place_pattern() -> re.Pattern[str]:
    suffixes = "自治区|特别行政区|经济技术开发区|开发区|新区|自治州|自治县|地区|省|市|县|区|旗|州|盟"
    return re.compile(rf"(?:(?![全本我该各]){HANZI}{{1,7}}?(?:{suffixes}))+")


@cache
def _post_first() -> re.Pattern[str]:
    return re.compile(
        rf"[【\[]?(?P<post>[^。！？；：\s]{{2,60}}?(?:{'|'.join(POSTS)}))[】\]]?(?:[ \u3000\t：:]+|(?={HANZI}{{2,4}}[：:】]*$))"
        rf"(?P<name>{HANZI}[ \u3000]?{HANZI}{{1,5}}|{HANZI}+·[·㐀-鿿]+)[】\]]?[：:]?"
    )


@cache
def _name_first() -> re.Pattern[str]:
    return re.compile(
        rf"[【\[]?(?P<name>{HANZI}[ \u3000]?{HANZI}{{1,5}}|{HANZI}+·[·㐀-鿿]+)[】\]]?[ \u3000\t，：:（(]+"
        rf"(?P<post>[^。！？；：\s]{{2,60}}(?:{'|'.join(POSTS)}))[）)】\]]?[：:]?"
    )
