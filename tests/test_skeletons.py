"""Broken sentence skeletons, in everyday sentences beyond the cards' examples."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import pytest

from zhlint.cards.packs import shipped_rules
from zhlint.document import Block, Document
from zhlint.engine.run import run

if TYPE_CHECKING:
    from zhlint.rule import Rule


@cache
def rules() -> tuple[Rule, ...]:
    return tuple(rule for rule in shipped_rules() if rule.family == "GRM")


def codes(sentence: str) -> list[str]:
    document = Document(text=sentence, source=sentence, blocks=(Block("paragraph", 0, len(sentence)),))
    findings, problems = run(document, rules())
    assert not problems
    return [finding.code for finding in findings]


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("GRM001", "门诊要再规范，提升病人满意度为主线，办好便民服务月。"),
        ("GRM001", "乡里要转作风，修通断头路为抓手，带动老区发展。"),
        ("GRM001", "场馆要抢工期，举办全省农民运动会为契机，补齐短板。"),
        ("GRM001", "学校要改评价，培养动手能力为导向，少考一点。"),
        ("GRM001", "文化站送戏下乡，群众自编的小戏为载体，把政策讲明白。"),
        ("GRM001", "林场坚持生态优先为引领，十年种下一片海。"),
        ("GRM001", "两镇签了约，发展订单农业为切入点，先试三年。"),
        ("GRM001", "今年的计划要落地，保障老人用餐为重点，再开二十个点。"),
        ("GRM002", "车间要开展好老师傅的传帮带作用。"),
        ("GRM002", "妇联开展好纽带作用，姐妹们都来。"),
        ("GRM002", "站里深入开展“学手艺”作用。"),
        ("GRM002", "镇里举办夜校的阵地作用，人人都来听。"),
        ("GRM003", "把手艺人的心得融入课程改革上来，孩子们受益。"),
        ("GRM003", "要将学到的方法融入到防汛准备上来。"),
        ("GRM003", "把节约的习惯贯穿食堂管理上来、落到饭碗里。"),
        ("GRM004", "要把队伍带好，为山区教育不断取得新成绩。"),
        ("GRM004", "几家单位联手，为“河长制”和水网建设不断迈上新台阶。"),
        ("GRM004", "大家要再加把劲，为果品销售持续取得新突破，让果农安心。"),
        ("GRM005", "司法所开展以案说法、进集市、进渡口。"),
        ("GRM005", "县里推进急救知识、进课堂、进工地、进厂矿。"),
        ("GRM006", "渠水断流的原因就是因为闸门锈死。"),
        ("GRM006", "加固堤坝，以防管涌不再发生。"),
        ("GRM006", "雨天行车切忌不可急刹。"),
        ("GRM006", "展览围绕黄河文化为主题，分四个单元。"),
    ],
)
def test_a_broken_skeleton_is_found_once(code: str, sentence: str) -> None:
    assert codes(sentence) == [code]


@pytest.mark.parametrize(
    "sentence",
    [
        "以修通断头路为抓手，以富民为目标，带动老区发展。",
        "这里的稻田是鸟类迁徙的重要驿站，保护湿地成为共识。",
        "医院开展药物副作用监测，提醒病人注意。",
        "开展活动要看实效，发挥老党员作用。",
        "新来的大学生很快融入村里，把精力用到修路上来。",
        "为了让果品销售不断取得新突破，合作社请来了技术员。",
        "他们为家乡的变化感到高兴，为孩子不断取得进步而自豪。",
        "推动医保服务进村组、进车间、进校园。",
        "开展义诊、送药、进村入户随访。",
        "防止病人不再按时吃药，医生每周打一次电话。",
        "切忌急躁，原因是天气还没有转暖。",
    ],
)
def test_a_sound_sentence_is_left_alone(sentence: str) -> None:
    assert codes(sentence) == []


@pytest.mark.parametrize("mark", ["，", "；", "“", "”", "。", ""])
def test_a_block_may_begin_and_end_with_any_mark(mark: str) -> None:
    assert codes(f"{mark}提升服务质量为主线{mark}") == (["GRM001"] if mark not in {"“", "”"} else [])


def test_a_very_long_clause_without_stops_takes_no_time() -> None:
    assert codes("提升服务质量为主线" * 20_000) == []
