"""Texts that are no whole draft: a word, a sentence, a brief, foreign text."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from conftest import CARD, PROSE
from work import HANG

if TYPE_CHECKING:
    from conftest import Newsroom


ONLY = ("--select", "PUN001")


@pytest.mark.parametrize("text", ["。", "甲"])
def test_a_draft_of_one_character_is_no_error(newsroom: Newsroom, text: str) -> None:
    newsroom.write("a.txt", text)
    ran = newsroom.zhlint("a.txt", *ONLY)
    assert (ran.code, ran.err) == (0, "")


def test_a_mainly_latin_text_is_checked_for_characters_and_punctuation_only(newsroom: Newsroom) -> None:
    newsroom.write("house/cards.toml", CARD)
    newsroom.write("zhlint.toml", 'packs = ["./house"]\nselect = ["PUN001", "HSE001"]')
    newsroom.write("short.txt", "代表入场,大家搞好关系。")
    newsroom.write("latin.txt", "Lorem ipsum dolor sit amet " * 9 + PROSE + "代表入场,大家搞好关系。")
    newsroom.write("draft.txt", PROSE + "代表入场,大家搞好关系。")
    ran = newsroom.zhlint("short.txt", "latin.txt", "draft.txt", "--format", "json")
    assert [(finding["path"], finding["code"]) for finding in json.loads(ran.out)["findings"]] == [
        ("draft.txt", "PUN001"), ("draft.txt", "HSE001"), ("latin.txt", "PUN001"), ("short.txt", "PUN001"), ("short.txt", "HSE001"),
    ]  # fmt: skip
    ran = newsroom.zhlint("short.txt", "latin.txt", "draft.txt")
    assert "西文字母比汉字多，只查了字符和标点（查了 1 条规则，没有查 1 条）：latin.txt。" in ran.out


@pytest.mark.parametrize(
    "beside",
    [
        "看[镇里的通知](https://www.example.org/notices/2025/reading-week/index-of-the-notice.html?from=bulletin)。",
        "看 https://www.example.org/notices/2025/reading-week/index-of-the-notice.html?from=bulletin&page=first 。",
        "<!-- zhlint: ignore WRD001 -->\n布署一词照录原文。\n\n<!-- the draft of this post was written in a hurry -->",
        "```python\nfor book in shelf.books():\n    print(book.title, book.author, book.publisher, book.year)\n```",
        "写作 `for book in shelf.books(): print(book.title, book.author, book.publisher, book.year)` 即可。",
    ],
)
def test_addresses_code_and_comments_make_no_text_foreign(newsroom: Newsroom, beside: str) -> None:
    post = (
        "# 书房开门\n\n镇里的书房本周开门，孩子们放学就来，老人早上就到。管理员说，书还不够，大家可以捐。\n\n" + beside
    )
    newsroom.write("a.md", f"---\ntitle: 书房开门\nlayout: post\npermalink: /reading/rooms/of/the/town/\n---\n{post}")
    newsroom.write("b.md", post)
    ran = newsroom.zhlint("a.md", "b.md", "--format", "json")
    assert {file["kind"] for file in json.loads(ran.out)["files"]} <= {"short", "draft"}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("大家要再接再励，争取再上新台阶。", "WRD002"),
        ("石桥镇开展防汛演练\n　　本报讯（记者 周小棠）近日，石桥镇开展防汛演练，80余人参加，演练再接再励。", "WRD002"),
        ("图为2月30日的老街。周小棠 摄", "FCT001"),
        ("来源：石桥镇", None),
        ("代表们陆续入场，会议开始", None),
    ],
)
def test_a_sentence_a_brief_a_caption_is_checked_for_all_that_needs_no_more(
    newsroom: Newsroom, text: str, code: str | None
) -> None:
    newsroom.write("a.txt", text)
    ran = newsroom.zhlint("a.txt", "--format", "json")
    report = json.loads(ran.out)
    assert [finding["code"] for finding in report["findings"]] == ([code] if code else [])
    [file] = report["files"]
    assert file["kind"] == "short"
    assert {"BYL001", "STR001", "CON001"} < set(file["waiting"])
    assert not {"WRD001", "FCT001", "PUN001", "NUM001"} & set(file["waiting"])


def test_nothing_is_called_clean_where_rules_were_left_out(newsroom: Newsroom) -> None:
    newsroom.write("short.txt", "代表入场。")
    first, second = newsroom.zhlint("short.txt").out.splitlines()
    assert re.fullmatch(
        r"汉字不足 50 个，署名、结构等要看全篇的没有查（查了 \d+ 条规则，没有查 \d+ 条）：short.txt。", first
    )
    assert second == "检查 1 个文稿，5 字：差错 0，存疑 0，提示 0。"
    whole, *_ = newsroom.zhlint("short.txt", *ONLY).out.splitlines()
    assert whole.endswith("，没有发现问题。")


def test_a_line_of_a_megabyte_is_checked(newsroom: Newsroom) -> None:
    newsroom.write("a.txt", (PROSE * (350_000 // len(PROSE))) + "代表入场,会议开始。")
    command = [sys.executable, "-m", "zhlint", "a.txt", "--fail-on", "never"]
    done = subprocess.run(command, capture_output=True, check=False, timeout=HANG)
    assert done.returncode == 0, done.stderr.decode()
    assert b"PUN001" in done.stdout
