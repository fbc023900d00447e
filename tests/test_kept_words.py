"""Words on shelves are the same whether they are searched or kept as a dictionary."""

from __future__ import annotations

import pytest

from zhlint.lexicon.kept_words import KeptWords, ShelfWords
from zhlint.lexicon.vocabulary import pack_frequencies, vocabulary

WORDS = {"镇": 5, "镇里": 3, "镇里人": 0, "镇长": 2, "镇长办": 0, "镇长办公": 7}


def kept_words() -> KeptWords:
    """The words of one shelf, and one word that stands on none."""
    shelf = memoryview(pack_frequencies(WORDS))
    return KeptWords(lambda first: shelf if first == "镇" else None, {"乡": {"乡": 1}})


@pytest.mark.parametrize("word", [*WORDS, "镇里镇长", "镇里\n镇里人", "里", "长办", ""])
def test_a_word_has_one_frequency_however_often_it_is_asked_for(word: str) -> None:
    kept = kept_words()
    assert [kept["镇"].get(word) for _ in range(200)] == [WORDS.get(word)] * 200


def test_a_shelf_becomes_a_dictionary_when_it_is_asked_for_often() -> None:
    kept = kept_words()
    kinds = [type(kept["镇"])]
    for _ in range(100):
        kept["镇"].get("镇长")
        kinds.append(type(kept["镇"]))
    assert dict.fromkeys(kinds) == dict.fromkeys([ShelfWords, dict])


def test_words_on_no_shelf_are_words_all_the_same() -> None:
    kept = kept_words()
    assert kept["乡"].get("乡") == 1
    assert kept["村"].get("村") is None


def test_the_shelves_kept_are_a_few_hundred() -> None:
    kept = kept_words()
    for code in range(0x5000, 0x5000 + 1200):
        assert kept[chr(code)].get(chr(code)) is None
        assert list(kept)[-1] == chr(code)
        assert len(kept) == min(code - 0x5000 + 1, 512)


def test_a_long_text_is_cut_as_before_while_shelves_become_dictionaries() -> None:
    text = "镇里组织村民修渠引水明年春耕就不愁了"
    assert len({tuple(vocabulary().cut(text)) for _ in range(100)}) == 1
