"""What a person's name looks like: surnames, padded names, names with a middle dot."""

from __future__ import annotations

import re
from functools import cache

# The surnames borne by nearly everybody, then the less common of the Hundred Surnames.
SINGLE = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢"
    "姚沈钟姜崔谭陆范汪廖石金韦贾夏付傅方邹熊白孟秦邱侯江尹薛闫阎雷段郝史贺陶毛顾龚邵万覃武钱戴严莫孔向"
    "常汤康易乔赖文施洪季樊辛耿葛安殷翟牛温詹俞章鲁柳邢路岳梅庄左包尤盛焦涂宁欧游阮凌申童柯穆蒙祝项聂"
    "华晏成骆苗裴卓祁纪古霍靳关齐解应费褚满全佟郎屈舒景时丛辜费明甘车席宫曲冉单边卜管尚艾娄苟桑植谷符"
    "卞臧柏查房简褚岑伍鲍滕邬饶牟芦代冀蓝仇宗伏伊桂党商栾隋苑匡储米麦冷喻敖游官鞠刁滑滚晋卫阳占廉迟"
    "计丘封卿初巫储楚荆尉随池连花虞巩辜郁咸扈籍瞿阙戚濮厉闵茅庞强贡劳逄姬申屠逯糜嵇邰丰巴弓牧隗山谈宓"
    "蓬班仰秋仲仝幸韶郜黎蓟薄印宿怀蒲从索咸籍璩暴勾晁扶堵宰郦雍却桑鄂咎终居衡步都戈庾暨居衡沃利蔚越夔隆"
    "师巩厍聂晁勾敖融那空曾毋沙乜养须丰红游竺权逯盖益桓公战练亓仉蔺双撒覃禹郗由揭兰苍才原海占冶哈云"
    "和鹿平青银未线信亢况后有琴归相佘佴墨谯展敬延来多尧奚啜闻晨展税皮鬲门粟佀户芮羿母宣裘缪干经支昝"
    "葉張陳劉楊黃趙吳孫馬羅鄭謝許韓鄧馮蕭蔣葉蘇呂盧鍾譚陸賈鄒閻賀陶龔邵萬錢嚴湯喬賴莊寧歐聶駱紀關齊應費滿單婁"
    "蘭盖胥茹展种寇暴荀宦谌逢楼铁来仵郇刑旷粘修咎赫呼丑邸啟肇豆但栗滿卻幹"
)
COMPOUND = frozenset(
    "欧阳 太史 端木 上官 司马 东方 独孤 南宫 万俟 闻人 夏侯 诸葛 尉迟 公羊 赫连 澹台 皇甫 宗政 濮阳 公冶 太叔 申屠 公孙 慕容"
    " 仲孙 钟离 长孙 宇文 司徒 鲜于 司空 闾丘 子车 亓官 司寇 巫马 公西 颛孙 壤驷 公良 漆雕 乐正 宰父 谷梁 拓跋 夹谷 轩辕 令狐"
    " 段干 百里 呼延 东郭 南门 羊舌 微生 梁丘 左丘 东门 西门 歐陽 諸葛".split()
)
# The characters minority and foreign names are written with.
SOUNDS = frozenset(
    "阿艾安奥巴白拜班贝比毕布才措次茨达丹旦当德登迪丁东多杰俄尔尕嘎甘格戈贡古果哈汗黑胡吉加佳江娇金觉卡凯康科克肯库"
    "拉来莱兰朗勒雷丽力利列林玲琳隆龙鲁吕伦罗洛玛马买迈麦曼孟蒙米明莫姆木穆纳娜南尼宁努诺欧帕潘平普其奇齐强钦琼曲"
    "热仁日荣茹若萨赛桑森沙石史斯苏索塔台泰唐特提图托瓦王旺维温乌西夏先希谢辛雅亚扬耶叶伊依易永尤尉约月云扎泽詹扎"
    "卓孜子增珠朱呷惹巫则措姐帖合提江依木吾买尔孙娅媛"
)
HANZI = r"[㐀-鿿𠀀-𲎯〇]"


def has_surname(name: str) -> bool:
    """Whether the name opens with a known surname."""
    return name[:1] in SINGLE or name[:2] in COMPOUND


def is_name(name: str) -> bool:
    """Whether this can only sensibly be a person's name: surname and length fit, or it is written by sound."""
    bare = re.sub(r"[ \u3000]", "", name)
    if "·" in bare:
        return all(2 <= len(part) <= 8 for part in bare.split("·")) and _pattern().fullmatch(bare) is not None
    if not _pattern().fullmatch(bare):
        return False
    if bare[:2] in COMPOUND:
        return 3 <= len(bare) <= 4
    if bare[0] in SINGLE and 2 <= len(bare) <= 3:
        return True
    if len(bare) == 4 and bare[0] in SINGLE and bare[1] in SINGLE:
        return True
    return 3 <= len(bare) <= 6 and all(char in SOUNDS for char in bare)


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(rf"{HANZI}+(?:·{HANZI}+)*")
