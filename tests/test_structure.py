"""The roles of blocks, by position and form."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from zhlint.reading import parse

if TYPE_CHECKING:
    from zhlint.document import Document

BODY = "全市各级工会认真学习会议精神，把思想和行动统一起来。各单位表示，要再立新功。"
MORE = "下一步，全市各级工会将继续努力，把各项工作做得更好。大家纷纷点赞。"


def outline(*lines: str, markdown: bool = False) -> str:
    document = parse("\n".join(lines) + "\n", markdown=markdown)
    return " ".join(block.role for block in document.blocks)


def read(*lines: str) -> Document:
    return parse("\n".join(lines) + "\n")


@pytest.mark.parametrize(
    ("lines", "roles"),
    [
        (["江城工会再出发", BODY, MORE], "headline paragraph paragraph"),
        (["乘势而上 江城工会再出发", "——全市职工大会侧记", "□本报记者 钱一鸣", BODY], "headline deck byline paragraph"),
        (["喜迎佳节", "江城工会再出发", "本报记者 钱一鸣", BODY], "headline headline byline paragraph"),
        (["江城工会再出发", "钱一鸣", BODY], "headline byline paragraph"),
        (["喜迎佳节", "江城工会再出发", "劳动者最光荣", "本报记者 钱一鸣", BODY], "headline headline headline byline paragraph"),
        (["喜迎佳节", "江城工会再出发", "劳动者最光荣", "奋斗正当时", "本报记者 钱一鸣", BODY], "headline deck deck deck byline paragraph"),
        (["江城工会再出发", "（2023年5月1日）", BODY], "headline note paragraph"),
        (["江城工会再出发。", "□本报记者 钱一鸣", BODY, MORE], "headline byline paragraph paragraph"),
        (["江城工会再出发！", "", BODY, MORE, MORE], "headline paragraph paragraph paragraph"),
        (["5月1日特稿（谁来照顾老人？）", "谁来照顾老人？", "钱一鸣", BODY], "headline headline byline paragraph"),
        (["谁来照顾老人？", BODY, MORE], "headline paragraph paragraph"),
        (["□本报记者 钱一鸣", BODY], "byline paragraph"),
        (["江城工会再出发", "本报江城5月1日电（记者钱一鸣）" + BODY], "headline dateline paragraph"),
        (["江城工会再出发", "新华社江城5月1日电 题：江城工会再出发", "新华社记者钱一鸣", BODY],
         "headline dateline headline byline paragraph"),
        (["江城工会再出发", "编者按：今天起刊登系列报道。", BODY], "headline note paragraph"),
        (["江城工会再出发", "编者按", MORE, BODY], "headline note note paragraph"),
    ],
)  # fmt: skip
def test_the_head(lines: list[str], roles: str) -> None:
    assert outline(*lines) == roles


@pytest.mark.parametrize(
    ("lines", "roles"),
    [
        ([BODY], "paragraph"),
        (["工会将继续努力"], "paragraph"),
        (["工会将继续努力。", MORE], "paragraph paragraph"),
        (["工会将继续努力。", "", MORE], "paragraph paragraph"),
        (["女士们，先生们：", BODY], "paragraph paragraph"),
        (["加强领导", "抓好落实"], "paragraph paragraph"),
        (["本市今年计划新建一批公园，改造一批道路，新增一批学位，完善一批社区医院，修缮一批老旧住宅，方便居民", BODY],
         "paragraph paragraph"),
    ],
)  # fmt: skip
def test_fragments_have_no_headline(lines: list[str], roles: str) -> None:
    assert outline(*lines) == roles


@pytest.mark.parametrize(
    ("lines", "roles"),
    [
        ([BODY, "凝聚力量", MORE], "paragraph subhead paragraph"),
        ([BODY, "一、谁来照顾老人？", MORE], "paragraph subhead paragraph"),
        ([BODY, "1.加强领导", MORE], "paragraph subhead paragraph"),
        ([BODY, "——坚持人民至上", MORE], "paragraph subhead paragraph"),
        ([BODY, "——坚持人民至上。大家这样说。", MORE], "paragraph paragraph paragraph"),
        ([BODY, "工会将继续努力"], "paragraph paragraph"),
        ([BODY, "江城：晴", "海州：多云", "山阳：小雨", "河口：大风", MORE], "paragraph list list list list paragraph"),
        ([BODY, "●坚持改革。", "●坚持创新。"], "paragraph list list"),
        ([BODY, "（一）忠于祖国；", "（二）忠于人民；", MORE], "paragraph list list paragraph"),
        ([BODY, "青山遮不住，毕竟东流去。", "江晚正愁余，山深闻鹧鸪。", MORE], "paragraph verse verse paragraph"),
        (["江边小令", "钱一鸣", "一", "雨落在瓦上", "雨落在檐下的青石", "二", "船从桥下过", "一缕茶香，绕过来"],
         "headline byline subhead verse verse subhead verse verse"),
        ([BODY, "钱一鸣　退役军人", "孙二娘　环卫工人", "李三思　公交司机", MORE], "paragraph list list list paragraph"),
        ([BODY, "轻轻地我走了，", "正如我轻轻地来；", "我向山风招手，", "告别江边的云。"],
         "paragraph verse verse verse verse"),
        ([BODY, "问：您怎么看这件事？", "答：我很高兴。"], "paragraph question paragraph"),
        ([BODY, "本报记者：您怎么看这件事？", "钱一鸣：我很高兴。"], "paragraph question paragraph"),
        ([BODY, "图为大会现场。（本报记者钱一鸣摄）", MORE], "paragraph caption paragraph"),
        ([BODY, "大会现场热烈。（本报记者钱一鸣摄）"], "paragraph caption"),
        ([BODY, "新华社发（钱一鸣 摄）"], "paragraph credit"),
        ([BODY + "（记者 钱一鸣）"], "paragraph credit"),
        ([BODY + "（钱一鸣 孙二娘）"], "paragraph credit"),
        ([BODY, "（作者系江城大学教授）"], "paragraph credit"),
        ([BODY, "责任编辑：钱一鸣 校对：孙二娘"], "paragraph credit"),
        ([BODY, "投稿邮箱：a@example.com"], "paragraph contact"),
        ([BODY, "联系电话：010－12345678"], "paragraph contact"),
        ([BODY, "单位\t人数", "一厂\t300"], "paragraph table table"),
        ([BODY, "人生如逆旅，我亦是行人。", "——《临江仙》", MORE], "paragraph paragraph attribution paragraph"),
    ],
)  # fmt: skip
def test_the_body(lines: list[str], roles: str) -> None:
    assert outline(*lines) == roles


def test_names_below_a_headline_of_the_front_matter_are_a_byline() -> None:
    lines = ["---", "title: 江城工会再出发", "---", "", "钱一鸣", "", BODY]
    assert outline(*lines, markdown=True) == "frontmatter headline frontmatter byline paragraph"


def test_a_dateline_divides_its_line() -> None:
    document = read("江城工会再出发", "新华社江城5月1日电（记者钱一鸣）  " + BODY)
    assert [document[block] for block in document.blocks][1:] == ["新华社江城5月1日电（记者钱一鸣）", BODY]
    assert [(credit.where, credit.role) for credit in document.credits] == [("dateline", "记者")]
    assert document.datelines[0].agency.text == "新华社"


def test_credits_know_where_they_stand() -> None:
    document = read(
        "江城工会再出发",
        "□本报记者 钱一鸣",
        BODY,
        "图为现场。（孙二娘 摄）",
        MORE + "（通讯员李三思）",
        "责编：周四方",
    )
    assert [(one.where, one.role, one.names[0].text) for one in document.credits] == [
        ("byline", "本报记者", "钱一鸣"),
        ("caption", "摄", "孙二娘"),
        ("credit", "通讯员", "李三思"),
        ("credit", "责编", "周四方"),
    ]


def speeches(separator: str = "\n") -> str:
    parts = ["江城职工再出发"]
    for place, name in (("昌平区", "钱一鸣"), ("顺义区", "孙二娘"), ("怀柔区", "李三思")):
        parts += [f"{place}总工会主席 {name}", f"奋力谱写{place}新篇章", BODY, MORE]
    return separator.join(parts) + "\n"


@pytest.mark.parametrize("separator", ["\n", "\n\n", "\r\n", "\r", "\n　　"])
def test_sections_of_speakers(separator: str) -> None:
    document = parse(speeches(separator))
    assert [
        (
            section.speaker.name.text,
            section.speaker.place.text,
            " ".join(block.role for block in section.blocks),
        )
        for section in document.sections
        if section.speaker and section.speaker.place
    ] == [
        (name, place, "speaker subhead paragraph paragraph")
        for place, name in (("昌平区", "钱一鸣"), ("顺义区", "孙二娘"), ("怀柔区", "李三思"))
    ]


def test_the_post_may_stand_over_the_name() -> None:
    document = read("江城职工再出发", "昌平区总工会主席", "钱一鸣", "奋力谱写新篇章", BODY)
    (section,) = document.sections
    assert section.speaker
    assert section.speaker.name.text == "钱一鸣"
    assert document[section.blocks[0]] == "昌平区总工会主席\n钱一鸣"


@pytest.mark.parametrize(
    ("first", "second", "is_speaker"),
    [
        ("欧阳一鸣", "昌平区总工会主席", True),
        ("钱一鸣", "昌平区总工会主席", True),
        ("欧阳一鸣鸣", "昌平区总工会主席", False),
        ("买买提·艾力", "昌平区总工会主席", True),
        ("钱一鸣", "总工会主席", True),
        ("钱一鸣", "区主席", False),
        ("昌平区总工会主席", "阿卜杜热依木·买买提", True),
        ("昌平区总工会主席", "阿卜杜热依木江·买买提艾力", False),
    ],
)
def test_name_and_post_on_two_lines_are_one_speaker(first: str, second: str, is_speaker: bool) -> None:
    sections = read("江城职工再出发", first, second, "奋力谱写新篇章", BODY).sections
    assert any(section.speaker for section in sections) is is_speaker


def test_a_speaker_may_stand_before_his_words() -> None:
    document = read("江城职工再出发", BODY, "昌平区总工会主席钱一鸣：" + BODY, "顺义区总工会主席孙二娘：" + MORE)
    assert [block.role for block in document.blocks] == [
        "headline", "paragraph", "speaker", "paragraph", "speaker", "paragraph",
    ]  # fmt: skip
    assert [document[section.blocks[1]] for section in document.sections] == [BODY, MORE]


def test_a_speaker_may_stand_before_the_title_of_his_words() -> None:
    lines = ["昌平区总工会主席钱一鸣：让桃花海更美", BODY, "顺义区总工会主席孙二娘：让潮白河更清", MORE]
    document = read("江城职工再出发", *lines)
    assert [
        (section.speaker.name.text, [block.role for block in section.blocks])
        for section in document.sections
        if section.speaker
    ] == [(name, ["speaker", "subhead", "paragraph"]) for name in ("钱一鸣", "孙二娘")]
    assert outline("昌平区总工会主席钱一鸣：让桃花海更美", BODY, MORE) == "headline paragraph paragraph"


def test_a_section_whose_speaker_line_is_missing_is_nobodys() -> None:
    text = "江城职工再出发\n" + "".join(
        f"\n\n\n{line}新篇章\n\n{BODY}\n"
        for line in ("昌平区总工会主席 钱一鸣\n\n谱写昌平", "谱写顺义", "怀柔区总工会主席 李三思\n\n谱写怀柔")
    )
    names = [section.speaker and section.speaker.name.text for section in parse(text).sections]
    assert names == ["钱一鸣", None, "李三思"]


def test_who_signs_below_has_spoken_above() -> None:
    document = read("江城职工再出发", BODY, MORE, "——昌平区总工会主席 钱一鸣", BODY, "——顺义区总工会主席 孙二娘")
    assert [(section.speaker.name.text, len(section.blocks)) for section in document.sections if section.speaker] == [
        ("钱一鸣", 2),
        ("孙二娘", 2),
    ]


def test_a_roster_is_a_list() -> None:
    lines = [
        f"{place}总工会主席 {name}"
        for place, name in (("昌平区", "钱一鸣"), ("顺义区", "孙二娘"), ("怀柔区", "李三思"))
    ]
    document = read("与会人员名单", BODY, *lines, MORE)
    assert {block.role for block in document.blocks[2:5]} == {"list"}
    assert document.sections == ()


def test_subheads_make_sections_where_nobody_speaks() -> None:
    document = read("江城职工再出发", BODY, "凝聚力量", BODY, MORE, "再立新功", MORE)
    assert [(section.speaker, len(section.blocks)) for section in document.sections] == [(None, 3), (None, 2)]


def test_the_tail_belongs_to_nobody() -> None:
    document = parse(speeches() + "责编：周四方\n投稿邮箱：a@example.com\n")
    assert [block.role for block in document.sections[-1].blocks] == [
        "speaker",
        "subhead",
        "paragraph",
        "paragraph",
    ]


@pytest.mark.parametrize(
    ("text", "is_draft"),
    [(BODY, False), (BODY + MORE, True), (BODY + MORE + "word " * 60, False), ("", False)],
)
def test_what_is_a_draft(text: str, is_draft: bool) -> None:
    assert parse(text).is_draft is is_draft
