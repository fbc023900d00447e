"""Wrong cards and tables of packs, named with their places."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from conftest import CARD, PROSE

if TYPE_CHECKING:
    from conftest import Newsroom


CARDS = [
    (CARD.replace("level =", "levl ="), 5, "HSE001 没有“levl”这个键，是否想写“level”"),
    (CARD.replace('level = "error"\n', ""), 1, "HSE001 缺 level"),
    (CARD.replace('"error"', '"eror"'), 5, "HSE001 的 level 不能是“eror”，是否想写“error”；可用："),
    (CARD.replace('"ask"', '"asc"'), 7, "HSE001 的 fix 不能是“asc”，是否想写“ask”；可用："),
    (CARD.replace('"core"', '"cor"'), 6, "HSE001 的 presets 不能是“cor”，是否想写“core”；可用："),
    (CARD.replace('"pattern"', '"patern"'), 4, "没有“patern”这种检查，是否想写“pattern”"),
    (CARD.replace("HSE001", "HSE1"), 1, "“HSE1”不是规则代码，应为三个大写字母加三位数字，如 PUN001"),
    (CARD.replace("HSE001", "PUN001"), 1, "规则“PUN001”已有"),
    (CARD.replace("house-word", "half-width-stop"), 1, "规则“half-width-stop”已有"),
    (CARD.replace("find", "fnd"), 9, "HSE001 没有“fnd”这个键，是否想写“find”"),
    (CARD.replace("“{found}”", "“{found”"), 8, "HSE001 的 message 花括号不成对"),
    (
        CARD.replace("{found}", "{foundd}"),
        8,
        "HSE001 的 message 中没有“{foundd}”可填，是否想写“found”；可用：found、fix、there",
    ),
    (
        CARD.replace("{found}", "{found.__class__}"),
        8,
        "HSE001 的 message 中没有“{found.__class__}”可填，是否想写“found”",
    ),
    (CARD.replace("{found}", "{}"), 8, "HSE001 的 message 中没有“{}”可填"),
    (
        CARD.replace("{found}", "{verb}").replace('"搞好"', '"(?P<verbs>搞)好"'),
        8,
        "HSE001 的 message 中没有“{verb}”可填，是否想写“verbs”",
    ),
    (CARD.replace("搞好", "搞*"), 9, "HSE001 的 find：find 不能匹配空文字"),
    (CARD.replace("搞好", "搞?(?=好)|"), 9, "HSE001 的 find：find 不能匹配空文字"),
    (CARD.replace("本报用语", "本报用语规范说明"), 3, "HSE001 的 title 最多 6 个字"),
    (CARD + 'roles = ["paragraf"]', 11, "HSE001 的 roles 不能是“paragraf”，是否想写“paragraph”；可用："),
    (CARD + 'quoted = "chek"', 11, "HSE001 的 quoted 不能是“chek”，是否想写“check”；可用："),
    (CARD + "why = 3", 11, "HSE001 的 why 应为字符串"),
    (CARD + 'triggers = "搞"', 11, "HSE001 的 triggers 应为字符串列表"),
    (CARD + "examples = [3]", 11, "HSE001 的例子应写成 [[HSE001.examples]]"),
    (CARD + '[[HSE001.examples]]\nbed = "⟦搞好⟧"', 12, "HSE001 的例子没有“bed”这个键，是否想写“bad”"),
    (
        CARD + '[[HSE001.examples]]\nbad = "⟦搞好⟧"\nas = "headlin"',
        13,
        "HSE001 的例子 as 不能是“headlin”，是否想写",
    ),
    (
        CARD + '[[HSE001.examples]]\nbad = "⟦搞好⟧"\n\n[[HSE001.examples]]\nwith = {tipe = "news"}',
        15,
        "HSE001 的例子没有“tipe”这个键，是否想写“type”",
    ),
    (CARD + '[[HSE001.examples]]\nbad = "⟦搞好⟧"\n[[HSE001.examples]]\nas = "headline"', 13, "HSE001 的例子须有"),
    (CARD + '[[HSE001.examples]]\nas = "headline"', 11, "HSE001 的例子须有 bad、good，或只有 draft"),
    (CARD.replace("搞好", "搞(好"), 9, "HSE001 的 find：正则表达式有误"),
    (CARD.replace("做好", r"\\1"), 10, "HSE001 的 replace：replace 中的 1 不是 find 里的组"),
    ("x = 3", 1, "“x”不是规则代码"),
]


@pytest.mark.parametrize(("text", "line", "message"), CARDS, ids=[message for _, _, message in CARDS])
def test_a_wrong_card_of_a_pack_is_named_with_line_and_key(
    newsroom: Newsroom, text: str, line: int, message: str
) -> None:
    newsroom.write("house/cards.toml", text)
    newsroom.write("draft.txt")
    newsroom.write("zhlint.toml", 'packs = ["./house"]')
    ran = newsroom.zhlint("draft.txt")
    assert ran.code == 2
    assert f"cards.toml:{line}: {message}" in ran.err


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("terms.csv", "错,队\n搞好,做好\n", "terms.csv:1: 没有“队”这一列；表头应为：错,对,说明"),
        ("terms.csv", "错,对\n搞好,做好,多,余\n", "terms.csv:2: 多出一列，表头只有 2 列"),
        ("people.csv", "", "people.csv:1: 首列应为“姓名”；表头应为：姓名,职务,单位,自,至,次序"),
        ("names.txt", b"\xff\xff\xff", "names.txt: 既不是 UTF-8 也不是 GB18030 编码"),
        ("readme.md", "", "规则包里没有规则卡（*.toml）或表"),
    ],
)
def test_a_wrong_table_of_a_pack_is_named_with_line_and_column(
    newsroom: Newsroom, name: str, text: str | bytes, message: str
) -> None:
    newsroom.write(f"house/{name}", text)
    newsroom.write("draft.txt")
    newsroom.write("zhlint.toml", 'packs = ["./house"]')
    ran = newsroom.zhlint("draft.txt")
    assert ran.code == 2
    assert message in ran.err


def table_card(kind: str) -> str:
    """A house's card with the table words.tsv."""
    return (
        CARD.replace('"pattern"', f'"{kind}"')
        .replace('find = "搞好"\nreplace = "做好"', 'table = "words.tsv"')
        .replace("应为“{fix}”", "请核")
    )


@pytest.mark.parametrize(
    ("kind", "table", "message"),
    [
        (
            "substitution",
            "wrong\tright\n轨交\t轨道交通\n\t正确\n",
            "words.tsv:3: “wrong”一栏是空的，请填上或删去这一行",
        ),
        ("substitution", "wrong\tright\n# 备注\n\n  \t正确\n", "words.tsv:4: “wrong”一栏是空的"),
        ("spelling_drift", "form\tother\n其他\t\n", "words.tsv:2: “other”一栏是空的"),
        ("spelling_drift", "form\n其他\n", "words.tsv:2: “2”一栏是空的"),
        ("set_numeral", "right\twrong\n五台山\t\n", "words.tsv:2: “wrong”一栏是空的"),
        ("irregular_glyph", "character\tregular\n\t户\n", "words.tsv:2: “character”一栏是空的"),
        ("event_date", "wrong\tright\n九一八\t\n", "words.tsv:2: “right”一栏是空的"),
        ("label_drift", "label\n\t路\n", "words.tsv:2: “label”一栏是空的"),
        (
            "substitution",
            "wrong\tright\tnot-before\n轨交\t轨道交通\t\n搞好\t做好\t(\n",
            "表中“搞好”的 not-before 或 not-after 写得不对",
        ),
    ],
)
def test_a_wrong_cell_in_a_table_of_a_card_is_named_with_its_place_and_key(
    newsroom: Newsroom, kind: str, table: str, message: str
) -> None:
    newsroom.write("house/cards.toml", table_card(kind))
    newsroom.write("house/tables/words.tsv", table)
    newsroom.write("zhlint.toml", 'packs = ["./house"]')
    newsroom.write("draft.txt", PROSE + "轨交站。\n")
    ran = newsroom.zhlint("draft.txt")
    assert ran.code == 2
    assert "cards.toml:9: HSE001 的 table：" in ran.err
    assert message in ran.err


@pytest.mark.parametrize(
    ("wrong", "text", "found"),
    [
        ("囧", "他一脸囧。", "囧"),
        ("𠮷", "𠮷祥如意。", "𠮷"),
        ("囧囧", "他一脸囧。", ""),
        ("轨交", "轨交通车，囧。", "轨交"),
    ],
)
def test_a_wrong_form_of_any_length_in_a_table_is_found(newsroom: Newsroom, wrong: str, text: str, found: str) -> None:
    newsroom.write("house/cards.toml", table_card("substitution") + 'edges = "any"\n')
    newsroom.write("house/tables/words.tsv", f"wrong\tright\n{wrong}\t正\n")
    newsroom.write("zhlint.toml", 'packs = ["./house"]\nselect = ["HSE"]')
    newsroom.write("draft.txt", PROSE + "\n" + text + "\n")
    ran = newsroom.zhlint("draft.txt")
    assert (ran.code, f"“{found}”请核" in ran.out) == ((1, True) if found else (0, False))
