"""The tables of wrong forms: legal rows, and fluent drafts that stay silent."""

from __future__ import annotations

from itertools import chain

import pytest

from zhlint.analysis.words.near_words import _SURNAMES as FREQUENT_SURNAMES
from zhlint.config.model import Config
from zhlint.fixing.fixer import Scan, fix_all
from zhlint.lexicon.gazetteer import gazetteer
from zhlint.lexicon.vocabulary import jieba_words, vocabulary
from zhlint.linter import Linter
from zhlint.storage.tables import rows

NON_WORDS = ["non-words.tsv", "look-alikes.tsv"]
TABLES = [*NON_WORDS, "idioms.tsv", "variants.tsv", "confusables.tsv"]
SPELLING = {"WRD001", "WRD002", "WRD003", "WRD005", "WRD008", "WRD011", "WRD012"}
WITH_FIX = ["non-words.tsv", "idioms.tsv"]
LINTER = Linter(Config())
HEAD = """城关区图书馆周末夜读受欢迎
本报记者 周立宁
每到周六傍晚，城关区图书馆的灯就亮到深夜，附近的居民带着孩子来借书，也有老人坐在窗边看报，一坐就是两个小时。
"""


def forms(table: str) -> list[tuple[str, str]]:
    return [(row[0], row[1] if len(row) > 1 else "") for row in rows(table)]


def found(text: str, linter: Linter = LINTER) -> list[tuple[str, str]]:
    return [(finding.code, finding.text) for finding in linter.lint_text(HEAD + text).findings]


def fixed(text: str) -> str:
    return fix_all(HEAD + text, lambda draft: Scan(LINTER.lint_text(draft).findings)).text.removeprefix(HEAD)


@pytest.mark.parametrize("table", NON_WORDS)
def test_no_wrong_form_is_a_verb_that_goes_on(table: str) -> None:
    assert [wrong for wrong, right in forms(table) if wrong.endswith("着") and right.endswith("者")] == []


@pytest.mark.parametrize("table", NON_WORDS)
def test_no_wrong_form_of_two_characters_begins_with_a_frequent_surname(table: str) -> None:
    assert [wrong for wrong, _ in forms(table) if len(wrong) == 2 and wrong[0] in FREQUENT_SURNAMES] == []


@pytest.mark.parametrize("table", NON_WORDS)
def test_no_wrong_form_is_a_word_of_its_own(table: str) -> None:
    """jieba's dictionary has some slips as rare words; a frequent one is a word."""
    words = jieba_words()
    assert [wrong for wrong, right in forms(table) if 8 * words.frequency(wrong) > words.frequency(right)
            and words.frequency(wrong) > 3] == []  # fmt: skip


@pytest.mark.parametrize("table", TABLES)
def test_no_wrong_form_is_a_spelling_that_a_draft_may_keep(table: str) -> None:
    kept = {spelling for pair in forms("spelling-pairs.tsv") for spelling in pair}
    assert [wrong for wrong, _ in forms(table) if wrong in kept] == []


@pytest.mark.parametrize("table", TABLES)
def test_no_wrong_form_is_the_name_of_a_place(table: str) -> None:
    places = gazetteer().by_name
    assert [wrong for wrong, _ in forms(table) if wrong in places] == []


@pytest.mark.parametrize("table", WITH_FIX)
def test_a_fix_is_weakened_to_ask_and_nothing_else(table: str) -> None:
    assert {row[4] for row in rows(table) if len(row) > 4 and row[4]} == {"ask"}
    assert {row[5] for row in rows(table) if len(row) > 5} <= {"", "simplified", "traditional"}


@pytest.mark.parametrize("table", WITH_FIX)
def test_a_form_that_is_fixed_unasked_is_no_word_to_jieba_but_a_known_slip(table: str) -> None:
    sure = [row for row in rows(table) if len(row) < 5]
    assert [row[0] for row in sure if vocabulary().frequency(row[0]) > 30] == []


FLUENT = [
    "她管理着各个社区的志愿者队伍，丈夫经营着一家书店。",
    "孩子们记着老师的话，大家参与着、见证着，也守护着、建设着这条街。",
    "他患着重病，还坚持上课；她爱好着文学，劳动着，消费着自己的力气。",
    "镇长周祥介绍，水渠已经修好。周祥和他的班组又去了下一个村。",
    "村支书彭勃表示，大家放心。会计严俊说，账都在这里。村民安祥说，麦子熟了。",
    "弘阳广场周末客流大增，宏阳公司送来两车物资，赵宏杨是第一个到的。",
    "镜头慢慢推近，有人举错了牌子，老屋的匾上写着“周道如砥”。",
    "技术员专研种子，护林员做防害工作，展台上摆着植物精萃。",
    "人都在坐车回家的路上，有的想找个暑假工做几天。",
    "那年头谁都等侯明回来，医生侯亮到岗为由头写了一篇短文。",
    "他们既使设备更新，又使工人省力，褒贬不一但效果看得见。",
    "消防站的黑板报写着防患于未燃，老两口是单口独脚戏的老听众。",
    "农场送来5台山地车，他乘8路军区总院方向的车，这一带1路公交车也到。",
    "家里的事情了了，他说是是是，城里在在显示出新气象。",
    "你给我们介绍介绍，大家再努力努力，坚持坚持就到了。",
    "王局长在任的时侯先生来过，他们在坐的每一辆车上贴了标语。",
    "她不善长跑，他最善长笛；市场竟争得面红耳赤，大家取得成积分。",
    "摄影棚里形成震摄影圈的作品，服务对像他这样的老人很重要。",
    "肖中和和他的班组又来了，危仙和她的徒弟也来了，那天王脉博走进馆里。",
    "学校脱贫功坚定不移，他以经济学见长，都以经营为主。",
    "这里用的是成份股的办法，他管这叫组织的权力和义务。",
]


@pytest.mark.parametrize("text", FLUENT)
def test_fluent_words_names_and_free_phrases_are_no_slips(text: str) -> None:
    # Of tables: what is unlikely in press prose (市场竟争得面红耳赤) the language model doubts all the same.
    assert [one for one in found(text) if one[0].startswith(("WRD", "TRM", "FRM")) and one[0] != "WRD021"] == []
    assert fixed(text) == text


SLIPS = {
    "会议布署了防汛工作。": ("WRD001", "布署"),
    "这场演出令人震憾。": ("WRD001", "震憾"),
    "古镇的历史可以追朔到宋代。": ("WRD001", "追朔"),
    "大家表示要再接再励。": ("WRD002", "再接再励"),
    "截止目前，书房已开放三十座。": ("WRD004", "截止"),
    "下雨的时侯，馆里人更多。": ("WRD001", "的时侯"),
    "神态安祥的老人坐在门口。": ("WRD001", "神态安祥"),
    "社区里一片朝气彭勃。": ("WRD001", "朝气彭勃"),
    "馆员致以问侯，读者很高兴。": ("WRD001", "致以问侯"),
}


@pytest.mark.parametrize(("text", "slip"), SLIPS.items())
def test_real_slips_are_still_found_and_fixed(text: str, slip: tuple[str, str]) -> None:
    assert found(text) == [slip]
    assert fixed(text) != text


@pytest.mark.parametrize(
    "text",
    [
        "店主王震憾说，明天开门。",
        "馆长李布署介绍，夜读办了三年。",
        "通讯员 张必竟",
        "参加的有周立宁、张遵徇、何秋。",
        "（李泻露 摄）",
        "华东师范大学戚业国教授作了点评。",
    ],
)
def test_a_form_that_is_a_persons_name_is_no_slip(text: str) -> None:
    assert found(text) == []
    assert fixed(text) == text


def test_a_form_that_is_a_name_once_is_that_name_throughout_a_draft() -> None:
    text = "店主王震憾说，明天开门。\n震憾和他的伙计忙到半夜。"
    assert found(text) == []


def test_a_form_of_which_one_place_is_another_phrase_is_not_fixed_unasked() -> None:
    text = "会议布署了防汛工作。\n本报公布署名文章的评选结果。"
    assert found(text) == [("WRD001", "布署")]
    assert fixed(text) == text
    assert fixed("会议布署了防汛工作。\n又布署了抗旱工作。") == "会议部署了防汛工作。\n又部署了抗旱工作。"


@pytest.mark.parametrize(
    "text",
    [
        "语文课上讲，“布署”应写成“部署”。",
        "一家叫“再接再励”的网店开张。",
        "电视剧《一本正径》热播。",
        "刊物《说布署》出了三期，编辑布署了第四期。",
        "布署、再接再励、针贬时弊，都是常见的错别字。",
        "校对时最怕把部署写成布署。",
    ],
)
def test_a_form_that_is_mentioned_or_stands_in_a_title_is_not_fixed_unasked(text: str) -> None:
    assert found(text) != []
    assert fixed(text) == text


def test_a_sentence_about_characters_shields_no_other() -> None:
    assert fixed("他查出三个错字。会议布署了防汛工作。") == "他查出三个错字。会议部署了防汛工作。"


def test_a_part_of_a_name_written_by_sound_is_no_slip() -> None:
    assert found("阿布署提·买买提和买买提·布署尔到馆里来了。") == []


def test_one_slip_is_one_finding_whatever_table_it_stands_in() -> None:
    linter = Linter(Config(preset="full", select=("WRD",)))
    pairs = list(chain.from_iterable(rows(table) for table in TABLES))
    report = linter.lint_text(HEAD + "\n".join(f"大家说，{row[0]}，很多。" for row in pairs))
    places = [finding.place.line for finding in report.findings if finding.code in SPELLING]
    assert len(places) == len(set(places))
    assert len(places) > len(pairs) // 2
