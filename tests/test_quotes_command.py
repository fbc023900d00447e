"""`zhlint quotes`: the list of quotations with their verdicts."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from conftest import Newsroom

SPEECH = "同志们：\n\n　　修渠要听群众的，各村把账算清楚，修一条成一条。\n\n　　今年要办三件事：一是清淤，二是换闸。\n"
DRAFT = """渠通人和

　　她在会上说：“修渠要听群众的，各村把账理清楚，修一条成一条。”

　　她还说：“今年要办三件事：一是清淤，二是换闸。”

　　老人说：“山那边的果子今年熟得早一些。”
"""
LISTED = """\
稿.txt:3:10: 有出入 引文“修渠要听群众的，各村把账理清楚” 讲话/一.txt:3:3：“理”，来源为“算”
    稿：修渠要听群众的，各村把账【理】清楚，修一条成一条
    源：修渠要听群众的，各村把账【算】清楚，修一条成一条
稿.txt:5:8: 逐字一致 引文“今年要办三件事：一是清淤，二是换” 讲话/一.txt:5:3
稿.txt:7:8: 来源中找不到 引文“山那边的果子今年熟得早一些”
比对 1 个文稿：逐字一致 1 处，有出入 1 处，来源中找不到 1 处。
"""


def test_every_quotation_is_listed_with_both_passages(newsroom: Newsroom) -> None:
    newsroom.write("讲话/一.txt", SPEECH)
    newsroom.write("讲话/二.txt", "先说一件旧事，大家都记得。")
    newsroom.write("稿.txt", DRAFT)
    for words in (("--against", "讲话"), ("--against", "讲话/二.txt", "讲话/一.txt")):
        ran = newsroom.zhlint("quotes", "稿.txt", *words)
        assert (ran.code, ran.out) == (1, LISTED), ran.err


def test_the_sources_of_the_configuration_count_without_the_option(newsroom: Newsroom) -> None:
    newsroom.write("讲话/一.txt", SPEECH)
    newsroom.write("zhlint.toml", 'sources = ["讲话/**"]\n')
    newsroom.write("稿.txt", DRAFT.replace("理清楚", "算清楚"))
    ran = newsroom.zhlint("quotes", "稿.txt", "--format", "json")
    found = json.loads(ran.out)
    assert ran.code == 0
    assert [quote["outcome"] for quote in found["quotes"]] == ["same", "same", "missing"]
    assert found["quotes"][0]["source"]["path"] == "讲话/一.txt"
    assert found["summary"] == {"files": 1, "failed": 0, "quotes": 3, "same": 2, "differs": 0, "missing": 1}


def test_what_cannot_be_read_ends_with_two(newsroom: Newsroom) -> None:
    newsroom.write("稿.txt", DRAFT)
    newsroom.write("坏.docx", b"PK\x03\x04 no Word file")
    newsroom.write("空/说明.pdf", b"%PDF")
    for words, reason in (
        ((), "没有写来源"),
        (("--against", "没有.txt"), "没有 没有.txt 这个来源"),
        (("--against", "坏.docx"), "来源 坏.docx 读不了"),
        (("--against", "空"), "没有可作来源的文件"),
    ):
        ran = newsroom.zhlint("quotes", "稿.txt", *words)
        assert (ran.code, reason in ran.err) == (2, True), ran.err
