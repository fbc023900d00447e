"""A wrong configuration is an error with file, line, key and a suggestion."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from conftest import CARD, PROSE

from zhlint.config.model import Config

if TYPE_CHECKING:
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
