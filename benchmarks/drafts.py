"""Invented drafts for measuring, like those of a newspaper in what a linter does with them.

Some clauses are made of set pieces, the others of words drawn from jieba's dictionary by frequency, in a proportion that gives a draft as many
places that the language model must look at as news has. Marks, figures, names and quotations are as frequent as in news; a draft has a headline, a by-line, a dateline and a credit, few have
speakers, and faults are rare. What the words say together means nothing.
"""

from __future__ import annotations

from bisect import bisect
from functools import cache
from importlib.util import find_spec
from itertools import accumulate
from pathlib import Path
from random import Random
from typing import Final, NamedTuple

PLACES = ("昌平区", "顺义区", "怀柔区", "密云区", "延庆区", "房山区", "平谷区", "大兴区", "通州区", "门头沟区")
UNITS = (
    "水务局",
    "农业农村局",
    "文化馆",
    "图书馆",
    "供销社",
    "气象台",
    "林场",
    "卫生院",
    "职工学校",
    "博物馆",
    "邮局",
    "公交公司",
)
WHEN = (
    "清晨",
    "上午",
    "午后",
    "入夜",
    "连日来",
    "入冬以来",
    "这几天",
    "去年秋天",
    "开春以后",
    "上个月",
    "今年",
    "眼下",
)
WHO = (
    "工作人员",
    "值班的师傅",
    "几位老人",
    "年轻的技术员",
    "返乡的学生",
    "村里的木匠",
    "带队的老师",
    "养蜂的夫妇",
    "检修班",
    "志愿者",
)
DID = (
    "清点",
    "整理",
    "修补",
    "走访",
    "测量",
    "登记",
    "翻晒",
    "搬运",
    "查看",
    "试种",
    "打磨",
    "重新安装",
    "仔细核对",
    "分批运走",
)
WHAT = (
    "河堤上的石料", "仓库里的种子", "老巷的路灯", "成排的书架", "新到的农机", "各户的水表", "屋檐下的燕窝", "展柜里的陶片",
    "去年的账本", "温室的棚膜", "校园的围栏", "山坡上的果树", "桥头的护栏", "码头的缆绳", "院子里的木料",
)  # fmt: skip
THEN = (
    "一直忙到天黑", "谁也没有抱怨", "进度比预想的快", "围观的人越来越多", "费用由各家分摊", "剩下的留到明天", "雨停后接着做",
    "数目与账上相符", "邻居们端来热茶", "消息很快传开", "大家都松了一口气", "方法是老辈人传下来的", "机器的声音传得很远",
)  # fmt: skip
SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗"
GIVEN = "明丽强芳伟敏静磊洋艳勇军杰娟涛超霞平刚桂英华玉兰春梅秋生"
POSTS = ("总工会主席", "文化馆馆长", "教育局局长", "水务局副局长", "图书馆馆长")
MEASURES = ("件", "户", "名", "万元", "公里", "吨", "场次", "%", "亩", "家", "人次")
FAULTS = (("，", ","), ("。", "。。"), ("工作人员", "工作工作人员"), ("“", '"'))
#: Of so many sentences one is faulty; of so many paragraphs one stood before; of so many drafts one has speakers.
FAULTY, COPIED, SPOKEN = 250, 120, 10
#: The parts of speech of clauses: noun, verb, adjective, adverb, and what stands as it is. A figure is F, a name P, a place L.
CLAUSES: Final = tuple(
    pattern.split()
    for pattern in (
        "n 和 n v n", "n d v n", "L n v n 的 n", "v n n", "在 n v 下", "d v n", "n v 了 F", "F 的 n v n", "对 n v n", "P v n n", "以 n 为 n",
        "n 、 n 、 n v", "v 着 n 的 n", "把 n v 到 n", "n a", "a 的 n d v", "从 n v n", "为 n v n n", "n 达 F", "同比 v F", "n 与 n v n", "L v F",
        "通过 v n", "v v n n", "n 是 n 的 n", "将 n v n", "a 地 v n", "n v 得 d a", "《 n n 》 v", "“ n n ” v",
    )
)  # fmt: skip
_PARTS: Final = {"n": ("n", "vn"), "v": ("v",), "a": ("a",), "d": ("d",)}
#: Of a hundred clauses so many are made of words that are drawn.
DRAWN: Final = 40
#: Words of this frequency and more are drawn.
_LEAST: Final = 40


class Words(NamedTuple):
    """Words of one part of speech, and the running sums of their frequencies."""

    words: list[str]
    sums: list[int]

    def draw(self, random: Random) -> str:
        """A word, a frequent one more often."""
        return self.words[bisect(self.sums, random.randrange(self.sums[-1]))]


def draft(size: int, seed: int) -> str:
    """A draft of about `size` bytes of UTF-8, the same for the same seed."""
    random = Random(seed)
    lines = [_clause(random, ["n", "v", "n", "n"]), f"本报记者 {_name(random)}"]
    written, spoken = 0, seed % SPOKEN == 0
    while written < size:
        if spoken and random.random() < 0.3:
            lines.append(f"{random.choice(PLACES)}{random.choice(POSTS)} {_name(random)}")
        copied = len(lines) > 4 and random.randrange(COPIED) == 0
        lines.append(random.choice(lines[2:]) if copied else _paragraph(random))
        if not written:
            lines[-1] = f"本报{random.randint(1, 12)}月{random.randint(1, 28)}日讯（记者 {_name(random)}）{lines[-1]}"
        written += len(lines[-1].encode())
    return "\n".join(lines) + "\n"


def drafts(count: int, size: int = 8_000) -> list[str]:
    """So many drafts, every tenth with sections of speakers."""
    return [draft(size, seed) for seed in range(count)]


def pieces(text: str, size: int = 8_000) -> list[str]:
    """A draft cut between paragraphs into pieces of about `size` bytes.

    They are for a tool that takes no more at once.
    """
    found, piece, length = [], [], 0
    for line in text.splitlines(keepends=True):
        piece.append(line)
        length += 3 * len(line)
        if length >= size:
            found.append("".join(piece))
            piece, length = [], 0
    return [*found, "".join(piece)] if piece else found


@cache
def _words() -> dict[str, Words]:
    """The words of jieba's dictionary by the letters of `CLAUSES`."""
    found = find_spec("jieba")
    places = found.submodule_search_locations if found else None
    folder = Path(next(iter(places or ["."])))
    dictionary = next(file for file in (folder / "dict.txt", folder / "_data/dict.txt") if file.is_file())
    rows = [line.split(" ") for line in dictionary.read_text(encoding="utf-8").splitlines()]
    chosen = {
        letter: [
            (word, int(count))
            for word, count, part in rows
            if part in parts and int(count) >= _LEAST and not word.isascii()
        ]
        for letter, parts in _PARTS.items()
    }
    return {
        letter: Words([word for word, _ in pairs], list(accumulate(count for _, count in pairs)))
        for letter, pairs in chosen.items()
    }


def _paragraph(random: Random) -> str:
    return "".join(_sentence(random) for _ in range(random.randint(2, 6)))


def _sentence(random: Random) -> str:
    sentence = "，".join(_any_clause(random) for _ in range(random.randint(2, 5))) + "。"
    if random.randrange(10) == 0:
        sentence = f"{random.choice(PLACES)}{random.choice(UNITS)}{random.choice(('局长', '负责人', '工作人员'))}{_name(random)}说：“{sentence}”"
    if random.randrange(FAULTY) == 0:
        right, wrong = random.choice(FAULTS)
        sentence = sentence.replace(right, wrong, 1)
    return sentence


def _any_clause(random: Random) -> str:
    return _clause(random, random.choice(CLAUSES)) if random.randrange(100) < DRAWN else _set_clause(random)


def _set_clause(random: Random) -> str:
    """A clause of pieces that go together."""
    kind = random.randrange(5)
    if kind == 0:
        return random.choice(THEN)
    if kind == 1:
        return f"{random.choice(WHO)}{random.choice(DID)}{random.randint(2, 960)}件{random.choice(WHAT)}"
    return f"{random.choice(WHEN)}{random.choice(PLACES)}{random.choice(UNITS)}的{random.choice(WHO)}{random.choice(DID)}{random.choice(WHAT)}"


def _clause(random: Random, pattern: list[str]) -> str:
    return "".join(_filled(random, slot) for slot in pattern)


def _filled(random: Random, slot: str) -> str:
    if slot in _PARTS:
        return _words()[slot].draw(random)
    if slot == "F":
        return f"{random.choice(('', '约', '近'))}{random.randint(2, 9600)}{random.choice(MEASURES)}"
    return _name(random) if slot == "P" else random.choice(PLACES) if slot == "L" else slot


def _name(random: Random) -> str:
    return random.choice(SURNAMES) + "".join(random.sample(GIVEN, 2))
