"""The type of article, read from the form of a draft."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from zhlint.analysis.article.profiles import is_profile
from zhlint.lexicon.han import HAN
from zhlint.patterns.expressions import expression
from zhlint.reading.grammar.forms import SALUTATION
from zhlint.reading.grammar.furniture import is_furniture, is_stamp
from zhlint.reading.grammar.names import is_surnamed

if TYPE_CHECKING:
    from zhlint.document import Block, Document

#: The types of article, each with the fields that it usually has.
USUAL_FIELDS: Final = {
    "news": ("headline", "byline"),
    "feature": ("headline", "byline"),
    "commentary": ("headline", "byline"),
    "photo": ("headline", "byline"),
    "notice": (),
    "reprint": ("headline", "source"),
    "brief": ("headline",),
    "letter": ("headline", "byline"),
    "speech": ("headline",),
    "essay": ("headline", "byline"),
    "interview": ("headline", "byline"),
    "roundup": ("headline",),
    "web": ("headline",),
}
#: The types of article that are read from the form of a draft.
READ_TYPES: Final = (
    "notice",
    "web",
    "speech",
    "letter",
    "interview",
    "roundup",
    "photo",
    "brief",
    "commentary",
    "essay",
    "news",
)
#: Roles of what is looked up; with so many blocks, of which they are the most part, a page is for reference.
_REFERENCE: Final = frozenset({"list", "table", "contact"})
_FEWEST_ENTRIES: Final = 5
_MOST: Final = 0.75
BODY: Final = ("paragraph", "question", "quotation", "list", "verse")
#: A brief has no more hanzi.
_LONGEST_BRIEF: Final = 120
#: Fewer questions make no interview, fewer credits at the end of paragraphs no roundup.
_FEWEST: Final = 2
_FEWEST_BRIEFS: Final = 3
#: Within so many blocks the salutation of a letter or speech stands.
_NEAR: Final = 5
_ARTICLE: Final = expression(r"第[一二三四五六七八九十百零\d]{1,5}[条章][ \u3000]")
_NOTICE: Final = expression(
    r"^社论$|编辑部文章|评论员文章(?=$|：)|(?:启事|(?:招聘|征稿|征文|招领|寻[人物])启示|讣告|更正|致歉|导读|要目|贺信|贺电|简介|概况|须知|指南|手册|名单|目录|行事历|问答|答问|解答|常见问题|流程|流程图|程序|一览表?|通讯录|机构设置|(?:主要)?职责|职能|章程|简章|日程(?:安排)?|(?:时间|赛程|议程|课程|值班)安排|时间表|课程表|价目表|收费标准|服务项目|申请材料|(?:使用|操作|填表)说明|(?:报名|办理|申请|报销)(?:办法|条件|方式|时间|地点)|联系我们|常用电话|(?:专业|学院|公司|企业|产品|单位|学校)介绍|全文）?|预告(?:（.{1,12}）)?)$"
    r"|(?<!发布)(?<!发表)(?<!开始)(?<!进行)(?<!联合)(?<!下)(?<!印)(?<!接到)(?<!收到)(?:公告|通告|公示|声明|公报|通知|通报)$|(?:公告|通告|通知)[及和与暨].{2,12}?(?:（.{1,12}）)?$"
    r"|(?:章程|简章|(?:服务|用户|使用|入会)协议|(?:服务|使用)条款|隐私政策|说明书)(?:（.{1,12}）)?$"
    r"|邀请函$|答记者问$|(?:讲座|活动|课程|演出|放映|排片|展览)(?:安排|一览|排期|预报)$"
    r"|^.{0,8}(?:预告|展讯|书讯|招募|征集|征稿|报名|通知|公告)[ \u3000]?[|｜丨：:]"
    r"|^(?!.*(?:出台|印发|发布|审议|通过|制定|公布|部署|讨论|研究|解读|完善|落实|推出)).{2,30}(?:(?:工作|实施|活动|行动|整治|应急)(?:方案|预案)|实施细则|管理办法)(?:（.{1,12}）)?$"
    r"|^(?:如何|怎样|怎么)(?:办理|办|申请|申领|报名|查询|缴纳|缴费|领取|预约|登记|使用|填写|报销)"
    r"|的(?:通知|决定|意见|批复|办法|条例|规定|倡议书|公开信)(?:（.{1,12}）)?$"
)
#: A field of a sheet that is looked up: 政策内容：….
_SHEET: Final = expression(
    r"\W*[^，。：:]{0,8}(?:内容|依据|对象|标准|测算|渠道|范围|条件|材料|流程|方式|时限|时间|地点|地址|名称|类型|电话|要求|说明|特点|简介)[：:]"
)
#: A field of an announcement.
_WHEN_AND_WHERE: Final = expression(
    r"\W*(?:[一二三四五六七八九十\d]{1,2}[、.．])?(?:活动|讲座|演出|展览|会议|比赛|报名|授课|放映|开课)?(时间|地点)\s*[：:丨|｜]"
)
#: The number of an official document, in a line of its own.
_NUMBERED: Final = expression(rf"{HAN}{{1,8}}[〔［\[（(【](?:19|20)[0-9]{{2}}[〕］\]）)】]第?[0-9]{{1,4}}号")
_SPEECH: Final = expression(
    r"^(?:新年|新春|春节|开幕|闭幕|毕业|开学|开业|节日)?(?:致辞|献词|贺词|祝词|讲话|寄语)$|上的?(?:讲话|发言|致辞|演讲|报告|主持词)(?:稿|提纲)?(?:（.{1,16}）)?$"
    r"|国旗下的?(?:讲话|演讲|发言)(?:$|[：:—])|(?:发言|讲话|致辞|演讲)(?:摘[登编要录选]|选登|实录)(?:（.{1,12}）)?$|^(?:政府|人大|人大常委会|法院|检察院|党委|党支部|纪委|财务|工会|团委)?工作报告(?:$|（)|(?:演讲稿|发言稿|讲话稿|发言材料|述职报告|主持词|欢迎词|答谢词)$"
)
_LETTER: Final = expression(
    r"(?:致|给|写给).{2,24}的(?:.{1,4}封)?(?:慰问|感谢|公开|回)?信(?:（.{1,12}）)?$|(?:慰问|感谢|表扬|邀请|求助)信$"
)
#: What an office puts on record or appeals for, by its title; news of it says 发出倡议书.
_PAPERWORK: Final = expression(
    r"(?<!发布)(?<!发出)(?<!发起)(?<!宣读)(?<!签署)(?<!签订)(?<!印发)(?<!递交)(?<!达成)(?:倡议书|(?:会议|座谈会?|会谈|工作)纪要|(?:工作|情况|信息|活动|动态|专项)简报)(?:（.{1,12}）)?$"
    r"|^(?:(?:干部)?人事|干部|职务)?任免(?:名单|事项|通知|决定|公告|信息)?$|^(?:人事|干部)任免|(?:任免名单|任前公示)$"
)
#: Names of columns of briefs.
_ROUNDUP: Final = expression(
    r"(?:[一本上]周)?(?:简讯|短讯|短波|集锦|快讯|要闻|动态|速览|汇总|综述)(?:（.{1,12}）)?$|^(?:[一本上]周|本月)"
)
#: Names of columns of comment.
_COMMENT: Final = expression(
    r"(?:时评|短评|快评|社评|来论|杂谈|漫谈|锐评|微评|论坛|夜话|评论)$|^.{2,8}(?:时评|短评|快评|微评|锐评|社评|夜话|漫谈|杂谈)[：:|｜丨]|^(?:评论|时评|社论|短评)[|｜丨：:]"
)
_ASKED: Final = expression(rf"^(?:对话|专访|访谈|{HAN}{{0,6}}问答)")


def article_type(document: Document) -> str:
    """The analysis: the desk's type of article, or one of `READ_TYPES` read from the form."""
    setting = document.desk.article_type
    if setting != "auto":
        return setting
    heads = [
        "".join(document[block].split()) for block in document.of_role("headline", "deck", "byline", "subhead", "note")
    ]
    if any(map(_NOTICE.search, heads[:3])) or _has_articles(document) or _is_reference(document):
        return "notice"
    if any(_NUMBERED.fullmatch("".join(document[block].split())) for block in document.blocks[:_NEAR]):
        return "notice"
    titles = ["".join(document[block].strip("—─ ").split()) for block in document.of_role("headline", "deck")]
    body = document.of_role(*BODY)
    if titles and body and is_surnamed(titles[0]) and _tells_of(document[body[0]], titles[0]):
        return "notice"
    if (titles and _PAPERWORK.search(titles[0])) or _announces(document, body):
        return "notice"
    kind = _speech_or_letter(document, titles) or _type_by_make_up(document, titles, body)
    presents = kind == "news" and not (document.datelines or document.credits) and is_profile(document, body)
    return "notice" if presents else kind


def _announces(document: Document, body: tuple[Block, ...]) -> bool:
    """Whether fields tell when and where something will be: 时间：…, 地点：…."""
    if document.datelines:
        return False
    fields = [match[1] for match in map(_WHEN_AND_WHERE.match, (document[block] for block in body)) if match]
    return "时间" in fields and "地点" in fields


def _tells_of(opening: str, name: str) -> bool:
    """Whether words are an entry on a person: 林知远（1920—2001），清水镇人，…."""
    return opening.startswith(name) and opening[len(name) :].lstrip()[:1] in {"（", "(", "，", ","}


def _speech_or_letter(document: Document, titles: list[str]) -> str:
    """The speech or letter by its title, or by a salutation; empty for anything else."""
    if any(map(_SPEECH.search, titles)):
        return "speech"
    if any(map(_LETTER.search, titles)) or salutation(document):
        return "letter"
    return ""


def salutation(document: Document) -> Block | None:
    """The block of the words that a letter or a speech opens with, or None."""
    paragraphs = [block for block in document.blocks[:_NEAR] if block.role in {"paragraph", "headline", "subhead"}]
    return next((block for block in paragraphs if SALUTATION.fullmatch(document[block])), None)


def _type_by_make_up(document: Document, titles: list[str], body: tuple[Block, ...]) -> str:
    """The type of a piece by what it is made of."""
    if not document.datelines:
        asides = [document[block] for block in document.of_role("aside")]
        if any(map(is_furniture, asides)) or any(is_stamp(document[block]) for block in document.blocks[:_NEAR]):
            return "web"
    if 2 * len(document.of_role("verse")) > len(body):
        return "essay"
    if any(map(_COMMENT.search, titles)) or any("评论员" in document[block] for block in document.of_role("byline")):
        return "commentary"
    if len(document.of_role("question")) >= _FEWEST or (titles and _ASKED.search(titles[0])):
        return "interview"
    signed = [credit for credit in document.of_role("credit") if document[credit][0] in "（("]
    if len(signed) >= _FEWEST_BRIEFS and 2 * len(signed) >= len(body):
        return "roundup"
    if titles and _ROUNDUP.search(titles[0]) and len(body) >= _FEWEST_BRIEFS:
        return "roundup"
    captions = document.of_role("caption")
    if captions and len(body) < len(captions):
        return "photo"
    if len(body) == 1 and sum(len(document[block]) for block in body) <= _LONGEST_BRIEF:
        return "brief"
    return "news"


def _is_reference(document: Document) -> bool:
    """Whether most of a page is lists, tables and addresses, to be looked up."""
    body = [block for block in document.blocks if block.role in _REFERENCE or block.role in BODY]
    listed = [block for block in body if block.role in _REFERENCE or _SHEET.match(document[block])]
    return len(body) >= _FEWEST_ENTRIES and _MOST * len(body) <= len(listed) and not document.datelines


def _has_articles(document: Document) -> bool:
    """Whether the body is a law: its first words are an article, and another follows."""
    words = [document[block] for block in document.of_role(*BODY, "subhead")]
    return bool(words) and _ARTICLE.match(words[0]) is not None and any(map(_ARTICLE.match, words[1:]))
