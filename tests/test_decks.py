"""Decks: lines above a story, and its opening."""

from __future__ import annotations

import pytest
from story import LEAD, LISTED, MORE, codes, roles

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
    assert "DUP001" in codes("新书房开门迎客", "□本报记者 林知远", MORE, LEAD, LISTED, LEAD)


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


PLEA = "要把渠修到田头，让水流到每一块地里，让种粮的人心里有底，这是全镇今年最要紧的一件事"
ASKED = "修渠要听群众的，群众说好才算好。各村要把账算清楚，修一条成一条"


@pytest.mark.parametrize(
    "lines",
    [
        ("把渠修到田头", ASKED, PLEA, f"本报石桥6月1日电 {LEAD}", f"他强调，{PLEA}。"),
        ("把渠修到田头（石桥观点）", ASKED, PLEA, LEAD, MORE),
        ("把渠修到田头", PLEA, f"{LEAD}{MORE}", "渠边停着三辆车。"),
        ("把渠修到田头", "把账算清楚，把人心算进去", f"{LEAD}{MORE}", f"村民都说，{PLEA}。", MORE),
    ],
)
def test_lines_that_sum_up_under_the_headline_are_decks(lines: tuple[str, ...]) -> None:
    decks = [line for line in lines[1:] if not line.endswith("。")]
    assert roles(*lines).split()[: len(decks) + 1] == ["headline", *["deck"] * len(decks)]
    assert not {"STR003", "DUP003", "DUP009", "PUN021"}.intersection(codes(*lines))


@pytest.mark.parametrize(
    "lead",
    [
        "5月8日，镇里的新书房开门迎客，来了上百名居民，书房里坐得满满当当，志愿者帮助整理书架，也给孩子们讲故事",
        "近日，镇里的新书房开门迎客，来了上百名居民，书房里坐得满满当当，志愿者帮助整理书架，也给孩子们讲故事",
    ],
)
def test_a_lead_that_lost_its_stop_is_no_deck(lead: str) -> None:
    assert "STR003" in codes("新书房开门迎客", "□本报记者 林知远", lead, LEAD, MORE)


def test_the_letter_above_a_dateline_may_be_told_again_below() -> None:
    letter = f"{PLEA}，镇里、村里、组里的人都要多到地头去，多听群众怎么说，一件一件办好"
    above = ("季明远给石桥镇回信", f"乡亲们：{letter}。", f"本报石桥6月1日电 {LEAD}", f"季明远在信中说，{letter}。")
    assert "DUP009" not in codes(*above)
    assert "DUP009" in codes("石桥镇修渠", f"{LEAD}{letter}。", f"{MORE}{letter}。", MORE)


def test_the_opening_may_sum_up_what_is_said_far_below() -> None:
    passage = f"{PLEA}，镇里、村里、组里的人都要多到地头去，多听群众怎么说，一件一件办好"
    between = ["镇里开了三次会。", "村里走了四户人家。", "县里来过两批人。", "组里量了五条渠。"]
    told = ("石桥镇修渠", f"{passage}。这是镇里定下的事。", LEAD, *between)
    assert "DUP009" not in codes(*told, f"镇长说，{passage}。{MORE}")
    assert "DUP009" in codes("石桥镇修渠", LEAD, *between, f"镇长说，{passage}。", f"书记说，{passage}。{MORE}")
