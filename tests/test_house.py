"""The tables of a house: legal cells, and errors with file and line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from conftest import CARD
from needs import linux

from zhlint.cards import card_store
from zhlint.cards.house import house_table
from zhlint.storage.toml import ConfigError

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Newsroom

TABLE_CARD = CARD.replace("pattern", "substitution").replace(
    'find = "搞好"\nreplace = "做好"\n', 'table = "words.tsv"\n'
)
PEOPLE = "姓名,职务,单位,自,至,次序\n"


@pytest.mark.parametrize(
    ("name", "text", "rows"),
    [
        ("terms.csv", "错,对\n搞好,做好\n老乡,\n", [("搞好", "做好", ""), ("老乡", "", "")]),
        ("terms.csv", "错,对\n搞好,做好\n搞好,做好\n", [("搞好", "做好", "")]),
        ("terms.csv", "错,说明,对\r\n搞好,少用,做好\r\n", [("搞好", "做好", "少用")]),
        (
            "people.csv",
            PEOPLE + "周小满,镇长,清水镇,2023-5,2024,1\n",
            [("周小满", "镇长", "清水镇", "2023-5", "2024", "1")],
        ),
        (
            "people.csv",
            PEOPLE + "周小满,镇长,清水镇,2023/5/1,,\n",
            [("周小满", "镇长", "清水镇", "2023-5-1", "", "")],
        ),
        (
            "people.csv",
            PEOPLE + "周小满,镇长,清水镇,2023-5,2023,\n",
            [("周小满", "镇长", "清水镇", "2023-5", "2023", "")],
        ),
        ("people.csv", "姓名,次序\n周小满,2\n", [("周小满", "", "", "", "", "2")]),
    ],
)
def test_a_table_is_read_by_its_header(tmp_path: Path, name: str, text: str, rows: list[tuple[str, ...]]) -> None:
    file = tmp_path / name
    file.write_bytes(text.encode())
    assert list(house_table(file)) == rows


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("terms.csv", "错\t对\n搞好\t做好\n", "terms.csv:1: 各列之间用的是制表符，应为半角逗号；表头应为：错,对,说明"),
        ("terms.csv", "错;对;说明\n搞好;做好;\n", "terms.csv:1: 各列之间用的是分号，应为半角逗号"),
        ("people.csv", "姓名，职务\n周小满，镇长\n", "people.csv:1: 各列之间用的是全角逗号，应为半角逗号"),
        ("terms.csv", "错,对,错\n搞好,做好,\n", "terms.csv:1: “错”列重复"),
        ("terms.csv", "错,对\n做好,做好\n", "terms.csv:2: “错”和“对”相同，都是“做好”"),
        (
            "terms.csv",
            "错,对\n搞好,做好\n\n搞好,办好\n",
            "terms.csv:4: “搞好”的“对”与第 2 行不同：“办好”，第 2 行是“做好”",
        ),
        ("people.csv", PEOPLE + "周小满,镇长,清水镇,去年,,\n", "people.csv:2: “自”应写成 2023-05-01、2023-05 或 2023，现为“去年”"),
        ("people.csv", PEOPLE + "周小满,镇长,清水镇,,2023-02-30,\n", "people.csv:2: “至”应写成"),
        ("people.csv", PEOPLE + "周小满,镇长,清水镇,2024,2023-12,\n", "people.csv:2: “至”（2023-12）早于“自”（2024）"),
        ("people.csv", PEOPLE + "周小满,镇长,清水镇,,,一\n", "people.csv:2: “次序”应为数字，如 1，现为“一”"),
    ],
)  # fmt: skip
def test_a_wrong_cell_is_named_with_its_line(tmp_path: Path, name: str, text: str, message: str) -> None:
    file = tmp_path / name
    file.write_bytes(text.encode())
    with pytest.raises(ConfigError) as error:
        house_table(file)
    assert message in str(error.value)


@linux
@pytest.mark.parametrize("name", ["terms.CSV", "Terms.csv", "PEOPLE.csv", "Names.txt"])
def test_a_table_whose_name_has_capitals_is_an_error(newsroom: Newsroom, name: str) -> None:
    newsroom.write("zhlint.toml", 'packs = ["./house"]\n')
    newsroom.write("house/cards.toml", CARD)
    newsroom.write(f"house/{name}", "错,对\n甲,乙\n")
    newsroom.write("a.txt")
    ran = newsroom.zhlint("a.txt")
    assert ran.code == 2
    assert f"{name}: 这张表不会生效，文件名应全用小写，请改名为 {name.lower()}" in ran.err


def test_other_files_of_a_pack_are_named(newsroom: Newsroom) -> None:
    newsroom.write("zhlint.toml", 'packs = ["./house"]\n')
    newsroom.write("house/names.txt", "周小棠\n")
    newsroom.write("house/人名.txt", "何苗\n")
    newsroom.write("house/terms.xlsx", b"PK")
    newsroom.write("house/README.md", "说明")
    newsroom.write("a.txt")
    ran = newsroom.zhlint("a.txt", "--select", "PUN")
    assert ran.code == 0
    assert "规则包里没有用上的文件：terms.xlsx、人名.txt；只认 names.txt、terms.csv、people.csv" in ran.err
    assert "提醒：" in newsroom.zhlint("doctor").out


def test_a_configuration_in_the_folder_of_a_pack_is_no_card(newsroom: Newsroom) -> None:
    newsroom.write("house/zhlint.toml", 'packs = ["."]\n')
    newsroom.write("house/pyproject.toml", '[project]\nname = "house"\n')
    newsroom.write("house/cards.toml", CARD)
    newsroom.write("house/稿件/a.txt")
    ran = newsroom.zhlint("house/稿件", "--select", "PUN")
    assert (ran.code, ran.err) == (0, "")


def test_the_list_of_names_of_a_pack_is_no_draft(newsroom: Newsroom) -> None:
    newsroom.write("zhlint.toml", 'packs = ["./house"]\n')
    newsroom.write("house/names.txt", "周小棠\n何苗\n")
    newsroom.write("稿件/names.txt")
    newsroom.write("a.txt")
    assert "检查 2 个文稿" in newsroom.zhlint(".", "--select", "PUN").out


def test_a_pack_with_nothing_that_is_read_names_what_it_has(newsroom: Newsroom) -> None:
    newsroom.write("zhlint.toml", 'packs = ["./house"]\n')
    newsroom.write("house/人名.txt", "何苗\n")
    newsroom.write("a.txt")
    ran = newsroom.zhlint("a.txt")
    assert (ran.code, "里面的 人名.txt 不是这些名称，不认" in ran.err) == (2, True)


@pytest.mark.parametrize("report", ["markdown=报告.md", "text=报告.txt"])
def test_a_report_written_beside_the_drafts_is_no_draft(newsroom: Newsroom, report: str) -> None:
    newsroom.write("a.txt")
    newsroom.write("b.md")
    newsroom.zhlint(".", "--format", report, "--select", "PUN")
    out = newsroom.zhlint(".", "--select", "PUN").out
    assert "检查 2 个文稿" in out
    assert "跳过的检查报告：" in out


def test_the_file_that_a_run_prints_to_is_no_draft_of_it(newsroom: Newsroom) -> None:
    newsroom.write("a.txt")
    for mode in ("wb", "ab"):
        with (newsroom.folder / "b.txt").open(mode) as stream:
            assert newsroom.process("check", ".", "--no-config", "--select", "PUN", stdout=stream).code == 0
    assert "检查 1 个文稿" in (newsroom.folder / "b.txt").read_text(encoding="utf-8")
    assert "跳过的检查报告：./b.txt" in newsroom.zhlint(".", "--no-config").out.replace("\\", "/")


def test_a_draft_that_speaks_of_reports_is_a_draft(newsroom: Newsroom) -> None:
    newsroom.write("a.txt", "编辑部检查 3 个文稿，共 900 字。\n差错 0，存疑 0。\n")
    assert "检查 1 个文稿" in newsroom.zhlint(".", "--no-config").out


def pack(newsroom: Newsroom, card: str = CARD) -> Path:
    newsroom.write("zhlint.toml", 'packs = ["./house"]\n')
    newsroom.write("a.txt", "搞好服务。\n")
    return newsroom.write("house/cards.toml", card)


def codes(newsroom: Newsroom) -> list[str]:
    ran = newsroom.zhlint("check", "a.txt", "--select", "HSE", "--fail-on", "never", "--all")
    assert "Error" not in ran.err
    return [line.split(": ")[1].split()[0] for line in ran.out.split("\n") if line.startswith("a.txt:")]


def test_cards_of_a_house_are_parsed_once(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    pack(newsroom)
    assert codes(newsroom) == ["HSE001"]

    def refuse(_: Path) -> None:
        raise AssertionError("parsed")

    with monkeypatch.context() as patch:
        patch.setattr(card_store, "parsed_rules", refuse)
        assert codes(newsroom) == ["HSE001"]
    pack(newsroom, CARD.replace("HSE001", "HSE002"))
    assert codes(newsroom) == ["HSE002"]


def test_a_changed_table_of_a_house_is_read_again(newsroom: Newsroom) -> None:
    pack(newsroom, TABLE_CARD)
    newsroom.write("house/tables/words.tsv", "错\t对\n搞坏\t弄坏\n")
    assert codes(newsroom) == []
    newsroom.write("house/tables/words.tsv", "错\t对\n搞好\t做好\n")
    assert codes(newsroom) == ["HSE001"]
    (newsroom.folder / "house/tables/words.tsv").unlink()
    assert "words.tsv" in newsroom.zhlint("check", "a.txt").err


def test_a_card_gone_wrong_is_an_error_though_it_was_stored(newsroom: Newsroom) -> None:
    pack(newsroom)
    assert codes(newsroom) == ["HSE001"]
    pack(newsroom, CARD.replace("level =", "levle ="))
    assert "levle" in newsroom.zhlint("check", "a.txt").err
