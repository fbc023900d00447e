"""The other characters on the line of a span."""

from __future__ import annotations

import pytest

from zhlint.lexicon.lines import line_beside


@pytest.mark.parametrize(
    ("parted", "width", "expected"),
    [
        ("清晨的|老街|很安静", 2, ("晨的", "很安")),
        ("清晨的|老街|很安静", 9, ("清晨的", "很安静")),
        ("第一行\n的|老街|很\r\n安静", 9, ("的", "很")),
        ("第一行\r|老街|\n", 9, ("", "")),
        ("|老\n街|", 3, ("", "")),
        ("清晨||很安静", 1, ("晨", "很")),
        ("清晨|老街|很安静", 0, ("", "")),
    ],
)
def test_a_line_is_followed_so_far_on_either_side(parted: str, width: int, expected: tuple[str, str]) -> None:
    before, span, after = parted.split("|")
    assert line_beside(before + span + after, len(before), len(before) + len(span), width) == expected
