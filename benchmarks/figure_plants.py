"""Sentences and drafts with a wrong figure or a wrong name of a thing, which ⟦ and ⟧ enclose."""

from __future__ import annotations

from typing import TYPE_CHECKING

from invented import FILLER, THINGS, neighbours, people, person

if TYPE_CHECKING:
    import random
    from collections.abc import Callable

#: The rows of the roster that the drafts on names are held against: 姓名, 职务, 单位.
ROSTER = (("周志明", "区长", "昌平区"), ("林晓岚", "副区长", "昌平区"), ("何宏伟", "主席", "昌平区总工会"))


def _date(chance: random.Random) -> str:
    month, day = chance.randint(2, 9), chance.randint(13, 28)
    wrong = chance.choice((f"2023年{month}年{day}日", f"{month}月{day}月", f"2023月{month}月{day}日", f"02{month}年"))
    return f"展览定于⟦{wrong}⟧{'3月' if wrong.endswith('年') else ''}开幕。"


def _time(chance: random.Random) -> str:
    late, over = chance.randint(13, 23), chance.randint(60, 99)
    wrong = chance.choice(
        (f"上午{late}时", f"{chance.randint(7, 11)}点{over}分", f"8:{over}发车", f"下午{chance.randint(25, 39)}时整")
    )
    return f"班车⟦{wrong}⟧到站。" if "发车" not in wrong else f"班车⟦{wrong}⟧。"


def _part(chance: random.Random) -> str:
    whole = chance.randint(100, 400)
    part = whole + chance.randint(5, 200)
    return chance.choice(
        (
            f"一天共接待{whole}人，其中女性⟦{part}人⟧。",
            f"全校{whole}人中有⟦{part}人⟧参加。",
            f"村里共有{whole}户，其中种植户⟦{part}户⟧。",
        )
    )


def _difference(chance: random.Random) -> str:
    first, more = chance.randint(100, 500), chance.randint(20, 90)
    wrong = more + chance.choice((-10, 10, 1, 9))
    thing = chance.choice(THINGS)
    return chance.choice(
        (
            f"{thing}产量⟦由{first}吨增加到{first + more}吨，增加{wrong}吨⟧。",
            f"学员⟦从{first}人增加到{first + more}人，增加{wrong}人⟧。",
            f"收入⟦{(first + more) * 10}元，高出邻村（{first * 10}元）{more * 10 + 100}元⟧。",
            f"用时⟦从{first + more}分钟缩短到{first}分钟，缩短{wrong}分钟⟧。",
        )
    )


def _share(chance: random.Random) -> str:
    whole = chance.randint(1000, 4000)
    part = int(whole * chance.uniform(0.1, 0.8))
    wrong = part / whole * 100 + chance.choice((-6, 7, 10))
    return chance.choice(
        (
            f"全村{whole}人，种{chance.choice(THINGS)}的{part}人，占全村人数的⟦{wrong:.1f}%⟧。",
            f"全镇{whole}户，改水的{part}户，占总户数的⟦{wrong:.0f}%⟧。",
        )
    )


def _list(chance: random.Random) -> str:
    count = chance.randint(6, 9)
    things = chance.sample((*THINGS, "花生", "油茶"), count)
    return f"⟦镇上备好{'、'.join(things)}{count + chance.choice((-1, 1, 2))}种⟧货品。"


def _odd(chance: random.Random) -> str:
    return f"到场的有⟦{chance.randint(2, 9)}{chance.randint(1, 9)}余⟧人。"


def _clock(chance: random.Random) -> str:
    return f"班车⟦下午{chance.randint(13, 18)}:{chance.randint(10, 59)}⟧到站。"


def _draft(chance: random.Random, headline: str, first: str, later: str) -> str:
    return f"{headline}\n\n□本报记者 {person(chance)}\n\n{FILLER}{first}\n\n{FILLER}{later}\n"


def _label_marks(chance: random.Random) -> str:
    one, two = chance.choice((("喜迎盛会", "争创佳绩"), ("学在田头", "用在地头"), ("同心筑路", "携手修渠")))
    return _draft(chance, "镇里办赛会", f"“{one}、{two}”比赛开始报名。", f"“⟦{one}，{two}⟧”比赛落幕。")


def _label_character(chance: random.Random) -> str:
    right, wrong = chance.choice((("试行", "实行"), ("制度", "置度"), ("奖励", "将励"), ("学员", "学园")))
    title = f"石桥镇夜校{chance.choice(THINGS)}课程管理办法（{right}）"
    return _draft(
        chance,
        "镇里印发办法",
        f"镇里印发了《{title}》，一共十二条。",
        f"大家说，《⟦{title.replace(right, wrong)}⟧》写得明白。",
    )


def _swapped(chance: random.Random) -> str:
    name = chance.choice(("博文", "立新", "朝华", "育英", "启明"))
    kind = chance.choice(("小学", "中学", "社区", "幼儿园"))
    return _draft(
        chance,
        "操场上的书市",
        f"{name}{kind}办了书市。{name}{kind}门口挂了灯。",
        f"⟦{name[::-1]}{kind}⟧的老师说，还要再办。",
    )


def _event(chance: random.Random) -> str:
    right, wrong = chance.choice((("健身", "健康"), ("读书", "读报"), ("春耕", "春运"), ("安全", "安康")))
    kind = chance.choice(("跑", "节", "活动", "大赛", "讲座", "论坛"))
    return _draft(chance, f"镇里举行⟦{wrong}{kind}⟧", f"{right}{kind}从渡口开始。", f"{right}{kind}已经办了三年。")


def _roster(chance: random.Random) -> str:
    name, post, unit = chance.choice(ROSTER)
    wrong = _misspelt(chance, name)
    bare = unit.removeprefix("昌平") if unit != "昌平区" else ""
    line = chance.choice(
        (
            f"{unit}{post}⟦{wrong}⟧到会。",
            f"{bare}{post}⟦{wrong}⟧到会。",
            f"会后，⟦{wrong}⟧{post}看了新船。",
            f"⟦{wrong}⟧（{unit}{post}）到会。",
        )
    )
    return _draft(chance, "夜校开到田头", "昌平区的夜校每周开两次。", line)


def _near_roster(chance: random.Random) -> str:
    wrong = _misspelt(chance, chance.choice(ROSTER)[0])
    line = chance.choice(
        (
            f"⟦{wrong}⟧到会。",
            f"会后，⟦{wrong}⟧说，秋后还要再开。",
            f"据⟦{wrong}⟧介绍，秋后还要再开。",
            f"书记⟦{wrong}⟧到会。",
            f"⟦{wrong}⟧、温小满、路见山等到会。",
        )
    )
    return _draft(chance, "夜校开到田头", "昌平区的夜校每周开两次。", line)


def _misspelt(chance: random.Random, name: str) -> str:
    alike = {"志": "智致", "明": "鸣铭", "晓": "小", "岚": "兰", "宏": "洪红", "伟": "玮纬"}
    at = chance.randint(1, 2)
    return name[:at] + chance.choice(alike[name[at]]) + name[at + 1 :]


def _two_holders(chance: random.Random) -> str:
    post = neighbours(chance)[1][0][0] + chance.choice(("教育局局长", "总工会主席", "水务局局长", "委书记"))
    one, other = people(chance, 2)
    return _draft(chance, "夜校开到田头", f"{post}{one}介绍了夜校。", f"散会后，{post}⟦{other}⟧到渡口看了新船。")


SENTENCES: dict[str, Callable[[random.Random], str]] = {
    "FCT009": _date, "FCT010": _time, "FCT011": _part, "FCT012": _difference, "FCT013": _share, "FCT014": _list, "NUM015": _odd, "NUM016": _clock,
}  # fmt: skip
DRAFTS: dict[str, Callable[[random.Random], str]] = {
    "CON007": _label_marks, "CON008": _label_character, "CON009": _swapped, "CON010": _event, "NAM008": _roster, "NAM009": _near_roster, "NAM010": _two_holders,
}  # fmt: skip
