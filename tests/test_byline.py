"""By-lines, datelines and credits: the roles and names that are read from them."""

from __future__ import annotations

import pytest

from zhlint.reading.grammar.byline import parse_credits
from zhlint.reading.grammar.closing import parse_closing
from zhlint.reading.grammar.dateline import parse_dateline

BYLINES = [
    ("□本报记者 钱一鸣 通讯员 孙二娘", "本报记者:钱一鸣 通讯员:孙二娘"),
    ("本报记者 钱一鸣", "本报记者:钱一鸣"),
    ("新华社记者钱一鸣、孙二娘", "新华社记者:钱一鸣,孙二娘"),
    ("新华社记者钱一鸣本报记者孙二娘", "新华社记者:钱一鸣 本报记者:孙二娘"),
    ("本报驻江城记者 钱一鸣", "本报驻江城记者:钱一鸣"),
    ("江城日报社全媒体记者 钱一鸣 通讯员 孙二娘 李三思", "江城日报社全媒体记者:钱一鸣 通讯员:孙二娘,李三思"),
    ("江青报·江青网记者 钱一鸣", "江青报·江青网记者:钱一鸣"),
    ("江城日报、江报全媒体首席记者 钱一鸣", "江城日报、江报全媒体首席记者:钱一鸣"),
    ("江城社“江边故事”记者钱一鸣", "江城社“江边故事”记者:钱一鸣"),
    ("记者 钱一鸣/文 孙二娘/图", "记者:钱一鸣,孙二娘 文:钱一鸣 图:孙二娘"),
    ("文/钱一鸣 图/孙二娘", "文:钱一鸣 图:孙二娘"),
    ("文/图 钱一鸣", "文/图:钱一鸣"),
    ("记者 钱一鸣 文/图", "记者:钱一鸣 文/图:钱一鸣"),
    ("本报记者 钱一鸣 摄", "本报记者:钱一鸣 摄:钱一鸣"),
    ("见习记者 钱一鸣 摄影报道", "见习记者:钱一鸣 摄影报道:钱一鸣"),
    ("记者 钱一鸣 孙二娘 摄影 李三思", "记者:钱一鸣,孙二娘 摄影:李三思"),
    ("新华社发（钱一鸣 摄）", "发:新华社 摄:钱一鸣"),
    ("责任编辑：钱一鸣", "责任编辑:钱一鸣"),
    ("责编 钱一鸣 校对 孙二娘 版式 李三思", "责编:钱一鸣 校对:孙二娘 版式:李三思"),
    ("责编：钱一鸣　美编：孙二娘", "责编:钱一鸣 美编:孙二娘"),
    ("来源：江城日报 作者：钱一鸣", "来源:江城日报 作者:钱一鸣"),
    ("2023-05-01 08:00 来源：江城日报", "来源:江城日报"),
    ("本报综合", "综合:本报"),
    ("□本报评论员", "本报评论员:"),
    ("记者：", "记者:"),
    ("記者 錢一鳴", "記者:錢一鳴"),
    ("记者 阿依古丽·买买提 吉木子呷", "记者:阿依古丽·买买提,吉木子呷"),
    ("□钱　鸣　孙二娘", ":钱　鸣,孙二娘"),
    ("记者钱一鸣孙二娘", "记者:钱一鸣,孙二娘"),
    ("记者丨钱一鸣", "记者:钱一鸣"),
    ("文丨钱一鸣 图丨孙二娘", "文:钱一鸣 图:孙二娘"),
    ("发布时间：2026-07-08 来源：东山镇", "来源:东山镇"),
    ("发布日期：2026年7月8日　信息来源：区政府办　字号：[大 中 小]", "信息来源:区政府办"),
    ("来源：东山镇党政办 发布时间：2026-07-08 09:12:33 阅读：88次", "来源:东山镇党政办"),
    ("时间：2026/07/08　作者：钱一鸣　点击：203", "作者:钱一鸣"),
    ("供稿：城关区图书馆", "供稿:城关区图书馆"),
    ("采写：江都记者 钱一鸣", "采写: 江都记者:钱一鸣"),
    ("通讯员 镇文化办 钱一鸣", "通讯员:钱一鸣"),
    ("通讯员 钱一鸣 镇文化办 孙二娘", "通讯员:钱一鸣 镇文化办:孙二娘"),
    ("来源：学生处 钱一鸣 文 摄影", "来源:学生处,钱一鸣 文:学生处,钱一鸣 摄影:学生处,钱一鸣"),
    ("钱一鸣 文 孙二娘 摄影", "文:钱一鸣 摄影:孙二娘"),
    ("钱一鸣文并摄", "文并摄:钱一鸣"),
    ("文/团委 图/钱一鸣", "文:团委 图:钱一鸣"),
    ("本文来源：江城日报 作者：钱一鸣", "本文来源:江城日报 作者:钱一鸣"),
    ("江青报记者 钱一鸣 来源：江城日报（2024年05月06日 01版）", "江青报记者:钱一鸣 来源:江城日报"),
]


@pytest.mark.parametrize(("line", "read"), BYLINES)
def test_role_words_and_names(line: str, read: str) -> None:
    credits_ = parse_credits(line, 0, "byline")
    assert " ".join(f"{credit.role}:{','.join(name.text for name in credit.names)}" for credit in credits_) == read


@pytest.mark.parametrize("line", [line for line, _ in BYLINES])
def test_parts_stand_where_they_say(line: str) -> None:
    for credit in parse_credits(line, 7, "byline"):
        assert line[credit.start - 7 : credit.end - 7].find(credit.role) >= 0
        assert all(line[name.start - 7 : name.end - 7] == name.text for name in credit.names)


@pytest.mark.parametrize(
    "line",
    [
        "学深悟透 融会贯通",
        "高举旗帜 团结奋斗",
        "记者调查 食品安全",
        "主持公道",
        "江城市领导与代表团共同会见记者",
        "双方报道",
        "数千名群众举行集会（图片）",
        "记者问：您怎么看？",
        "钱一鸣 孙二娘",
        "本报评论员文章",
        "晚会由东山镇主办 场面热烈",
        "发布时间：2026-07-08",
        "来源可靠 去向清楚",
    ],
)
def test_what_only_looks_like_a_byline(line: str) -> None:
    assert parse_credits(line, 0, "byline") == ()


def test_names_alone_count_where_the_place_allows_it() -> None:
    (credit,) = parse_credits("钱一鸣 孙二娘", 0, "byline", bare_names=True)
    assert (credit.role, [name.text for name in credit.names]) == ("", ["钱一鸣", "孙二娘"])
    assert parse_credits("学深悟透 融会贯通", 0, "byline", bare_names=True) == ()


DATELINES = [
    ("新华社江城5月1日电（记者钱一鸣、孙二娘）", "新华社|江城|5月1日|电", "记者:钱一鸣,孙二娘"),
    ("新华社江城5月1日电 ", "新华社|江城|5月1日|电", ""),
    ("新华社江城５月１日新媒体专电（记者钱一鸣）", "新华社|江城|５月１日|新媒体专电", "记者:钱一鸣"),
    ("新华社江城5月1日体育专电（报道员钱一鸣）", "新华社|江城|5月1日|体育专电", "报道员:钱一鸣"),
    ("新华社江城五月一日电 ", "新华社|江城|五月一日|电", ""),
    ("据新华社江城5月1日电（记者钱一鸣）", "新华社|江城|5月1日|电", "记者:钱一鸣"),
    ("据新华社电（记者钱一鸣）", "新华社|||电", "记者:钱一鸣"),
    ("新华社江城5月1日电（中央某台记者钱一鸣，新华社记者孙二娘、李三思）", "新华社|江城|5月1日|电",
     "中央某台记者:钱一鸣 新华社记者:孙二娘,李三思"),
    ("中新网江城5月1日电 (记者 钱一鸣)", "中新网|江城|5月1日|电", "记者:钱一鸣"),
    ("中新网江城5月1日电(钱一鸣 孙二娘)", "中新网|江城|5月1日|电", ":钱一鸣,孙二娘"),
    ("中新网5月1日电 (中新财经记者 钱一鸣)", "中新网||5月1日|电", "中新财经记者:钱一鸣"),
    ("人民网江城5月1日电 （钱一鸣、实习生孙二娘）", "人民网|江城|5月1日|电", ":钱一鸣 实习生:孙二娘"),
    ("本报江城2000年12月31日电记者钱一鸣、孙二娘报道：", "本报|江城|2000年12月31日|电",
     "记者:钱一鸣,孙二娘 报道:钱一鸣,孙二娘"),
    ("本报江城5月1日讯（记者 钱一鸣）", "本报|江城|5月1日|讯", "记者:钱一鸣"),
    ("江城日报5月1日讯（记者 钱一鸣）", "江城日报||5月1日|讯", "记者:钱一鸣"),
    ("本报讯（记者 钱一鸣 通讯员孙二娘）", "本报|||讯", "记者:钱一鸣 通讯员:孙二娘"),
    ("本报讯 （全媒体首席记者钱一鸣）", "本报|||讯", "全媒体首席记者:钱一鸣"),
    ("【本报讯】（记者钱一鸣）", "本报|||讯", "记者:钱一鸣"),
    ("央视网消息（新闻联播）：", "央视网|||消息", ""),
    ("新华社江城5月1日电（记者于宁卢俏梅郭丹）", "新华社|江城|5月1日|电", "记者:于宁卢俏梅郭丹"),
    ("新华社5月1日江城电(记者钱一鸣)", "新华社|江城|5月1日|电", "记者:钱一鸣"),
    ("江京报讯（记者钱一鸣）", "江京报|||讯", "记者:钱一鸣"),
    ("南江日报讯 （记者/钱一鸣 通讯员/孙二娘）", "南江日报|||讯", "记者:钱一鸣 通讯员:孙二娘"),
    ("据江京报讯（记者钱一鸣）", "江京报|||讯", "记者:钱一鸣"),
    ("江京报快讯（记者钱一鸣）", "江京报|||快讯", "记者:钱一鸣"),
    ("江城日报-江工网讯（记者钱一鸣）", "江城日报-江工网|||讯", "记者:钱一鸣"),
    ("江城日报东山讯 记者钱一鸣 ", "江城日报|东山||讯", "记者:钱一鸣"),
    ("本报讯 记者 钱一鸣 孙二娘 ", "本报|||讯", "记者:钱一鸣,孙二娘"),
    ("新华社江城5月1日（记者钱一鸣）", "新华社|江城|5月1日|", "记者:钱一鸣"),
    ("新华社首尔（韩国）5月1日电（记者钱一鸣）", "新华社|首尔（韩国）|5月1日|电", "记者:钱一鸣"),
    ("江城融媒讯（记者 钱一鸣）", "江城融媒|||讯", "记者:钱一鸣"),
    ("江城县融媒体中心讯（记者 钱一鸣）", "江城县融媒体中心|||讯", "记者:钱一鸣"),
    ("掌上江城讯（通讯员 钱一鸣）", "掌上江城|||讯", "通讯员:钱一鸣"),
]  # fmt: skip


@pytest.mark.parametrize(("opening", "parts", "names"), DATELINES)
def test_datelines(opening: str, parts: str, names: str) -> None:
    read = parse_dateline(opening + "全市职工大会举行。", 3)
    assert read
    line = read.dateline
    assert line
    assert "|".join(part.text if part else "" for part in (line.agency, line.place, line.date, line.verb)) == parts
    assert (line.start, line.end) == (3, 3 + len(opening.rstrip()))
    found = (f"{credit.role}:{','.join(name.text for name in credit.names)}" for credit in read.credits)
    assert " ".join(found) == names


@pytest.mark.parametrize(
    "agency",
    [
        *(
            "江城社",
            "江城报",
            "江城网",
            "江城台",
            "江城客户端",
            "江城新闻",
            "江城发布",
            "江城报-江工网",
            "江城报-江工客户端",
        ),
        *("江城全媒体", "江城融媒体", "江城融媒体中心", "江城传媒", "掌上江城"),
    ],
)
@pytest.mark.parametrize("verb", ["讯", "快讯", "短讯", "简讯", "电"])
def test_any_paper_station_or_site_may_report(agency: str, verb: str) -> None:
    read = parse_dateline(f"{agency}{verb}（记者 钱一鸣）全市职工大会举行。", 0)
    assert read
    assert read.dateline
    assert read.dateline.agency.text == agency


@pytest.mark.parametrize("agency", ["本报", "本网", "江城融媒"])
@pytest.mark.parametrize(
    "who", ["记者 钱一鸣", "记者钱一鸣", "通讯员 钱一鸣", "特约记者 钱一鸣", "记者 钱一鸣 通讯员 孙二娘"]
)
@pytest.mark.parametrize("day", ["7月8日上午，", "2026年7月8日，", "七月八日，", "近日，", "8日，"])
def test_a_sentence_that_begins_with_a_date_may_follow_the_reporters(agency: str, who: str, day: str) -> None:
    read = parse_dateline(f"{agency}讯（{who}）{day}全市职工大会举行。", 0)
    assert read
    assert read.dateline
    assert (read.dateline.agency.text, read.dateline.date) == (agency, None)
    assert read.credits[0].names[0].text == "钱一鸣"
    assert read.end == len(f"{agency}讯（{who}）")


@pytest.mark.parametrize(
    "opening",
    [
        "（记者 钱一鸣）",
        "（记者钱一鸣 通讯员孙二娘）",
        "（本报记者 钱一鸣）",
        "7月8日讯（记者 钱一鸣）",
        "记者钱一鸣报道：",
    ],
)
def test_reporters_may_open_a_paragraph_without_an_agency(opening: str) -> None:
    read = parse_dateline(f"{opening}7月8日，全市职工大会举行。", 3)
    assert read
    assert (read.dateline, read.end) == (None, 3 + len(opening))
    assert read.credits[0].names[0].text == "钱一鸣"


@pytest.mark.parametrize(
    "text",
    [
        "（记者手记）今天有雨。",
        "（记者现场连线）今天有雨。",
        "（记者 钱一鸣 摄）",
        "记者的独家报道：今天有雨。",
        "本报讯息不灵，读者来信。",
        "新华社江城5月1日电话采访了他。",
        "据央视新闻消息，今天有雨。",
        "据新华社报道，今天有雨。",
        "新华社记者钱一鸣来到江城。",
        "本报通讯员的故事。",
        "江城日报讯息中心成立。",
        "江城网讯速度快。",
        "江城日报长篇通讯（记者钱一鸣采写）获奖。",
    ],
)
def test_what_only_begins_like_a_dateline(text: str) -> None:
    assert parse_dateline(text, 0) is None


@pytest.mark.parametrize(
    ("text", "tail", "names"),
    [
        (
            "会议结束。（记者 钱一鸣 通讯员 孙二娘）",
            "（记者 钱一鸣 通讯员 孙二娘）",
            "记者:钱一鸣 通讯员:孙二娘",
        ),
        ("会议结束。（本报记者钱一鸣 整理）", "（本报记者钱一鸣 整理）", "本报记者:钱一鸣 整理:钱一鸣"),
        ("会议结束。（本报综合）", "（本报综合）", "综合:本报"),
        ("会议结束。(记者钱一鸣/来源：新华社)", "(记者钱一鸣/来源：新华社)", "记者:钱一鸣 来源:新华社"),
        ("会议结束。（钱一鸣）", "（钱一鸣）", ":钱一鸣"),
        ("会议结束。（作者系江城大学教授）", "（作者系江城大学教授）", ""),
        ("会议结束。 本报记者 钱一鸣 摄", "本报记者 钱一鸣 摄", "本报记者:钱一鸣 摄:钱一鸣"),
        ("会议结束。（据新华社江城5月1日电）", "（据新华社江城5月1日电）", ""),
        ("会议结束。（区委办供稿）", "（区委办供稿）", "供稿:区委办"),
        ("会议结束。（区文旅局 供图）", "（区文旅局 供图）", "供图:区文旅局"),
        ("会议结束。（东山镇党政办 钱一鸣）", "（东山镇党政办 钱一鸣）", "东山镇党政办:钱一鸣"),
    ],
)
def test_tail_credits(text: str, tail: str, names: str) -> None:
    closing = parse_closing(text, 0, "credit", last=True)
    assert closing
    assert text[closing.start :] == tail
    found = (f"{credit.role}:{','.join(name.text for name in credit.names)}" for credit in closing.credits)
    assert " ".join(found) == names


@pytest.mark.parametrize("text", ["他说。（掌声）", "会议结束（记者在现场）", "会议结束。"])
def test_brackets_that_are_no_credit(text: str) -> None:
    assert parse_closing(text, 0, "credit", last=True) is None


def test_names_alone_close_only_the_last_paragraph() -> None:
    assert parse_closing("会议结束。（钱一鸣）", 0, "credit", last=False) is None


def test_a_dateline_may_stand_at_the_end() -> None:
    closing = parse_closing("会议结束。（新华社江城5月1日电）", 0, "credit", last=False)
    assert closing
    assert closing.datelines[0].agency.text == "新华社"
