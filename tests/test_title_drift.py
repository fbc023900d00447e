"""Posts of one person: the reach of a sentence, and excerpts of the first post."""

from __future__ import annotations

import pytest

from zhlint.checks.title_drift import TitleDrift
from zhlint.reading import parse

DRAFT = "老街改造动工\n\n{first}林晓岚说，街坊们听得很认真，会后还围着问了不少问题。\n\n{between}{second}林晓岚说，要看望施工队。\n"


def hits(first: str, second: str, between: str = "") -> list[str]:
    text = DRAFT.format(first=first, second=second, between=between)
    return [hit.related[0].note for hit in TitleDrift(former=("原",)).run(parse(text))]


@pytest.mark.parametrize(
    ("first", "second", "found"),
    [
        ("顺义区区长", "昌平区区长", 1),
        ("顺义区区长", "顺义区副区长", 1),
        ("顺义区副区长", "顺义区常务副区长", 1),
        ("顺义区区长", "顺义区区长", 0),
        ("顺义区区长", "北京市顺义区区长", 0),
        ("顺义区区长", "昌平区书记", 0),
        ("顺义区区长", "原昌平区区长", 0),
    ],
)
def test_another_place_or_a_deputy_is_at_odds(first: str, second: str, found: int) -> None:
    assert len(hits(first, second)) == found


@pytest.mark.parametrize(("length", "found"), [(398, 0), (399, 0), (400, 1)])
def test_a_sentence_reaches_four_hundred_characters_back(length: int, found: int) -> None:
    assert len(hits("顺义区区长", "昌平区区长", "原" + "雨" * (length - 1) + "，")) == found


def test_the_last_thirty_characters_of_the_first_post_are_shown() -> None:
    long = "顺义区城市道路桥梁隧道涵洞沟渠管网设施养护维修改造工程领导小组办公室主任"
    (note,) = hits(long, long.replace("顺义区", "昌平区"))
    assert note == long[-30:]
    assert hits("顺义区区长", "昌平区区长") == ["顺义区区长"]
