"""Captions, told from the lines of speakers and from titles."""

from __future__ import annotations

import pytest
from story import LEAD, MORE, TITLE, codes, roles

GAMES = "11月15日，全市职工运动会在昌平区体育中心开幕，各区总工会组队参赛，千余名职工在赛场上一展风采，现场气氛热烈。"
VOWS = (
    "昌平区总工会为这次运动会准备了半年。昌平区职工代表说，要以此次运动会为契机，"
    "努力谱写高质量发展的昌平篇章，推动昌平高质量发展。"
)
OWN = "今年我们要以运动会为契机，努力谱写高质量发展的昌平篇章，推动昌平高质量发展，让职工们都动起来。"
HEAD = ["全市职工运动会在昌平开幕", "□本报记者 沈砚秋", GAMES]
CAPTIONS = [
    ["顺义区委书记冷青", "宣布全市职工运动会开幕", VOWS],
    ["顺义区委书记冷青", "致辞", VOWS],
    ["顺义区委书记冷青", "为获奖职工颁奖", VOWS],
    ["顺义区委书记冷青", VOWS],
    ["顺义区总工会主席 温晓辉", VOWS, "运动会将持续三天，设有十二个项目，八百名志愿者提供服务。"],
]
TOLD = "温晓辉说：“我们准备了半年。”她介绍，运动会设有十二个项目，八百名志愿者提供服务。"
PAIRS = [
    ["顺义区委书记冷青", LEAD, "顺义区总工会主席 温晓辉", "运动会将持续三天，设有十二个项目，八百名志愿者提供服务。"],
    ["顺义区委书记冷青", "运动会将持续三天，设有十二个项目。", "顺义区总工会主席 温晓辉", TOLD],
]  # fmt: skip


@pytest.mark.parametrize("lines", PAIRS)
def test_two_names_over_what_others_tell_are_captions(lines: list[str]) -> None:
    assert "speaker" not in roles(*HEAD, *lines)


UNMARKED = [
    "冷青校长致辞", "校长冷青讲话", "学生代表发言", "校友代表方小满发言", "副县长温然主持开幕式", "县工会主席为获奖选手颁奖", "新桥夜景效果图", "活动现场",
    "颁奖现场", "合影留念", "村民在分拣枇杷", "学生正在做实验", "讲解员为学生讲解", "舞蹈《老街》", "副县长温然宣布通车", "委员步入会场", "代表季明远、吴可在主席台就座", "诗朗诵《春天的信》",
]  # fmt: skip
TITLED = [
    "校长致辞有新意", "走进活动现场", "一、领导讲话", "第二项：领导致辞", "让孩子站上领奖台", "干部敢发言", "书房里的合影", "志愿者在行动", "干部在一线", "《老街》的故事", "教师军乐队",
]  # fmt: skip


@pytest.mark.parametrize("line", UNMARKED)
def test_a_line_that_says_what_a_picture_shows_is_a_caption(line: str) -> None:
    assert roles(TITLE, "□本报记者 林知远", LEAD, line, MORE) == "headline byline paragraph caption paragraph"


@pytest.mark.parametrize("line", TITLED)
def test_a_title_in_the_body_is_no_caption(line: str) -> None:
    assert roles(TITLE, "□本报记者 林知远", LEAD, line, MORE) == "headline byline paragraph subhead paragraph"


def test_a_group_is_a_caption_beside_others() -> None:
    assert roles(TITLE, LEAD, "冷青校长致辞", MORE, "教师军乐队", GAMES).split().count("caption") == 2


def test_the_words_of_a_speech_under_its_title_make_no_caption() -> None:
    assert (
        roles(TITLE, "□本报记者 林知远", LEAD, "冷青校长致辞", "我们的书房开门了，欢迎大家来看书。").split()[3]
        == "subhead"
    )


@pytest.mark.parametrize("lines", CAPTIONS)
def test_a_lone_name_between_paragraphs_is_a_caption(lines: list[str]) -> None:
    assert "speaker" not in roles(*HEAD, *lines)
    assert "caption" in roles(*HEAD, *lines)
    assert codes(*HEAD, *lines) == []


#: The same without a speaker of another district, whose words the place may be.
PLEDGE = VOWS.replace("昌平区职工代表说，", "我们")

SPEAKERS = [
    ["顺义区委书记冷青", OWN],
    ["顺义区委书记冷青", "“努力谱写高质量发展的昌平篇章，推动昌平高质量发展，让职工们都动起来。”"],
    ["顺义区委书记冷青", PLEDGE, "通州区委书记温晓辉", "通州要办好明年的运动会，推动通州高质量发展，努力谱写高质量发展的通州篇章。"],
    ["【顺义区委书记冷青】", PLEDGE],
]  # fmt: skip


@pytest.mark.parametrize("lines", SPEAKERS)
def test_a_speaker_has_words_of_his_own_or_others_beside_him(lines: list[str]) -> None:
    assert "speaker" in roles(*HEAD, *lines)
    assert "NAM001" in codes(*HEAD, *lines)


def test_the_author_under_the_headline_stays_a_speaker() -> None:
    assert roles("让职工都动起来", "顺义区委书记冷青", VOWS, VOWS[:20] + "。") == "headline speaker paragraph paragraph"


def test_a_sentence_over_the_credit_of_a_picture_is_its_caption() -> None:
    caption = "5月8日下午，县委书记季明远在镇里的新书房同居民交谈。"
    for credit in ("本报记者 陶一凡摄", "本报记者 陶 凡摄", "新华社发"):
        lines = ("季明远看望读者", caption, credit, f"本报南岭5月8日电 （记者陶一凡）{LEAD}", MORE)
        assert roles(*lines).split()[:2] == ["headline", "caption"]
        assert not {"PUN021", "BYL003", "DUP001"}.intersection(codes(*lines))


def test_three_names_over_reports_of_their_words_are_captions() -> None:
    people = {"冷青": "顺义区委书记冷青", "温然": "通州区委书记温然", "顾晓岚": "昌平区总工会主席顾晓岚"}
    words = "运动会办得好，场馆将全年开放，供职工使用。"
    told = [line for name, person in people.items() for line in (person, f"{name}说，{words}")]
    assert "speaker" not in roles(*HEAD, *told)
    own = [line for person in people.values() for line in (person, words)]
    assert roles(*HEAD, *own).split().count("speaker") == 3


@pytest.mark.parametrize(
    "caption", ["资料图：居民在老街口等着书房开门。", "老人和孩子在书房门口合影，身后是新挂的牌子。"]
)
def test_a_sentence_between_headline_and_dateline_is_the_caption_of_a_picture(caption: str) -> None:
    lines = (TITLE, caption, f"本报石桥5月8日电 {LEAD}", MORE)
    assert roles(*lines).split()[:2] == ["headline", "caption"]
    assert "PUN021" not in codes(*lines)
    assert "PUN021" in codes(f"{TITLE}。", f"本报石桥5月8日电 {LEAD}", MORE)
