"""The words of credit lines: for writers, for work, for organisations."""

from __future__ import annotations

from typing import Final

from zhlint.lexicon.han import HAN
from zhlint.patterns.expressions import expression

_WRITERS: Final = "特约撰稿人|摄影记者|通讯员|实习生|评论员(?!文章)|报道员|报道组|调研组|采访组|编辑部|撰稿人|特派员|观察员|主笔|记者(?!站|连线|手记|观察|调查|述评|札记|节)|编者"
_KINDS: Final = "全媒体|融媒体|新媒体|融媒|参与|执笔|前方|随队|首席|高级|主任|资深|实习|见习|特约|特派|专职|摄影|文字|视频|体育|财经|评论"
_POSTED: Final = f"驻{HAN}{{2,6}}?"
_HOUSES: Final = "本报|本社|本刊|本网|本台|本站|新华社|新华网|中新社|中新网|人民网|中国网|光明网|央视|总台"
_ORGS: Final = "报|社|网|台|刊|站|传媒|媒体|集团|财经|新闻|客户端|频道|频率|中心|工作室|宣传部|办公室|支队|总队|街道|院|大学|局|会|公司|融媒|全媒体|馆|政府|小学|中学|幼儿园|学校|(?<![主举承协督])办|科|处|室|部|[省市区县纪团党]委|学生会|支部|妇联|残联|文联|教研组|年级组|[级)0-9]班"
#: Words that lead the names of a desk line, longer ones before their beginnings.
_DESK: Final = (
    "本文作者|本文来源|作者单位|信息来源|文章来源|稿件来源|供稿单位|供稿人|审核人|审稿人|签发人|校对人|报送单位|稿源|责任编辑|执行编辑|值班编辑|文字编辑|视觉编辑|美术编辑|图片编辑|特约编辑|版面设计|版式设计|责任校对|"
    "值班主任|值班总编|值班编委|制片人|总策划|总监制|总编辑|副主编|总值班|主持人|电脑制作|"
    "指导教师|指导老师|辅导教师|辅导老师|责编|编辑|校对|审校|检校|版式|版面|设计|美编|制图|绘图|绘制|漫画|插图|题图|制作|剪辑|视频|音频|摄像|策划|统筹|"
    "监制|审核|审签|签发|主编|编审|终审|复审|初审|一审|二审|三审|来源|作者|撰文|执笔|撰稿|采写|采访|口述|整理|翻译|"
    "编译|译者|校译|文案|排版|发布者|发布人|发表者|摘自|转自|转载自|选自|原载|信息员|录入|供稿员|文字|图片|图文|文图|摄影|供图|供稿|主持|署名|组版"
)
_COLUMNS: Final = "随笔|手记|札记|时评|走笔|漫笔|漫谈|杂谈|夜话|论坛|茶座"
#: Words that close a run of names; those of one character never lead names that follow without a mark.
_CLOSING: Final = (
    "摄影并报道|摄影报道|图文报道|综合报道|综合整理|文并摄|文/图|图/文|报道|报导|整理|综合|摄|文|图|绘|画|发|译|编"
)
_GLUED: Final = (
    "文并摄|文/图|图/文|文图|图文|摄影并报道|摄影报道|图文报道|综合报道|报道|摄影|整理|供稿|供图|制图|绘图|编译|综合|摄"
)
_GLUED_DESK: Final = "责任编辑|执行编辑|值班编辑|责编|编辑|校对|版式|美编|制图|作者|摄影"


#: A role word for who writes, with its qualifiers; `core` is the word itself.
WRITER: Final = expression(f"(?:(?:{_KINDS})|(?:{_POSTED})){{0,5}}(?P<core>{_WRITERS})")
#: The core of a role word for who writes, which is quickly looked for.
ANY_WRITER: Final = expression(_WRITERS)
#: 本报记者 and its like.
HOUSE_WRITER: Final = expression("本[报社刊网台站](?:记者|通讯员)")
#: A house name at the end of a text.
HOUSE_END: Final = expression(f"(?:{_HOUSES})$")
#: A word for an organisation at the end of a text.
ORG_END: Final = expression(f"(?:{_ORGS}|”)$")
#: An organisation run together with a closing word: 新华社发, 区委办供稿.
SOURCE: Final = expression(
    f"({HAN}{{1,8}}(?:报|社|网|台|刊)(?=综|整|编|供|发)|{HAN}{{2,12}}(?=供稿|供图|提供))(?:综合整理|综合|整理|编译|供稿|供图|提供|发)"
)
#: A word that leads whom a piece comes from, person or organisation.
GIVER: Final = expression(
    "(?:信息|文章|稿件|本文)?来源|稿源|摘自|转自|转载自|选自|原载|供稿(?:单位|人)?|供图|报送单位|作者单位"
)
#: A paper with the name of a desk or column of its own after it: 江报观察.
OWN_COLUMN: Final = expression(f"{HAN}{{1,6}}[报社网台刊]{HAN}{{2,4}}")
#: A department or body that alone signs a piece of its house: 宣传部, 县总工会法律部、团委.
BODY: Final = expression(
    rf"{HAN}{{0,14}}(?:部|(?<![一二两三四五六七八九十百千几多])处|科|室|办|局|团委|党委|支部|委员会|[省市区县纪]委|总?工会|妇联|残联|文联|科协|学会|协会|学生会|中心|[大中小]学|学[校院]|医院"
    r"|幼儿园|教研组|年级组|支队|大队|公司|街道|社区|(?:人民|[镇乡村])政府|馆|站)"
)
#: A body that signs under the headline, where other lines may end in such words too.
SIGNING_BODY: Final = expression(
    rf"{HAN}{{0,10}}(?:宣传[部科处]|办公室|党政办|[省市区县]委办|政府办|融媒体中心|总工会|编辑部|通讯组|报道组)"
)
#: The name of a column that stands before its author.
COLUMN: Final = expression(f"{HAN}{{2,4}}(?:{_COLUMNS})")
#: A word that closes a run of names.
CLOSING: Final = expression(_CLOSING)
#: A word that leads the names of a desk line.
DESK: Final = expression(_DESK)
#: A closing word run together with the name before it.
GLUED: Final = expression(f"(?:{_GLUED})$")
#: A desk word run together with the name after it.
GLUED_DESK: Final = expression(_GLUED_DESK)
#: A report with the place it was sent from, after a slash: 云市报导.
SENT: Final = expression(f"{HAN}{{2,3}}(?:报导|报道)")
#: Any word for what is done or where, without which a piece of a credit line that holds no writer is a name.
ANY_WORK: Final = expression(f"{_DESK}|{_CLOSING}|{_COLUMNS}|{_ORGS}|”")
#: A word of editing, checking or layout: such a credit names no writer. Where 初审 and 终审 sign, a house prints its own pieces.
DESK_WORK: Final = expression(
    r"责编|责任|编辑(?!部)|(?<!审)校(?=[对對\s：:/|丨]|$)|版|美编|设计|监制|签发|主编|值班|指导|辅导"
)
#: Any word that could make a line a credit line.
ANY_WORD: Final = expression(f"{_WRITERS}|{_DESK}|{_CLOSING}")
