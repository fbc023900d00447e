"""Verbatim quotations: long ones, and those set apart."""

from __future__ import annotations

import pytest

from zhlint.analysis.marks.quotes import is_quoted, quotations
from zhlint.document import Block, Document

LONG = "大桥通车以后两岸居民往来只要十分钟渡口的老船工也笑了"[:25]


def document(text: str, role: str = "paragraph") -> Document:
    return Document(text=text, source=text, blocks=(Block(role, 0, len(text)),))


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        (f"他说“{LONG}”", [f"“{LONG}”"]),
        (f"他说“{LONG[:-1]}”", []),
        (f"他说「{LONG}」", [f"「{LONG}」"]),
        (f"他说“{LONG}", []),
        (f"他说“短”，又说“{LONG}”", [f"“{LONG}”"]),
        (f"他说“‘{LONG}’”", [f"“‘{LONG}’”"]),
        (f"他说‘{LONG}’，“{LONG}”", [f"‘{LONG}’", f"“{LONG}”"]),
        (f"他说“{LONG}”，不是{LONG}”", [f"“{LONG}”"]),
    ],
)
def test_a_quotation_is_verbatim_from_twenty_five_characters_on(text: str, quoted: list[str]) -> None:
    assert [text[start:end] for start, end in document(text).analyse(quotations)] == quoted


def test_a_place_is_quoted_as_far_as_the_closing_mark() -> None:
    text = f"前“{LONG}”后"
    end = len(text) - 1
    places = [(1, end), (2, 3), (end - 1, end), (0, 2), (end - 1, end + 1), (end, end + 1)]
    assert [is_quoted(document(text), *place) for place in places] == [True, True, True, False, False, False]


def test_a_block_of_quotation_is_quoted_without_marks() -> None:
    assert is_quoted(document("短句", "quotation"), 0, 2)
    assert not is_quoted(document("短句"), 0, 2)
