"""A house's own terms, from its configuration, a pack's table, and both."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from zhlint.checks.term import Term
from zhlint.config.search import find_config
from zhlint.engine.ruleset import rule_set
from zhlint.linter import Linter
from zhlint.reading import parse
from zhlint.storage.toml import ConfigError

if TYPE_CHECKING:
    from pathlib import Path

DRAFT = "镇里的老戏台修好了，来听戏的人坐了满满一院子，连过道里都加了长凳，一直到散场也没有人提前离开。\n\n网约车停在路口，搞好服务的志愿者忙个不停，一直到后半夜才收工回家，第二天一早又来打扫院子。\n"


@pytest.fixture
def house(tmp_path: Path) -> Path:
    (tmp_path / "pack").mkdir()
    (tmp_path / "pack" / "terms.csv").write_text("错,对,说明\n网约车,网络预约车,本社用语\n", encoding="utf-8")
    return tmp_path


def found(folder: Path, config: str) -> list[tuple[str, str]]:
    (folder / "zhlint.toml").write_text(config, encoding="utf-8")
    report = Linter(find_config(folder)).lint_text(DRAFT)
    assert not report.errors
    return [(finding.text, finding.message) for finding in report.findings if finding.code == "TRM006"]


def test_terms_of_a_pack_and_of_the_configuration_work_together(house: Path) -> None:
    config = 'packs = ["./pack"]\n[options.TRM006]\nentries = [{ use = "做好", instead-of = ["搞好"] }]\n'
    assert found(house, config) == [
        ("网约车", "本社用语：“网约车”建议作“网络预约车”（本社用语）。"),
        ("搞好", "本社用语：“搞好”建议作“做好”。"),
    ]


def test_terms_of_two_packs_add_up(house: Path) -> None:
    (house / "other").mkdir()
    (house / "other" / "terms.csv").write_text("错,对\n长凳,条凳\n", encoding="utf-8")
    texts = [text for text, _ in found(house, 'packs = ["./pack", "./other"]\n')]
    assert texts == ["长凳", "网约车"]


def test_without_terms_the_rule_is_silent(house: Path) -> None:
    assert found(house, "") == []


@pytest.mark.parametrize(
    ("entry", "reason"),
    [
        ('{ use = "甲", insted-of = ["乙"] }', "没有“insted-of”这个键"),
        ('{ use = "甲", instead-of = ["乙"], level = "error" }', "级别不能逐条给，请写在 [level] 里"),
        ('{ use = "甲", instead-of = "乙" }', "instead-of 应为字符串列表"),
        ('{ use = "甲", instead-of = ["乙"], fix = "safe" }', "fix 只能是 ask 或 no，现为 safe"),
        ('["", "甲"]', "有一条的 instead-of（错）是空的"),
    ],
)
def test_a_wrong_entry_is_an_error_at_its_line(tmp_path: Path, entry: str, reason: str) -> None:
    (tmp_path / "zhlint.toml").write_text(f"[options.TRM006]\nentries = [{entry}]\n", encoding="utf-8")
    with pytest.raises(ConfigError, match="TRM006") as error:
        rule_set(find_config(tmp_path))
    assert "zhlint.toml:2" in str(error.value)
    assert reason in str(error.value)


def test_an_empty_cell_in_the_table_is_an_error_at_its_line(house: Path) -> None:
    (house / "pack" / "terms.csv").write_text("错,对\n搞好,做好\n,做好\n", encoding="utf-8")
    (house / "zhlint.toml").write_text('packs = ["./pack"]\n', encoding="utf-8")
    with pytest.raises(ConfigError, match=r"terms\.csv:3: “错”一栏是空的"):
        rule_set(find_config(house))


@pytest.mark.parametrize(
    ("entry", "text", "hits"),
    [
        ({"use": "内地与香港", "instead-of": ["中港"]}, "其中港澳游客不少", []),
        ({"use": "内地与香港", "instead-of": ["中港"]}, "中港两地往来", ["中港"]),
        ({"use": "人民法院", "instead-of": ["法院"]}, "人民法院门前，法院的人来了", ["法院"]),
        ({"use": "戏台", "instead-of": ["戏臺"]}, "這座戲臺", []),
        ({"use": "舞台", "instead-of": ["戏台"]}, "這座戲台還在", ["戲台"]),
        ({"use": "村民", "instead-of": ["老乡"], "near": "补助"}, "老乡来了。老乡领补助。", ["老乡"]),
        ({"use": "村民", "instead-of": ["老乡"], "near": "补助"}, "先来的是老乡；领补助的后到。", ["老乡"]),
        ({"use": "村民", "instead-of": ["老乡"], "near": "补助"}, "他说：“老乡来了。”领补助的后到。", []),
        ({"use": "村民", "instead-of": ["老乡"], "unless": "补助"}, "老乡来了。老乡领补助。", ["老乡"]),
    ],
)
def test_where_a_term_stands(entry: dict[str, object], text: str, hits: list[str]) -> None:
    document = parse(text)
    assert [document.text[hit.start : hit.end] for hit in Term(entries=(entry,)).run(document)] == hits


def test_no_simplified_term_is_written_into_a_traditional_draft() -> None:
    (hit,) = Term(entries=({"use": "舞台", "instead-of": ["戏台"]},)).run(parse("這座戲台還在"))
    assert hit.fix is None


@pytest.mark.parametrize(
    ("wrong", "use", "text", "found"),
    [
        ("甭", "不用", "他甭去了。", ["甭"]),
        ("搞好", "做好", "搞好服务，搞好卫生。", ["搞好", "搞好"]),
        ("𠮷野家", "吉野家", "街角的𠮷野家开门了。", ["𠮷野家"]),
        ("群众们们", "群众们", "群众们们来了。", ["群众们们"]),
        ("搞好", "做好", "搞 好服务。", []),
        ("計劃", "計畫", "全年計劃完成。", ["計劃"]),
    ],
)
def test_a_term_is_found_among_thousands_as_it_is_alone(wrong: str, use: str, text: str, found: list[str]) -> None:
    others = tuple((f"{chr(0x4E00 + number)}乂乂乂", "别的", "") for number in range(2000))
    document, entry = parse(text), {"use": use, "instead-of": [wrong], "whole": False}
    every: tuple[tuple[Any, ...], ...] = ((entry,), (*others, entry), (entry, *others))
    for entries in every:
        assert [document[hit] for hit in Term(entries=entries).run(document)] == found
