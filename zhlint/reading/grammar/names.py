"""Names of people: surnames, padded and dotted names, names written by sound."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from zhlint.lexicon.han import HAN
from zhlint.patterns.expressions import expression

if TYPE_CHECKING:
    from collections.abc import Iterator

SINGLE: Final = frozenset(
    "丁万丑丘丛严丰乐乔乜习于云亓井亢仇仉付仝仰仲仵任伊伍伏佀何佘余佟佴侯俞信修倪傅储党全公兰关养冀冉农冯"
    "况冶冷凌凤刁刑刘初利劉劳勾包匡华卓单卜卞占卢卫卯印危卻卿厉厍原古史叶吉向吕吳吴呂周呼咎咸哈唐商啜啟喬"
    "單喻嚴堵墨夏夔多奚姚姜姬娄婁孔孙孟季孫宁安宋宓宗官宣宦宫宰容宿寇富寧寿封尉尚尤尧尹居屈展屠山岑岳崔嵇"
    "巢左巩巫巴师席常干幸幹庄应庞康庾廉廖延弓弘张張强归彭徐怀恽惠慎應戈成战戚戴户房扈才扶揣揭撒支敖敬文方"
    "於施时旷昌明易昝晁晋晏晨景暨暴曲曹曾朱权李杜束来杨杭松林柏查柯柳柴栗栾桂桑桓梁梅植楊楚楼樊欧歐步武殳"
    "段殷毋母毕毛江池汤汪汲沃沈沙洪浦涂温游湛湯滑滕滚满滿潘濮焦熊燕牛牟牧狄王班琴璩甄甘田由申白皮益盖盘盛"
    "盧眭瞿石祁祖祝禹秋种秦程税穆空窦章童竺符简管籍米粘粟糜紀索綦红纪线练缪罗羅羊羿翁翟耿聂聶肇肖胡胥臧舒"
    "艾芦芮花苍苏苑苗苟范茅茹荀荆荣莊莘莫萧萨萬葉葛董蒋蒙蒯蒲蓝蓟蓬蔚蔡蔣蔺蕭薄薛蘇蘭虞融衡袁裘裴褚覃解許"
    "訾詹謝譚计许诸谈谌谢谭谯谷豆費賀賈賴贝贡贲费贺贾赖赫赵越趙路蹇车辛辜边连迟逄逢逯邓邢那邬邰邱邴邵邸邹"
    "來儲勞厙厲叢堯塗壽宮師強惲懷戰戶時晉曠榮樂樓權歐歸況溫滿畢盤稅竇簡紅練繆習聞荊華蒼蓋薊薩藍藺蘆衛計談諶諸譙豐貝貢賁車農連遲邊鄔酈"
    "鈕銀鐵閆閔闕闞陽隨雲鞏韋項須顏顧養饒魯鮑鳳麥黨龐"
    "郁郄郅郇郎郑郗郜郝郦郭鄂鄒鄧鄭酆金錢鍾钟钭钮钱铁银閻關门闫闵闻阎阙阚阮阳陆陈陳陶陸隆隋随隗雍雷霍青靳"
    "鞠韓韦韩韶项须顾颜饶馬馮駱马骆高鬲魏鲁鲍鹿麦麻黃黄黎齊齐龔龚"
)
_PAIRS: Final = (
    "万俟上官东方东郭东门乐正亓官令狐仲孙公冶公孙公羊公良公西南宫南门司寇司徒司空司马呼延壤驷夏侯太叔太史"
    "夹谷子车宇文宗政宰父尉迟左丘巫马微生慕容拓跋梁丘欧阳歐陽段干漆雕澹台濮阳独孤申屠百里皇甫端木羊舌西门"
    "西門軒轅聞人巫馬長孫獨孤赫連鍾離東方鮮于濮陽澹臺東郭尉遲東門南宮公孫樂正司馬"
    "諸葛诸葛谷梁赫连轩辕钟离长孙闻人闾丘颛孙鲜于"
)
COMPOUND: Final = frozenset(_PAIRS[at : at + 2] for at in range(0, len(_PAIRS), 2))
#: The characters minority and foreign names are written with.
SOUNDS: Final = frozenset(
    "丁东丹丽乌买云亚仁伊伦佳依俄先克兰其凯列则利力加努勒卓南卡古台史叶合吉吕吾呷哈唐嘎图塔增夏多奇奥姆姐"
    "娅娇娜媛子孙孜孟宁安尉尔尕尤尼巫巴布希帕帖平库康强当德惹戈才扎托扬拉拜措提斯日旦旺明易普曲曼月朗木朱"
    "来杰林果格桑森次欧比毕永汗江沙泰泽洛温潘热特王玛玲珠班琳琼瓦甘登白石科穆米索约纳维罗耶肯胡艾苏若茨茹"
    "荣莫莱萨蒙西觉詹诺谢贝贡赛辛达迈迪金钦阿隆雅雷马鲁麦黑齐龙"
)


#: Words that begin with a surname and are no names.
_TWOS: Final = (
    "关于干部干事干警党员党委党组全体全员全部全面全国全省全市全县全校全院师生师傅任务任职任命成果成员成绩方案方法方式方面方阵安排安全安保管理管委计划时间明细明确高级高中高校高一高二高三单位文化文件文字简介"
    "简历简讯关闭关注周一周二周三周四周五周六周日周末经费施工施行强化强调应急路线车间车辆车站水利水库水务金融农业农村农民林业林场江苏江西云南吉林宁夏金额常委常务常规居民居委包括解决解释项目左右相关费用程序景区景点查询查看查阅祝贺祝愿祝福荣誉荣获"
    "黨員黨委黨組師生師傅農業農村農民時間計劃車間車輛車站強調強化簡介簡歷簡訊來自華人華僑戰爭樂團雲南"
)
_WORDS: Final = frozenset(_TWOS[at : at + 2] for at in range(0, len(_TWOS), 2))
_HANZI: Final = expression(f"{HAN}+")
#: The ends of names with a title, which are shorter names.
_CALLED: Final = expression(
    "(?:[教副]授|老师|[主科]任|[院校局处科部县市区镇乡村队组班厂社会所站馆]长|书记|医生|护士|先生|女士|同志|同学|记者|编辑|博士|硕士|专家|代表|委员|"
    "律师|教练|经理|工作室|团队)$"
)
_DOTTED: Final = expression(f"{HAN}{{1,8}}(?:[·•・]{HAN}{{1,8}}){{1,3}}")


def bare(name: str) -> str:
    """The name without the blanks that pad it."""
    return "".join(name.split())


def is_surnamed(name: str) -> bool:
    """Whether this is a known surname with a given name of one or two characters."""
    name = bare(name)
    surname = 2 if name[:2] in COMPOUND and len(name) > 2 else 1
    if (
        not 1 <= len(name) - surname <= 2
        or (surname == 1 and name[0] not in SINGLE)
        or name in _WORDS
        or name[:2] == "关于"
    ):
        return False
    return _HANZI.fullmatch(name) is not None


def is_name(name: str) -> bool:
    """Whether this can be a person's name, by surname, dot or sound."""
    name = bare(name)
    if "·" in name:
        return _DOTTED.fullmatch(name) is not None
    if is_surnamed(name):
        return True
    if not _HANZI.fullmatch(name):
        return False
    return (len(name) == 4 and name[0] in SINGLE and name[1] in SINGLE) or (
        3 <= len(name) <= 6 and SOUNDS.issuperset(name)
    )


def is_long_name(name: str) -> bool:
    """Whether three characters follow a known surname, and no title."""
    name = bare(name)
    return len(name) == 4 and name[0] in SINGLE and bool(_HANZI.fullmatch(name)) and not _CALLED.search(name)


def is_name_shaped(name: str) -> bool:
    """Whether length and characters allow a name.

    That is enough only where a role word leads it.
    """
    name = bare(name)
    if 2 <= len(name) <= 4 and _HANZI.fullmatch(name):
        return True
    return _DOTTED.fullmatch(name) is not None


def split_joined(names: str) -> tuple[int, ...]:
    """Finds where names run together are to be cut; returns their lengths.

    Empty unless surnames leave one way only.
    """
    ways = list(_cuts(names)) if 4 <= len(names) <= 9 else []
    return ways[0] if len(ways) == 1 and len(ways[0]) > 1 else ()


def _cuts(names: str) -> Iterator[tuple[int, ...]]:
    if not names:
        yield ()
    for length in (2, 3, 4):
        if len(names) >= length and is_surnamed(names[:length]):
            yield from ((length, *rest) for rest in _cuts(names[length:]))
