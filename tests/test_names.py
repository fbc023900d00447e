"""Names that drift, places put under the wrong province, and speaker lines that differ."""

from __future__ import annotations

import re
from random import Random

import pytest

from zhlint.checks.name_drift import NameDrift, _places
from zhlint.checks.place_hierarchy import PlaceHierarchy
from zhlint.checks.speaker_line_form import SpeakerLineForm
from zhlint.reading import parse

POSTS = ("区长", "主席", "局长")


def drifting(text: str) -> list[str]:
    document = parse(text)
    return sorted({document.text[hit.start : hit.end] for hit in NameDrift(posts=POSTS).run(document)})


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("顺义区区长周志明到会。\n会后，顺义区区长周志民表示感谢。\n周志明还去了工地。", ["周志民"]),
        ("顺义区区长周志明到会。\n会后，顺义区区长周明到工地。", []),
        ("顺义区区长周䶮明到会。\n会后，顺义区区长周䶮民表示感谢。\n周䶮明还去了工地。", ["周䶮民"]),
        ("顺义区区长周志明到会？顺义区区长周志民到会！\n周志明还去了工地。", ["周志民"]),
        ("顺义区区长周志明到会；顺义区区长周志民到会。\n周志明还去了工地。", []),
        ("顺义区区长周志明到会。\n会后，密云区区长周志民表示感谢。", []),
        ("顺义区区长周志明到会。\n会后，顺义区区长吴志明表示感谢。", []),
        ("顺义区村民周志明到会。\n会后，顺义区村民周志国表示感谢。", []),
        ("顺义区区长周志明、顺义区区长周志民到会。", []),
    ],
)
def test_one_post_is_held_by_one_name(text: str, found: list[str]) -> None:
    assert drifting("会议昨天召开，来自各地的代表参加交流。\n" + text + "\n会议要求，抓好落实。") == found


def test_names_are_found_in_one_pass_as_one_by_one() -> None:
    random = Random(1)
    for _ in range(500):
        text = "".join(random.choice("甲乙丙·，\n") for _ in range(random.randint(2, 40)))
        names = {"".join(random.choice("甲乙丙·") for _ in range(random.randint(2, 4))) for _ in range(5)}
        assert _places(text, names) == {
            name: [found.start() for found in re.finditer(re.escape(name), text)] for name in names
        }


def test_the_form_found_more_often_is_the_usual_one() -> None:
    text = "顺义区区长周志民到会。\n顺义区区长周志明表示感谢。\n周志明去了工地。周志明回到会场。"
    document = parse("会议昨天召开。\n" + text)
    (hit,) = NameDrift(posts=POSTS).run(document)
    assert document.text[hit.start : hit.end] == "周志民"
    assert hit.slots["usual"] == "周志明"
    assert document.text[hit.related[0].start : hit.related[0].end] == "周志明"


def test_several_places_of_the_rarer_form_are_several_hits() -> None:
    text = "会议昨天召开。\n" + "顺义区区长周志明到会。\n" * 3 + "顺义区区长周志民到会。\n周志民讲话。"
    assert len(list(NameDrift(posts=POSTS).run(parse(text)))) == 2


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("他在浙江省苏州市工作。", ["浙江省苏州市"]),
        ("他在河北省昭觉县工作。", ["河北省昭觉县"]),
        ("他在成都市昭觉县工作。", ["成都市昭觉县"]),
        ("他在内蒙古自治区昭觉县工作。", ["内蒙古自治区昭觉县"]),
        ("他在江苏省苏州市昆山市工作。", []),
        ("他在四川省凉山州昭觉县工作。", []),
        ("他在河南省济源市工作。", []),
        ("他在浙江省、江苏省苏州市工作。", []),
        ("他在上海市长宁区工作。", []),
        ("他在四川省成都市简阳市工作。", []),
        ("他在四川省资阳市简阳市工作。", []),
        ("1953年，他在浙江省苏州市工作。", []),
        ("浙江省市场监管部门和苏州市一同行动。", []),
        ("河北省会石家庄市入夏。", []),
        ("他在浙江省城区和郊区调研。", []),
        ("", []),
    ],
)
def test_a_place_must_lie_in_the_one_named_before_it(text: str, found: list[str]) -> None:
    document = parse(text)
    assert [document.text[hit.start : hit.end] for hit in PlaceHierarchy().run(document)] == found


def test_the_message_knows_where_a_place_lies() -> None:
    (shared,) = PlaceHierarchy().run(parse("他在杭州市鼓楼区工作。"))
    assert shared.slots == {
        "inner": "鼓楼区",
        "home": "江苏省南京市",
    }  # the first of several in the order of their codes
    (hit,) = PlaceHierarchy().run(parse("他在浙江省昭觉县工作。"))
    assert dict(hit.slots) == {"inner": "昭觉县", "home": "四川省凉山彝族自治州"}


def lines(*speakers: str) -> list[tuple[str, str]]:
    """The differences among speaker lines, with their places."""
    body = "\n\n".join(f"{speaker}\n\n把实事办到职工心坎上，把服务送到一线去。" for speaker in speakers)
    document = parse(f"各区总工会主席话发展\n\n□本报记者 白帆\n\n{body}\n")
    return [(hit.slots["trait"], document.text[hit.start : hit.end]) for hit in SpeakerLineForm().run(document)]


SHUNYI = "顺义区人大常委会党组成员、副主任，区总工会主席 周志明"
CHANGPING = "昌平区人大常委会党组成员、副主任，区总工会主席 林晓岚"
MIYUN = "密云区人大常委会党组成员、副主任，区总工会主席 郑云飞"


@pytest.mark.parametrize(
    ("speakers", "found"),
    [
        ((SHUNYI, CHANGPING, MIYUN), []),
        ((SHUNYI, CHANGPING), []),
        (
            (SHUNYI, CHANGPING, "密云区人大常委会副主任、党组成员，区总工会主席 郑云飞"),
            [("党内职务的先后", "密云区人大常委会副主任、党组成员")],
        ),
        (
            (SHUNYI, CHANGPING, "密云区人大常委会党组成员、副主任、区总工会主席 郑云飞"),
            [("职务之间的标点", "密云区人大常委会党组成员、副主任、区总工会主席")],
        ),
        (
            (SHUNYI, CHANGPING, "密云区人大常委会党组成员、副主任，区总工会主席　郑云飞"),
            [("职务与姓名之间的空格", "郑云飞")],
        ),
        ((SHUNYI, CHANGPING, MIYUN, "延庆区总工会主席　安平"), []),
    ],
)
def test_the_one_line_that_differs(speakers: tuple[str, ...], found: list[tuple[str, str]]) -> None:
    assert lines(*speakers) == found
