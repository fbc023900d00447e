"""Words meant in place of a non-word, and how likely each is."""

from __future__ import annotations

from itertools import pairwise

import pytest

from zhlint.analysis.words import slips as analysis_slips
from zhlint.analysis.words.near_words import NearWord, near_certain, near_words
from zhlint.analysis.words.slip_store import CERTAIN
from zhlint.analysis.words.slips import slips
from zhlint.check import OptionError
from zhlint.checks import near_word
from zhlint.lexicon.lexis import blur, lexis
from zhlint.lexicon.near_scores import features, score
from zhlint.reading import parse


def guesses(text: str) -> dict[str, NearWord]:
    return {text[guess.start : guess.end]: guess for guess in parse(text).analyse(near_words)}


@pytest.mark.parametrize(
    ("reading", "sound"),
    [
        ("zheng4", "zen"),
        ("zen1", "zen"),
        ("lan2", "nan"),
        ("nan2", "nan"),
        ("shi4", "si"),
        ("lang4", "nan"),
        ("ying1", "yin"),
        ("er2", "er"),
    ],
)
def test_near_sounds_are_one(reading: str, sound: str) -> None:
    assert blur(reading) == sound


@pytest.mark.parametrize(
    ("written", "word"),
    [
        ("纠分", "纠纷"),
        ("遏至", "遏制"),
        ("意贝", "意见"),
        ("标淮", "标准"),
        ("塞尔威亚", "塞尔维亚"),
        ("民主昌导", "民主倡导"),
    ],
)
def test_a_word_may_be_meant(written: str, word: str) -> None:
    assert (word in lexis().candidates(written)) is (word in lexis().words)


def test_a_word_is_not_meant_by_itself() -> None:
    assert "标准" not in set(lexis().candidates("标准"))


@pytest.mark.parametrize(
    ("written", "right"),
    [
        ("芬咐", "吩咐"), ("垃髻", "垃圾"), ("蹂咛", "蹂躏"), ("综含", "综合"),
        ("琉漓瓦", "琉璃瓦"), ("实炎室", "实验室"), ("柬埔载", "柬埔寨"), ("实检室", "实验室"),
        ("鬼鬼遂祟", "鬼鬼祟祟"), ("科学技掓", "科学技术"), ("卧薪颤胆", "卧薪尝胆"), ("国务委贞", "国务委员"),
    ],
)  # fmt: skip
def test_a_kept_slip_has_the_score_of_its_string(written: str, right: str) -> None:
    scores = {slip.right: slip.score for slip in parse(written).analyse(slips) if slip.end - slip.start == len(written)}
    assert scores[right] == pytest.approx(score(features(written, right)), abs=1e-6)


@pytest.mark.parametrize("window", [7, 20, 33])
def test_a_long_text_has_the_slips_of_a_short_one(window: int, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "老人们在广扬上跳舞，工厂执行环境标淮，纠分化解在村口。科学技掓、柬埔载、鬼鬼遂祟、国务委贞。" * 2
    known = parse(text).analyse(slips)
    monkeypatch.setattr(analysis_slips, "_WINDOW", window)
    whole = parse(text).analyse(slips)
    monkeypatch.setattr(analysis_slips, "_FEW", 0)
    assert known
    assert sorted(parse(text).analyse(slips)) == sorted(whole) == sorted(known)


@pytest.mark.parametrize(
    ("text", "written", "right"),
    [
        ("老人们在广扬上跳舞。", "广扬", "广场"),
        ("工厂严格执行环境标淮。", "标淮", "标准"),
        ("镇里把纠分化解在村口。", "纠分", "纠纷"),
        ("人民群重的获得感更强。", "群重", "群众"),
    ],
)
def test_the_meant_word_is_guessed(text: str, written: str, right: str) -> None:
    guess = guesses(text)[written]
    assert guess.right == right
    assert guess.score > 0


@pytest.mark.parametrize(
    "text",
    [
        "清晨的菜场里，卖豆腐的周师傅揭开蒸笼，热气漫过半条街。",
        "医护人员登上抗疫一线的列车。",
        "各部门认真部署防汛工作，轻松驰骋在赛道上。",
        "",
    ],
)
def test_plain_words_are_left_alone(text: str) -> None:
    assert not [guess for guess in guesses(text).values() if guess.score > 0]


@pytest.mark.parametrize(
    ("likely", "unlikely", "written"),
    [
        ("厂里严格执行环境标淮。", "厂里的李标淮获得一等奖。", "标淮"),
        ("双方写下协意两个字。", "双方写下“协意”两个字。", "协意"),
        ("双方达成了协意。", "协意·库马尔来访。", "协意"),
        ("老人们在广扬上跳舞。", "老人们在广扬上跳舞，孩子们也去广扬。", "广扬"),
    ],
)
def test_signs_of_a_name_make_a_slip_less_likely(likely: str, unlikely: str, written: str) -> None:
    assert guesses(likely)[written].score > guesses(unlikely)[written].score


def test_guesses_do_not_overlap() -> None:
    found = parse("市里出台惠民政第，各地加强基层组只建设，落实责仁，纠分不出村。" * 3).analyse(near_words)
    assert all(one.end <= other.start for one, other in pairwise(found))


def test_the_two_rules_share_the_guesses_out() -> None:
    text = "老人们在广扬上跳舞。镇里把纠分化解在村口。"
    surer, less_sure = near_word.NearWord(least=3), near_word.NearWord(least=0, below=3)
    assert [text[hit.start : hit.end] for hit in surer.run(parse(text))] == ["广扬"]
    assert [text[hit.start : hit.end] for hit in less_sure.run(parse(text))] == ["纠分"]


def test_a_range_must_hold_something() -> None:
    with pytest.raises(OptionError, match="below 应大于 least"):
        near_word.NearWord(least=1, below=1)


SENTENCES = (
    "老人们在广扬上跳舞。",
    "工厂严格执行环境标淮，双方达成了合作协意。",
    "李标淮获得一等奖，他写下“协意”两个字。",
    "人民群重的获得感更强，镇里把纠分化解在村口。",
    "老人们在广扬上跳舞，孩子们也爱去广扬。",
    "世锦塞上，男朋支送来工勩品，研桕院的记者机观察了一整天。",
    "清晨的菜场里，卖豆腐的周师傅揭开蒸笼，热气漫过半条街。",
    "",
)


@pytest.mark.parametrize("text", [*SENTENCES, "\n".join(SENTENCES)])
def test_what_is_near_certain_is_found_without_cutting_the_text(text: str) -> None:
    everything = [guess for guess in parse(text).analyse(near_words) if guess.score >= CERTAIN]
    quickly = parse(text).analyse(near_certain)
    assert [guess[:3] for guess in quickly] == [guess[:3] for guess in everything]
    assert [guess.score for guess in quickly] == pytest.approx([guess.score for guess in everything], abs=1e-4)


def test_the_near_certain_ones_are_there_to_be_found() -> None:
    assert len(parse("\n".join(SENTENCES)).analyse(near_certain)) >= 3
