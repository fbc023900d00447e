"""Plants one person under two names, and counts what NAM002 reports.

    python benchmarks/name_drift.py [--each 100] [--seed 1] [--missed]

A kind is a way to misspell a name; the first mention and the later one stand in slots drawn anew. A fault counts as found when a
finding touches either name. The last rows are drafts with two people of like names, in which nothing may be reported.
"""

from __future__ import annotations

import argparse
import random
from typing import TYPE_CHECKING, Final, NamedTuple

from invented import FILLER, SURNAMES, neighbours, person

from zhlint import Linter
from zhlint.config.model import Config
from zhlint.lexicon.likeness import SURNAMES as SPELLINGS
from zhlint.storage.tables import rows

if TYPE_CHECKING:
    from collections.abc import Callable

#: Characters of given names that share a sound, and such that share a shape.
SOUNDS: Final = (
    "晓小肖",
    "辉晖惠",
    "宏洪鸿红",
    "伟玮炜维",
    "莉丽力立",
    "锋峰丰",
    "娟涓",
    "俊骏军君",
    "明鸣铭",
    "志智致",
    "文雯",
    "华桦",
    "静敬靖",
    "燕艳雁",
    "佳嘉家",
    "建健剑",
)
#: Characters that many pronounce alike: -n for -ng, z for zh.
NEAR: Final = (
    "明民",
    "英殷",
    "青琴",
    "晶金",
    "平品",
    "静进",
    "成晨",
    "政振",
    "生申",
    "志自",
    "思世",
    "珊山",
    "昌仓",
    "兴欣",
    "婷亭",
)
SHAPES: Final = tuple(group for (group,) in rows("look-alike-characters.tsv"))
COMMON: Final = "伟强军平波超斌林海涛清远达庆国安民德成永春梅兰玲芳英雪琴萍洁莹颖倩岚"
TITLES: Final = ("馆长", "站长", "校长", "主席", "副主任", "书记", "局长", "院长", "主任", "镇长")
FIRST: Final = (
    "{post}{name}介绍，夜校每周开两次。",
    "{post}{name}到渡口看了新船。",
    "开幕式由{post}{name}主持。",
    "{name}（{post}）说，夜校每周开两次。",
    "参加的有{post}{name}等。",
)
LATER: Final = (
    "{post}{name}说，秋后还要再开。",
    "{title}{name}表示，秋后还要再开。",
    "会后，{name}{title}查看了工地。",
    "{name}说，秋后还要再开。",
    "据{name}介绍，秋后还要再开。",
    "“秋后还要再开。”{name}告诉记者。",
    "{name}、路见山、温小满等查看了工地。",
    "会后，{title}{name}又去了一趟。",
)


class Names(NamedTuple):
    """A name, and the same misspelt."""

    right: str
    wrong: str


def homophone(chance: random.Random) -> Names:
    """The middle or last character is one of the same sound."""
    one, other = chance.sample(chance.choice(SOUNDS), 2)
    return _given(chance, one, other)


def near_sound(chance: random.Random) -> Names:
    """The middle or last character is one of nearly the same sound."""
    one, other = chance.sample(chance.choice(NEAR), 2)
    return _given(chance, one, other)


def look_alike(chance: random.Random) -> Names:
    """The middle or last character is one of like shape."""
    groups = [
        group
        for group in SHAPES
        if set(group) & set("玮伟晓烧娟绢莉利锋峰俊骏梅海清青晴晖挥钰珏琳淋涛焘萍苹洁浩皓岩炎静睛杨扬辰晨芸云栋拣颖颍")
    ]
    one, other = chance.sample(chance.choice(groups), 2)
    return _given(chance, one, other)


def whole(chance: random.Random) -> Names:
    """Both characters of the given name are others of the same sounds."""
    first, last = chance.sample(SOUNDS, 2)
    (one, other), (two, more) = chance.sample(first, 2), chance.sample(last, 2)
    surname = chance.choice(SURNAMES)
    return Names(surname + one + two, surname + other + more)


def short(chance: random.Random) -> Names:
    """The given name is one character, and another of its sound."""
    one, other = chance.sample(chance.choice(SOUNDS), 2)
    surname = chance.choice(SURNAMES)
    return Names(surname + one, surname + other)


def spelling(chance: random.Random) -> Names:
    """The surname is one of two that are taken for each other: 傅, 付."""
    one, other = chance.sample(chance.choice(SPELLINGS), 2)
    given = chance.choice(COMMON) + chance.choice("明华林清远")
    return Names(one + given, other + given)


def _given(chance: random.Random, one: str, other: str) -> Names:
    surname, rest = chance.choice(SURNAMES), chance.choice(COMMON)
    if chance.random() < 0.5:
        return Names(surname + one + rest, surname + other + rest)
    return Names(surname + rest + one, surname + rest + other)


def drifting(chance: random.Random, names: Names) -> str:
    """A draft that gives a person both names."""
    title = chance.choice(TITLES)
    body = {"馆长": "图书馆", "校长": "实验小学", "院长": "人民医院", "局长": "教育局", "镇长": "石桥镇"}.get(
        title, "总工会"
    )
    post = f"{chance.choice(neighbours(chance)[1])[0]}{body}{'长' if title == '镇长' else title}"
    slots = {"post": post, "title": title}
    later = [slot for slot in LATER if len(names.right) > 2 or not slot.startswith(("{name}、",))]
    first, again = (
        chance.choice(FIRST).format(**slots, name=names.right),
        chance.choice(later).format(**slots, name=names.wrong),
    )
    return _draft(chance, f"{first}{names.right}说，来的人不少。", again)


def relatives(chance: random.Random) -> str:
    """Father and son, or brothers, who are called so."""
    right, wrong = homophone(chance)
    said = chance.choice(
        ("{0}说，儿子{1}也在渡口。", "{0}和弟弟{1}都在船上。", "父亲{0}掌舵，{1}撑篙。", "{0}、{1}兄弟俩都在船上。")
    )
    return _draft(
        chance, f"船长{right}介绍，新船每天开四班。", said.format(right, wrong) + f"{wrong}说，秋后还要再开。"
    )


def together(chance: random.Random) -> str:
    """Two people in one sentence."""
    right, wrong = homophone(chance)
    return _draft(chance, f"主任{right}、老师{wrong}先后到会。", f"{right}说，来的人不少。{wrong}说，秋后还要再开。")


def elsewhere(chance: random.Random) -> str:
    """Two people with posts of their own."""
    right, wrong = homophone(chance)
    return _draft(chance, f"实验小学校长{right}介绍了夜校。", f"县医院护士长{wrong}说，来的人不少。")


def earlier(chance: random.Random) -> str:
    """A holder of a post and a former one."""
    right, wrong = homophone(chance)
    return _draft(chance, f"图书馆馆长{right}介绍了夜校。", f"原图书馆馆长{wrong}说，来的人不少。")


def _draft(chance: random.Random, first: str, later: str) -> str:
    return f"夜校开到田头\n\n□本报记者 {person(chance)}\n\n{FILLER}{first}\n\n{FILLER}{later}\n"


FAULTS: Final[dict[str, Callable[[random.Random], Names]]] = {
    "one character of the same sound": homophone, "one character of nearly the same sound": near_sound, "one character of like shape": look_alike, "the whole given name by sound": whole,
    "a name of two characters": short, "傅 and 付, 萧 and 肖": spelling,
}  # fmt: skip
SILENT: Final[dict[str, Callable[[random.Random], str]]] = {
    "father and son, brothers": relatives, "two people in one sentence": together, "two posts": elsewhere, "a former holder": earlier,
}  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--each", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--missed", action="store_true", help="list what was not found, and what was reported in silence"
    )
    arguments = parser.parse_args()
    linter = Linter(Config(select=("NAM002",)))
    print("| fault | planted | found | recall |\n|---|---:|---:|---:|")
    planted = found = 0
    for kind, make in FAULTS.items():
        chance = random.Random(f"{arguments.seed} {kind}")
        missed = []
        for _ in range(arguments.each):
            names = make(chance)
            draft = drifting(chance, names)
            if not {finding.text for finding in linter.lint_text(draft).findings} & set(names):
                missed.append((names, draft))
        count = arguments.each - len(missed)
        planted, found = planted + arguments.each, found + count
        print(f"| {kind} | {arguments.each} | {count} | {count / arguments.each:.0%} |")
        _list(arguments.missed, [f"{names}: {draft.replace(FILLER, '')}" for names, draft in missed])
    print(
        f"| **all** | {planted} | {found} | {found / planted:.1%} |\n\n| two people | drafts | reported |\n|---|---:|---:|"
    )
    for kind, write in SILENT.items():
        chance = random.Random(f"{arguments.seed} {kind}")
        drafts = [write(chance) for _ in range(arguments.each)]
        told = [draft for draft in drafts if linter.lint_text(draft).findings]
        print(f"| {kind} | {arguments.each} | {len(told)} |")
        _list(arguments.missed, [draft.replace(FILLER, "") for draft in told])


def _list(wanted: bool, lines: list[str]) -> None:
    for line in lines if wanted else ():
        print("   ", line.replace("\n", "⏎"))


if __name__ == "__main__":
    main()
