"""Speaker lines: name, post and place in every order that papers print."""

from __future__ import annotations

import pytest

from zhlint.reading.grammar.speaker import ends_in_post, parse_speaker

NAME = "钱一鸣"
POST = "昌平区人大常委会副主任，区总工会主席"


@pytest.mark.parametrize(
    "line",
    [
        f"{POST} {NAME}",
        f"{POST}　{NAME}",
        f"{POST}{NAME}",
        f"{POST}：{NAME}",
        f"{POST} {NAME}：",
        f"【{POST} {NAME}】",
        f"【{POST}】{NAME}",
        f"●{POST} {NAME}",
        f"{NAME}（{POST}）",
        f"{NAME}　{POST}",
        f"{NAME}，{POST}",
        f"{NAME}：{POST}",
        f"{POST}\n{NAME}",
        f"{NAME}\n{POST}",
    ],
)
def test_forms(line: str) -> None:
    speaker = parse_speaker(line, 20)
    assert speaker
    assert speaker.post
    assert speaker.place
    assert (speaker.name.text, speaker.post.text, speaker.place.text) == (NAME, POST, "昌平区")
    for part in (speaker.name, speaker.post, speaker.place):
        assert line[part.start - 20 : part.end - 20] == part.text
    assert (speaker.start, speaker.end) == (20, 20 + len(line))


@pytest.mark.parametrize(
    ("line", "name", "place"),
    [
        ("北京经济技术开发区总工会主席 孙二娘", "孙二娘", "北京经济技术开发区"),
        ("四川省昭觉县委书记 吉木子呷", "吉木子呷", "四川省昭觉县"),
        ("和田市某厂工人 阿依古丽·买买提", "阿依古丽·买买提", "和田市"),
        ("昌平区总工会主席 钱　鸣", "钱　鸣", "昌平区"),
        ("江城大学主任医师王明", "王明", None),
        ("昌平区委组织部部长（兼） 孙二娘", "孙二娘", "昌平区"),
        ("中共昌平区委书记 孙二娘", "孙二娘", "昌平区"),
        ("中共中央党校教授 孙二娘", "孙二娘", None),
    ],
)
def test_names_and_places(line: str, name: str, place: str | None) -> None:
    speaker = parse_speaker(line)
    assert speaker
    assert speaker.name.text == name
    assert (speaker.place.text if speaker.place else None) == place


def test_the_house_has_names_for_places() -> None:
    speaker = parse_speaker("亦庄工会主席 孙二娘", 0, {"亦庄": "北京经济技术开发区"})
    assert speaker
    assert speaker.place
    assert speaker.place.text == "亦庄"


@pytest.mark.parametrize(
    "line",
    [
        "主席 钱一鸣",
        "我是党代表 永远跟党走",
        "做好书记 当好干部",
        "发挥党员干部 先锋模范",
        "市委书记会见李明",
        "区总工会主席祝贺王明",
        "昌平区总工会主席 钱一鸣表示",
        "江城银行行长金明说：",
        "昌平区总工会主席强调：",
        "昌平区总工会主席明确：",
        "代表们会见江城议员代表团",
        "撰文：昌平区总工会主席钱一鸣",
        "昌平区总工会主席钱一鸣。",
        "",
    ],
)
def test_what_is_no_speaker_line(line: str) -> None:
    assert parse_speaker(line) is None


def test_a_post_may_stand_alone_on_its_line() -> None:
    assert ends_in_post("【昌平区总工会主席】")
    assert not ends_in_post("主席")
    assert not ends_in_post("昌平区总工会主席说")
