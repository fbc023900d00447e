"""`zhlint test` reports all that a card lacks, and says what to do about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from conftest import CARD

from zhlint.cards.packs import load_pack
from zhlint.manual.completeness import omissions

if TYPE_CHECKING:
    from conftest import Newsroom

GOOD = '[[HSE001.examples]]\ngood = "{}"\n'
BAD = '[[HSE001.examples]]\nbad = "{}"\n'
WORD = CARD + BAD.format("要⟦搞好⟧夜校。") + GOOD.format("要办好夜校。")
TAGS = """\
[HSE001]
name = "house-tags"
title = "标记"
kind = "markup_residue"
level = "error"
fix = "ask"
message = "删去{what}"
"""
TWO, THREE = BAD.format("⟦<b>⟧好⟦</b>⟧"), BAD.format("⟦<b>⟧好<i>了</i>")


@pytest.mark.parametrize(
    ("card", "lacking"),
    [
        (WORD, []),
        (WORD.replace('"搞好"\n', '"搞好"\nnot-after = "关系"\n'), ["去掉 not-after"]),
        (WORD.replace('"搞好"\n', '"搞好"\nnot-after = "关系"\n') + GOOD.format("搞好关系。"), []),
        (
            WORD.replace(
                'find = "搞好"\nreplace = "做好"', 'forms = [{ find = "搞好", replace = "做好", before = "要" }]'
            ),
            ["去掉第 1 个 forms 的 before"],
        ),
        (TAGS + "most = 2\n" + TWO + GOOD.format("好"), ["most 改为 3"]),
        (TAGS + "most = 2\n" + THREE + GOOD.format("好"), ["most 改为 1"]),
        (TAGS + "most = 2\n" + BAD.format("⟦<b>⟧好") + GOOD.format("好"), ["most 改为 1", "most 改为 3"]),
        (TAGS + "most = 2\n" + TWO + THREE + GOOD.format("好"), []),
        (TAGS + 'most = 2\nunproved = { most = "多少都行" }\n' + TWO + GOOD.format("好"), []),
        (TAGS + TWO + GOOD.format("好"), []),
    ],
)
def test_every_guard_and_number_wants_an_example_on_either_side(
    newsroom: Newsroom, card: str, lacking: list[str]
) -> None:
    newsroom.write("house/cards.toml", card)
    ran = newsroom.zhlint("test", "./house")
    assert ran.err == ""
    assert [line.partition(": ")[2].partition("，")[0] for line in ran.out.splitlines()[:-1]] == lacking
    assert (f"，{len(lacking)} 处没有例子证明。" in ran.out) == bool(lacking)
    assert ran.code == (1 if lacking else 0)


def test_an_example_that_fails_comes_before_what_is_not_proved(newsroom: Newsroom) -> None:
    newsroom.write(
        "house/cards.toml", WORD.replace('"搞好"\n', '"搞好"\nnot-after = "关系"\n') + GOOD.format("搞好了。")
    )
    ran = newsroom.zhlint("test", "./house")
    assert ran.code == 1
    assert ran.out.endswith("1 条规则，3 个例子，1 个不符。\n")


@pytest.mark.parametrize("given", ['{ mots = "少" }', "{ most = 3 }", '{ most = "" }', '"多少都行"'])
def test_a_number_is_excused_by_its_key_and_a_reason(newsroom: Newsroom, given: str) -> None:
    newsroom.write("house/cards.toml", TAGS + f"most = 2\nunproved = {given}\n" + TWO)
    ran = newsroom.zhlint("test", "./house")
    assert ran.code == 2
    assert "cards.toml:9: HSE001 的 unproved 应为一张表" in ran.err


def test_an_installed_pack_is_named_by_its_entry_point(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    newsroom.write("site/metro_house/__init__.py", "")
    newsroom.write("site/metro_house/cards.toml", WORD)
    newsroom.write("site/metro_house-1.dist-info/METADATA", "Metadata-Version: 2.1\nName: metro-house\nVersion: 1\n")
    newsroom.write("site/metro_house-1.dist-info/entry_points.txt", "[zhlint.packs]\nmetro = metro_house\n")
    monkeypatch.syspath_prepend(newsroom.folder / "site")
    assert newsroom.zhlint("test", "metro").out.startswith("1 条规则，2 个例子，0 个不符")


@pytest.mark.parametrize(
    ("card", "lacking"),
    [
        (WORD, ""),
        (CARD + BAD.format("要⟦搞好⟧夜校。"), "没有不报的例子"),
        (CARD + BAD.format("要⟦搞好⟧夜校。") + 'good = "要做好夜校。"\n', ""),
        (CARD + GOOD.format("要办好夜校。"), "没有会报的例子"),
        (WORD.replace("house-word", "House Word"), "name “House Word”应为小写英文"),
        (WORD.replace("“{found}”应为", "您的“{found}”应为"), "message 里不用“您”"),
        (WORD.replace("“{found}”应为“{fix}”", "wrong: {found}"), "message 应为中文"),
        (WORD.replace("应为“{fix}”", "不妥" * 31), "message 不算花括号有 64 个字"),
        (WORD.replace("应为“{fix}”", "不妥" * 29), ""),
        (WORD.replace('replace = "做好"\n', ""), "message 里有 {fix}，而例子“要⟦搞好⟧夜校。”没有改法"),
        (WORD.replace('find = "', 'triggers = ["搞好", "搞好"]\nfind = "'), "triggers 里有重复的词"),
    ],
)
def test_a_pack_is_told_what_a_card_lacks(newsroom: Newsroom, card: str, lacking: str) -> None:
    newsroom.write("house/cards.toml", card)
    ran = newsroom.zhlint("test", "./house")
    assert lacking in ran.out
    assert ("规则卡里缺 1 处。" in ran.out, ran.code) == (bool(lacking), int(bool(lacking))), ran.out


FULL = WORD.replace('find = "', 'why = "因"\nsource = "据"\nsince = "0.1"\nmeasured = "读过"\nfind = "')


@pytest.mark.parametrize(
    ("card", "lacking"),
    [
        (FULL, []),
        (FULL.replace('measured = "读过"\n', ""), ["缺 measured：在多少字的干净文稿里报了几处、几处报得对"]),
        (FULL.replace('why = "因"', 'why = " "'), ["缺 why：为什么要改，写给年轻编辑看"]),
        (
            FULL.replace('[[HSE001.examples]]\ngood = "要办好夜校。"\n', "").replace("⟦搞好⟧夜校。", '⟦搞好⟧夜校。"\ngood = "要做好夜校。'),
            ["没有只写 good 的例子：加一个相近而不该报的"],
        ),
        (FULL.replace('"core", "desk", "full"', '"core"'), ["presets 应为 core、desk、full 里从某一个起的全部"]),
        (FULL.replace('level = "error"', 'level = "hint"'), ["presets 里有 core 的，level 应为 error"]),
    ],
)  # fmt: skip
def test_a_card_that_ships_must_say_more(newsroom: Newsroom, card: str, lacking: list[str]) -> None:
    newsroom.write("house/cards.toml", card)
    (rule,) = load_pack(newsroom.folder / "house", prose=True).rules
    assert list(omissions(rule, is_shipped=True)) == lacking


def test_a_code_that_ships_is_no_code_for_a_house(newsroom: Newsroom) -> None:
    newsroom.write("house/cards.toml", WORD.replace("HSE001", "PUN001"))
    ran = newsroom.zhlint("test", "./house")
    assert (ran.code, "cards.toml:1: 规则“PUN001”已有" in ran.err) == (2, True)
