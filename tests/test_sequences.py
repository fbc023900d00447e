"""Swapped and doubled characters are found where the table has them otherwise."""

from __future__ import annotations

import pytest

from zhlint import Linter
from zhlint.analysis.words.swapped_places import LEAST_GAIN
from zhlint.analysis.words.swaps import swaps
from zhlint.config.model import Config
from zhlint.model.counting import counted_table
from zhlint.model.table import NGrams

NEWS = ["镇里举行读书活动，大家都来了。", "县里举行读书活动，读者都来了。", "村里举行读书活动，读者都去了。"] * 20


def found(code: str, text: str) -> list[str]:
    """The reports of a rule in a text, each with its proposal."""
    findings = Linter(Config(select=(code,))).lint_text(text).findings
    return [f"{one.text}>{one.fix.edits[0].text if one.fix else ''}" for one in findings]


def test_a_small_table_knows_the_order_of_what_it_counted() -> None:
    table = NGrams(counted_table(NEWS), "test")
    wrong = {(one.start, one.end, one.meant) for one in swaps("乡里举读行书活动，读者都来了。", table)}
    assert (3, 5, "行读") in wrong
    assert not list(swaps("乡里举行读书活动，读者都来了。", table))
    assert all(one.features["gain"] >= LEAST_GAIN for one in swaps("乡里举读行书活动", table))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("各部门要密切合配，做好防汛工作。", ["合配>配合"]),
        ("各部门要密切配合，做好防汛工作。", []),
        ("加强社会共公服务。", ["共公>公共"]),
        ("孩子们天每都来书屋看书。", []),
        ("消防队赶到现场援救，走过八个月多。", []),
        ("英中、欧中、港深都有合作，一九四七年也是这样。", []),
        ("这家店叫合配。大家说合配的面好，都去合配。", []),
        ("教师卡雷格夫、格雷卡夫来到村里。", []),
    ],
)
def test_only_what_is_hardly_right_as_it_stands_is_reported(text: str, expected: list[str]) -> None:
    assert found("WRD025", text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("全镇推动区域协调发发展。", ["发发>"]),
        ("全镇推动区域协调发展。", []),
        ("组成成员常常看看书，高高兴兴，一张张笑脸。", []),
        ("哈哈哈，这是行为为基础的办法，速度是是否够快的关键。", []),
    ],
)
def test_a_character_typed_twice_is_a_hint(text: str, expected: list[str]) -> None:
    assert found("WRD028", text) == expected


def test_one_place_is_one_finding() -> None:
    text = "孩子们天每都来书屋看书，各部门要密切合配。"
    places = [one.place[:2] for one in Linter(Config(preset="full")).lint_text(text).findings if one.code[:3] == "WRD"]
    assert len(places) == len(set(places)) == 2


def test_traditional_drafts_are_not_judged() -> None:
    assert found("WRD025", "各部門要密切合配，做好防汛工作，這個問題還沒有解決。") == []
