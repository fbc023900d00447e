"""Whole drafts with a fault each, which ⟦ and ⟧ enclose."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from invented import ALIKE, FILLER, SURNAMES, THINGS, neighbours, people, person

from zhlint.storage.tables import rows

if TYPE_CHECKING:
    import random
    from collections.abc import Callable


def _own_place(chance: random.Random, short: str) -> str:
    examples = [row[3] for row in rows("own-place-slots.tsv") if len(row) > 3 and "某地" in row[3]]
    return "要" + chance.choice(examples).replace("某地", f"⟦{short}⟧") + "。"


def _roll_call(chance: random.Random) -> str:
    """Officials of three neighbouring places, one of whom claims the place of another."""
    _, near = neighbours(chance)
    names, wrong = people(chance, 3), chance.randrange(3)
    post = chance.choice(("副区长", "总工会主席", "教育局局长", "委书记"))
    parts = ["同心干事 各地话发展", f"□本报记者 {person(chance)}"]
    for number, ((name, short), who) in enumerate(zip(near, names, strict=True)):
        said = near[(number + 1) % 3][1] if number == wrong else short
        line = _own_place(chance, said)
        parts += [
            f"{name}{post.replace('区长', name[-1] + '长') if '区长' in post else post} {who}",
            f"把小事办到家门口（{number + 1}）"[:9],
        ]
        parts.append(FILLER + (line if number == wrong else re.sub("[⟦⟧]", "", line)))
    return "\n\n".join(parts) + "\n"


def _other_name(chance: random.Random) -> str:
    """A draft that names a leader with a post, and once more by another name.

    The other name stands with the post, with a shorter one, before it, or with none.
    """
    name, wrong = _name_and_slip(chance)
    title = chance.choice(("馆长", "站长", "校长", "主席", "副主任", "书记"))
    post = chance.choice(neighbours(chance)[1])[0] + {"馆长": "图书馆", "校长": "实验小学"}.get(title, "总工会") + title
    first = chance.choice(
        (f"{post}{name}介绍，夜校每周开两次。", f"{post}{name}到渡口看了新船。", f"开幕式由{post}{name}主持。")
    )
    again = chance.choice(
        (
            f"{post}⟦{wrong}⟧说，秋后还要再开。",
            f"{title}⟦{wrong}⟧表示，秋后还要再开。",
            f"会后，⟦{wrong}⟧{title}查看了工地。",
            f"⟦{wrong}⟧说，秋后还要再开。",
            f"据⟦{wrong}⟧介绍，秋后还要再开。",
            f"“秋后还要再开。”⟦{wrong}⟧告诉记者。",
            f"⟦{wrong}⟧、路见山、温小满等查看了工地。",
        )
    )
    return f"夜校开到田头\n\n□本报记者 {person(chance)}\n\n{FILLER}{first}{name}说，来的人不少。\n\n{FILLER}{again}{name}希望更多人来。\n"


def _name_and_slip(chance: random.Random) -> tuple[str, str]:
    """A name, and the same with a character or surname of like sound."""
    one, other = chance.sample(chance.choice(ALIKE), 2)
    family, last = chance.choice(SURNAMES), chance.choice("明华林清远")
    if chance.random() < 0.2:
        return family + one, family + other
    if chance.random() < 0.2:
        surname, spelt = chance.choice(("傅付", "阎闫", "萧肖", "戴代", "邱丘"))
        return surname + one + last, spelt + one + last
    return f"{family}{one}{last}", f"{family}{other}{last}"


def _signed(line: str) -> Callable[[random.Random], str]:
    """A draft whose by-line is this; {a} to {d} are names."""

    def make(chance: random.Random) -> str:
        return f"老街口添了长椅\n\n{line.format(**dict(zip('abcd', people(chance, 4), strict=True)))}\n\n{FILLER}{FILLER}\n"

    return make


def _dated(line: str) -> Callable[[random.Random], str]:
    """A draft whose body begins with this dateline; {city} and {month} vary."""

    def make(chance: random.Random) -> str:
        city, month = chance.choice(("合肥", "昆明", "长沙", "西安")), chance.randint(1, 12)
        return f"老街口添了长椅\n\n{line.format(city=city, month=month, a=person(chance))}{FILLER}{FILLER}\n"

    return make


def _one_of(*makers: Callable[[random.Random], str]) -> Callable[[random.Random], str]:
    return lambda chance: chance.choice(makers)(chance)


def _numbered(chance: random.Random) -> str:
    """Five paragraphs numbered one after the other, with one number left out or given twice."""
    form = chance.choice(("{}、", "（{}）"))
    wrong, shift = chance.randint(3, 4), chance.choice((-1, 1))
    parts = ["全镇冬修水利方案", FILLER]
    for number in range(1, 6):
        shown = number + (shift if number == wrong and shift < 0 else 1 if number >= wrong and shift > 0 else 0)
        mark = form.format("零一二三四五六七八九"[shown])
        parts.append(
            (f"⟦{mark}⟧" if number == wrong else mark) + f"{THINGS[number]}的事由各村自己商量着办，秋后一并算账。"
        )
    return "\n\n".join(parts) + "\n"


def _drifting(chance: random.Random) -> str:
    """One phrase three times, once with 与 for 和."""
    head, tail = (
        chance.choice(("重要抓手", "有力支撑", "坚实基础", "重要平台")),
        chance.choice(("根本保障", "动力源泉", "关键一环", "生动实践")),
    )
    thing = chance.choice(THINGS)
    said = f"把{thing}合作社办成富民强村的{head}和{tail}"
    wrong = said.replace(f"{head}和", f"⟦{head}与⟧")
    return f"合作社的账本\n\n□本报记者 {person(chance)}\n\n{FILLER}大家说，要{said}。\n\n{FILLER}村里要{said}，让账本厚起来。\n\n{FILLER}会后又说，要{wrong}。\n"


def _quoted_once(chance: random.Random) -> str:
    """A label in quotes everywhere but once."""
    label = chance.choice([row[0] for row in rows("labels.tsv")])
    return (
        f"街坊的打算\n\n□本报记者 {person(chance)}\n\n{FILLER}大家说起“{label}”。\n\n{FILLER}镇上也在讲“{label}”，人人知道。\n\n"
        f"{FILLER}秋后，大家还会说到⟦{label}⟧，再添新意。\n"
    )


def _respelt(chance: random.Random) -> str:
    """One foreign name, the last time transcribed otherwise."""
    name, wrong = chance.choice(
        (("安娜·索科娃", "安娜·索克娃"), ("保罗·萨维尔", "保罗·萨维耳"), ("尼娜·罗莎", "尼纳·罗莎"))
    )
    return (
        f"琴声留在老街\n\n□本报记者 {person(chance)}\n\n{FILLER}教琴的（{name}）来了三年。\n\n"
        f"{FILLER}学生们说，{name}，是最有耐心的老师。\n\n{FILLER}⟦{wrong}⟧：“明年还来。”\n"
    )


def _other_number(chance: random.Random) -> str:
    """A number in the headline that the body gives otherwise."""
    count, thing = chance.randint(12, 80), chance.choice(THINGS)
    unit = chance.choice(("户", "人", "家", "台"))
    return (
        f"合作社⟦{count + chance.randint(1, 9)}{unit}⟧领到{thing}\n\n□本报记者 {person(chance)}\n\n{FILLER}{FILLER}\n\n"
        f"{FILLER}这一天，合作社{count}{unit}领到{thing}，都说来得及时。\n"
    )


def _unsigned(chance: random.Random) -> str:
    """A draft with a headline and nobody's name."""
    headline = chance.choice(("老街口添了长椅", "河边修起步道", "夜校开到田头", "渡口换了新船"))
    return f"⟦{headline}⟧\n\n" + "\n\n".join(FILLER for _ in range(chance.randint(3, 6))) + "\n"


def _other_notation(chance: random.Random) -> str:
    """One notation twice, another one once."""
    first, second, third = chance.choice(
        (
            ("5～8摄氏度", "6～9摄氏度", "⟦3—4⟧摄氏度"),
            ("12%", "15%", "⟦百分之九⟧"),
            ("4公里", "6公里", "⟦9千米⟧"),
            ("7公斤", "8公斤", "⟦5千克⟧"),
        )
    )
    return f"山里的账本\n\n□本报记者 {person(chance)}\n\n{FILLER}头一天记的是{first}。\n\n{FILLER}第二天记的是{second}，第三天记的是{third}。\n"


def _other_post(chance: random.Random) -> str:
    """One person with the posts of two places."""
    _, near = neighbours(chance)
    who, post = person(chance), chance.choice(("总工会主席", "教育局局长", "水务局局长"))
    return (
        f"夜校开到田头\n\n□本报记者 {person(chance)}\n\n{FILLER}{near[0][0]}{post}{who}介绍，夜校每周开两次。\n\n"
        f"{FILLER}\n\n⟦{near[1][0]}{post}⟧{who}表示，秋后还要再开。\n"
    )


def _short_section(chance: random.Random) -> str:
    """Officials of four places, one of whom has lost his headline."""
    names, missing = people(chance, 4), chance.randrange(1, 4)
    parts = ["四县话春耕"]
    for number, (place, who, thing) in enumerate(
        zip(("青山", "石桥", "柳河", "梅岭"), names, chance.sample(THINGS, 4), strict=True)
    ):
        line = f"{place}县委副书记，县农会主席 {who}"
        parts += [f"⟦{line}⟧"] if number == missing else [line, f"办好{thing}早动手"]
        parts.append(f"全县添置{thing}二百件，逐村分发，技术员跟班指导，价格保持平稳。{FILLER}")
    return "\n\n".join(parts) + "\n"


def _unmarked(chance: random.Random) -> str:
    """A list with its marks, then without."""
    parts = chance.choice(
        (("获得感", "幸福感", "安全感"), ("责任感", "使命感", "紧迫感"), ("凝聚力", "向心力", "战斗力"))
    )
    return (
        f"老人食堂开张\n\n□本报记者 {person(chance)}\n\n{FILLER}要不断增强居民的{'、'.join(parts)}，让饭菜热起来。\n\n"
        f"{FILLER}今年的打算，是让大家的⟦{''.join(parts)}⟧再多一些。\n"
    )


def _headline(chance: random.Random) -> str:
    return f"{chance.choice(('县里', '镇上', '全市'))}{chance.choice(('召开春耕动员会', '新添三处书房', '修好十里水渠'))}⟦。⟧\n\n□本报记者 {person(chance)}\n\n{FILLER}{FILLER}\n"


def _broken_line(chance: random.Random) -> str:
    return f"{chance.choice(('县里', '镇上'))}新添三处书房\n\n□本报记者 {person(chance)}\n\n　　{FILLER[:-1]}\n\n⟦，⟧随后大家各自回家吃饭。\n\n　　{FILLER}\n"


def _no_stop(chance: random.Random) -> str:
    return f"{chance.choice(('县里', '镇上'))}新添三处书房\n\n□本报记者 {person(chance)}\n\n{FILLER}\n\n{FILLER}{FILLER[:-2]}⟦{FILLER[-2]}⟧\n\n{FILLER}\n"


DRAFTS: dict[str, Callable[[random.Random], str]] = {
    "NAM001": _roll_call,
    "NAM002": _other_name,
    "NAM003": _other_post,
    "BYL001": _unsigned,
    "CON005": _other_notation,
    "STR002": _short_section,
    "BYL002": _one_of(_signed("□本报记者 ⟦{a}、{b} {c}⟧"), _signed("本报记者 ⟦{a} {b}、{c} {d}⟧")),
    "BYL003": _one_of(
        _signed("□本报记者 {a} {b} ⟦{a}⟧"),
        _signed("□本报记者 {a} ⟦{b}{c}⟧"),
        _signed("□本报记者 {a} {b} ⟦陈⟧"),
    ),
    "BYL004": _one_of(_signed("□⟦通讯员 {a}⟧ 本报记者 {b}"), _signed("□本报记者 {a} ⟦通讯员⟧")),
    "BYL005": _one_of(
        _dated("⟦新华社{month}月6日{city}⟧电（记者{a}）"),
        _dated("⟦新华社{city}{month}月6日⟧（记者{a}）"),
        _dated("新华社{city}{month}月6日电⟦(记者{a})⟧"),
        _dated("新华社{city}⟦{month}月32日⟧电（记者{a}）"),
    ),
    "STR001": _numbered,
    "STR003": _no_stop,
    "CON001": _drifting,
    "CON002": _unmarked,
    "CON003": _quoted_once,
    "CON004": _respelt,
    "CON006": _other_number,
    "FCT003": _one_of(
        _dated("新华社{city}{month}月6日电（记者{a}）渡口的新船今天（⟦{month}月9日⟧）下水。"),
        _dated("新华社{city}{month}月6日电（记者{a}）渡口的新船昨天（⟦3日⟧）下水。"),
        _dated("新华社{city}{month}月6日电（记者{a}）渡口的新船将于明天（⟦{month}月6日⟧）下水。"),
    ),
    "PUN019": _broken_line,
    "PUN021": _headline,
}
