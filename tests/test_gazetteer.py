"""Divisions: the one at the head of a post, and relations between two."""

from __future__ import annotations

import pytest

from zhlint.analysis.speakers.mentions import forms
from zhlint.lexicon.gazetteer import KINDS, LONGEST_SHORT, brief_zone, gazetteer, openings
from zhlint.lexicon.headings import division_heading, leading_division


def test_the_openings_are_those_of_all_names() -> None:
    names = [*gazetteer().by_name, *gazetteer().by_short]
    assert openings() == {name[:2] for name in names}


def test_no_full_name_ends_otherwise_and_no_short_one_is_longer() -> None:
    assert {name[-1] for name in gazetteer().by_name} == set(KINDS)
    assert max(map(len, gazetteer().by_short)) == LONGEST_SHORT


@pytest.mark.parametrize(
    ("post", "place"),
    [
        ("顺义区人大常委会副主任", "顺义区"),
        ("北京市顺义区人大常委会副主任", "北京市顺义区"),
        ("北京顺义区总工会主席", "北京顺义区"),
        ("昭觉县委书记", "昭觉县"),
        ("四川省凉山州昭觉县委书记", "四川省凉山州昭觉县"),
        ("赵县县长", "赵县"),
        ("晋城市城区区委书记", "晋城市城区"),
        ("喀什地区疏附县县长", "喀什地区疏附县"),
        ("准格尔旗旗长", "准格尔旗"),
        ("河北省委常委", "河北省"),
        ("北京经济技术开发区总工会主席", "北京经济技术开发区"),
        ("北京经开区总工会主席", "北京经开区"),
        ("海口高新区管委会主任", "海口高新区"),
        ("苏州工业园区党工委书记", "苏州工业园区"),
        ("雄安新区党工委书记", "雄安新区"),
        ("浙江省苏州市市长", "浙江省苏州市"),
        ("全国总工会主席", ""),
        ("区总工会主席", ""),
        ("城区人大常委会主任", ""),
        ("北京市场监管局局长", ""),
        ("朝阳区域发展研究会会长", ""),
        ("顺义企业家", ""),
        ("", ""),
    ],
)
def test_the_longest_chain_of_names_heads_a_post(post: str, place: str) -> None:
    assert leading_division(post) == place


def test_the_house_may_name_places_of_its_own() -> None:
    assert leading_division("回天地区总工会主席") == ""
    assert leading_division("回天地区总工会主席", {"回天地区": "昌平区"}) == "回天地区"


def test_a_shared_name_keeps_all_its_places_until_the_chain_decides() -> None:
    lone, chained = division_heading("鼓楼区区长"), division_heading("福州市鼓楼区区长")
    assert lone is not None
    assert chained is not None
    assert len(lone.divisions) > 1
    assert [place.code[:4] for place in chained.divisions] == ["3501"]


@pytest.mark.parametrize(
    ("name", "among", "not_among"),
    [
        ("顺义区", {"昌平", "密云", "东城"}, {"顺义", "北京", "石家庄", "浦东"}),
        ("昭觉县", {"西昌", "美姑"}, {"昭觉", "成都", "攀枝花"}),
        ("西安市", {"咸阳", "宝鸡"}, {"西安", "兰州", "雁塔"}),
        ("四川省", {"贵州", "重庆"}, {"四川", "成都", "台湾", "香港"}),
        ("北京经济技术开发区", {"昌平", "通州"}, {"大兴"}),
    ],
)
def test_siblings_have_the_same_parent_and_level(name: str, among: set[str], not_among: set[str]) -> None:
    siblings = {place.short for place in gazetteer().siblings(gazetteer().of_name(name)[0])}
    assert among <= siblings
    assert not not_among & siblings


def test_ancestors_run_from_the_inside_out() -> None:
    look = gazetteer()
    assert [place.name for place in look.ancestors(look.of_name("昭觉县")[0])] == ["凉山彝族自治州", "四川省"]
    assert [place.name for place in look.ancestors(look.of_name("济源市")[0])] == ["河南省"]
    assert [place.name for place in look.ancestors(look.of_name("北京经济技术开发区")[0])] == [
        "大兴区",
        "北京市",
    ]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("顺义区", {"顺义区", "顺义"}),
        ("合作市", {"合作市"}),
        ("北京经济技术开发区", {"北京经济技术开发区", "北京经开区", "经开区", "亦庄", "亦庄新城"}),
    ],
)
def test_the_names_a_place_goes_by(name: str, expected: set[str]) -> None:
    assert forms(gazetteer().of_name(name)[0]) == expected


@pytest.mark.parametrize(
    ("name", "brief"),
    [("合肥经济技术开发区", "合肥经开区"), ("大庆高新技术产业开发区", "大庆高新区"), ("顺义区", "顺义区")],
)
def test_the_brief_name_of_a_zone(name: str, brief: str) -> None:
    assert brief_zone(name) == brief
