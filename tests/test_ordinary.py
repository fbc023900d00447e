"""Findings are dropped where press prose writes the text as often as its fix."""

from __future__ import annotations

import pytest

from zhlint import Linter
from zhlint.analysis.words.ordinary import gain, is_ordinary
from zhlint.check import Edit
from zhlint.config.model import Config
from zhlint.desk import Desk
from zhlint.model.scoring import press_prose
from zhlint.reading import parse


@pytest.mark.parametrize(
    ("text", "edits", "is_gain"),
    [
        ("孩子们在操常上奔跑。", [(5, 6, "场")], True),
        ("孩子们在操场上奔跑。", [(5, 6, "常")], False),
        ("镇里召开召开会议。", [(4, 6, "")], True),
        ("镇里召开会议。", [(4, 4, "召开")], False),
        ("标淮", [(1, 2, "准")], True),
        ("工厂严格执行环镜标淮。", [(7, 8, "境"), (9, 10, "准")], True),
    ],
)
def test_a_fix_gains_where_press_prose_writes_it_more_often(
    text: str, edits: list[tuple[int, int, str]], is_gain: bool
) -> None:
    assert (gain(text, [Edit(*edit) for edit in edits], press_prose()) > 0) is is_gain


def test_what_press_prose_calls_ordinary_is_reported_in_a_traditional_draft_alone() -> None:
    edits = [Edit(2, 3, "扶")]
    assert is_ordinary(parse("老师搀夫学生走路回家。"), edits, 99)
    assert not is_ordinary(parse("老师搀夫学生走路回家。", desk=Desk(script="traditional")), edits, 99)


def test_one_place_gets_one_finding_by_the_surest_rule() -> None:
    linter = Linter(Config(preset="full", ignore=("MET", "STR", "BYL")))
    for text, code in (
        ("县里召开防汛工作部署会，做好准备工坐。", "WRD021"),
        ("院里有篱巴的影子。", "WRD012"),
        ("他丢了要匙。", "WRD011"),
    ):
        assert [finding.code for finding in linter.lint_text(text).findings] == [code]
