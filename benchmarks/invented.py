"""Invented people and things, and real places that lie side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zhlint.lexicon.gazetteer import gazetteer

if TYPE_CHECKING:
    import random

SURNAMES = "赵钱孙李周吴郑王冯陈蒋沈韩杨朱秦许何吕张孔曹严金魏陶姜谢邹苏潘葛范彭鲁韦马方任袁柳史唐薛雷贺倪汤"
GIVEN = (
    "晓岚",
    "一凡",
    "季明",
    "立春",
    "秋实",
    "大年",
    "若谷",
    "予安",
    "知远",
    "海棠",
    "松涛",
    "子衿",
    "文澜",
    "云舒",
    "亦农",
    "望舒",
)
ALIKE = (
    ("晓", "小"),
    ("辉", "晖"),
    ("宏", "洪"),
    ("玮", "伟"),
    ("莉", "丽"),
    ("锋", "峰"),
    ("娟", "绢"),
    ("俊", "骏"),
)
THINGS = ("茶叶", "草莓", "竹器", "瓷器", "秧苗", "路灯", "校车", "水泵", "农机", "果树")
DIGITS = "零一二三四五六七八九"
FILLER = "清早的集市上人来人往，卖菜的、修鞋的、写春联的各占一角，收摊以后地上干干净净。"


def person(chance: random.Random) -> str:
    """An invented name of three characters."""
    return chance.choice(SURNAMES) + chance.choice(GIVEN)


def people(chance: random.Random, count: int) -> list[str]:
    """Invented names, all different."""
    names: dict[str, None] = {}
    while len(names) < count:
        names[person(chance)] = None
    return list(names)


def neighbours(chance: random.Random) -> tuple[str, list[tuple[str, str]]]:
    """A city and at least three of its districts or counties, full and short names."""
    places = [place for place in gazetteer().by_code.values() if place.level == "county"]
    while True:
        code = chance.choice(places).code[:4]
        near = [
            (p.name, p.short)
            for p in places
            if p.code.startswith(code) and len(p.short) >= 2 and p.kind in {"区", "县", "市"}
        ]
        city = gazetteer().by_code.get(f"{code}00") or gazetteer().by_code.get(f"{code[:2]}0000")
        if len(near) >= 3 and city:
            return city.name, chance.sample(near, 3)
