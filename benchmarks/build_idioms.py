"""Writes rules/tables/set-idioms.tsv: phrases of four characters that nobody writes otherwise.

    python benchmarks/build_idioms.py

They are words of four characters in jieba's dictionary that are no names, less the ones made of two common words (情况严重), and some
that the dictionary does not have.
"""

from __future__ import annotations

from typing import Final

from zhlint.lexicon.vocabulary import dictionary, vocabulary
from zhlint.storage.tables import rules_folder

#: The least frequency of a phrase, by its tag.
LEAST: Final = {"i": 10, "l": 20} | dict.fromkeys(("n", "nz", "v", "vn", "z", "a", "b", "d"), 20)
#: Both halves are common words where both have this frequency.
COMMON: Final = 200
MORE: Final = (
    "日新月异 美轮美奂 博大精深 精益求精 众志成城 硕果累累 其乐融融 砥砺前行 相得益彰 如诗如画 继往开来 接二连三 白手起家 五谷丰登 "
    "踔厉奋发 凝心聚力 久久为功 掌声雷动 只身一人 突发奇想 古灵精怪 熠熠生辉 薪火相传 笔耕不辍 口耳相传 淋漓尽致 不忘初心 "
    "只争朝夕 不负韶华 笃行致远 行稳致远 善作善成 驰而不息 蔚然成风 引以为戒 鳞次栉比"
)
#: Phrases one character away from right ones: 更近一步, 太不一样, 阖不拢嘴.
LESS: Final = (
    "更进一步 大不一样 不知所终 想想也是 为之一振 一不小心 自以为是 合不拢嘴 一塌胡涂 "
    "乘其不备 掩其不备 不忍卒读 引而不发 似水流年 惹人注目 不善言辞 不实之词 信息管理 归档文件"
)


def main() -> None:
    with dictionary().open(encoding="utf-8") as file:
        entries = [line.split() for line in file]
    words = {word for word, frequency, tag in entries if len(word) == 4 and int(frequency) >= LEAST.get(tag, 1 << 30)}
    idioms = sorted({word for word in words if not _is_compound(word)} - set(LESS.split()) | set(MORE.split()))
    (rules_folder() / "tables" / "set-idioms.tsv").write_text("\n".join(["idiom", *idioms, ""]), encoding="utf-8")


def _is_compound(word: str) -> bool:
    return min(vocabulary().frequency(word[:2]), vocabulary().frequency(word[2:])) >= COMMON


if __name__ == "__main__":
    main()
