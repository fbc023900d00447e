"""No expression backtracks without bound, neither ours nor a house's."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from conftest import CARD

from zhlint.patterns.backtracking import runs_away

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Newsroom


@pytest.mark.parametrize(
    "source",
    [
        "(a+)+$",
        "(a|aa)+$",
        "(a?){40}a{40}",
        r"(\w+\s?)*$",
        "(?:[一-龥]+[，、]?)+。",
        "(?=(a+)+b)",
        "(?<!x)(?:(a|a)*)*b",
        "x(?:y|(?:中+)+)z",
        r"(?:\r\n|\r|\n|[^\n])*z",
    ],
)
def test_it_runs_away(source: str) -> None:
    assert runs_away(source)


@pytest.mark.parametrize(
    "source",
    [
        "搞好",
        "a+b+",
        "(?:甲|乙)+",
        "(?:第[一二三]+条、?)+",
        r"(?:[^“。！？]++|“[^”]*”)*+。",
        "(?:a++)+$",
        "(?>a+)+$",
        r"(?:\d+\.)*\d+",
        "(?:ab|cd){3,}e",
        "[^。]{0,40}，[^。]{0,40}",
    ],
)
def test_it_does_not(source: str) -> None:
    assert not runs_away(source)


EVERY = """
import importlib, pkgutil
import zhlint
from zhlint import Linter
from zhlint.patterns.backtracking import runs_away
from zhlint.config.model import Config
from zhlint.patterns.forms import forms

linter = Linter(Config(preset="full"))
for rule in linter.rules.available:
    rule.check.prepare()
for path in ("a.md", "a.txt"):
    linter.lint_text("顺义区某镇党委书记 李某：搞好服务,萬。“今天”2023年5月1日。\\n本报记者 周明远\\n" * 30, path=path)
for module in pkgutil.walk_packages(zhlint.__path__, "zhlint."):
    if module.name.split(".")[1] in {"checks", "analysis", "reading"}:
        importlib.import_module(module.name)
known = forms()._by_key
print(len(known) > 300, [source for source, flags in known if runs_away(source, flags)])
"""


def test_none_of_ours_does(tmp_path: Path) -> None:
    # A cache of its own: another holds expressions of other versions too.
    environment = os.environ | {name: str(tmp_path) for name in ("XDG_CACHE_HOME", "LOCALAPPDATA", "HOME")}
    ran = subprocess.run(
        [sys.executable, "-c", EVERY], capture_output=True, check=True, encoding="utf-8", env=environment
    )
    assert ran.stdout == "True []\n"


@pytest.mark.parametrize("words", [("a.txt",), ("doctor",), ("test", "house")])
def test_that_of_a_house_is_refused_where_it_stands(newsroom: Newsroom, words: tuple[str, ...]) -> None:
    newsroom.write("a.txt")
    newsroom.write("zhlint.toml", 'packs = ["./house"]\n')
    newsroom.write("house/cards.toml", CARD.replace("搞好", "(a|aa)+$"))
    ran = newsroom.zhlint(*words)
    assert ran.code == 2
    assert "cards.toml:9: HSE001 的 find：正则表达式有误" in ran.out + ran.err
