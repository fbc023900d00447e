"""`zhlint init` writes a complete configuration, and overwrites nothing."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from zhlint.config.search import forget_configs

if TYPE_CHECKING:
    from conftest import Newsroom

ROOT = Path(__file__).parents[1]
PACKS = 'packs = ["./zhlint-pack"]'


def configure(newsroom: Newsroom, text: str) -> None:
    """Writes the configuration, between two runs in one process."""
    newsroom.write("zhlint.toml", text)
    forget_configs()


def test_a_configuration_is_written_once(newsroom: Newsroom) -> None:
    assert newsroom.zhlint("init").code == 0
    written = (newsroom.folder / "zhlint.toml").read_bytes()
    assert newsroom.zhlint("rules").code == 0
    again = newsroom.zhlint("init")
    assert (again.code, "已经有了，没有改动" in again.err) == (2, True)
    assert (newsroom.folder / "zhlint.toml").read_bytes() == written


def test_a_card_holds_as_it_is_written_and_is_found_once_the_pack_is_named(newsroom: Newsroom) -> None:
    ran = newsroom.zhlint("init", "--rule", "HSE001")
    assert (ran.code, PACKS in ran.out, "zhlint init" in ran.out) == (0, True, True)
    assert newsroom.zhlint("test", "zhlint-pack").out == "1 条规则，2 个例子，0 个不符。\n"
    configure(newsroom, PACKS)
    newsroom.write("a.txt", "镇上的人都用甲写法，没有人用别的。")
    assert "HSE001" in newsroom.zhlint("a.txt").out


def test_a_second_card_follows_the_first_and_the_advice_is_given_while_it_is_needed(newsroom: Newsroom) -> None:
    configure(newsroom, "")
    assert PACKS in newsroom.zhlint("init", "--rule", "HSE001").out
    configure(newsroom, PACKS)
    assert PACKS not in newsroom.zhlint("init", "--rule", "hse002").out
    assert newsroom.zhlint("test", "zhlint-pack").out == "2 条规则，4 个例子，0 个不符。\n"
    assert newsroom.zhlint("init", "--rule", "ABC001").code == 0
    assert sorted(os.listdir(newsroom.folder / "zhlint-pack")) == ["abc.toml", "hse.toml"]


@pytest.mark.parametrize("is_there", [True, False], ids=["empty", "missing"])
def test_a_pack_without_cards_gets_its_first(newsroom: Newsroom, is_there: bool) -> None:
    configure(newsroom, 'packs = ["./house"]')
    if is_there:
        os.makedirs(newsroom.folder / "house")
    assert newsroom.zhlint("init", "--rule", "HSE001").code == 0
    assert newsroom.zhlint("test", "house").out == "1 条规则，2 个例子，0 个不符。\n"


@pytest.mark.parametrize("end", ["", "\n", "\r\n"], ids=["open", "lf", "crlf"])
def test_a_card_goes_to_its_family_in_the_packs_of_the_configuration(newsroom: Newsroom, end: str) -> None:
    own = newsroom.zhlint("init", "--rule", "HSE001")
    assert own.code == 0
    card = (newsroom.folder / "zhlint-pack/hse.toml").read_text(encoding="utf-8").rstrip("\n")
    newsroom.write("desk/names.txt", "周明远\n")
    newsroom.write("house/本报.toml", card + end)
    configure(newsroom, 'packs = ["./desk", "./house"]')
    os.makedirs(newsroom.folder / "要闻")
    newsroom.patch.chdir(newsroom.folder / "要闻")
    assert newsroom.zhlint("init", "--rule", "HSE002").code == 0
    assert newsroom.zhlint("init", "--rule", "ABC001").code == 0
    assert newsroom.zhlint("test", "../house").out.startswith("2 条规则")
    assert newsroom.zhlint("test", "../desk").out.startswith("1 条规则")


@pytest.mark.parametrize(
    ("code", "message"),
    [
        ("HSE1", "“HSE1”不是规则代码，应为三个大写字母加三位数字，如 HSE001"),
        ("PUN001", "规则 PUN001 已经有了，可用 PUN"),
        ("HSE001", "规则 HSE001 已经有了，可用 HSE002"),
    ],
)
def test_a_code_that_will_not_do_is_refused(newsroom: Newsroom, code: str, message: str) -> None:
    newsroom.zhlint("init", "--rule", "HSE001")
    before = (newsroom.folder / "zhlint-pack/hse.toml").read_bytes()
    ran = newsroom.zhlint("init", "--rule", code)
    assert (ran.code, message in ran.err) == (2, True)
    assert (newsroom.folder / "zhlint-pack/hse.toml").read_bytes() == before


def test_a_card_of_a_family_that_ships_goes_among_them_in_a_checkout(newsroom: Newsroom) -> None:
    for name in ("zhlint", "rules", "docs/rules", "docs/schemas"):
        shutil.copytree(ROOT / name, newsroom.folder / name, ignore=shutil.ignore_patterns("__pycache__"))

    def run(*words: str) -> str:
        return subprocess.run(
            [sys.executable, "-m", "zhlint", *words],
            cwd=newsroom.folder, env={**os.environ, "PYTHONPATH": "."}, capture_output=True, encoding="utf-8", check=False,
        ).stdout  # fmt: skip

    assert "rules/numerals.toml" in run("init", "--rule", "NUM099").replace("\\", "/")
    said = run("test").replace("\\", "/").splitlines()
    assert said[0] == "docs/rules/numerals.md 不是照现在的规则卡写的，请运行 make docs"
    assert said[-1].endswith("0 个不符，2 个文件不是新的。")
