"""Chinese characters, told from all others."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhlint.lexicon.han import HAN, HAN_RANGES, is_han


@pytest.mark.parametrize("character", [*"一鿿㐀䶮〇中𠀀𬱟𱍊𲎯"])
def test_a_character_of_any_block_is_chinese(character: str) -> None:
    assert is_han(character)


@pytest.mark.parametrize("character", ["", *"○0aÅ、。·ーあ々〆︰（", "\U000323b0", "\ue000", "\u33ff", "\ua000"])
def test_marks_letters_kana_and_private_characters_are_not(character: str) -> None:
    assert not is_han(character)


@given(st.characters(exclude_categories=["Cs"]))
def test_the_expression_and_the_function_agree(character: str) -> None:
    assert (re.fullmatch(HAN, character) is not None) == is_han(character)
    assert (re.fullmatch(f"[^{HAN_RANGES}]", character) is None) == is_han(character)
