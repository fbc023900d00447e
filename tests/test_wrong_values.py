"""Wrong values in a configuration are errors with file and line, never crashes."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

import pytest
from conftest import CARD, PROSE, Ran, without_rights

if TYPE_CHECKING:
    from conftest import Newsroom

HUGE = "9" * 5000
PROFILE = """\
title = "本社"
pass-mark = 1.0
[classes.all]
errata = ["character"]
weight = 1.0
bands = [[BAND, 1.0]]
"""


def assert_told(ran: Ran, where: str = "") -> None:
    assert ran.code == 2
    assert "内部出错" not in ran.err
    assert "Traceback" not in ran.err
    assert where in ran.err
    assert len(ran.err) < 2000


@pytest.mark.parametrize(
    "line",
    [
        f'max-size = "{HUGE}MiB"',
        f'requires = ">={HUGE}"',
        f'baseline = "{"a" * 5000}"',
        'baseline = "a\\u0000b"',
        f'"{"preset" * 5000}" = 1',
        'preset = "' + "desk" * 5000 + '"',
    ],
)
def test_a_configuration(newsroom: Newsroom, line: str) -> None:
    newsroom.write("a.txt")
    newsroom.write("zhlint.toml", f"\n{line}\n")
    assert_told(newsroom.zhlint("a.txt"), "zhlint.toml:2")


def test_an_option(newsroom: Newsroom) -> None:
    newsroom.write("a.txt")
    assert_told(newsroom.zhlint("a.txt", "--max-size", f"{HUGE}MiB"), "--max-size")
    assert_told(newsroom.zhlint("a.txt", "--baseline", "a" * 5000))


@pytest.mark.parametrize("band", ["inf", "nan", "-1", HUGE])
def test_a_profile(newsroom: Newsroom, band: str) -> None:
    newsroom.write("a.txt")
    newsroom.write("ours.toml", PROFILE.replace("BAND", band))
    assert_told(newsroom.zhlint("rate", "a.txt", "--profile", "./ours.toml"), "ours.toml")


@pytest.mark.parametrize("key", ["find", "before", "after", "not-before", "not-after"])
@pytest.mark.parametrize("source", ["(" * 6000 + "a" + ")" * 6000, "a{99999999999}", "(a+)+"])
def test_an_expression_of_a_card(newsroom: Newsroom, key: str, source: str) -> None:
    newsroom.write("a.txt")
    card = CARD.replace('find = "搞好"', f"find = '{source}'") if key == "find" else f"{CARD}{key} = '{source}'\n"
    newsroom.write("zhlint.toml", 'packs = ["./house"]\n')
    newsroom.write("house/cards.toml", card)
    assert_told(newsroom.zhlint("a.txt"), "cards.toml:")


@pytest.mark.parametrize("code", ["ＨＳＥ００１", "ΑΒΓ001", "HSE²²²", "hse001", "HSE01"])
def test_a_code(newsroom: Newsroom, code: str) -> None:
    newsroom.write("a.txt")
    newsroom.write("zhlint.toml", 'packs = ["./house"]\n')
    newsroom.write("house/cards.toml", CARD.replace("[HSE001]", f'["{code}"]'))
    assert_told(newsroom.zhlint("a.txt"), "cards.toml:1")


@pytest.mark.parametrize(
    "example",
    [
        'bad = "搞好"\nas = []',
        'bad = "搞好"\nas = {}',
        'bad = "搞好"\nwith = 1',
        'bad = "搞好"\nwith = []',
        "bad = 1",
        "draft = []",
        "good = {}",
    ],
)
def test_an_example(newsroom: Newsroom, example: str) -> None:
    newsroom.write("zhlint.toml", 'packs = ["./house"]\n')
    newsroom.write("house/cards.toml", f"{CARD}[[HSE001.examples]]\n{example}\n")
    for words in (("test", "house"), ("explain", "HSE001"), ("rules",)):
        assert_told(newsroom.zhlint(*words), "cards.toml:")


@pytest.mark.parametrize(
    ("rule", "options"),
    [
        ("CHR006", f"most = {2**63 - 1}"),
        ("CHR006", "most = -1"),
        ("TRM003", "entries = [[]]"),
        ("TRM003", 'entries = [["", "", "", ""]]'),
    ],
)
def test_the_options_of_a_rule(newsroom: Newsroom, rule: str, options: str) -> None:
    newsroom.write("a.txt")
    newsroom.write("zhlint.toml", f'extend-select = ["{rule}"]\n[options.{rule}]\n{options}\n')
    assert_told(newsroom.zhlint("a.txt"), "zhlint.toml:")


@pytest.mark.parametrize(("name", "header"), [("terms.csv", "错,对,说明"), ("people.csv", "姓名,职务,单位,自,至,次序")])
def test_a_cell_of_a_table(newsroom: Newsroom, name: str, header: str) -> None:
    newsroom.write("a.txt")
    newsroom.write("zhlint.toml", 'packs = ["./house"]\n')
    newsroom.write(f"house/{name}", f"{header}\n{'长' * 140_000},甲,乙\n")
    assert_told(newsroom.zhlint("a.txt"), f"{name}:2")


def test_half_a_surrogate_pair_in_a_baseline_is_kept(newsroom: Newsroom) -> None:
    newsroom.write("a.txt", f"{PROSE}\n代表入场,会议开始。\n")
    entry = {"path": "\ud800.txt", "code": "PUN001", "snippet": ",", "sentence": "⟦⟧", "reason": "看过"}
    newsroom.write(".zhlint-baseline.json", json.dumps({"entries": [entry]}))
    assert newsroom.zhlint("baseline", "write", "a.txt", "--reason", "看过").code == 0
    assert len(json.loads((newsroom.folder / ".zhlint-baseline.json").read_bytes())["entries"]) == 2
    assert newsroom.zhlint("a.txt").code == 0


@pytest.mark.parametrize(
    "words", [("--format", "json=closed/a.json"), ("--baseline", "closed/b.json"), ("--config", "closed/zhlint.toml")]
)
def test_a_path_in_a_closed_folder(newsroom: Newsroom, words: tuple[str, ...]) -> None:
    newsroom.write("a.txt")
    (newsroom.folder / "closed").mkdir(mode=0)
    try:
        assert_told(newsroom.process("a.txt", *words, before=without_rights()), os.path.join("closed", "")[:6])
    finally:
        (newsroom.folder / "closed").chmod(0o700)


def test_half_a_surrogate_pair_in_a_text_is_no_fault() -> None:
    from zhlint import lint
    from zhlint.config.model import Config

    for script in ("這個們來時會國說學與為對發動經現過長點", "今天天气很好，萬"):
        lint(f"{script}，\ud800代表入场,会议开始。\n" * 20, config=Config(preset="full"))
