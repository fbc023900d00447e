"""Invented drafts for measuring, like those of a newspaper.

They have rare faults, a few copied passages, and speakers in one draft of ten.
"""

from __future__ import annotations

from random import Random

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
FAULTS = (("，", ","), ("。", "。。"), ("工作人员", "工作工作人员"), ("“", '"'))
#: Of so many sentences one is faulty; of so many paragraphs one stood before.
FAULTY, COPIED, SPOKEN = 250, 120, 10


def draft(size: int, seed: int) -> str:
    """A draft of about `size` bytes of UTF-8, the same for the same seed."""
    random = Random(seed)
    lines = [
        f"{random.choice(PLACES)}{random.choice(UNITS)}{random.choice(DID)}{random.choice(WHAT)}",
        f"□本报记者 {_name(random)}",
    ]
    written, spoken = 0, seed % SPOKEN == 0
    while written < size:
        if spoken and random.random() < 0.3:
            lines.append(f"{random.choice(PLACES)}{random.choice(POSTS)} {_name(random)}")
        copied = len(lines) > 4 and random.randrange(COPIED) == 0
        lines.append(random.choice(lines[2:]) if copied else _paragraph(random))
        written += 3 * len(lines[-1])
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


def _paragraph(random: Random) -> str:
    return "".join(_sentence(random) for _ in range(random.randint(3, 7)))


def _sentence(random: Random) -> str:
    clauses = [
        f"{random.choice(WHEN)}，{random.choice(PLACES)}{random.choice(UNITS)}的{random.choice(WHO)}{random.choice(DID)}{random.choice(WHAT)}",
        *(
            f"{random.choice(WHO)}{random.choice(DID)}{random.randint(2, 960)}件{random.choice(WHAT)}"
            for _ in range(random.randint(0, 2))
        ),
        random.choice(THEN),
    ]
    sentence = "，".join(clauses) + "。"
    if random.randrange(8) == 0:
        sentence = f"{_name(random)}说：“{sentence}”"
    if random.randrange(FAULTY) == 0:
        right, wrong = random.choice(FAULTS)
        sentence = sentence.replace(right, wrong, 1)
    return sentence


def _name(random: Random) -> str:
    return random.choice(SURNAMES) + "".join(random.sample(GIVEN, 2))
