"""A wrong configuration is an error with file, line, key and a suggestion."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from conftest import CARD, PROSE

from zhlint.config.model import Config

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Newsroom

WRONG = [
    ('presett = "desk"', 1, "没有“presett”这个键，是否想写“preset”"),
    ('# 本报\n\nfailon = "error"', 3, "没有“failon”这个键，是否想写“fail-on”"),
    ('zhlint = "x"', 1, "没有“zhlint”这个键"),
    ('preset = "dsk"', 1, "preset 不能是“dsk”，是否想写“desk”；可用：core、desk、full"),
    ("preset = 3", 1, "preset 应为字符串"),
    ('fail-on = "eror"', 1, "fail-on 不能是“eror”，是否想写“error”；可用：error、warning、hint、never"),
    (
        'script = "simplify"',
        1,
        "script 不能是“simplify”，是否想写“simplified”；可用：simplified、traditional、auto",
    ),
    ('type = "new"', 1, "type 不能是“new”，是否想写“news”"),
    ('profile = "newspapr"', 1, "profile 不能是“newspapr”，是否想写“newspaper”"),
    ('select = "PUN"', 1, 'select 应为字符串列表，如 select = ["…"]'),
    ("exclude = [3]", 1, 'exclude 应为字符串列表，如 exclude = ["…"]'),
    ('select = ["PNU"]', 1, "没有“PNU”这条规则或这一族，是否想写“PUN”"),
    ('select = ["PUN01"]', 1, "没有“PUN01”这条规则或这一族，是否想写“PUN001”"),
    (
        'extend-select = ["half-width-stp"]',
        1,
        "没有“half-width-stp”这条规则或这一族，是否想写“half-width-stop”",
    ),
    (
        'ignore = [\n  "PUN001",\n  "half-width-stops",\n]',
        1,
        "没有“half-width-stops”这条规则或这一族，是否想写",
    ),
    ('preset = "desk"\npacks = ["hose"]', 2, "没有名为“hose”的已安装规则包；如果是文件夹，请写成 ./hose"),
    ('packs = ["./hose"]', 1, "没有“./hose”这个规则包，是否想写“./house”"),
    ('encoding = "utf9"', 1, "没有名为“utf9”的编码，可用：auto、utf-8、"),
    ('max-size = "64 megabytes"', 1, "max-size 应写成 64MiB、500KB 这样的大小，现为“64 megabytes”"),
    ("max-size = 64", 1, "max-size 应为字符串"),
    ('home = "顺意区"', 1, "home 中没有“顺意区”这个地方；应写行政区划的全称，如 顺义区"),
    ('home = "顺义"', 1, "home 中没有“顺义”这个地方；应写行政区划的全称，如 顺义区"),
    ("home = 3", 1, "home 应为字符串"),
    ('date = "2023-5-1"', 1, "date 应写成 2023-05-01 这样的日期，现为“2023-5-1”"),
    ("date = 5", 1, "date 应写成 2023-05-01 这样的日期，现为“5”"),
    ('requires = ">=9"', 1, "本配置要求 zhlint >=9，现为 0.1.0，请升级或改配置"),
    ('requires = "latest"', 1, "requires 应写成 >=0.1 这样的要求，现为“latest”"),
    ("[model]\ntabels = []", 2, "model 没有“tabels”这个键，是否想写“tables”"),
    ('[model]\ntables = "house.ngrams"', 2, 'model 的 tables 应为文件的列表，如 tables = ["house/house.ngrams"]'),
    (
        'preset = "desk"\n[model]\ntables = ["no.ngrams"]',
        3,
        "没有“no.ngrams”这张表，请核对路径，或用 zhlint learn 数出来",
    ),
    ('[levels]\nPUN = "error"', 1, "没有“levels”这个键，是否想写“level”"),
    ('[level]\nPUN001 = "eror"', 2, "级别不能是“eror”，是否想写“error”；可用：error、warning、hint"),
    ('[level]\nPUN = "hint"\nPUN00 = "error"', 3, "没有“PUN00”这条规则或这一族，是否想写“PUN001”"),
    ('[options.PUN00]\nfind = "x"', 1, "没有“PUN00”这条规则，是否想写“PUN001”"),
    ('[options]\nPUN001 = "x"', 2, "规则的选项应为一张表，写成 [options.PUN001]"),
    ('[options.PUN001]\nfnd = "x"', 2, "PUN001 没有“fnd”这个键，是否想写“find”"),
    ('[options.half-width-stop]\nfnd = "x"', 2, "half-width-stop 没有“fnd”这个键，是否想写“find”"),
    ('[options.PUN001]\nleast = "x"', 2, "PUN001 的 least 应为整数"),
    ('[options.GRM002]\nshape = "(?P<verbs>.)+"', 1, "GRM002 的 message 中没有“{verb}”可填，是否想写“verbs”"),
    ('packs = ["./house"]\n[options.HSE001]\nfind = "x*"', 3, "HSE001 的 find：find 不能匹配空文字"),
    ('[per-file-ignores]\n"old/**" = "PUN"', 2, 'per-file-ignores 的值应为规则列表，如 ["BYL001"]'),
    ('[per-file-ignores]\n"old/**" = ["PNU"]', 2, "没有“PNU”这条规则或这一族，是否想写“PUN”"),
    ('[lexicon]\nname = ["高昌平"]', 2, "lexicon 没有“name”这个键，是否想写“names”"),
    ('[lexicon]\nnames = "高昌平"', 2, "lexicon 的 names 应为字符串列表"),
    ('[lexicon]\nterms = [""]', 2, "lexicon 的 terms 应为字符串列表"),
    ('[lexicon]\nplaces = ["亦庄"]', 2, "lexicon 的 places 应为别名 = 全称的表"),
    ('[lexicon]\nplaces = { "亦庄" = "不存在区" }', 2, "lexicon 的 places 中没有“不存在区”这个地方"),
    (
        '[lexicon.places]\n"回天" = "昌平区"\n"亦庄" = "北京经济技术开发" ',
        3,
        "lexicon 的 places 中没有“北京经济技术开发”这个地方，是否想写“北京经济技术开发区”",
    ),
    ("lexicon = 3", 1, "lexicon 应为一张表，写成 [lexicon]"),
    ('preset = "desk"\nselect = [', 2, "TOML 语法有误"),
]


@pytest.mark.parametrize(("text", "line", "message"), WRONG, ids=[text for text, _, _ in WRONG])
def test_a_wrong_zhlint_toml_is_named_with_line_and_key(newsroom: Newsroom, text: str, line: int, message: str) -> None:
    newsroom.write("house/cards.toml", CARD)
    newsroom.write("draft.txt")
    newsroom.write("zhlint.toml", text)
    ran = newsroom.zhlint("draft.txt")
    assert ran.code == 2
    assert ran.err.startswith(f"zhlint: zhlint.toml:{line}: {message}")
    assert "没有发现问题" not in ran.out


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ('[tool.zhlint]\npresett = "desk"', 2, "没有“presett”这个键"),
        ('[tool.zhlint.level]\nPUN01 = "hint"', 2, "没有“PUN01”这条规则或这一族"),
        ('[tool]\nzhlint.select = ["PNU"]', 2, "没有“PNU”这条规则或这一族"),
        ("[tool]\nzhlint = 3", 2, "zhlint 应为一张表"),
    ],
)
def test_a_wrong_pyproject_toml_is_named_too(newsroom: Newsroom, text: str, line: int, message: str) -> None:
    newsroom.write("draft.txt")
    newsroom.write("pyproject.toml", text)
    ran = newsroom.zhlint("draft.txt")
    assert ran.code == 2
    assert ran.err.startswith(f"zhlint: pyproject.toml:{line}: {message}")


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


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("--select", "PNU"), "--select: 没有“PNU”这条规则或这一族，是否想写“PUN”"),
        (("--ignore", "PUN01"), "--ignore: 没有“PUN01”这条规则或这一族，是否想写“PUN001”"),
        (("--preset", "dsk"), "--preset: 没有“dsk”，是否想写“desk”；可用：core、desk、full"),
        (("--date", "1.5"), "--date: date 应写成 2023-05-01 这样的日期，现为“1.5”"),
        (("--max-size", "huge"), "--max-size: max-size 应写成 64MiB、500KB 这样的大小，现为“huge”"),
        (("--encoding", "utf9"), "没有名为“utf9”的编码"),
        (("--encoding", "rot13"), "没有名为“rot13”的编码"),
        (("--config", "zhlnt.toml"), "zhlnt.toml: 无法读取"),
    ],
)
def test_a_wrong_word_on_the_command_line_is_not_blamed_on_the_configuration(
    newsroom: Newsroom, words: tuple[str, ...], message: str
) -> None:
    newsroom.write("zhlint.toml", 'select = ["PUN001"]')
    newsroom.write("draft.txt")
    ran = newsroom.zhlint("draft.txt", *words)
    assert ran.code == 2
    assert message in ran.err
    assert "zhlint.toml:1" not in ran.err


def test_a_wrong_configuration_spares_the_drafts_under_another_one(newsroom: Newsroom) -> None:
    newsroom.write("opinion/zhlint.toml", 'preset = "dsk"')
    newsroom.write("opinion/a.txt", PROSE)
    newsroom.write("opinion/b.txt", PROSE)
    newsroom.write("news/c.txt", f"{PROSE}代表入场,会议开始。")
    ran = newsroom.zhlint("--select", "PUN001", "opinion", "news")
    assert ran.code == 2
    assert "news/c.txt:1:" in ran.out
    assert ran.err.count("opinion/zhlint.toml:1: preset 不能是“dsk”") == 1


def test_the_nearest_configuration_wins_and_nothing_is_merged(newsroom: Newsroom) -> None:
    bad = f"{PROSE}代表入场,会议开始。"
    newsroom.write("zhlint.toml", 'select = ["PUN001"]\nfail-on = "never"')
    newsroom.write("near/zhlint.toml", 'select = ["PUN001"]')
    newsroom.write("near/pyproject.toml", '[tool.zhlint]\npreset = "dsk"')
    newsroom.write(
        "passed/pyproject.toml",
        '[project]\nname = "x"\ndependencies = ["zhlint-press"]\n[tool.zhlint-docs]\nx = 1',
    )
    for name in ("a.txt", "near/a.txt", "passed/a.txt"):
        newsroom.write(name, bad)
    assert newsroom.zhlint("a.txt").code == 0, "fail-on = never above"
    assert newsroom.zhlint("near/a.txt").code == 1, (
        "zhlint.toml goes before pyproject.toml, and fail-on is not inherited"
    )
    assert newsroom.zhlint("passed/a.txt").code == 0, "a pyproject.toml without our table is passed over"
    assert newsroom.zhlint("near/a.txt", "--no-config", "--select", "PUN001").code == 1
    assert newsroom.zhlint("near/a.txt", "--config", "zhlint.toml").code == 0
    assert newsroom.zhlint("near/a.txt", "--fail-on", "never").code == 0, "the command line replaces a key for one run"


@pytest.mark.parametrize(
    ("config", "codes"),
    [
        ('select = ["PUN001"]', ["PUN001"]),
        ('select = ["PUN001"]\npacks = ["./house"]\nextend-select = ["HSE"]', ["PUN001", "HSE001"]),
        ('select = ["half-width-stop", "house-word"]\npacks = ["./house"]', ["PUN001", "HSE001"]),
        ('select = ["HSE"]\npacks = ["./house"]\n[per-file-ignores]\n"a.*" = ["house-word"]', []),
        ('select = ["HSE"]\npacks = ["./house"]\n[per-file-ignores]\n"b.*" = ["house-word"]', ["HSE001"]),
        ('select = ["HSE"]\npacks = ["./house"]\n[lexicon]\nterms = ["搞好关系"]', []),
        ('select = ["HSE"]\npacks = ["./house"]\n[lexicon]\nnames = ["搞"]', ["HSE001"]),
        ('select = ["HSE"]\npacks = ["./house"]\n[options.HSE001]\nfind = "会议开始"', ["HSE001"]),
        ('select = ["HSE"]\npacks = ["./house"]\n[options.HSE001]\nfind = "会议结束"', []),
    ],
)
def test_a_configuration_is_obeyed(newsroom: Newsroom, config: str, codes: list[str]) -> None:
    newsroom.write("house/cards.toml", CARD)
    newsroom.write("zhlint.toml", config)
    newsroom.write("a.txt", f"{PROSE}代表入场,会议开始。大家要搞好关系。")
    ran = newsroom.zhlint("a.txt")
    assert [line.split()[1] for line in ran.out.split("\n") if line.startswith("a.txt:")] == codes
    assert ran.err == ""


def test_a_level_of_the_house_decides_the_exit_code(newsroom: Newsroom) -> None:
    for level, code in (("error", 1), ("warning", 0), ("hint", 0)):
        newsroom.write(f"{level}/a.txt", f"{PROSE}代表入场,会议开始。")
        newsroom.write(f"{level}/zhlint.toml", f'select = ["PUN001"]\n[level]\nPUN = "hint"\nPUN001 = "{level}"')
        ran = newsroom.zhlint(f"{level}/a.txt", "--hints")
        assert (ran.code, f"half-width-stop {level} " in ran.out) == (code, True)


def test_a_configuration_that_is_a_link_to_nowhere_is_not_passed_over(newsroom: Newsroom) -> None:
    newsroom.write("a.txt")
    (newsroom.folder / "zhlint.toml").symlink_to("nowhere.toml")
    ran = newsroom.zhlint("a.txt")
    assert (ran.code, ran.err) == (2, "zhlint: zhlint.toml: 无法读取（没有这个文件或文件夹）\n")


@pytest.mark.parametrize("option", ["--config", "--compare", "--baseline"])
@pytest.mark.parametrize(
    "content",
    [
        *(None, "甲".encode("gb18030"), b"\xff\xfea\0"),
        *(begun + more for begun in (b'{"a": ', b"a = ") for more in (b"[" * 100_000, b"1" * 5000)),
    ],
    ids=["folder", "gb18030", "utf-16", "deep.json", "long.json", "deep.toml", "long.toml"],
)
def test_a_named_file_that_cannot_be_read_is_told_in_a_line(
    newsroom: Newsroom, option: str, content: bytes | None
) -> None:
    newsroom.write("a.txt", PROSE)
    if content is None:
        (newsroom.folder / "named").mkdir()
    else:
        newsroom.write("named", content)
    ran = newsroom.zhlint("a.txt", option, "named")
    assert (ran.code, ran.err.count("\n"), ran.err[:8], "named" in ran.err) == (2, 1, "zhlint: ", True)
    assert "程序内部出错" not in ran.err


@pytest.mark.parametrize("option", ["--config", "--compare", "--baseline"])
def test_a_named_file_that_may_not_be_read_is_told_in_a_line(
    newsroom: Newsroom, option: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    newsroom.write("a.txt", PROSE)
    file = newsroom.write("named", "")
    _forbid(monkeypatch, file)
    ran = newsroom.zhlint("a.txt", option, "named")
    assert (ran.code, ran.err) == (2, "zhlint: named: 无法读取（没有权限）\n")


def test_a_project_file_that_may_not_be_read_spares_the_drafts_elsewhere(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    newsroom.write("a.txt", PROSE)
    newsroom.write("shut/b.txt", PROSE)
    _forbid(monkeypatch, newsroom.write("shut/pyproject.toml", ""))
    ran = newsroom.zhlint("a.txt", "shut")
    assert (ran.code, ran.err) == (2, f"zhlint: {Path('shut/pyproject.toml')}: 无法读取（没有权限）\n")
    assert "检查 1 个文稿" in ran.out


def _forbid(monkeypatch: pytest.MonkeyPatch, file: Path) -> None:
    """Make a file unreadable, even for root."""
    for name, read in (("read_bytes", Path.read_bytes), ("read_text", Path.read_text)):

        def shut(path: Path, *, read: Callable[..., Any] = read, **given: Any) -> Any:
            if path.resolve() == file.resolve():
                raise PermissionError(13, "Permission denied", str(path))
            return read(path, **given)

        monkeypatch.setattr(Path, name, shut)


def test_a_configuration_in_another_encoding_is_refused(newsroom: Newsroom) -> None:
    newsroom.write("zhlint.toml", '# 报社\npreset = "desk"', encoding="gb18030")
    newsroom.write("a.txt")
    ran = newsroom.zhlint("a.txt")
    assert ran.code == 2
    assert ran.err.startswith("zhlint: zhlint.toml: 不是 UTF-8 编码，请另存为 UTF-8")


def test_a_byte_order_mark_and_windows_line_ends_are_no_fault_in_a_configuration(newsroom: Newsroom) -> None:
    newsroom.write("zhlint.toml", '# 报社\r\nselect = ["PUN001"]\r\nfail-on = "never"\r\n', encoding="utf-8-sig")
    newsroom.write("a.txt", f"{PROSE}代表入场,会议开始。")
    assert newsroom.zhlint("a.txt").code == 0


@pytest.mark.parametrize(
    ("pattern", "wanted"),
    [
        ("言论\\**", "言论/**"), ("./言论/**", "言论/**"), (".\\言论", "言论"), ("/言论/**", "言论/**"),
        ("言论／**", "言论/**"), ("言论/＊.txt", "言论/*.txt"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("key", ["exclude", "include", "per-file-ignores"])
def test_a_glob_that_can_match_nothing_is_an_error(newsroom: Newsroom, key: str, pattern: str, wanted: str) -> None:
    quoted = json.dumps(pattern, ensure_ascii=False)
    newsroom.write(
        "zhlint.toml", f"[per-file-ignores]\n{quoted} = []\n" if key == "per-file-ignores" else f"{key} = [{quoted}]\n"
    )
    newsroom.write("言论/a.txt")
    ran = newsroom.zhlint(".")
    assert ran.code == 2
    assert f"{key} 的“{pattern}”" in ran.err
    assert f"应写成“{wanted}”" in ran.err


@pytest.mark.parametrize("pattern", ["言论/*.TXT", "*.txt", "言论", "言论/", "**/A.txt", "**/a*.t?t"])
def test_globs_match_in_capitals_or_not(newsroom: Newsroom, pattern: str) -> None:
    newsroom.write("zhlint.toml", f'exclude = ["{pattern}"]\n')
    newsroom.write("言论/a.TXT")
    newsroom.write("b.md")
    assert "检查 1 个文稿" in newsroom.zhlint(".", "--select", "PUN").out


@pytest.mark.parametrize(
    "name", ["zhlint.toml.txt", ".zhlint.toml", *(["Zhlint.toml", "ZHLINT.TOML"] if sys.platform == "linux" else [])]
)
def test_a_configuration_under_another_name_is_an_error(newsroom: Newsroom, name: str) -> None:
    newsroom.write(name, 'select = ["PUN"]\n')
    newsroom.write("a.txt")
    ran = newsroom.zhlint(".")
    assert ran.code == 2
    assert f"{name}: 这个文件不会生效，配置文件应名为 zhlint.toml，请改名" in ran.err
    assert newsroom.zhlint("doctor").code == 2
    assert "检查 1 个文稿" in newsroom.zhlint(".", "--no-config").out
    newsroom.write("zhlint.toml", 'select = ["PUN"]\n')
    assert "检查 1 个文稿" in newsroom.zhlint(".").out


def test_a_glob_that_meets_no_file_is_told_by_doctor(newsroom: Newsroom) -> None:
    newsroom.write("zhlint.toml", 'exclude = ["老稿/**"]\n[per-file-ignores]\n"言论/**" = ["BYL"]\n')
    newsroom.write("言论/a.txt")
    out = newsroom.zhlint("doctor").out
    assert "提醒：exclude 的“老稿/**”现在碰不上任何文件" in out
    assert "per-file-ignores" not in out
    assert out.rstrip().endswith("有 1 条提醒。")


@pytest.mark.parametrize(
    ("written", "size"),
    [
        ("512", 512),
        ("512B", 512),
        ("2KB", 2_000),
        ("2MB", 2_000_000),
        ("2GB", 2_000_000_000),
        ("2KiB", 2_048),
        ("2MiB", 2_097_152),
        ("2GiB", 2_147_483_648),
    ],
)
def test_a_size_has_a_unit(written: str, size: int) -> None:
    assert Config(max_size=written).max_size == size  # type: ignore[arg-type]
