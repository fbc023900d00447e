"""What every match of an expression contains, read off the expression."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhlint.patterns.literals import literals_in, literals_of


@pytest.mark.parametrize(
    ("source", "strings"),
    [
        ("星期[一二]", {"星期"}),
        ("甲(?:乙|丙)", {"甲乙", "甲丙"}),
        ("[0-3]几", {"0几", "1几", "2几", "3几"}),
        ("(?<=月)[12]日", {"月1", "月2"}),
        ("[12](?=大)", {"1大", "2大"}),
        ("(?:甲乙|丙)丁", {"乙丁", "丙丁"}),
        ("甲?乙丙", {"乙丙"}),
        ("(?:甲乙)*丙", {"丙"}),
        ("(?:学年|财年)?年", {"年"}),
        ("甲年?至", {"甲至", "年至"}),
        ("(?:甲|)(?:乙丙)", {"乙丙"}),
        ("(?!甲)乙丙", {"乙丙"}),
        ("甲+", {"甲"}),
        ("^甲乙$", {"甲乙"}),
        ("(甲)\\1乙", {"甲"}),
        ("(?i:ab)甲乙", {"甲乙"}),
        (".+", None),
        ("[^甲]", None),
        ("(?i)ab", None),
        ("甲?", None),
    ],
)
def test_strings_of_which_every_match_has_one(source: str, strings: set[str] | None) -> None:
    assert literals_in(source) == (None if strings is None else frozenset(strings))


def test_several_expressions_say_nothing_where_one_does_not() -> None:
    assert literals_of(["甲乙", "丙丁"]) == frozenset({"甲乙", "丙丁"})
    assert literals_of(["甲乙", ".+"]) is None


ATOMS = st.sampled_from(["甲", "乙", "[甲丙]", "[^甲]", ".", "(?=乙)", "(?<=甲)", "(?!丙)", "(?<!乙)", "^", "$"])
EXPRESSIONS = st.recursive(
    ATOMS,
    lambda inner: st.one_of(
        st.tuples(inner, inner).map("".join),
        st.tuples(inner, inner).map(lambda two: f"(?:{two[0]}|{two[1]})"),
        st.tuples(inner, st.sampled_from(["?", "*", "+", "{2}", "{0,2}", "*?"])).map(
            lambda two: f"(?:{two[0]}){two[1]}"
        ),
        inner.map(lambda one: f"({one})"),
        inner.map(lambda one: f"(?={one})"),
    ),
    max_leaves=8,
)


@given(EXPRESSIONS, st.text("甲乙丙丁", max_size=8))
def test_no_text_without_them_has_a_match(source: str, text: str) -> None:
    strings = literals_in(source)
    if strings is not None and not any(string in text for string in strings):
        assert not re.search(source, text)
