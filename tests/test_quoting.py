"""Quotation marks in messages: never two of one form inside each other."""

from __future__ import annotations

import pytest
from conftest import PROSE

from zhlint import lint
from zhlint.config.model import Config
from zhlint.phrasing.quoting import fill_message, quote


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("好", "“好”"),
        ("‘好’", "“‘好’”"),
        ("“好”", "「“好”」"),
        ("”", "「”」"),
        ("“「好」”", "『“「好」”』"),
        ("“「『好』」”", "““「『好』」””"),
    ],
)
def test_text_is_quoted_with_marks_it_does_not_hold(text: str, expected: str) -> None:
    assert quote(text) == expected


@pytest.mark.parametrize(
    ("template", "slots", "expected"),
    [
        ("“{found}”应为“{fix}”", {"found": "的的", "fix": "的"}, "“的的”应为“的”"),
        ("“{found}”应为“{fix}”", {"found": "‘站’", "fix": "“站”"}, "「‘站’」应为「“站”」"),
        ("“等”前不用顿号，“{found}”应删", {"found": "“"}, "「等」前不用顿号，「“」应删"),
        ("“{found}”应改为弯引号“”", {"found": "“站”"}, "「“站”」应改为弯引号“”"),
        ("{advice}，疑误", {"advice": "应为“站”"}, "应为“站”，疑误"),
    ],
)
def test_a_message_quotes_with_one_form_throughout(template: str, slots: dict[str, str], expected: str) -> None:
    assert fill_message(template, slots) == expected


@pytest.mark.parametrize(
    ("code", "draft", "message"),
    [
        ("PUN006", "很多‘00后’走进书房。", "「‘00后’」的引号应外双内单，应为「“00后”」。"),
        ("PUN003", '他说："好，“都来。”"他又说。', '直引号「"好，“都来。”"」不分左右，应改为弯引号“”。'),
        ("PUN024", "他说“：我不去。”", "左引号、左书名号后面不应有点号，「“：」应为「：“」。"),
    ],
)
def test_the_two_sides_of_an_advice_differ(code: str, draft: str, message: str) -> None:
    (finding,) = lint(f"{PROSE}{draft}", config=Config(select=(code,)))
    assert finding.message == message
