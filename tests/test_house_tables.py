"""Tables of a house, added to press prose: its own words are silent and suggested."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from zhlint import ConfigError, Linter
from zhlint.desk import HouseTable
from zhlint.model.counting import counted_table
from zhlint.model.joint_table import LARGEST_WEIGHT, JoinedTables
from zhlint.model.scoring import language_model, press_prose
from zhlint.model.table import NGrams

if TYPE_CHECKING:
    from conftest import Newsroom

#: Sentences round a word that the house has coined, and that other press would take for a slip of another.
OPENINGS = (
    "镇里的",
    "村民说",
    "周末的",
    "新开的",
    "社区的",
    "孩子们在",
    "老人到",
    "今年的",
    "第二家",
    "县里的",
    "街上的",
    "我们的",
)
TERM = "悦读工坐"
COINED = [f"{opening}{TERM}里坐满了人，大家安静地看书。" for opening in OPENINGS]
RIGHT = "扎实做好悦读工坐的各项准备，迎接读者。"
WRONG = "村里的悦独工坐里坐满了人，一直坐到天黑。"
SLIP = "县里召开防汛工作部署会，要求各乡镇扎实做好各项准备工坐。"


def table_of(documents: list[str]) -> bytes:
    return counted_table(documents, common=10)


@pytest.fixture
def house(newsroom: Newsroom) -> Newsroom:
    """A newsroom with a table of the house."""
    newsroom.write("house/own.ngrams", table_of(COINED))
    newsroom.write("a.txt", RIGHT)
    return newsroom


def codes(text: str, **config: object) -> list[str]:
    rules = {"select": ["WRD011", "WRD012", "WRD021", "WRD022", "WRD023"]}
    return [finding.message for finding in Linter({**rules, **config}).lint_text(text).findings]


@pytest.mark.parametrize("config", [{"model": {"tables": ["house/own.ngrams"]}}, {"packs": ["./house"]}])
def test_what_the_house_has_printed_ten_times_is_no_alarm(house: Newsroom, config: dict[str, object]) -> None:
    assert "“工坐”疑为“工作”，请核原稿" in codes(RIGHT)
    assert codes(RIGHT, **config) == []
    assert all("“工坐”" in message for message in (*codes(SLIP, **config), *codes(SLIP)))
    assert codes(SLIP, **config)
    assert house.zhlint("a.txt", "--select", "WRD021", "--fail-on", "warning").code == 1


def test_what_the_house_always_writes_is_suggested(house: Newsroom) -> None:
    suggested = "“悦独”疑为“悦读”，请核原稿"
    assert (suggested in codes(WRONG), codes(WRONG, packs=["./house"])) == (False, [suggested])
    house.write("zhlint.toml", 'packs = ["./house"]\n')
    assert house.zhlint("a.txt", "--fail-on", "warning").code == 0


def test_what_other_press_prints_is_not_doubted_for_the_sake_of_the_house(newsroom: Newsroom) -> None:
    often = [f"{opening}中央金融对话今年在镇里举行。" for opening in OPENINGS for _ in range(40)]
    newsroom.write("own.ngrams", table_of(often))
    text, rules = "今年的中英金融对话在镇里举行，大家都说好。", {"select": ["WRD021"]}
    for config in (rules, {**rules, "model": {"tables": ["own.ngrams"]}}):
        assert Linter(config).lint_text(text).findings == ()


def test_a_particle_is_the_use_of_the_house_only_between_the_same_characters(newsroom: Newsroom) -> None:
    text, rules = "他们坚定不移的走下去，笑声传得很远。", {"select": ["WRD023"]}
    archives = {
        "the same": [f"{opening}人坚定不移的走了。" for opening in OPENINGS],
        "before a noun": [f"{opening}人有坚定不移的信念。" for opening in OPENINGS],
    }
    found = {}
    for name, archive in archives.items():
        newsroom.write(f"{name}.ngrams", table_of(archive))
        found[name] = len(Linter({**rules, "model": {"tables": [f"{name}.ngrams"]}}).lint_text(text).findings)
    assert (len(Linter(rules).lint_text(text).findings), found) == (1, {"the same": 0, "before a noun": 1})


def test_a_slip_that_the_house_printed_now_and_then_is_still_one(newsroom: Newsroom) -> None:
    often = [f"{opening}防汛工作很扎实，大家都说好。" for opening in OPENINGS for _ in range(20)]
    newsroom.write("own.ngrams", table_of([*often, *(f"{opening}准备工坐很扎实。" for opening in OPENINGS[:10])]))
    assert codes("他对防汛工坐很满意，说大家辛苦了。", model={"tables": ["own.ngrams"]}) != []


def test_counts_are_added_by_their_characters_whatever_the_alphabets() -> None:
    press = NGrams(table_of(["甲乙丙丁，甲乙丙丁。"] * 6), "press")
    one, two = (NGrams(table_of([text] * 6), "house") for text in ("丁丙乙甲，甲乙丙戊。", "戊己甲乙丙，甲乙。"))
    joined = JoinedTables(press, [one, two])
    assert set(joined.alphabet) == set("甲乙丙丁戊己，。")
    for text in ("甲乙", "丙戊", "戊己", "丁丙", "己丁", "，甲"):
        parts = (table.pair(*table.numbers(text)) for table in (one, two))
        own = press.pair(*press.numbers(text)) if set(text) <= set(press.alphabet) else 0
        assert joined.pair(*joined.numbers(text)) == pytest.approx(own + joined.weight * sum(parts)), text
    assert joined.printed(joined.numbers("甲乙丙")) == pytest.approx(12, rel=0.05)
    assert joined.printed(joined.numbers("戊己丁")) == 0


def test_a_large_archive_weighs_no_more_than_press_prose() -> None:
    press, house = (NGrams(table_of(["甲乙丙丁。"] * times), "test") for times in (6, 600))
    assert JoinedTables(press, [house]).weight == pytest.approx(press.total / house.total)
    assert JoinedTables(house, [press]).weight == LARGEST_WEIGHT


def test_without_a_table_of_the_house_press_prose_is_alone() -> None:
    assert language_model(()) is press_prose()


@pytest.mark.parametrize("kept", [slice(0, 0), slice(0, -8), slice(8, None), slice(0, 60)])
def test_a_damaged_table_is_named_and_nothing_is_checked(house: Newsroom, kept: slice) -> None:
    house.write("zhlint.toml", '[model]\ntables = ["house/own.ngrams"]\n')
    house.write("house/own.ngrams", (house.folder / "house/own.ngrams").read_bytes()[kept])
    ran = house.zhlint("a.txt")
    assert (ran.code, ran.out) == (2, "没有查成的文件：a.txt。\n")
    assert "zhlint.toml:2: " in ran.err
    assert "own.ngrams: 语言模型的表已损坏，" in ran.err


def test_one_wrong_byte_anywhere_is_damage(house: Newsroom) -> None:
    content = bytearray((house.folder / "house/own.ngrams").read_bytes())
    content[-20] ^= 1
    house.write("house/own.ngrams", bytes(content))
    with pytest.raises(ConfigError, match=r"own\.ngrams: 语言模型的表已损坏"):
        Linter({"packs": ["./house"]})


def test_doctor_names_the_tables_and_finds_what_is_missing(house: Newsroom) -> None:
    house.write("zhlint.toml", 'packs = ["./house"]\n')
    assert f"本报的语言模型：{Path('house/own.ngrams').resolve()}" in house.zhlint("doctor").out
    house.write("wrong.toml", '[model]\ntables = ["house/no.ngrams"]\n')
    ran = house.zhlint("doctor", "--config", "wrong.toml")
    assert (ran.code, "问题：wrong.toml:2: 没有“house/no.ngrams”这张表" in ran.out) == (2, True)


def test_results_of_earlier_runs_count_no_more_once_the_table_is_another(house: Newsroom) -> None:
    house.write("zhlint.toml", 'packs = ["./house"]\n')
    house.write("b.txt", (RIGHT + "\n\n") * 2000)
    counts = []
    for documents in (COINED, COINED[:2], COINED):
        house.write("house/own.ngrams", table_of(documents))
        ran = house.zhlint("a.txt", "b.txt", "--select", "WRD021", "--fail-on", "never", "--format", "json")
        counts.append(json.loads(ran.out)["summary"]["findings"] > 0)
    assert counts == [False, True, False]


def test_a_newer_table_under_the_same_name_is_another_model(tmp_path: Path) -> None:
    file = tmp_path / "own.ngrams"
    models = []
    for documents in (COINED, COINED[:6]):
        file.write_bytes(table_of(documents))
        models.append(language_model((HouseTable(str(file), NGrams(file.read_bytes(), "own").checksum or 0),)))
    assert models[0] is not models[1]
