"""No expression runs away, neither ours nor a house's: whatever it meets, the ways to match do not multiply."""

from __future__ import annotations

import importlib
import pkgutil

import pytest
from conftest import CARD, Newsroom

import zhlint
from zhlint import Linter, expressions
from zhlint.backtracking import runs_away
from zhlint.config import Config


@pytest.mark.parametrize(
    "source",
    ["(a+)+$", "(a|aa)+$", "(a?){40}a{40}", r"(\w+\s?)*$", "(?:[一-龥]+[，、]?)+。", "(?=(a+)+b)", "(?<!x)(?:(a|a)*)*b", "x(?:y|(?:中+)+)z", r"(?:\r\n|\r|\n|[^\n])*z"],
)
def test_it_runs_away(source: str) -> None:
    assert runs_away(source)


@pytest.mark.parametrize(
    "source",
    ["搞好", "a+b+", "(?:甲|乙)+", "(?:第[一二三]+条、?)+", r"(?:[^“。！？]++|“[^”]*”)*+。", "(?:a++)+$", "(?>a+)+$", r"(?:\d+\.)*\d+", "(?:ab|cd){3,}e", "[^。]{0,40}，[^。]{0,40}"],
)
def test_it_does_not(source: str) -> None:
    assert not runs_away(source)


def test_none_of_ours_does() -> None:
    linter = Linter(Config(preset="full"))
    for rule in linter.rules.known:
        rule.check.prepare()
    for path in ("a.md", "a.txt"):
        linter.lint_text("顺义区某镇党委书记 李某：搞好服务,萬。“今天”2023年5月1日。\n" * 30, path=path)
    for module in pkgutil.walk_packages(zhlint.__path__, "zhlint."):
        if ".checks." in module.name or ".analysis." in module.name or ".reading." in module.name:
            importlib.import_module(module.name)
    known = expressions._state[0].known
    assert len(known) > 300
    assert [source for source, flags in known if runs_away(source, flags)] == []


@pytest.mark.parametrize("words", [("a.txt",), ("doctor",), ("test", "house")])
def test_that_of_a_house_is_refused_where_it_stands(newsroom: Newsroom, words: tuple[str, ...]) -> None:
    newsroom.write("a.txt")
    newsroom.write("zhlint.toml", 'packs = ["./house"]\n')
    newsroom.write("house/cards.toml", CARD.replace("搞好", "(a|aa)+$"))
    ran = newsroom.zhlint(*words)
    assert ran.code == 2
    assert "cards.toml:9: HSE001 的 find：正则表达式有误" in ran.out + ran.err
