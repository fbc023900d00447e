"""The own length of a repeated passage, and the excerpt that is shown."""

from __future__ import annotations

import pytest

from zhlint.analysis.copies.own_length import own_length_of
from zhlint.checks.repeat import opening
from zhlint.document import Document


@pytest.mark.parametrize(
    ("passage", "length"),
    [
        ("街坊们都说好", 6),
        ("街坊abc", 0),
        ("街坊ab", 4),
        ("街坊a", 3),
        ("街ab", 0),
        ("----", 0),
        ("", 0),
    ],
)
def test_a_passage_weighs_nothing_where_less_than_half_of_it_is_chinese(passage: str, length: int) -> None:
    assert own_length_of(Document(text=passage, source=passage, blocks=()))(passage) == length


@pytest.mark.parametrize(
    ("passage", "shown"),
    [
        ("街坊们都说这条路好", "街坊们都说这条路"),
        ("街坊们都说好", "街坊们都说好"),
        ("街坊们\n都说这条路好", "街坊们"),
        ("街坊们说“好”", "街坊们说"),
        ("街坊说“好路”", "街坊说‘好路’"),
    ],
)
def test_the_opening_of_a_passage_stands_within_quotation_marks(passage: str, shown: str) -> None:
    assert opening(passage) == shown
