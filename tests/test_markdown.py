"""Markdown: the same structure as plain text, scaffolding left out, what is no prose masked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from zhlint.reading import parse

if TYPE_CHECKING:
    from conftest import Newsroom

BODY = "全市各级工会认真学习会议精神，把思想和行动统一起来。各单位表示，要再立新功。"


def outline(text: str) -> list[tuple[str, str]]:
    document = parse(text, markdown=True)
    return [(block.role, document[block]) for block in document.blocks]


@pytest.mark.parametrize(
    ("source", "read"),
    [
        ("# 江城**再**出发 #\n\n" + BODY, [("headline", "江城再出发"), ("paragraph", BODY)]),
        ("江城再出发\n===\n\n" + BODY, [("headline", "江城再出发"), ("paragraph", BODY)]),
        ("# 江城\n\n## 凝聚力量\n\n" + BODY, [("headline", "江城"), ("subhead", "凝聚力量"), ("paragraph", BODY)]),
        ("# 江城\n\n——侧记\n\n□本报记者 *钱一鸣*\n\n" + BODY,
         [("headline", "江城"), ("deck", "——侧记"), ("byline", "□本报记者 钱一鸣"), ("paragraph", BODY)]),
        ("> 引文**一**句。\n> 再引一句。", [("quotation", "引文一句。"), ("quotation", "再引一句。")]),
        ("- 甲项\n- 乙项", [("list", "甲项"), ("list", "乙项")]),
        ("1. 甲项\n2. 乙项", [("list", "甲项"), ("list", "乙项")]),
        ("| 甲 | 乙 |\n|---|---|\n| 丙 | 丁 |", [("table", "| 甲 | 乙 |\n|---|---|\n| 丙 | 丁 |")]),
        ("见[网站](https://example.com/a_b)消息。", [("paragraph", "见网站消息。")]),
        ("![现场](a.png)\n\n图为现场。", [("caption", "图为现场。")]),
        ("一\\*二*三*四。", [("paragraph", "一*二三四。")]),
        ("他说**“再出发”**很好。", [("paragraph", "他说“再出发”很好。")]),
        ("五*六，七 * 八。", [("paragraph", "五*六，七 * 八。")]),
        ("　\n甲。\n　\n乙。", [("paragraph", "甲。"), ("paragraph", "乙。")]),
        ("___\n\n" + BODY, [("paragraph", BODY)]),
        ("## 昌平区总工会主席 钱一鸣\n\n**凝聚力量**\n\n" + BODY,
         [("speaker", "昌平区总工会主席 钱一鸣"), ("subhead", "凝聚力量"), ("paragraph", BODY)]),
    ],
)  # fmt: skip
def test_blocks(source: str, read: list[tuple[str, str]]) -> None:
    assert outline(source) == read
    assert outline(source.replace("\n", "\r\n")) == [
        (role, words.replace("\n", "\r\n")) for role, words in read
    ]


@pytest.mark.parametrize(
    ("source", "masked"),
    [
        ("运行`zhlint`命令。", ["zhlint"]),
        ("运行``a`b``命令。", ["a`b"]),
        ("见<https://example.com>网页。", ["<https://example.com>"]),
        ("换行<br>继续&nbsp;写。", ["<br>", "&nbsp;"]),
        ("```\n代码，代码\n```", ["```\n代码，代码\n```"]),
        ("<div>\n文字\n</div>", ["<div>\n文字\n</div>"]),
        ("<!-- 备注 -->", ["<!-- 备注 -->"]),
    ],
)
def test_what_is_no_prose_is_masked(source: str, masked: list[str]) -> None:
    document = parse(source, markdown=True)
    assert [document.text[span.start : span.end] for span in document.masked] == masked


def test_a_line_end_inside_a_paragraph_is_no_paragraph() -> None:
    first, second = BODY[:16], BODY[16:]
    assert outline(f"{first}\n{second}") == [("paragraph", BODY)]
    assert outline(f"江城再出发\n□本报记者 钱一鸣\n{BODY}") == [
        ("headline", "江城再出发"),
        ("byline", "□本报记者 钱一鸣"),
        ("paragraph", BODY),
    ]


def test_positions_lead_back_through_what_was_left_out() -> None:
    source = "# 标题\n\n> 见**[江城](http://a.example/b)**消息。\n"
    document = parse(source, markdown=True)
    at = document.text.index("江城消息")
    span = document.to_source(at, at + 4)
    assert source[span.start : span.end] == "江城](http://a.example/b)**消息"


FRONT = """---
title: "江城---再出发"
author: [钱一鸣, 孙二娘]
日期： 2023-05-01
---

"""


def test_front_matter() -> None:
    document = parse(FRONT + BODY, markdown=True)
    assert document.metadata == {"title": "江城---再出发", "author": "[钱一鸣, 孙二娘]", "日期": "2023-05-01"}
    assert [block.role for block in document.blocks] == ["frontmatter", "paragraph"]
    (credit,) = document.credits
    assert (credit.where, [document[name] for name in credit.names]) == ("frontmatter", ["钱一鸣", "孙二娘"])
    assert document.masked[0].start == 0


@pytest.mark.parametrize(
    ("line", "role", "names"),
    [
        ("author: 钱一鸣", "", ["钱一鸣"]),
        ("作者：本报记者 钱一鸣", "本报记者", ["钱一鸣"]),
        ("author: 江城工人", "", ["江城工人"]),
        ("tags: 钱一鸣", None, []),
    ],
)
def test_authors_in_front_matter(line: str, role: str | None, names: list[str]) -> None:
    document = parse(f"---\n{line}\n---\n{BODY}", markdown=True)
    assert [credit.role for credit in document.credits] == ([] if role is None else [role])
    assert [name.text for credit in document.credits for name in credit.names] == names


def test_a_headline_in_front_matter_lets_names_stand_alone() -> None:
    assert [role for role, _ in outline(f"{FRONT}钱一鸣\n\n{BODY}")] == ["frontmatter", "byline", "paragraph"]


def test_a_rule_without_an_end_is_no_front_matter() -> None:
    document = parse(f"---\ntitle: 江城\n\n{BODY}", markdown=True)
    assert document.metadata == {}


OPENINGS = ("---", "+++", "---\ntitle: 书房", "***", "--- ", "- - -", "```", "{", "<!--", "> ---", "%%")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["lf", "crlf", "cr"])
def test_what_opens_at_the_top_and_never_closes_takes_no_longer_than_a_paragraph(newsroom: Newsroom, end: str) -> None:
    for at, opening in enumerate(OPENINGS):
        text = "\n".join([opening, *["今天天气很好，我们出去走走。"] * 60])
        newsroom.write(f"{at}.md", text.replace("\n", end))
    # A process has a minute; what takes twice as long with every line would need days.
    ran = newsroom.process("check", ".", "--no-config", "--fail-on", "never")
    assert (ran.code, ran.err) == (0, "")


EMPTY = (
    "---\ntitle: 关于我们\n---\n",
    "---\n标题: 关于我们\n---\n\n![馆舍](a.png)\n",
    "---\ntitle: 关于我们\n---\n\n#\n",
    "---\ntitle:\n---",
    "---\n---\n",
    "---\ntitle: 关于我们\n---\n<!-- -->\n",
    "",
    "#",
    "![](a.png)",
)


@pytest.mark.parametrize("text", EMPTY)
def test_a_post_without_words_is_read(text: str) -> None:
    for source in (text, text.replace("\n", "\r\n")):
        assert {block.role for block in parse(source, markdown=True).blocks} <= {"frontmatter", "code", "headline"}
