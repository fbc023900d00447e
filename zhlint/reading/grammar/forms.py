"""The forms of lines: what a line is by its words alone."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from zhlint.lexicon.han import HAN
from zhlint.patterns.expressions import compile_expression, expression
from zhlint.reading.grammar.folding import fold

if TYPE_CHECKING:
    import re

_ENDS: Final = "。！？!?…；;：:，,、.．"
_STOPS: Final = frozenset("。！？…")
_QUOTES: Final = frozenset("”’")
_CLOSERS: Final = "”’」』\"'"
#: A title longer than this, with commas, is a paragraph that lost its stop.
LONGEST_TITLE: Final = 48
#: No headline is longer, whatever stands under it.
LONGEST_SENTENCE: Final = 120


_LETTER: Final = expression(r"[^\W_]")
_NUMBER: Final = expression(
    r"[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十\d]{1,3}\)|\d{1,2}[.．、](?!\d)|[①-⑳]|第[一二三四五六七八九十百\d]{1,4}[章节]"
)
_FIELD: Final = expression(
    rf"{HAN}{{0,8}}(?:时间|地点|对象|日期|账号|密码|冠军|亚军|季军|等奖|人员|名单|嘉宾|主讲人?|讲座主题|活动主题|讲座内容|费用|价格|主办方?|承办方?|协办方?|(?:参[加赛]|主办|承办|主讲)(?:单位|学校)"
    r"|(?:执行)?副?[ \u3000]*(?:组[ \u3000]*长|主[ \u3000]*任|总[ \u3000]*指[ \u3000]*挥)|[成组委][ \u3000]*员|顾[ \u3000]*问)\s*[：:]\s*[^\s：:]"
)
_FIELD_HEAD: Final = expression(
    rf"(?:[一二三四五六七八九十]{{1,3}}、|[（(][一二三四五六七八九十\d]{{1,3}}[）)])[^。！？，：:]{{2,20}}[：:]"
    rf"|{HAN}{{0,8}}(?:目的|理念|成绩|职责|资格|条件|要求|时间|地点|内容|对象|流程|安排|说明|特长|获奖|简介|背景|意义|目标|原则|方法|步骤|措施|材料|方式|范围"
    r"|标准|主题|议程|依据|特点|优势|经历|荣誉|案例|结论|摘要)[：:]"
)
_COLUMN_HEAD: Final = expression(
    r"[【\[]?(?:(?:读者|群众|百姓)(?:来信|之声|来论)|来信(?:摘登|选登|照登)?|来论|编读往来|本报评论员文章|社论|社评|时评|短评|快评|"
    r"新闻特写|特写|专访|人物通讯|通讯|调查报告|新闻调查|副刊|杂文|随笔)[】\]]?"
)
#: A line that may open with the name of whoever asks, and a colon.
_MAY_ASK: Final = expression(r"[^：:。，！？“”]{0,18}+\s*[：:]")
_LABELS: Final = (
    "编者按|编者的话|编者注|编后语|编后|编前|开栏的话|开栏语|结束语|核心提示|阅读提示|内容提要|核心阅读|导读|按语"
)
_NOTE_LABEL: Final = expression(rf"[【\[（(]?(?:{_LABELS})[】\])）]?[：:]?")
#: Whom a letter or a speech speaks to.
SALUTATION: Final = expression(
    rf"[：:]?\s*(?:(?:尊敬|敬爱|亲爱|可爱)的|各位|编辑同志|同志们|同学们|朋友们|乡亲们|工友们|女士们|老师们)"
    rf"(?:{HAN}|[、，,\s“”（）]){{0,40}}(?:[：:！!，]|你们?好|您好)[！!]?"
)
#: Whom a notice is for, on a line of its own.
_RECIPIENTS: Final = expression(
    rf"(?:各|全体|本|有关|{HAN}{{0,8}}[级班部处科室县市区镇乡校院])?(?:{HAN}|[、，,\s（）()—\d-]){{0,60}}"
    r"(?:同学|家长|班主任|老师|教师|教工|教职工|职工|员工|单位|部门|学校|高校|委员会|政府|局|支部|工会|街道|乡镇|班级|教研组|教研室|学院|企业|居民|业主|客户|用户)(?:们)?[：:]"
)
#: The first characters of lines of all forms but questions and tables of tabs.
_FIRST: Final = frozenset(
    "|联受投咨报来媒投新监举服读订官本电热邮信地传网微公QEeT问提主【[（(编开结核阅内导按注▲△▼▽◀▶↑↓←→图上下左右题表约約接"
    "●•·▪◆■○◇*+-①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳—─"
)


def form_of(words: str) -> str:
    """Finds the role that form alone gives a line, empty where position must decide.

    One of table, contact, question, note, caption, list and deck; credits and speakers have grammars of their own.
    """
    first = words[:1]
    if not (first in _FIRST or first.isdecimal() or "\t" in words or _MAY_ASK.match(words)):
        return ""
    form = _form().match(words)
    return form.lastgroup or "" if form else ""


def is_title(words: str) -> bool:
    """Whether a line could be a title: no stop at its end, no 。 inside."""
    return "。" not in words and _ending(words) not in _ENDS and not _is_run_on(words) and _speaks(words)


def is_calling_title(words: str) -> bool:
    """Whether a line could be a title that asks or calls.

    It has ！ or ？ at its end, and no full stop.
    """
    return "。" not in words and _ending(words) in "！？!?" and not _is_run_on(words)


def is_one_sentence(words: str) -> bool:
    """Whether a line is at most one sentence, which its place may make a title."""
    return (
        len(words) <= LONGEST_SENTENCE
        and "。" not in words[:-1]
        and _ending(words) not in "：:，,、；;"
        and _speaks(words)
    )


def is_sentence(words: str) -> bool:
    """Whether a line is running text.

    A sentence ends in it, or the mark at its end leads on to the next line.
    """
    return "。" in words or _ending(words) in _ENDS


def ends_in_sentence(words: str) -> bool:
    """Whether a line ends in a sentence, and so is no title, speaker or credit.

    Quick; not all lines of running text do.
    """
    last = words[-1:]
    return last in _STOPS or (last in _QUOTES and "。" in words)


def is_label(words: str) -> bool:
    """Whether a line is the heading of a note and nothing more: 编者按."""
    return _NOTE_LABEL.fullmatch(words) is not None


def is_column_head(words: str) -> bool:
    """Whether a line is the standing head of a column, over the headline: 读者来信."""
    return _COLUMN_HEAD.fullmatch(words) is not None


def is_recipient(words: str) -> bool:
    """Whether a line names whom a letter, speech or notice is for."""
    return SALUTATION.fullmatch(words) is not None or (
        words.endswith(("：", ":")) and len(words) <= LONGEST_SENTENCE and _RECIPIENTS.fullmatch(words) is not None
    )


def is_field(words: str) -> bool:
    """Whether a line without stop is a field and its value: 地点：镇文化站."""
    return ("：" in words or ":" in words) and words[-1:] not in _ENDS and _FIELD.match(words) is not None


def is_field_head(words: str) -> bool:
    """Whether a line with a colon at its end heads a section: 评选标准."""
    return words.endswith(("：", ":")) and _FIELD_HEAD.fullmatch(words) is not None


def is_numbered(words: str) -> bool:
    """Whether a line opens with a number that may head a section or an item."""
    return _NUMBER.match(fold(words[:12])) is not None


def _ending(words: str) -> str:
    """The last character of a line, closing quotation marks left out."""
    return (words.rstrip(_CLOSERS) or words)[-1]


def _speaks(words: str) -> bool:
    return _LETTER.search(words) is not None


def _is_run_on(words: str) -> bool:
    return len(words) > LONGEST_TITLE and "，" in words


@cache
def _form() -> re.Pattern[str]:
    """The forms in one expression, each as a group; the first that matches counts."""
    tel = r"(?:联系|受理|投诉|咨询|报名|投稿|新闻|监督|举报|服务|读者|订阅|官方|本报)*"
    forms = {
        "table": r"\|.*\||[^\t]+\t[^\t]+",
        "contact": rf"(?:{tel}|[^。，！？：:]{{0,8}}?)(?:电话|热线|邮箱|信箱|地址|邮编|邮政编码|传真|网址|微信号?|公众号|QQ群?|[Ee]-?mail|Tel)"
        r"(?:（[^）]*）)?[^。！？]*。?$|(?:联系人|联络人|联系方式|媒体联系|媒体垂询|报名(?:地点|地址|方式)|来稿请寄|投稿方式)\s*[：:][^。！？]*。?$",
        "question": r"(?:[^：:。，！？“”（(]{0,16}记者|问|提问|主持人|网友|Q\d{0,2})\s*[：:]\s*(?=\S{4})",
        "note": rf"[【\[（(]?(?:{_LABELS})(?:[】\])）：:\s]|$)|注[：:]|[（(](?:注[：:]|附|此文|原载|本文|题图|[^（）()]*年[^（）()]*(?:日|通过|修订|施行)[）)]?$)",
        "caption": r"[▲△▼▽◀▶↑↓←→]|(?:图为|图[①-⑨]|[上下左右题]图(?:为|[：:]|是)|[（(][上下左右题]图[）)]|图片说明|[（(]?图[一二三四五六七八九\d]?[：:]|[（(]?图片[：:])|[图表]\s?\d{1,3}(?:[-.－]\d{1,2})?[\s：:.．、][^。！？]*$|[^。，]{0,30}(?:图片?|照片)(?:源自|来自|来源于|取自)[^。，]{2,12}$|图片?来?源[：:]?[ \u3000]*[^。，：:]{2,14}$",
        "list": r"[●•·▪◆■○◇]\s*(?=\S)|[*+-] (?=\S)|[(（]\d{1,2}[)）]|\d{1,2}(?:[.．](?!\d)|[、)）](?!\d))|[①-⑳]|[(（][一二三四五六七八九十]{1,3}[)）][^。]*[；;]$|[【\[]?(?:约|約|接近)?\d{1,2}[:：]\d{2}[】\]]?(?:\s*[—–―]{1,2}|[ \u3000])",
        "deck": r"[—─]{1,2}[^—─]",
    }
    return compile_expression("|".join(f"(?P<{role}>{pattern})" for role, pattern in forms.items()))
