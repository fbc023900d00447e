"""Credits and datelines around the words of a story."""

from __future__ import annotations

import pytest
from story import LEAD, MORE, TITLE, codes, roles

from zhlint.reading.grammar.dateline import parse_dateline

TAILS = [
    "（工会、宣传部供稿）", "（区委办供稿）", "（石桥镇党政办 周小棠）", "（县总工会法律部）", "（共青团市住建委委员会）", "（市安办）",
    "（学生处、团委）", "（政工科 冷青）", "（语文教研组）", "本文作者：冷青", "（本文作者：冷青）", "（作者系石桥镇中心小学教师）",
    "记者丨周小棠", "记者ㅣ周小棠", "记者│周小棠", "采写：周小棠", "采写丨周小棠", "撰稿：王晴沐洋", "（记者 王晴沐洋）", "供稿：工会 宣传部",
    "（文：冷青、温然 图：王晴沐洋、温然 编辑：路见山）", "县医院退休职工 冷青",
]  # fmt: skip


@pytest.mark.parametrize("tail", TAILS)
def test_a_credit_at_the_end_is_no_text(tail: str) -> None:
    assert roles(TITLE, LEAD, MORE, tail).split()[-1] in {"credit", "byline", "attribution"}
    assert codes(TITLE, LEAD, MORE, tail) == []
    if tail[0] == "（":
        assert roles(TITLE, LEAD, MORE + tail).split()[-1] == "credit"
        assert codes(TITLE, LEAD, MORE + tail) == []


@pytest.mark.parametrize("tail", ["责任编辑：丁小川", "（见上图）", "（掌声）", "（不含邻镇）", "设计高端大气"])
def test_a_line_that_names_no_author_is_no_byline(tail: str) -> None:
    assert "BYL001" in codes(TITLE, LEAD, MORE, tail)


LEADS = [
    "本报讯（记者 周小棠）7月8日上午，", "本报讯（记者周小棠、何苗）2026年7月8日，", "本报讯（通讯员 周小棠）近日，", "（记者 周小棠）7月8日，",
    "本报讯（特约记者 周小棠）昨日，", "本报讯（记者 王晴沐洋）8日，", "本网讯（记者 周小棠）7月8日，", "青河融媒讯（记者 周小棠）7月8日，",
    "融媒体中心讯（周小棠）8日，", "青河县融媒体中心讯（周小棠 何苗）8日，", "石桥讯（周小棠）7月8日，", "讯（记者 周小棠）7月8日，",
    "本报讯（宣传部）7月8日，", "通讯员 周小棠 报道：", "【记者周小棠石桥报道】", "［记者周小棠／石桥报道］", "【本报记者周小棠报道】",
]  # fmt: skip


@pytest.mark.parametrize("lead", LEADS)
def test_a_lead_with_names_is_a_dateline(lead: str) -> None:
    assert roles(TITLE, lead + LEAD, MORE) == "headline dateline paragraph paragraph"
    assert codes(TITLE, lead + LEAD, MORE) == []


@pytest.mark.parametrize(
    "lead",
    ["【記者周小棠／石橋報導】", "〔記者周小棠石橋報導〕", "（中央社記者周小棠石橋12日電）", "【本報記者周小棠報導】"],
)
def test_a_lead_of_the_traditional_press_names_its_reporter(lead: str) -> None:
    opening = parse_dateline(f"{lead}石橋鎮圖書館昨日啟動夜讀計畫。", 0)
    assert opening is not None
    assert opening.end == len(lead)
    assert next(name.text for credit in opening.credits for name in credit.names) == "周小棠"


@pytest.mark.parametrize(
    "lead", ["通讯（高考）7月8日，", "近日通讯（试行）7月8日，", "听到喜讯（高兴）近日，", "短讯（一）7月8日，"]
)
def test_a_bracket_without_names_is_no_dateline(lead: str) -> None:
    assert roles(TITLE, lead + LEAD, MORE) == "headline paragraph paragraph"


UNDER_TITLES = [
    "江报观察记者 冷青 温然", "石桥镇党政办", "区委宣传部", "文/王晴沐洋", "□王晴沐洋", "撰文：王晴沐洋", "报送单位：石桥镇",
    "作者：冷青 加入时间：2026/7/20 8:18:27 来源：护理部", "发布者：冷青 发布时间：2026-07-08 浏览：22次",
]  # fmt: skip


@pytest.mark.parametrize("line", UNDER_TITLES)
def test_a_credit_under_the_headline_is_a_byline(line: str) -> None:
    assert roles(TITLE, line, LEAD, MORE) == "headline byline paragraph paragraph"
    assert codes(TITLE, line, LEAD, MORE) == []


@pytest.mark.parametrize("line", ["走进区文化馆", "热烈祝贺我校团委 师生荣获", "高举旗帜 团结奋斗", "主持人：黄斌教授"])
def test_a_title_under_the_headline_is_no_byline(line: str) -> None:
    assert "byline" not in roles(TITLE, line, LEAD, MORE)


def test_every_brief_of_a_roundup_has_its_credit() -> None:
    briefs = (
        "新书房上月底开门，每天有上百名居民来看书。（何苗）",
        "县医院添了两台新设备。（冷青 温然）",
        "小学办起科技节。（周小棠）",
    )
    assert roles("一周简讯", *briefs) == "headline" + 3 * " paragraph credit"
    assert codes("一周简讯", *briefs) == []


@pytest.mark.parametrize("tail", [["2026年7月8日"], ["审核："], ["编辑 / 排版：river"]])
def test_neither_a_day_nor_the_desk_is_an_author(tail: list[str]) -> None:
    assert roles(TITLE, LEAD, MORE, *tail).split()[-1] == "credit"
    assert codes(TITLE, LEAD, MORE, *tail) == ["BYL001"]


@pytest.mark.parametrize(
    "ending",
    ["（編譯：陶一凡）1150714", "镇文化站提供", "AP圖片", "巴士報記者攝", "©网络", "☆", "▼", "｜石桥", "图源：石桥"],
)
def test_endings_of_credits_need_no_stop(ending: str) -> None:
    assert "STR003" not in codes("新书房的一天", LEAD, f"居民来看书，书房里坐得满满当当。{ending}", MORE)
