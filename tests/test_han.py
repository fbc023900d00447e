"""Chinese characters, told from all others."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhlint.analysis.speakers.people import is_person
from zhlint.analysis.speakers.speech import people, utterances
from zhlint.analysis.words.dotted_names import dotted_names
from zhlint.lexicon.han import HAN, HAN_RANGES, is_han
from zhlint.reading import parse


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


@pytest.mark.parametrize("character", [*"明䶮𬱟〇"])
def test_a_name_with_a_rare_character_is_a_name_to_reader_and_analyses(character: str) -> None:
    text = (
        f"昌平区修好一条路\n\n本报讯（记者李小{character}）昨天，昌平区区长王{character}说：“路修好了，水也引来了。”"
        f"昌平区副区长马{character}强表示，学校要按时开课。\n\n阿卜杜拉·艾{character}提，马{character}强也到场。"
    )
    document = parse(text)
    assert [name.text for credit in document.credits for name in credit.names] == [f"李小{character}"]
    assert [person.name.text for person in people(document)] == [f"王{character}", f"马{character}强"]
    assert {utterance.speaker.name.text for utterance in utterances(document)} == {f"王{character}", f"马{character}强"}
    assert is_person(document, text.index("王"), text.index("王") + 2)
    assert [name.text for name in document.analyse(dotted_names)] == [f"阿卜杜拉·艾{character}提"]
