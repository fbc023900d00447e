"""Names of persons: no rule on characters or words speaks inside one."""

from __future__ import annotations

import pytest

from zhlint.config.model import Config
from zhlint.linter import Linter

LINTER = Linter(Config())
BODY = "镇文化站介绍，新书房上月底开门，每天有上百名居民来看书。书房里有两层，楼下借书，楼上自习。"
TRADITIONAL = "鎮文化站介紹，新書房上月底開門，每天有上百名居民來看書。書房裡有兩層，樓下借書，樓上自習。"
#: The slots of names: by-lines, posts, verbs of saying, lists.
SLOTS = (
    "新书房开门迎客\n\n本报记者 {name}\n\n{body}",
    "新书房开门迎客\n\n本报讯（记者 {name}）{body}",
    "新书房开门迎客\n\n{body}（{name}）",
    "新书房开门迎客\n\n{body}\n\n图为书房一角。{name} 摄",
    "新书房开门迎客\n\n{body}县医院胸外科主任{name}带领团队来义诊，{name}表示，以后每月来一次。",
    "新书房开门迎客\n\n{body}{name}站长介绍，以后每周都有讲座。",
    "新书房开门迎客\n\n{body}季明远、{name}、陶一凡出席开门仪式。",
    "新书房开门迎客\n\n{body}村民{name}抱着孩子来借书，{name}的孩子上小学。",
    "新书房开门迎客\n\n{body}\n\n{name}（右一）在讲故事",
    "致老同志的一封信\n\n各位老同志：\n\n{body}\n\n{name}\n2026年7月8日",
    "新书房开门迎客\n\n{body}\n\n文字：{name}\n编辑：{name}",
)
NAMES = ("苏广洲", "周祥", "曾名湧", "严俊", "朱弘阳", "陈布署", "刘羣", "孙沈浸", "林馀温", "何瞭解")


def said_inside(slot: str, name: str, body: str) -> list[str]:
    text = slot.format(name=name, body=body)
    spans = [(at, at + len(name)) for at in range(len(text)) if text.startswith(name, at)]
    return [
        f"{finding.code} {finding.text}"
        for finding in LINTER.lint_text(text).findings
        if finding.code.startswith(("WRD", "CHR", "TRM"))
        and any(start < finding.place.end and finding.place.start < end for start, end in spans)
    ]


@pytest.mark.parametrize("name", NAMES)
def test_no_rule_on_words_speaks_inside_a_name(name: str) -> None:
    assert [said for slot in SLOTS for said in said_inside(slot, name, BODY)] == []


@pytest.mark.parametrize("name", ["曾名湧", "蘇廣洲", "顧加巨", "陳佈署"])
def test_nor_in_traditional_script(name: str) -> None:
    assert [said for slot in SLOTS for said in said_inside(slot, name, TRADITIONAL)] == []


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("县长林知远布署了明年的工作。", "WRD001"), ("志愿者布署了明年的工作，要求各村落实到位。", "WRD001"),
        ("林知远表示，要布署好明年的工作。", "WRD001"), ("林知远说，展品来自广洲市。", "WRD008"), ("季明远、林知远、陶一凡布署了工作。", "WRD001"),
    ],
)  # fmt: skip
def test_a_slip_beside_a_name_is_reported(words: str, code: str) -> None:
    text = f"新书房开门迎客\n\n本报记者 林知远\n\n{BODY}{words}"
    assert code in [finding.code for finding in LINTER.lint_text(text).findings]


@pytest.mark.parametrize(
    "tail",
    ["（记者方小满、季明远）（完）", "（记者 方小满 季明远）（完）", "（方小满）（完）", "（记者方小满、季明远、完）"],
)
def test_the_mark_of_the_end_is_no_name(tail: str) -> None:
    for between in ("", "\n\n"):
        assert LINTER.lint_text(f"新书房开门迎客\n\n{BODY}{between}{tail}").findings == ()


@pytest.mark.parametrize("who", ["学生", "居民", "志愿者"])
@pytest.mark.parametrize("slip", ["成积", "毕竞", "苏洲市"])
def test_a_slip_after_a_word_for_people_is_no_name(who: str, slip: str) -> None:
    text = f"新书房开门迎客\n\n{BODY}来借书的{who}{slip}，都记在册子上。"
    assert slip in {finding.text for finding in LINTER.lint_text(text).findings}


@pytest.mark.parametrize(
    "told", ["村民周祥，今年八十岁，每天来看报。", "村民朱弘阳，每天来看报。", "村民周祥告诉孩子，书要轻拿。"]
)
def test_a_name_after_a_word_for_people_stays_a_name(told: str) -> None:
    text = f"新书房开门迎客\n\n{BODY}{told}"
    assert [finding.code for finding in LINTER.lint_text(text).findings if finding.code.startswith("WRD")] == []
