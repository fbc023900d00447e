"""Whole drafts of every kind: the role of each line, and silent rules."""

from __future__ import annotations

import pytest

from zhlint.config.model import Config
from zhlint.linter import Linter

LINTER = Linter(Config())

LEAD = (
    "镇文化站介绍，新书房上月底开门，每天有上百名居民来看书。书房里有两层，楼下借书，楼上自习。"
    "志愿者每周来两次，帮助整理书架，也给孩子们讲故事。"
)
MORE = "书房还准备在秋天办三场讲座，请来两位写书人，讲一讲老街的故事。"
LISTED = "林知远主持大会，季明远、陶一凡、顾晓岚、何大川出席大会。"


def roles(*lines: str) -> str:
    report = LINTER.lint_text("\n\n".join(lines))
    assert report.document
    return " ".join(block.role for block in report.document.blocks)


def codes(*lines: str) -> list[str]:
    return sorted({finding.code for finding in LINTER.lint_text("\n\n".join(lines)).findings})


DECKED = {
    "names run together, four titles": (
        "中共全市读书大会在南岭举行 林知远出席大会", "全市读书大会在南岭举行", "方小满发表讲话",
        "林知远主持 季明远陶一凡顾晓岚何大川出席", f"本报南岭5月8日电 {LEAD}", LISTED,
    ),
    "a deck that repeats the lead": (
        "新书房开门迎客", "书房里有两层", "楼下借书，楼上自习，志愿者每周来两次，帮助整理书架，也给孩子们讲故事，居民说好",
        "每天上百名居民来看书", "□本报记者 林知远", LEAD, MORE,
    ),
    "a deck longer than a title": (
        "新书房开门迎客",
        "新书房上月底开门，每天有上百名居民来看书，书房里有两层，楼下借书，楼上自习，志愿者每周来两次，帮助整理书架",
        f"本报讯（记者 林知远）{LEAD}", MORE,
    ),
    "one deck over a bare lead": ("春满老街 书香万家", "清水镇举行全民读书大会", f"{LEAD}（记者 林知远）", MORE),
    "a call among the titles": ("来读书吧！", "新书房开门迎客", "每天上百名居民来看书", "楼上楼下都坐满", "□本报记者 林知远", LEAD),
}  # fmt: skip


@pytest.mark.parametrize("name", DECKED)
def test_lines_without_a_stop_above_the_story_are_titles(name: str) -> None:
    seen = roles(*DECKED[name]).split()
    body = next(at for at, role in enumerate(seen) if role in {"byline", "dateline", "paragraph"})
    assert seen[0] == "headline"
    assert set(seen[1:body]) <= {"headline", "deck"}
    assert body == sum("。" not in line and "记者" not in line for line in DECKED[name])


@pytest.mark.parametrize("name", DECKED)
def test_titles_raise_no_alarm(name: str) -> None:
    assert codes(*DECKED[name]) == []


def test_the_same_lines_in_the_body_are_judged() -> None:
    assert codes("新书房开门迎客", "□本报记者 林知远", LEAD, f"{LISTED}季明远陶一凡顾晓岚何大川还参观了书房。") == [
        "CON002"
    ]
    assert "STR003" in codes("新书房开门迎客", "□本报记者 林知远", LEAD, DECKED["a deck longer than a title"][1])
    assert "DUP001" in codes("新书房开门迎客", "□本报记者 林知远", LEAD, MORE, LEAD)


NOT_DECKS = [
    (["新书房开门迎客", "楼下借书楼上自习", LEAD, "志愿者来讲故事", MORE], "headline subhead paragraph subhead paragraph"),
    (["新书房开门迎客", "一、楼下借书楼上自习", LEAD], "headline subhead paragraph"),
    (["新书房开门迎客", "□本报记者 林知远", "楼下借书楼上自习", LEAD], "headline byline deck paragraph"),
    (["新书房开门迎客", "新华社南岭5月8日电 题：书房里的一天", "新华社记者林知远", LEAD],
     "headline dateline headline byline paragraph"),
    (["新书房开门迎客。", f"本报讯（记者 林知远）{LEAD}"], "headline dateline paragraph"),
]  # fmt: skip


@pytest.mark.parametrize(("lines", "expected"), NOT_DECKS)
def test_what_is_no_deck(lines: list[str], expected: str) -> None:
    assert roles(*lines) == expected


GAMES = "11月15日，全市职工运动会在昌平区体育中心开幕，各区总工会组队参赛，千余名职工在赛场上一展风采，现场气氛热烈。"
VOWS = (
    "昌平区总工会为这次运动会准备了半年。昌平区职工代表说，要以此次运动会为契机，"
    "努力谱写高质量发展的昌平篇章，推动昌平高质量发展。"
)
OWN = "今年我们要以运动会为契机，努力谱写高质量发展的昌平篇章，推动昌平高质量发展，让职工们都动起来。"
HEAD = ["全市职工运动会在昌平开幕", "□本报记者 沈砚秋", GAMES]

CAPTIONS = [
    ["顺义区委书记冷青", "宣布全市职工运动会开幕", VOWS],
    ["顺义区委书记冷青", "致辞", VOWS],
    ["顺义区委书记冷青", "为获奖职工颁奖", VOWS],
    ["顺义区委书记冷青", VOWS],
    ["顺义区总工会主席 温晓辉", VOWS, "运动会将持续三天，设有十二个项目，八百名志愿者提供服务。"],
]


@pytest.mark.parametrize("lines", CAPTIONS)
def test_a_lone_name_between_paragraphs_is_a_caption(lines: list[str]) -> None:
    assert "speaker" not in roles(*HEAD, *lines)
    assert "caption" in roles(*HEAD, *lines)
    assert codes(*HEAD, *lines) == []


SPEAKERS = [
    ["顺义区委书记冷青", OWN],
    ["顺义区委书记冷青", "“努力谱写高质量发展的昌平篇章，推动昌平高质量发展，让职工们都动起来。”"],
    ["顺义区委书记冷青", VOWS, "通州区委书记温晓辉", "通州要办好明年的运动会，推动通州高质量发展，努力谱写高质量发展的通州篇章。"],
    ["【顺义区委书记冷青】", VOWS],
]  # fmt: skip


@pytest.mark.parametrize("lines", SPEAKERS)
def test_a_speaker_has_words_of_his_own_or_others_beside_him(lines: list[str]) -> None:
    assert "speaker" in roles(*HEAD, *lines)
    assert "NAM001" in codes(*HEAD, *lines)


def test_the_author_under_the_headline_stays_a_speaker() -> None:
    assert roles("让职工都动起来", "顺义区委书记冷青", VOWS, VOWS[:20] + "。") == "headline speaker paragraph paragraph"
