"""Foreign names with a dot between their parts."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhlint.analysis.words.dotted_names import dotted_names
from zhlint.document import Document

#: The same names by one expression that is tried everywhere.
NAME = re.compile("(?<![甲乙丙·])[甲乙丙]{1,8}(?:·[甲乙丙]{1,8})+(?![甲乙丙·])")


def names(text: str) -> list[str]:
    return [name.text for name in dotted_names(Document(text=text, source=text, blocks=()))]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("“约翰·史密斯”和（安娜·玛丽亚·罗西）", ["约翰·史密斯", "安娜·玛丽亚·罗西"]),
        ("约翰·史密斯", ["约翰·史密斯"]),
        ("“阿䶮·𬱟罗”，𬱟约翰·史密斯", ["阿䶮·𬱟罗", "𬱟约翰·史密斯"]),
        ("·约翰、约翰·、约翰··史密斯", []),
        ("12·8 A·B", []),
        ("甲乙丙丁戊己庚辛·子，", ["甲乙丙丁戊己庚辛·子"]),
        ("甲乙丙丁戊己庚辛壬·子，", []),
    ],
)
def test_a_name_stands_whole_between_other_characters(text: str, found: list[str]) -> None:
    assert names(text) == found


@given(st.text("甲乙丙·。a", max_size=40))
def test_every_name_is_found_though_only_dots_are_looked_at(text: str) -> None:
    assert names(text) == [match[0] for match in NAME.finditer(text)]
