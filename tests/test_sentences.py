"""Sentences and clauses around an offset."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhlint.lexicon.sentences import LONGEST_CLAUSE, LONGEST_SENTENCE, clause_around, sentence_around

#: Each text has its sentences between bars; the bars are taken out before it is read.
SENTENCES = [
    "雨停了。|我们出发！|你去吗？|再等等",
    "他问：“谁去？”|没人回答。",
    "“都去吧！”|她说。",
    "真的吗？！|真的。",
    "《谁是英雄？》昨晚开播。|收视很好。",
    "他（真是好人！）又来了。|大家都笑。",
    "一是修路；二是种树……三是引水。|大家都同意。",
    "走吗?|走!|价格是12!5元。|见a.com/?id=3一文。",
    "没有句号\n|新的一行。|又一句\r\n|第三行",
    "排好了。”|第二句。",
]
CLAUSES = [
    "雨停了，|我们出发；|他问：|“谁去？”|没人答",
    "桌、椅、灯都有……|都旧了。",
    "共1,000元,|12:30开会;|完!",
    "“都去吧！”|她说。",
    "没有句号\n|新的一行",
]
PROSE = st.text("雨停了。！？，；：…、“”《》（）!?,;:1a\r\n ", max_size=60)


@pytest.mark.parametrize("parted", SENTENCES)
def test_every_character_of_a_sentence_leads_to_the_whole_sentence(parted: str) -> None:
    text = parted.replace("|", "")
    sentences = [
        text[slice(*sentence_around(text, offset))] for offset in range(len(text)) if text[offset] not in "\r\n"
    ]
    assert list(dict.fromkeys(sentences)) == [sentence.strip("\r\n") for sentence in parted.split("|")]


@pytest.mark.parametrize("parted", CLAUSES)
def test_every_character_of_a_clause_leads_to_the_clause_without_its_stop(parted: str) -> None:
    text = parted.replace("|", "")
    clauses = [text[slice(*clause_around(text, offset))] for offset in range(len(text))]
    assert list(dict.fromkeys(clauses)) == [clause.rstrip("，。；：！？…,;:!?”\r\n") for clause in parted.split("|")]


@given(PROSE)
def test_the_sentences_of_a_text_hold_each_character_once(text: str) -> None:
    for offset, character in enumerate(text):
        start, end = sentence_around(text, offset)
        if character in "\r\n":
            assert start <= end == offset
        else:
            assert start <= offset < end
            assert {sentence_around(text, other) for other in range(start, end)} == {(start, end)}


@given(PROSE)
def test_a_clause_lies_in_its_line_and_has_no_stop(text: str) -> None:
    for offset in range(len(text)):
        start, end = clause_around(text, offset)
        assert not {*text[start:end]} & {*"，。；：！？…\r\n"}
        assert start <= offset
        assert {clause_around(text, other) for other in range(start, end)} <= {(start, end)}


def test_an_offset_behind_the_last_stop_of_a_line_is_in_no_sentence() -> None:
    assert sentence_around("完了。\n", 3) == (3, 3)
    assert sentence_around("完了。", 3) == (3, 3)
    assert sentence_around("完了", 2) == (0, 2)


@pytest.mark.parametrize(("around", "longest"), [(sentence_around, LONGEST_SENTENCE), (clause_around, LONGEST_CLAUSE)])
def test_a_text_without_stops_is_cut_on_both_sides(around: object, longest: int) -> None:
    assert callable(around)
    text = "水" * 5_000
    assert around(text, 2_000) == (2_000 - longest, 2_000 + longest)
    assert around(text[:longest], longest - 1) == (0, longest)


def test_bounds_cut_a_sentence_and_a_clause() -> None:
    text = "本报讯 雨停了，我们出发。"
    assert sentence_around(text, 5, 4, 9) == (4, 9)
    assert clause_around(text, 5, 4) == (4, 7)
    assert clause_around(text, 9, 4, 11) == (8, 11)
