"""Writes rules/tables/set-idioms.tsv: phrases of four characters that nobody writes otherwise.

    python benchmarks/build_idioms.py

They are words of four characters in jieba's dictionary that are no names, less the ones made of two common words (情况严重), and some
that the dictionary does not have.
"""

from __future__ import annotations

from typing import Final

from zhlint.lexicon.dictionary import dictionary
from zhlint.lexicon.vocabulary import vocabulary
from zhlint.storage.tables import rules_folder

#: The least frequency of a phrase, by its tag.
LEAST: Final = {"i": 10, "l": 20} | dict.fromkeys(("n", "nz", "v", "vn", "z", "a", "b", "d"), 20)
#: Both halves are common words where both have this frequency.
COMMON: Final = 200
MORE: Final = (
    "日新月异 美轮美奂 博大精深 精益求精 众志成城 硕果累累 其乐融融 砥砺前行 相得益彰 如诗如画 继往开来 接二连三 白手起家 五谷丰登 踔厉奋发 凝心聚力 久久为功 掌声雷动 只身一人 突发奇想 古灵精怪 熠熠生辉 "
    "薪火相传 笔耕不辍 口耳相传 淋漓尽致 不忘初心 只争朝夕 不负韶华 笃行致远 行稳致远 善作善成 驰而不息 蔚然成风 引以为戒 鳞次栉比 康庄大道 山珍海味 金碧辉煌 富丽堂皇 高官厚禄 衣冠楚楚 温暖如春 阴雨连绵 "
    "琼楼玉宇 金银财宝 荣华富贵 东张西望 顾名思义 赫赫有名 子孙后代 温文尔雅 汪洋大海 融会贯通 达官贵人 马马虎虎 丰功伟绩 列祖列宗 文武双全 曾几何时 仁义道德 车水马龙 支支吾吾 和蔼可亲 博学多才 凤毛麟角 "
    "凡夫俗子 石沉大海 特立独行 伯仲之间 任重道远 左右开弓 包罗万象 楚楚可怜 尚方宝剑 黄道吉日 金枝玉叶 美其名曰 智勇双全 雍容华贵 仁人志士 冬暖夏凉 承前启后 吉祥如意 冰清玉洁 安营扎寨 莘莘学子 年富力强 "
    "光宗耀祖 以柔克刚 洪福齐天 洪水猛兽 仰天长叹 林林总总 冷若冰霜 一劳永逸 廉洁奉公 明哲保身 柳暗花明 望子成龙 万象更新 官运亨通 戴罪立功 雷霆万钧 相敬如宾 忆苦思甜 墨守成规 龙飞凤舞 高风亮节 铁证如山 "
    "小家碧玉 阳春白雪 金蝉脱壳 望文生义 南辕北辙 阳奉阴违 才子佳人 张冠李戴 清正廉洁 空中楼阁 平步青云 小鸟依人 双喜临门 付诸东流 万紫千红 郎才女貌 明察秋毫 安于现状 普天同庆 寒冬腊月 大智若愚 金科玉律 "
    "解甲归田 苍松翠柏 毛遂自荐 德艺双馨 龙腾虎跃 雨过天晴 蓝天白云 束之高阁 春光明媚 招贤纳士 才思敏捷 关怀备至 龙争虎斗 红旗招展 玉树临风 小恩小惠 绿林好汉 有志之士 龙凤呈祥 金玉良言 班师回朝 沃野千里 "
    "克己奉公 铁树开花 卓尔不群 利令智昏 冰雪聪明 乌云密布 山重水复 黄粱美梦 羽毛丰满 海纳百川 春华秋实 念兹在兹 居功至伟 安之若素 叶落归根 秀外慧中 掌上明珠 妙语连珠 天高云淡 吉日良辰 加官进爵 金玉满堂 "
    "老骥伏枥 老少咸宜 羽扇纶巾 永葆青春 福星高照 志存高远 吉星高照 乔迁之喜 万古流芳 孔武有力 福如东海 招财进宝 明镜高悬 一本正经 一丝一毫 三番五次 数一数二 七上八下 三三两两 多种多样 爱岗敬业"
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
