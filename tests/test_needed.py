"""The strings that an expression needs stand in every text that it matches."""

from __future__ import annotations

import re
from importlib import import_module
from typing import Any

import pytest
from test_triggers import SAMPLES, Sampler

from zhlint.cards.packs import shipped_rules
from zhlint.checks.pattern import Pattern
from zhlint.patterns.needed_strings import needed_strings
from zhlint.reading import parse

_parser: Any = import_module("re._parser")
FINDS = [
    pytest.param(form.find.pattern, id=f"{rule.code}-{number}")
    for rule in shipped_rules()
    if isinstance(rule.check, Pattern)
    for number, form in enumerate(rule.check.compiled)
]


def needed(source: str, flags: int = 0) -> set[str] | None:
    strings = needed_strings(_parser.parse(source, flags))
    return None if strings is None else set(strings)


@pytest.mark.parametrize(
    ("source", "strings"),
    [
        ("搞好", {"搞好"}),
        ("搞好(?=[\u4e00-\u9fff])", {"搞好"}),
        ("台湾|香港", {"台湾", "香港"}),
        ("政协(副?)主任", {"政协主任", "政协副主任"}),
        ("[省市]委(?:宣传|组织)部", {"宣传", "组织"}),
        ("[0-9]+公斤", {"公斤"}),
        ("公斤[0-9]*", {"公斤"}),
        ("(?:很|非常)*好看", {"好看"}),
        ("(?:哈哈){2,}", {"哈哈"}),
        ("(?<=本)报讯", {"报讯"}),
        ("[^好]看", {"看"}),
        (".*", None),
        ("[\u4e00-\u9fff]", None),
        ("好?", None),
        ("好|[^看]", None),
        ("(?!好)[a-z0-9A-Z_, -]{3}", None),
        ("(?i)vitamin", None),
        ("(?i:vitamin)c", {"c"}),
        ("", None),
    ],
)
def test_what_an_expression_needs(source: str, strings: set[str] | None) -> None:
    assert needed(source) == strings


def test_an_expression_that_ignores_case_needs_nothing_known() -> None:
    assert needed("abc", re.IGNORECASE) is None


@pytest.mark.parametrize("source", FINDS)
def test_every_match_of_a_shipped_expression_has_what_it_needs(source: str) -> None:
    strings = needed(source)
    matched = [text for seed in range(SAMPLES) if re.search(source, text := Sampler(seed).text(source))]
    assert strings is None or [text for text in matched if not any(string in text for string in strings)] == []


@pytest.mark.parametrize("source", ["搞好", "[搞弄]好", "搞好|弄好", "[^的]好(?:服务)?"])
def test_a_pattern_is_silent_where_what_it_needs_is_absent(source: str) -> None:
    check = Pattern(find=source)
    assert list(check.run(parse("清晨的菜场里，热气漫过半条街。"))) == []
    assert len(list(check.run(parse("清晨的菜场里，搞好服务。")))) == 1
