"""The grammar of furniture: buttons, fields and links of pages."""

from __future__ import annotations

from typing import Final

from zhlint.lexicon.han import HAN
from zhlint.patterns.expressions import expression
from zhlint.reading.grammar.credit_words import ANY_WRITER
from zhlint.reading.grammar.folding import fold
from zhlint.reading.grammar.names import is_name

#: The day stands within so many lines at the head or the end of a page, the way to the page within so many at its head.
_EDGE: Final = 3
_HEAD: Final = 5
#: No button, field or number of a document has more characters.
LONGEST_FIELD: Final = 130
_CLOCK: Final = r"\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?(?:\s*\d{1,2}:\d{2}(?::\d{2})?)?"
_STAMP: Final = expression(rf"{_CLOCK}|\d{{4}}年(?:\d{{1,2}}月|[春夏秋冬]季?)?")
#: The field of the day under a piece taken from another page.
_BARE_DAY: Final = expression(rf"(?:时间|日期)\s*:\s*{_CLOCK}")
#: The way to a page, which stands at its head, and the ends of one that was cut.
_TRAIL: Final = expression(
    r"(?:[^。>›»]{0,24}(?<![-=])[>›»]{1,2}\s*){2,8}[^。>›»]{0,40}|[^。>›»]{2,16}(?<![-=])[>›»]{1,2}|[>›»]{1,2}\s*[^。>›»]{2,16}"
)
_BUTTON: Final = "(?:(?:打印|关闭|返回|收藏|复制|我要纠错)(?:本页|窗口|顶部|列表|首页|正文|链接)?|[上下]一[篇条页])"
#: A field of a page with a date, a count or nothing in it.
_BARE_FIELD: Final = (
    r"(?:(?:文章|信息|稿件)?来源|作者|编辑|责任编辑|(?:发布|更新|发稿|编辑|录入)?(?:时间|日期)|总?(?:浏览|阅读|点击|访问)(?:次数|人数|量|数)?)"
    rf"\s*:?\s*(?:{_CLOCK}|\d*\s*次?)"
)
#: The buttons and fields of pages and accounts.
_FURNITURE: Final = expression(
    r"\W*(?:(?:点击|轻触|长按|扫描|识别|扫码|扫一扫|戳)[^。]{0,30}(?:关注|订阅|阅读原文|二维码|公众号|小程序|了解|查看|进入|网站|专题)[^。，]{0,12}"
    r"|(?:扫一扫|扫码)[^。]{0,12}(?:打开|分享|浏览|观看)[^。，]{0,8}|[^。]{0,16}[点戳]击?(?:这里|此处)\W*|以下(?:文章|内容)来源于[^。]{2,40}|(?:您?好|你好|这里是)[^。]{0,16}欢迎(?:您|大家)?关注[^。，]{0,14}"
    rf"|(?:THE )?END|原创\s+\S{{2,16}}(?:\s+\S{{2,16}}){{0,2}}(?:\s+{_CLOCK}(?:\s+\S{{2,8}})?)?"
    r"|(?:分享|点赞|收藏|在看|转发)(?:\W{0,2}(?:分享|点赞|收藏|在看|转发)){1,3}|[^。]{2,80}\[\s?(?:0\d|1[0-2])-[0-3]\d\s?\]|[^。]{2,60}\.(?:docx?|xlsx?|pdf|zip|rar|pptx?)"
    r"|(?:喜欢|觉得)[^。]{0,12}(?:点个|点一?下|点亮)[^。]{0,8}(?:在看|赞)[^。]{0,4}|点个\W?(?:在看|赞)[^。]{0,16}|阅读(?:原文|全文)|收录于合集[^。]{0,20}|预计阅读[^。]{0,8}分钟"
    rf"|(?:发布|更新|发稿|上传|发文|录入|编辑)(?:时间|日期)\s*:\s*{_CLOCK}"
    r"|(?:您?(?:现在|当前)?的?|当前|所在)位置\s*[:是][^。]{0,60}|首页\s*[>›»/][^。]{0,60}"
    rf"|{_BARE_FIELD}(?:\s*{_BARE_FIELD}){{1,5}}"
    rf"|{_BUTTON}(?:\W{{1,4}}{_BUTTON}){{0,5}}|[上下]一?[篇条页]\s*(?::|$)[^。]{{0,80}}"
    r"|字[号体](?:大小)?\s*:[^。]{0,12}|分享[到至]?\s*:?(?:\s*(?:微信|微博|QQ空间|QQ好友|朋友圈))*|(?:版权所有|Copyright|主办单位|承办单位)\W[^。]{0,60}"
    r"|(?:原文|文章|来源)?(?:链接|网址|地址)\s*:\s*https?:\S*|首页(?:\s*[|·]\s*\S{1,8}){2,12}"
    r"|总?(?:浏览|阅读|点击|访问)(?:次数|人数|量|数)?\s*:?\s*\d*\s*次?|[^。]{0,12}ICP备[^。]{0,24}"
    r"|(?:索引号|主题分类|主题词|发文机[构关]|发布机构|成文日期|发文日期|生成日期|发布日期|发文字号|文号|有效性|组配分类|信息分类|公开方式|公开范围)\s*:[^。]{0,60})\W*"
)
_LONGEST_COPYRIGHT: Final = 160
#: Whose words these are, as accounts print it above or below a piece.
_COPYRIGHT: Final = expression(
    r"\W*(?:本文|本篇|以上)(?:内容)?(?:为|系|由)[^。]{0,24}(?:原创(?:内容|文章|作品)?|首发|独家)(?:\W*|\W{1,3}(?:作者|版权|未经|转载)[^\n]{0,120})"
    r"|\W*[^。！？]{0,90}(?:如有?|若有?|有)侵(?:权|删|犯)[^。]{0,14}(?:联系|删|告知|处理)[^。]{0,20}\W*|\W*[^。！？]{0,60}(?:网络|作者)[^。！？]{0,20}侵删\W*"
    r"|\W*版权(?:归|属于?)[^。]{2,30}所有(?:\W*|\W{1,3}(?:未经|转载|欢迎|如需)[^\n]{0,120})"
)
#: What a document has beside its title and its words: its number, whom it is sent to, when it was printed.
_OFFICIAL: Final = expression(
    rf"{HAN}{{1,14}}\s*[\[(]\d{{4}}[\])]\s*第?\s*\d{{1,5}}\s*号|(?:抄送|抄报|主送|印发)\s*:[^。]{{2,120}}。?"
    rf"|{HAN}{{2,24}}\s*\d{{4}}年\d{{1,2}}月\d{{1,2}}日印发"
)
#: The account of a page with the minute or the day when it was sent, with its place.
_ACCOUNT: Final = expression(
    rf"(?:[^\s。，：:]{{2,16}}\s+){{1,2}}(?:{_CLOCK}|今天|昨天|前天|刚刚|\d{{1,2}}(?:天|小时|周)前)(?:\s*发表于\S{{1,8}})?"
    rf"|\S{{2,24}}\s+www\.\S+\s+{_CLOCK}[^。]{{0,60}}"
)
#: The way to a page, and the link to another, by their beginnings.
AT_PAGE: Final = expression(r"\W*(?:您?(?:现在|当前)?的?|当前|所在)位置\s*[:是]|[^。>›»]{0,24}\s*[>›»]{1,2}")
NEXT_PAGE: Final = expression(r"\W*[上下]一[篇条页]")
#: The field of the day, whatever stands around it.
DATED_FIELD: Final = expression(rf"[^。]{{0,24}}(?:时间|日期)\s*:\s*{_CLOCK}")


def is_furniture(words: str) -> bool:
    """Whether a line is a button or a field of the page."""
    return "。" not in words and len(words) <= LONGEST_FIELD and _FURNITURE.fullmatch(fold(words)) is not None


def is_copyright(words: str) -> bool:
    """Whether a line says whose words these are, and no more."""
    may_be = len(words) <= _LONGEST_COPYRIGHT and any(word in words for word in ("原创", "首发", "独家", "版权", "侵"))
    return may_be and _COPYRIGHT.fullmatch(fold(words)) is not None


def is_stamp(words: str) -> bool:
    """Whether a line is the day and the minute when a page was made."""
    return ":" in fold(words) and _STAMP.fullmatch(fold(words).strip()) is not None


def is_account(folded: str) -> bool:
    """Whether a folded line is an account or site with a time.

    It names no person.
    """
    if len(folded) > LONGEST_FIELD or not _ACCOUNT.fullmatch(folded):
        return False
    return not any(map(is_name, folded.split())) and not ANY_WRITER.search(folded)


def is_official(folded: str) -> bool:
    """Whether a folded line is the number or the mailing list of a document."""
    return len(folded) <= LONGEST_FIELD and _OFFICIAL.fullmatch(folded) is not None


def is_at_edge(folded: str, at: int, count: int) -> bool:
    """Whether line `at` of `count` is the day or way of a page."""
    if 0 < at < min(_EDGE, count - 1) and _STAMP.fullmatch(folded):
        return True
    if at >= count - _EDGE and _BARE_DAY.fullmatch(folded):
        return True
    if 0 < at < min(_HEAD, count - 1) and is_account(folded):
        return True
    return at < _HEAD and _TRAIL.fullmatch(folded) is not None
