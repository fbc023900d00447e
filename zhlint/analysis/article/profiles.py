"""Pages that present a body, a place or a service, and tell no story."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from zhlint.patterns.expressions import expression

if TYPE_CHECKING:
    from zhlint.document import Block, Document

#: Shorter blocks are labels of the page, not its text.
_SHORTEST: Final = 30
#: So many blocks of the text tell when something happened, if anything did.
_LEADS: Final = 2
#: What a story tells: when it happened, and who says so.
_EVENT: Final = expression(
    r"昨[天日晚]|今[天日晨晚早]|近日|日前|近期|连日|当[天日晚]|[本上]周|本月|去年|今年|记者|本报讯"
    r"|(?<![年\d])\d{1,2}月\d{1,2}日|(?<![月\d])\d{1,2}日(?!游)"
)
_SPEECH: Final = expression(
    r"(?<!其)[他她](?:们)?(?:说|表示|介绍|告诉)|(?:说|表示|介绍|指出|强调|认为|坦言|告诉)[：:，“]|据了解|据介绍|据悉"
)
#: The words of an essay, and of a comment.
_TOLD: Final = expression(r"(?<!自)我(?![们国校院市县省区镇司局处馆站店社团队军方党会部所])|(?<!其)[他她]")
_ARGUED: Final = expression(
    r"[？?]|应该|不能|岂|难道|何必|何以|值得|警惕|不是.{1,20}而是|然而|可见|毕竟|无疑|显然|其实"
)
#: The words of such a page.
_VOICE: Final = expression(
    r"位于|[坐座]落|地处|毗邻|占地|建筑面积|平方米|成立于|[创始]建于|创办于|创立于|前身|年成立|注册资[本金]|年建成|致力于|秉承|秉持|宗旨|理念|愿景|使命"
    r"|主要从事|主营|经营范围|业务|产品|服务|提供|现有|拥有|下设|设有|在职|教职工|员工|床位|师资|教授|荣获|先后[获被]|被评为|被授予|称号|先进[单集个]|资质|认证"
    r"|点击|鼠标|勾选|例如|用法|步骤|操作|设置|算法|页面|特性|功能|图表|说明|规则|报名|参赛|奖项|奖品"
    r"|隶属|直属|国家级|省级|重点|基地|一流|领先|我[院校司]|本[公院校]司?|贵[公司校]|您|欢迎|竭诚|客户|用户|学员|患者|培养|招收|专业|课程|项目"
)
#: A first sentence that says what something is, where it lies, since when it has been there.
_DEFINED: Final = expression(
    r"[“《]?[^，。；：]{2,40}?(?:[（(][^）)]{1,60}[）)])?(?:[，,]?简称[“\"][^”\"]{1,10}[”\"])?"
    r"(?:(?:始?成立|创[建办立]|始[建创]|筹建|组建)于|建[成校院]?于|位于|[坐座]落[于在]|地处|隶属|前身[为是]"
    r"|是(?:一[所家座个支名款种项]|由|隶属|国[内家]|中国|我国|全[国省市]|[^，。]{0,16}(?:之一|学校|医院|企业|公司|机构|组织|基地|协会|平台|院校|单位|部门|队伍|团队))"
    r"|于\d{4}年[^，。]{0,14}(?:成立|建立|创建|筹建|建成|开业|挂牌))"
)
#: The first field of a sheet on a person or a thing: 职称：主任医师, 型号：….
_SHEET: Final = expression(
    r"\W*(?:姓名|性别|民族|籍贯|职[位称务]|科室|学历|毕业院校|(?:个人|单位|公司|产品)?简介|(?:产品)?(?:名称|型号|规格|价格))[ \u3000]*[：:]"
)
#: So much of either, in a thousand characters, shows such a page, or shows none.
_FEWEST_VOICED: Final = 6
_MOST_TOLD: Final = 2
#: A page that speaks so much more as such pages do may ask and argue more.
_VOICED_TO_TOLD: Final = 4
_MOST_SAID: Final = 1


def is_profile(document: Document, body: tuple[Block, ...]) -> bool:
    """Whether the text of a piece presents something and tells no story.

    It opens with a field of a sheet; or its first blocks tell no day, hardly anybody speaks or argues, and it speaks as such pages do, or opens with a definition.
    """
    if body and _SHEET.match(document[body[0]]):
        return True
    words = [document[block] for block in body if block.end - block.start >= _SHORTEST]
    if not words or any(map(_EVENT.search, words[:_LEADS])):
        return False
    text = "".join(words)
    voiced = len(_VOICE.findall(text))
    told = len(_TOLD.findall(text)) + len(_ARGUED.findall(text))
    most_told = max(_MOST_TOLD, _MOST_TOLD * len(text) / 1000, voiced / _VOICED_TO_TOLD)
    if len(_SPEECH.findall(text)) > _MOST_SAID or told > most_told:
        return False
    return _DEFINED.match(words[0]) is not None or voiced >= _FEWEST_VOICED * len(text) / 1000
