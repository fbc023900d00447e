"""Mojibake is reported once, with the right encoding; odd text is left alone."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from conftest import PROSE

from zhlint.analysis.marks import lost_characters
from zhlint.reading import parse
from zhlint.reading.mojibake import find_mojibake, fragments

if TYPE_CHECKING:
    from collections.abc import Iterator

    from conftest import Newsroom

    from zhlint.document import Block, Document, Span

SIMPLIFIED = "镇上的老街修好了，居民傍晚常来散步，孩子们在河边玩耍，老人坐在廊下看报，一坐就是两个小时。"
TRADITIONAL = "鎮上的老街修好了，居民傍晚常來散步，孩子們在河邊玩耍，老人坐在廊下看報，一坐就是兩個小時。"

MISREAD = [
    ("utf-8", "gb18030", SIMPLIFIED),
    ("utf-8", "gb18030", TRADITIONAL),
    ("utf-8", "latin-1", SIMPLIFIED),
    ("gb18030", "latin-1", SIMPLIFIED),
    ("big5", "latin-1", TRADITIONAL),
    ("big5", "gb18030", TRADITIONAL),
    ("gb18030", "big5", SIMPLIFIED),
    ("utf-16-be", "utf-16-le", SIMPLIFIED),
]

STRANGE = {
    "names": "阿依古丽·买买提、吐尔逊江·艾合买提、古丽米拉、次仁拉姆、扎西顿珠、吉木子呷、周祥、彭勃、严俊、安祥、邵一鸣。",
    "rare characters": "饕餮、魑魅、魍魉、耄耋、龃龉、踟蹰、彳亍、氤氲、觊觎、龌龊、倥偬、蹀躞、醍醐、葳蕤、貔貅、狻猊、睚眦。",
    "old prose": "其声呜呜然，如怨如慕，如泣如诉，余音袅袅，不绝如缕。舞幽壑之潜蛟，泣孤舟之嫠妇。",
    "verse": "蒹葭苍苍\n白露为霜\n所谓伊人\n在水一方\n溯洄从之\n道阻且长",
    "traditional": TRADITIONAL,
    "English": "The library of the old street stays open until nine on weekends. " * 3,
    "French": "Le café René, naïve à l’été, où « déjà vu » s’écrit ainsi ; ça suffit, Ñandú. " * 3,
    "code": "def read(path):\n    return open(path, 'rb').read()\n" * 5,
    "figures": "1 203.5 18% 2026-07-08\n2 198.0 17% 2026-07-09\n" * 8,
    "addresses": "柳岸镇梧桐巷12号\n鹭洲街道槐荫里3栋\n榆钱胡同甲5号\n鲤鱼洲村七组",
    "Japanese": "図書館は週末になると夜九時まで開いています。子どもたちが本を借りに来ます。",
    "told of": "“锟斤拷”“烫烫烫”都是乱码的通称，编辑部的同志常常看到，看到了就要找原稿。",
    "questions": "真的吗？？谁说的？？" + PROSE,
    "nothing": "",
}


@pytest.mark.parametrize(("right", "wrong", "text"), MISREAD)
@pytest.mark.parametrize("times", [1, 100])
def test_the_encoding_that_makes_sense_is_named(right: str, wrong: str, text: str, times: int) -> None:
    garbled = (text * times).encode(right).decode(wrong, "replace")
    found = find_mojibake(garbled)
    assert found
    assert found.right.removesuffix("hkscs") == right
    assert found.text.startswith(text[:3])
    assert parse(garbled).kind == "garbled"


@pytest.mark.parametrize("text", ["锟斤拷" * 10, "烫" * 30, "\ufffd" * 30, "??????????，?????。"])
def test_what_is_lost_is_named_as_lost(text: str) -> None:
    found = find_mojibake(text)
    assert found
    assert not found.right


def test_lost_characters_are_looked_for_in_the_block_of_a_hit_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    within = lost_characters._in

    def noted(document: Document, block: Block) -> Iterator[Span]:
        read.append(document[block])
        return within(document, block)

    monkeypatch.setattr(lost_characters, "_in", noted)
    document = parse("老街修好了。\n\n居民说，?街上?人多了。\n\n孩子们在?边玩耍。\n")
    place = document.text.index("?街")
    assert [lost_characters.is_lost(document, at, at + 1) for at in (place, place + 1)] == [True, False]
    assert read == ["居民说，?街上?人多了。"]


@pytest.mark.parametrize("text", STRANGE.values(), ids=STRANGE)
def test_what_is_strange_to_read_is_no_mojibake(text: str) -> None:
    assert find_mojibake(text) is None
    assert list(fragments(text)) == []


def test_a_word_or_two_prove_nothing() -> None:
    assert find_mojibake("老街".encode().decode("gb18030", "ignore")) is None


def test_pieces_of_mojibake_amid_sound_text() -> None:
    text = "馆长说：“夜读”很好·明年再办".replace("“", "â€œ").replace("”", "â€\x9d").replace("·", "Â·")
    assert [piece.text for piece in fragments(text)] == ["“", "”", "·"]
    assert list(fragments("他在‘café’”里写道：‘é’…—")) == []


@pytest.mark.parametrize(("right", "wrong", "text"), [MISREAD[0], MISREAD[5]])
def test_mojibake_is_one_finding_and_no_other_rule_is_run(
    newsroom: Newsroom, right: str, wrong: str, text: str
) -> None:
    newsroom.write("a.txt", (text + "\n" + text + ",,x\n").encode(right).decode(wrong, "ignore"))
    ran = newsroom.zhlint("a.txt", "--format", "json")
    report = json.loads(ran.out)
    assert ran.code == 1
    assert [finding["code"] for finding in report["findings"]] == ["CHR008"]
    assert report["files"][0]["kind"] == "garbled"
    assert "PUN001" in report["files"][0]["waiting"]
    assert newsroom.zhlint("fix", "a.txt").code == 0


def test_a_draft_in_big5_is_read_when_it_is_asked_for(newsroom: Newsroom) -> None:
    newsroom.write("a.txt", TRADITIONAL.replace("，", "") * 3, encoding="big5hkscs")
    assert newsroom.zhlint("a.txt", "--encoding", "big5", "--select", "CHR").code == 0
