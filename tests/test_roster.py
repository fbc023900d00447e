"""The house's roster: names, terms of office, and lists that differ from it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from zhlint.check import OptionError
from zhlint.checks.roster import Roster
from zhlint.checks.roster_name import RosterName
from zhlint.config.model import Config
from zhlint.desk import NO_DESK
from zhlint.linter import Linter
from zhlint.reading import parse

if TYPE_CHECKING:
    from pathlib import Path

ROWS = (
    ("周志明", "区长", "昌平区人民政府", "2021-03", "", "1"),
    ("林晓岚", "副区长", "昌平区", "", "2023-06", "2"),
    ("郑云飞", "副区长", "昌平区", "2023-07-01", "", "3"),
    ("安平", "主席", "昌平区总工会"),
)


def differing(text: str, day: date | None = None) -> list[tuple[str, str]]:
    document = parse("会议昨天召开，来自各地的代表参加交流。\n" + text, desk=NO_DESK._replace(date=day))
    return [(document.text[hit.start : hit.end], hit.slots["reason"]) for hit in Roster(people=ROWS).run(document)]


@pytest.mark.parametrize(
    "after",
    [
        "，",
        "等参加",
        "和随员",
        "与随员",
        "同随员",
        "出席",
        "参加",
        "到会",
        "在会上",
        "分别",
        "先后",
        "陪同",
        "",
    ],
)
def test_a_name_ends_before_what_may_follow_one(after: str) -> None:
    assert [words for words, _ in differing(f"昌平区区长周志民{after}")] == ["周志民"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("昌平区区长周志民到会。", ["周志民"]),
        ("昌平区区长章志明到会。", ["章志明"]),
        ("昌平区总工会主席安萍到会。", ["安萍"]),
        ("昌平区总工会主席文平到会。", []),
        ("昌平区总工会副主席安萍到会。", []),
        ("昌平区区长周志明到会。", []),
        ("昌平区区长林晓岚到会。", []),
        ("昌平区区长周志说，要抓好落实。", []),
        ("昌平区和顺义区、区长周志民到会。", []),
        ("原昌平区区长周志民到会。", []),
        ("昌平区副区长林晓兰到会。", []),
    ],
)
def test_a_name_one_character_off_beside_the_same_post(text: str, found: list[str]) -> None:
    assert [words for words, _ in differing(text)] == found


@pytest.mark.parametrize(
    ("day", "reason"),
    [
        (None, None),
        (date(2023, 6, 30), None),
        (date(2023, 7, 1), "林晓岚任此职到2023-06-30为止"),
    ],
)
def test_a_post_is_held_until_the_last_day_of_its_term(day: date | None, reason: str | None) -> None:
    found = differing("昌平区副区长林晓岚到会。", day)
    assert found == ([("昌平区副区长", reason)] if reason else [])


def test_a_post_is_not_held_before_its_term() -> None:
    found = differing("昌平区区长周志明到会。", date(2021, 2, 28))
    assert found == [("昌平区区长", "周志明2021-03-01起任此职")]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("周志明、郑云飞、林晓岚到会。", ["郑云飞、林晓岚"]),
        ("林晓岚、周志明和郑云飞到会。", ["林晓岚、周志明"]),
        ("郑云飞　林晓岚　周志明", ["郑云飞　林晓岚"]),
        ("周志明、林晓岚、郑云飞到会。", []),
        ("郑云飞、林晓岚到会。", []),
        ("郑云飞、林晓岚、安平到会。", []),
        ("郑云飞说，林晓岚、周志明到会。", []),
        ("郑云飞、林晓岚、周志明到会（以姓氏笔画为序）。", []),
        ("以姓氏笔画为序" + "，" * 198 + "郑云飞、林晓岚、周志明到会。", []),
        ("以姓氏笔画为序" + "，" * 199 + "郑云飞、林晓岚、周志明到会。", ["郑云飞、林晓岚"]),
        ("郑云飞、林晓岚、周志明到会" + "，" * 196 + "为序。", []),
        ("郑云飞、林晓岚、周志明到会" + "，" * 197 + "为序。", ["郑云飞、林晓岚"]),
    ],
)
def test_three_or_more_names_in_a_row_keep_their_order(text: str, found: list[str]) -> None:
    assert [words for words, _ in differing(text)] == found


@pytest.mark.parametrize("row", [("周志明", "区长", "昌平区", "去年"), ("周志明", "", "", "", "", "一"), ("",)])
def test_a_row_that_cannot_be_read_is_told(row: tuple[str, ...]) -> None:
    with pytest.raises(OptionError, match="次序为整数"):
        Roster(people=(row,))


def test_without_people_nothing_is_said() -> None:
    assert list(Roster().run(parse("昌平区区长周志民到会。"))) == []


def test_the_people_of_a_pack_are_the_roster(tmp_path: Path) -> None:
    (tmp_path / "house").mkdir()
    table = "姓名,职务,单位,自,至,次序\n周志明,区长,昌平区,,,\n"
    (tmp_path / "house" / "people.csv").write_text(table, encoding="utf-8")
    config = replace(Config(), packs=("./house",), root=tmp_path)
    text = "昌平区区长周志民昨天到会，介绍了今年以来的情况。" * 2
    report = Linter(config).lint_text(text + "会议要求，各单位要抓好落实，把实事办到职工心坎上。")
    assert {finding.text for finding in report.findings if finding.code == "NAM008"} == {"周志民"}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("昌平区开会，区长周志鸣到会。", ["周志鸣"]),
        ("昌平开会，周志鸣区长到会。", ["周志鸣"]),
        ("昌平区周志鸣区长到会。", ["周志鸣"]),
        ("昌平区开会，据周志鸣区长介绍，夜校要办下去。", ["周志鸣"]),
        ("昌平区开会，区总工会主席安萍到会。", ["安萍"]),
        ("周志民（昌平区区长）到会。", ["周志民"]),
        ("周志民，昌平区区长，讲了话。", ["周志民"]),
        ("周志民任昌平区区长。", ["周志民"]),
        ("昌平区开会，区长周志民到会。", []),
        ("昌平区开会，周志民区长到会。", []),
        ("昌平区开会，周志鸣区长助理到会。", []),
        ("昌平区开会，周志明区长、安平主席到会。", []),
        ("昌平区开会，县长周志鸣到会。", []),
        ("昌平区开会，镇总工会主席安萍到会。", []),
        ("昌平区开会，原区长周志鸣到会。", []),
        ("邻县开会，区长周志鸣到会。", []),
        ("顺义区区长周志鸣到昌平区调研，区长周志鸣讲话。", []),
        ("昌平区开会，周志鸣到会。", []),
    ],
)
def test_a_name_beside_a_short_post_or_before_its_post(text: str, found: list[str]) -> None:
    assert [words for words, _ in differing(text)] == found


@pytest.mark.parametrize(
    ("text", "home", "found"),
    [
        ("昌平区开会，周志鸣到会。", "", ["周志鸣"]),
        ("昌平区开会，会后，林小岚说，夜校要办下去。", "", ["林小岚"]),
        ("昌平区开会，书记周志鸣到会。", "", ["周志鸣"]),
        ("昨天开会，周志鸣到会。", "昌平区", ["周志鸣"]),
        ("昨天开会，周志鸣到会。", "", []),
        ("昨天开会，周志鸣到会。", "顺义区", []),
        ("昌平区开会，周志强到会。", "", []),
        ("昌平区开会，会后，安萍说，夜校要办下去。", "", []),
        ("昌平区开会，实验小学教师周志鸣到会。", "", []),
        ("昌平区开会，周志鸣（县医院医生）到会。", "", []),
        ("昌平区开会，顺义区区长周志鸣到会。", "", []),
        ("昌平区开会（记者 周志鸣）。", "", []),
        ("昌平区开会，周志鸣摄。", "", []),
        ("昌平区开会，周志明、周志鸣到会。", "", []),
        ("昌平区开会，周志鸣说，父亲爱读书。", "", []),
    ],
)
def test_a_name_like_one_of_the_roster_elsewhere(text: str, home: str, found: list[str]) -> None:
    document = parse("夜校开到田头，来的人不少，课程由各村自己定。\n" + text, desk=NO_DESK._replace(home=home))
    hits = RosterName(people=ROWS).run(document)
    assert [document.text[hit.start : hit.end] for hit in hits] == found


def test_people_in_the_configuration_are_those_of_both_rules() -> None:
    config = replace(Config(), options={"NAM008": {"people": [["周志明", "区长", "昌平区"]]}})
    text = (
        "昌平区昨天开会，区长周志鸣讲了话，介绍了今年以来的情况。各单位要抓好落实，把实事办到职工心坎上，让夜校办下去。"
    )
    found = Linter(config).lint_text(text + "周志铭随后到会。").findings
    assert {(finding.code, finding.text) for finding in found} == {("NAM008", "周志鸣"), ("NAM009", "周志铭")}


def test_a_row_that_the_second_rule_cannot_read_is_told() -> None:
    with pytest.raises(OptionError, match="次序为整数"):
        RosterName(people=(("周志明", "", "", "", "", "一"),))
