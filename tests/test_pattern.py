"""The pattern check: surroundings, replacements, forms, and wrong options."""

from __future__ import annotations

from typing import Any

import pytest

from zhlint.check import OptionError
from zhlint.checks.pattern import Pattern
from zhlint.desk import Desk
from zhlint.document import Block, Document


def document(text: str, script: str = "simplified") -> Document:
    return Document(text=text, source=text, blocks=(Block("paragraph", 0, len(text)),), desk=Desk(script=script))


def found(text: str, *, script: str = "simplified", **options: Any) -> list[str]:
    return [text[hit.start : hit.end] for hit in Pattern(**options).run(document(text, script))]


def replaced(text: str, **options: Any) -> list[str | None]:
    hits = list(Pattern(**options).run(document(text)))
    return [hit.fix.edits[0].replacement if hit.fix else None for hit in hits]


@pytest.mark.parametrize(
    ("options", "text", "expected"),
    [
        ({"find": "甲"}, "甲乙甲", ["甲", "甲"]),
        ({"find": "甲", "after": "乙"}, "甲乙甲", ["甲"]),
        ({"find": "甲", "not_after": "乙"}, "甲乙甲", ["甲"]),
        ({"find": "乙", "before": "甲|^"}, "丙乙甲乙", ["乙"]),
        ({"find": "乙", "not_before": "甲"}, "丙乙甲乙", ["乙"]),
        ({"find": "甲", "at": "start"}, "甲乙甲", ["甲"]),
        ({"find": "甲+", "at": "end"}, "甲乙甲甲", ["甲甲"]),
        ({"find": "甲.", "not_before": "丙"}, "丙甲甲乙", ["甲乙"]),
        ({"find": "乙", "not_before": "甲.{22,23}"}, "甲" + "丙" * 23 + "乙", []),
        ({"find": "乙", "not_before": "甲.{22,24}"}, "甲" + "丙" * 24 + "乙", ["乙"]),
        ({"find": "乙", "before": "甲.{22,23}"}, "甲" + "丙" * 23 + "乙", ["乙"]),
        ({"find": "乙", "before": "甲.{22,24}"}, "甲" + "丙" * 24 + "乙", []),
        ({"find": "乙", "not_line": "甲"}, "甲" + "丙" * 999 + "乙", []),
        ({"find": "乙", "not_line": "甲"}, "甲" + "丙" * 1000 + "乙", ["乙"]),
        ({"find": "乙", "not_line": "甲"}, "乙" + "丙" * 998 + "甲", []),
        ({"find": "乙", "not_line": "甲"}, "乙" + "丙" * 999 + "甲", ["乙"]),
        ({"find": "乙", "not_line": "甲"}, "甲\n乙\n甲", ["乙"]),
        ({"find": "乙", "least": 2}, "乙甲", []),
        ({"find": "乙", "least": 2}, "乙甲乙", ["乙", "乙"]),
    ],
)
def test_a_match_stands_in_its_surroundings(options: dict[str, Any], text: str, expected: list[str]) -> None:
    assert found(text, **options) == expected


@pytest.mark.parametrize(
    ("find", "text", "expected"),
    [
        ("{han}+", "abc中文〇12，", ["中文〇"]),
        ("[{han}，]+", "a中，文b", ["中，文"]),
        ("[^{han}，]+", "a中，文b", ["a", "b"]),
        ("[^{han}]+", "a中1", ["a", "1"]),
        ("{digit}+", "12３中", ["12３"]),
        ("{latin}+", "abＣ1", ["abＣ"]),
        ("[{numeral}]{2}", "一二甲", ["一二"]),
        (r"[\]{han}]+", "a]中", ["]中"]),
        ("{han}", "①Ⅰ３Ａé", []),
    ],
)
def test_classes_stand_alone_and_in_brackets(find: str, text: str, expected: list[str]) -> None:
    assert found(text, find=find) == expected


@pytest.mark.parametrize(
    ("options", "text", "expected"),
    [
        ({"find": "(甲)乙", "replace": r"\1"}, "甲乙", ["甲"]),
        ({"find": "(?P<one>甲)乙", "replace": r"\g<one>丙"}, "甲乙", ["甲丙"]),
        ({"find": "甲(乙)?", "replace": r"\1"}, "甲乙甲", ["乙", None]),
        ({"find": "[,;]", "replace": {",": "，", ";": "；"}}, ",;", ["，", "；"]),
        ({"find": "[,;]+", "replace": {",": "，", ",;": "；"}}, ",,甲,;", ["，，", "；"]),
        ({"find": "甲"}, "甲", [None]),
    ],
)
def test_what_is_put_in_place(options: dict[str, Any], text: str, expected: list[str | None]) -> None:
    assert replaced(text, **options) == expected


def test_a_match_of_no_character_is_no_hit() -> None:
    assert found("甲乙，甲", find="(?<=甲)乙?") == ["乙"]
    assert found("甲乙，甲", find="(?<=甲)乙?", at="end") == []


def test_named_groups_are_slots() -> None:
    (hit,) = Pattern(find="(?P<who>甲|乙)走(?P<how>快)?").run(document("乙走"))
    assert hit.slots == {"who": "乙", "how": ""}


def test_of_overlapping_forms_the_first_listed_is_taken() -> None:
    forms = ({"find": "乙丙"}, {"find": "甲乙"}, {"find": "丁"})
    assert found("甲乙丙丁", forms=forms) == ["乙丙", "丁"]


def test_a_form_may_be_for_one_script() -> None:
    forms = ({"find": "甲", "script": "traditional"}, {"find": "乙"})
    assert found("甲乙", forms=forms) == ["乙"]
    assert found("甲乙", script="traditional", forms=forms) == ["甲", "乙"]


def test_a_form_may_be_less_sure_than_its_rule() -> None:
    (hit,) = Pattern(forms=({"find": "甲", "replace": "乙", "safety": "ask"},)).run(document("甲"))
    assert hit.fix
    assert hit.fix.safety == "ask"


@pytest.mark.parametrize(
    ("options", "option"),
    [
        ({}, "find"),
        ({"find": "甲", "forms": ({"find": "乙"},)}, "find"),
        ({"forms": ({"found": "乙"},)}, "forms"),
        ({"forms": ({"replace": "乙"},)}, "forms"),
        ({"find": "甲", "at": "middle"}, "at"),
        ({"find": "甲", "safety": "sure"}, "safety"),
        ({"forms": ({"find": "甲", "script": "latin"},)}, "script"),
    ],
)
def test_an_option_that_cannot_be_is_named(options: dict[str, Any], option: str) -> None:
    with pytest.raises(OptionError) as error:
        Pattern(**options)
    assert error.value.option == option


def test_a_broken_expression_is_named_when_it_is_compiled() -> None:
    with pytest.raises(OptionError, match="正则表达式有误"):
        list(Pattern(find="(").run(document("甲")))
