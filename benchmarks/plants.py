"""Invented faults: sentences for a clean text, and whole drafts.

⟦ and ⟧ enclose each fault.
Names, posts and figures are drawn anew every time; places are real ones that lie side by side, so that a speaker of
one can be given the words of the other.
"""

from __future__ import annotations

import datetime as dt
import re
from functools import cache
from typing import TYPE_CHECKING

import figure_plants
from faulty_drafts import DRAFTS
from invented import DIGITS, THINGS, person

from zhlint.cards.packs import shipped_rules
from zhlint.lexicon.gazetteer import gazetteer
from zhlint.storage.tables import rows

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Iterator

#: A sentence with a fault. {d} is 2 to 9, {h} the same in characters, {n} two digits, {t} three, {k} thousands, {y} a year, {thing} a noun.
SENTENCES: dict[str, tuple[str, ...]] = {
    "FCT004": ("会上提了⟦{h}点建议⟧：一是修渠；二是打井。", "村里定下⟦三条规矩⟧：一是早开门；二是晚关灯；三是常通风；四是勤打扫。", "镇里办成⟦四件实事⟧：第一，铺路；第二，架灯；第三，清河。"),
    "FCT006": ("合作社有{thing}⟦{n}箱⟧，其中大棚的9{d}箱、露地的9{d}箱。", "三种{thing}⟦分别占5{d}%、4{d}%和3{d}%⟧。"),
    "FCT007": ("这座桥建成于1950年，2010年迎来⟦50周年⟧纪念。", "学校创办于1955年，今年迎来建校⟦60周年⟧。", "他生于1921年，2001年去世，⟦享年{n}1岁⟧。"),
    "FCT008": ("合作社共收{thing}⟦{t}吨⟧，其中一级品1吨、二级品2吨、三级品1吨。", "培训班共有学员⟦{t}人⟧，其中男学员5人、女学员4人。"),
    "NUM001": ("大家凑了⟦{d}千⟧元买{thing}。", "山上新栽了⟦{d}百⟧棵果树。", "一季卖出⟦{d}千{d}百⟧元的{thing}。"),
    "NUM003": ("到场的有⟦近{n}0多⟧人。", "一年用去⟦约{d}万余⟧元。", "展厅里有⟦超过{t}多⟧件{thing}。"),
    "NUM004": ("路程⟦约{n}公里左右⟧。", "每天⟦至少{d}小时以上⟧。", "价格上涨⟦超过{n}%以上⟧。"),
    "NUM005": ("用水量⟦减少了{d}倍⟧。", "{thing}的价格⟦下降{d}倍⟧。", "时间⟦缩短近{h}倍⟧。"),
    "NUM007": ("一年投入⟦{n}—9{d}亿⟧元。", "仓库能存⟦{d}至{n}万⟧吨粮。"),
    "NUM008": ("⟦0{d}年⟧{d}月，第一批{thing}运到。", "规划从⟦20{n}—99⟧年分步实施。"),
    "NUM012": ("运来{thing}⟦{n}，{t}⟧件。", "比上月低⟦.{d}⟧个百分点。"),
    "NUM013": ("正月⟦15⟧闹元宵。", "大年⟦30⟧包饺子。", "腊月⟦23⟧扫屋子。", "农历⟦8月15⟧赏月。"),
    "NUM014": ("井深{n}⟦公尺⟧。", "一畦地宽{d}⟦公分⟧。", "挑着{n}⟦市斤⟧{thing}上山。", "油桶装{n}⟦立升⟧。", "往返{n}⟦华里⟧。"),
    "PUN011": ("摊上有桃、李、杏⟦等……⟧", "来的有学生、工人、农民⟦等等……⟧"),
    "PUN017": ("老人说：“都回来吧⟦。”。⟧", "他问：“谁来⟦？”。⟧", "她喊：“小心⟦！”。⟧"),
    "PUN020": ("办法有两个。⟦第一、⟧修渠。⟦第二、⟧打井。", "要做两件事：⟦（一）、⟧修渠；⟦（二）、⟧打井。"),
    "PUN023": ("展期一周（周一闭馆⟦。）。⟧", "名单另发（见附件⟦。）。⟧"),
    "PUN024": ("老人说⟦“：⟧都回来吧。”", "他问⟦“，⟧谁来？”", "架上有一本⟦《：⟧渡口》。"),
    "STR004": ("活动定于{d}月⟦XX⟧日。", "共种树⟦___⟧棵。", "详情⟦（待补充）⟧。", "来了⟦XX⟧人。"),
    "TRM002": ("市人民⟦检察院院长⟧到会。", "省⟦人大副主任⟧出席。", "⟦审计署署长⟧讲话。"),
    "TRM003": ("镇上为⟦残废人⟧修了坡道。", "戏里的⟦聋子⟧由老艺人扮演。", "巡逻队当场抓获{d}名⟦罪犯⟧。", "集市上来了几个⟦瞎子⟧听书。"),
    "TRM004": ("⟦村长⟧带着大家修渠。", "找到⟦村长⟧的是三名学生。", "两位⟦村长⟧都来看{thing}。"),
    "TRM005": ("⟦中港⟧两地的果农交流{thing}种法。", "展览介绍了⟦中台关系⟧。", "镇上有一座⟦回教⟧寺院。"),
    "WRD004": ("⟦截止⟧目前，卖出{thing}{t}件。", "⟦截止⟧{d}月底，修路{n}公里。", "⟦截止到⟧昨天，报名{t}人。"),
    "GRM001": ("各村要趁农闲，⟦推广{thing}为抓手⟧，把合作社办好。", "学校⟦坚持方便学生为导向⟧，改了课表。"),
    "GRM002": ("老党员要⟦开展带头作用⟧，先干起来。", "团支部继续⟦开展“晚霞行动”作用⟧，看望老人。"),
    "GRM003": ("把{thing}种植⟦融入乡村规划上来⟧。", "把节约⟦贯穿办公全过程上来⟧。", "把家访⟦纳入教学安排上来⟧。"),
    "GRM004": ("大家要下到田头，⟦为{thing}产业不断取得新进步⟧。", "协会要勤走动，⟦为老街改造不断取得新进展⟧。"),
    "GRM005": ("民警⟦开展反诈宣传、进社区⟧、进工厂。", "剧团⟦推动地方戏、进校园⟧、进乡村。"),
    "GRM006": ("晚点的⟦原因是由于⟧大雾。", "加盖井盖，⟦防止行人跌落事故不⟧再发生。", "⟦之所以停工的原因⟧，大家都知道。"),
    "FRM002": ("会议强调，要紧密团结在⟦以习近平同志为核心的县委⟧周围。", "大家表示，坚持⟦以习近平同志为核心的领导⟧。"),
    "FRM003": ("大家一起学习⟦习近平新时代特色社会主义思想⟧。", "会议要求贯彻⟦习近平法制思想⟧。", "讲座介绍了⟦习近平新时代中国特色社会主义⟧，听众很多。"),
    "FRM006": ("要增强“⟦4个意识⟧”。", "做到“⟦2个维护⟧”。", "推进“⟦5位一体⟧”总体布局。", "共建“⟦1带1路⟧”。", "解决群众⟦急愁难盼⟧问题。"),
    "FRM007": ("统筹推进“⟦五位一体”战略布局⟧。", "协调推进“⟦四个全面”总体布局⟧。", "深刻领悟“⟦两个确立”的决定性作用⟧。"),
    "FRM008": ("党员要⟦增强“四个自信⟧”。", "青年要⟦坚定“四个意识⟧”。"),
    "FRM009": ("港口要融入⟦“一带一路”战略⟧。", "企业抓住⟦“一带一路”战略⟧机遇。"),
}  # fmt: skip


def sentence(code: str, chance: random.Random) -> str | None:
    """A sentence with the fault of a rule; None where there is no recipe."""
    make = _MAKERS.get(code) or figure_plants.SENTENCES.get(code)
    if make:
        return make(chance)
    templates = SENTENCES.get(code)
    return _filled(chance.choice(templates), chance) if templates else None


def draft(code: str, chance: random.Random) -> str | None:
    """A whole draft with the fault of a rule; None where there is no recipe."""
    make = DRAFTS.get(code) or figure_plants.DRAFTS.get(code)
    return make(chance) if make else None


@cache
def examples() -> dict[str, list[str]]:
    """The paragraphs with a fault on the cards, by rule: those that need no conditions."""
    found = {
        rule.code: [
            example.text
            for example in rule.examples
            if example.role == "paragraph"
            and not example.settings
            and example.text.count("⟦")
            and "\n" not in example.text
        ]
        for rule in shipped_rules(prose=True)
    }
    return {code: texts for code, texts in found.items() if texts}


def codes() -> set[str]:
    """The rules that there are recipes for."""
    return {*SENTENCES, *_MAKERS, *DRAFTS, *figure_plants.SENTENCES, *figure_plants.DRAFTS}


def _filled(template: str, chance: random.Random) -> str:
    values: dict[str, Callable[[], str]] = {
        "d": lambda: str(chance.randint(2, 9)), "h": lambda: chance.choice(DIGITS[4:]), "n": lambda: str(chance.randint(11, 79)),
        "t": lambda: str(chance.randint(101, 899)), "y": lambda: str(chance.randint(1980, 2024)), "thing": lambda: chance.choice(THINGS),
    }  # fmt: skip
    return re.sub(r"\{(\w+)\}", lambda slot: values[slot[1]](), template)


def _weekday(chance: random.Random) -> str:
    day = dt.date(2020, 1, 1) + dt.timedelta(chance.randint(0, 1800))
    wrong = "一二三四五六日"[(day.weekday() + chance.randint(1, 6)) % 7]
    name = chance.choice(("星期", "周"))
    return f"集市定于{day.year}年{day.month}月{day.day}日（⟦{name}{wrong}⟧）开张。"


def _event(chance: random.Random) -> str:
    wrong, *_ = chance.choice([row for row in rows("event-dates.tsv") if len(row) > 1])
    return f"学校举行纪念⟦“{wrong}”⟧的活动。"


def _near_phrase(chance: random.Random) -> str:
    """A kept expression with one character lost, doubled, exchanged with its neighbour, or another one."""
    phrase = chance.choice([row[0] for row in rows("formulations.tsv") if len(row[0]) >= 10 and row[3]])
    inside = [
        at
        for at in range(2, len(phrase) - 2)
        if not re.search("[、，“”]", phrase[at : at + 2]) and phrase[at] != phrase[at + 1]
    ]
    at = chance.choice(inside)
    slips = (
        phrase[:at] + phrase[at + 1 :],
        phrase[:at] + phrase[at + 1] + phrase[at] + phrase[at + 2 :],
        phrase[:at] + chance.choice("水山田木石") + phrase[at + 1 :],
    )
    wrong = chance.choice([slip for slip in slips if slip != phrase])
    return f"大家表示，要⟦{wrong}⟧，把事情办好。"


def _set(chance: random.Random, lose: bool) -> str:
    """A label with its members, one of them lost or two exchanged."""
    label, members, *_ = chance.choice(
        [row for row in rows("formulation-sets.tsv") if row[0] and row[1].count("、") > 1]
    )
    parts = members.split("、")
    at = chance.randrange(len(parts) - 1)
    if lose:
        del parts[at + 1]
    else:
        parts[at], parts[at + 1] = parts[at + 1], parts[at]
    return f"会上讲了“{label}”，即⟦{'、'.join(parts)}⟧。"


def _other_province(chance: random.Random) -> str:
    """A city after the name of a province that it does not belong to."""
    by_code = gazetteer().by_code
    cities = [
        place
        for place in by_code.values()
        if place.code.endswith("00") and place.name.endswith("市") and not place.code.endswith("0000")
    ]
    city = chance.choice(cities)
    provinces = [
        place
        for place in by_code.values()
        if place.code.endswith("0000") and place.name.endswith("省") and place.code[:2] != city.code[:2]
    ]
    return f"记者昨天在⟦{chance.choice(provinces).name}{city.name}⟧看到，{chance.choice(THINGS)}摆上了街头。"


def _identified(chance: random.Random) -> str:
    who = chance.choice(("患者", "被害人", "留守儿童", "未成年人", "受害者"))
    return f"{who}⟦{person(chance)}⟧说，{chance.choice(THINGS)}已经收到。"


_MAKERS: dict[str, Callable[[random.Random], str]] = {
    "FCT002": _weekday,
    "PUN015": _event,
    "FRM001": _near_phrase,
    "NAM004": _other_province,
    "NAM006": _identified,
    "FRM004": lambda chance: _set(chance, lose=False),
    "FRM005": lambda chance: _set(chance, lose=True),
}


def faults(text: str) -> tuple[str, list[tuple[int, int]]]:
    """A text without its ⟦⟧, and the spans they enclosed."""
    return re.sub("[⟦⟧]", "", text), list(_spans(text))


def _spans(text: str) -> Iterator[tuple[int, int]]:
    for count, found in enumerate(re.finditer("⟦([^⟦⟧]*)⟧", text)):
        start = found.start() - 2 * count
        yield start, start + len(found[1])
