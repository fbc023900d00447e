"""Fixed names: right wherever they stand whole, found with one slip."""

from __future__ import annotations

import pytest

from zhlint.config.model import Config
from zhlint.linter import Linter
from zhlint.storage.tables import rows

NAMES = [row[0] for row in rows("fixed-names.tsv")]
KEPT = {kept for row in rows("fixed-names.tsv") for kept in row[1].split("|") if kept}
LINTER = Linter(Config(select=("FRM010",)))
HEAD = "图书馆的灯亮到深夜，附近的居民带着孩子来借书，也有老人坐在窗边看报，一坐就是两个小时，走的时候还要再借两本回去看。\n"


def found(text: str) -> list[str]:
    return [finding.text for finding in LINTER.lint_text(HEAD + text).findings]


@pytest.mark.parametrize("name", NAMES)
def test_a_whole_name_is_silent_beside_any_word(name: str) -> None:
    assert found(f"大家学习{name}的文件，{name}指出，各级{name}都在。") == []


@pytest.mark.parametrize("name", NAMES)
def test_a_doubled_character_within_a_name_is_found(name: str) -> None:
    middle = len(name) // 2
    slip = name[: middle + 1] + name[middle:]
    assert found(f"会上，{slip}。") == [slip]


@pytest.mark.parametrize("name", [name for name in NAMES if len(name) >= 5])
def test_a_dropped_or_exchanged_character_within_a_name_is_found(name: str) -> None:
    middle = len(name) // 2
    dropped = name[:middle] + name[middle + 1 :]
    exchanged = name[:middle] + name[middle + 1] + name[middle] + name[middle + 2 :]
    for slip in {dropped, exchanged} - KEPT - set(NAMES) - {name}:
        assert found(f"会上，{slip}，") == [slip]


@pytest.mark.parametrize(
    "text",
    [
        "其中共产党员五人，工人代表大会闭幕，我国务实推进合作，国务委员到会。",
        "贯彻中共中央、国务院、中央军委、全国人大常委会、全国政协的要求。",
        "市人民政府政府采购中心挂牌，人民法院法官到会。",
    ],
)
def test_what_only_looks_like_a_slip_is_silent(text: str) -> None:
    assert found(text) == []
