"""Set phrases and closed lists: damage is found, and whole ones stay silent."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import TYPE_CHECKING

import pytest

from zhlint.analysis.words.wording import bare
from zhlint.cards.packs import shipped_rules
from zhlint.checks.near_miss import NearMiss
from zhlint.checks.wording import Wording
from zhlint.desk import Desk
from zhlint.document import Block, Document
from zhlint.engine.run import run
from zhlint.reading import parse
from zhlint.storage.tables import rows

if TYPE_CHECKING:
    from pathlib import Path

    from zhlint.finding import Finding
    from zhlint.rule import Rule

TABLES = ("formulations.tsv", "formulation-sets.tsv", "formulation-faults.tsv")


@cache
def rules() -> tuple[Rule, ...]:
    return tuple(rule for rule in shipped_rules() if rule.family == "FRM")


def findings(sentence: str, day: date | None = None) -> tuple[Finding, ...]:
    lone = (Block("paragraph", 0, len(sentence)),)
    found, problems = run(Document(text=sentence, source=sentence, blocks=lone, desk=Desk(date=day)), rules())
    assert not problems
    return found


def codes(sentence: str, day: date | None = None) -> list[str]:
    return [finding.code for finding in findings(sentence, day)]


def phrases() -> list[str]:
    return list(dict.fromkeys(row[0] for row in rows("formulations.tsv")))


@pytest.mark.parametrize("phrase", phrases())
def test_a_whole_phrase_is_left_alone_with_and_without_its_marks(phrase: str) -> None:
    tail = "党中央" if phrase.endswith("为核心的") else ""
    assert codes(f"乡里要{phrase}{tail}，一件事一件事办好。") == []
    assert codes(f"乡里要{bare(phrase)}{tail}，一件事一件事办好。") == []


@pytest.mark.parametrize("phrase", phrases())
def test_a_character_dropped_or_exchanged_in_the_middle_is_found_once(phrase: str) -> None:
    tail = "党中央" if phrase.endswith("为核心的") else ""
    variants = {each for row in rows("formulations.tsv") if row[0] == phrase for each in row[2].split("|") if each}
    middle = next(
        at
        for at in range(len(phrase) // 2 + 1, len(phrase))
        if bare(phrase[at : at + 2]) == phrase[at : at + 2] != "的决"
    )
    for damaged in (
        phrase[:middle] + phrase[middle + 1 :],
        phrase[:middle] + phrase[middle + 1] + phrase[middle] + phrase[middle + 2 :],
        phrase[:middle] + "鹭" + phrase[middle + 1 :],
    ):
        if damaged != phrase and not any(variant in bare(damaged) for variant in variants):
            assert len(codes(f"乡里要{damaged}{tail}，一件事一件事办好。")) == 1, damaged


@pytest.mark.parametrize("members", [row[1] for row in rows("formulation-sets.tsv")])
def test_members_are_left_alone_in_order_and_reported_out_of_it(members: str) -> None:
    first, second, *rest = members.split("、")
    assert codes(f"大家谈到{members}，很受启发。") == []
    assert codes(f"大家谈到{'、'.join([second, first, *rest])}，很受启发。") == ["FRM004"]


def test_reordered_members_are_put_right_by_the_fix() -> None:
    (finding,) = findings("要劳动精神、劳模精神和工匠精神并举。")
    assert finding.fix is not None
    assert [(edit.place.start, edit.text) for edit in finding.fix.edits] == [(2, "模"), (7, "动")]


def test_members_named_twice_are_a_matter_of_their_number_not_of_their_order() -> None:
    sentence = "讲清“四个自信”：理论自信、道路自信、理论自信、制度自信、文化自信。"
    assert codes(sentence) == ["FRM005"]


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        ("旧" + "雨" * 399, "", 0),
        ("旧" + "雨" * 400, "", 1),
        ("", "雨" * 397 + "旧", 0),
        ("", "雨" * 398 + "旧", 1),
        ("旧。", "", 1),
        ("旧，", "", 0),
        ("", "。旧", 1),
    ],
)
def test_a_sentence_is_passed_over_by_a_word_within_four_hundred_characters(
    before: str, after: str, found: int, tmp_path: Path
) -> None:
    table = tmp_path / "faults.tsv"
    table.write_text(
        "fault\tliteral\tbefore\twrong\tafter\tright\tvalid-from\nold\t夜笑\t\t夜笑\t\t夜校\t\n", encoding="utf-8"
    )
    text = f"{before}夜笑{after}"
    lone = Document(text=text, source=text, blocks=(Block("paragraph", 0, len(text)),))
    assert len(list(Wording(table=table, fault="old", unless="旧").run(lone))) == found


@pytest.mark.parametrize(
    ("phrase", "text", "found"),
    [
        ("都办好“三个夜校”", "都办好“三个夜笑”", True),
        ("都办好“三个夜校”", "都办好三个夜笑", False),
        ("都要办好“三个夜校”", "都要办好三个夜笑", True),
        ("都办好那三个夜校", "都办好那三个夜笑", True),
        ("都办好三个夜校", "都办好三个夜笑", True),
    ],
)
def test_a_phrase_of_less_than_eight_characters_counts_only_with_its_marks(
    phrase: str, text: str, found: bool, tmp_path: Path
) -> None:
    table = tmp_path / "phrases.tsv"
    table.write_text(
        f"phrase\ttopic\tvariants\tslips\tloose\tvalid-from\tvalid-to\n{phrase}\tschool\t\t1\t\t\t\n", encoding="utf-8"
    )
    lone = Document(text=text, source=text, blocks=(Block("paragraph", 0, len(text)),))
    assert any(NearMiss(table=table, topic="school").run(lone)) is found


@pytest.mark.parametrize(
    ("sentence", "code"),
    [
        ("讲清“四个自信”：道路自信、理论自信、文化自信。", "FRM005"),
        ("“四个意识”，即政治、大局、核心、看齐、服务意识。", "FRM005"),
        ("贯彻创新、协调、开放、共享的新发展理念。", "FRM005"),
        ("学思想、强党性、重实践，样样落到实处。", "FRM005"),
        ("统筹经济建设、文化建设、社会建设、生态文明建设。", "FRM005"),
        ("做到“两个维护”、增强“四个意识”、坚定“四个自信”。", "FRM004"),
        ("坚持以习近平同志为核心的党委会。", "FRM002"),
        ("在习近平同志为核心的党中央坚强领导下。", "FRM001"),
        ("深入学习近平新时代中国特色社会主义思想。", "FRM006"),
        ("学习习近平新时代中国特色社会主意思想。", "FRM003"),
        ("“一带一路”各方坚持共建共商共享，修好同一条路。", "FRM006"),
        ("五位一体战略布局写进了提纲。", "FRM007"),
    ],
)
def test_one_fault_is_one_finding(sentence: str, code: str) -> None:
    assert codes(sentence) == [code]


@pytest.mark.parametrize(
    "sentence",
    [
        "区里把道路自信、文化自信写进乡土教材。",
        "老人有获得感，孩子有安全感，邻里有幸福感。",
        "讲好“三个故事”，通过四种形式，让培训进村：种植、养殖、加工。",
        "坚持以学生为中心的办学理念，以病人为中心的服务导向。",
        "景区共建共享，居民共赢、共建共享。",
        "全面贯彻新时代中国特色社会主义思想。",
        "几代人用创新、开放写下新篇。",
    ],
)
def test_what_only_looks_alike_is_left_alone(sentence: str) -> None:
    assert codes(sentence) == []


def test_a_wording_is_not_asked_of_a_draft_older_than_it() -> None:
    sentence = "坚定文化自信、道路自信、理论自信、制度自信。"
    assert codes(sentence, date(2023, 5, 1)) == ["FRM004"]
    assert codes(sentence, date(2014, 5, 1)) == []


def test_an_old_wording_is_reported_once_the_draft_is_known_to_be_younger() -> None:
    sentence = "车站连起“一带一路”战略。"
    assert codes(sentence) == []
    assert codes(sentence, date(2024, 5, 1)) == ["FRM009"]
    assert codes(f"要做到“两个维护”。{sentence}") == ["FRM009"]


def test_a_traditional_draft_is_compared_but_not_rewritten() -> None:
    (finding,) = findings("各地完整、準確、全面貫徹新發屏理念。")
    assert (finding.code, finding.fix) == ("FRM001", None)


def test_a_miss_over_a_line_break_of_a_hard_wrapped_paragraph_is_one_finding() -> None:
    lines = [
        "　　镇上的干部说，要完整、准确、全面贯",
        "彻新展发理念，把每一件小事办到群众的",
        "心坎上，让山里的日子一天比一天好。",
        "",
        "　　大家都说好。",
    ]
    found, _ = run(parse("\n".join(lines)), rules())
    assert [finding.code for finding in found] == ["FRM001"]


@pytest.mark.parametrize("table", TABLES)
def test_every_row_has_its_source_and_the_day_it_was_checked(table: str) -> None:
    for row in rows(table):
        assert all(row[-2:]), row
        assert row[-1] >= "2026", row


@pytest.mark.parametrize("phrase", phrases())
def test_every_phrase_is_long_enough_for_its_slips(phrase: str) -> None:
    for row in rows("formulations.tsv"):
        if row[0] == phrase:
            assert int(row[3]) <= len(bare(phrase)) / 4, row
