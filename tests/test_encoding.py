"""Bytes are decoded without guessing, and columns count as an editor does."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from conftest import PROSE

from zhlint.reading import parse
from zhlint.reading.encoding import UnreadableError, decode
from zhlint.source_text import Position

if TYPE_CHECKING:
    from conftest import Newsroom

TEXT = "清晨的菜场里,热气漫过半条街。"


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        (TEXT.encode("utf-8"), "utf-8"),
        (TEXT.encode("utf-8-sig"), "utf-8-bom"),
        (b"\xff\xfe" + TEXT.encode("utf-16-le"), "utf-16-le"),
        (b"\xfe\xff" + TEXT.encode("utf-16-be"), "utf-16-be"),
        (TEXT.encode("gb18030"), "gb18030"),
        (TEXT.encode("gbk"), "gb18030"),
        (b"", "utf-8"),
        (b"plain ASCII", "utf-8"),
    ],
)
def test_an_encoding_is_told_by_its_bytes(content: bytes, encoding: str) -> None:
    text, found = decode(content)
    assert found == encoding
    assert text in {TEXT, "", "plain ASCII"}


def test_gb18030_holds_every_character_not_only_those_of_gbk() -> None:
    rare = "深圳人𠮷野与䶮先生、镕女士，付款100€。"
    content = rare.encode("gb18030")
    assert any(len(char.encode("gb18030")) == 4 for char in rare)
    assert decode(content) == (rare, "gb18030")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"\x89PNG\r\n\0\0\0", "二进制文件"),
        (TEXT.encode("utf-16-le"), "二进制文件"),
        ("清晨\n菜场".encode() + b"\xff\xff", "既不是 UTF-8 也不是 GB18030"),
        ("清晨".encode("utf-8-sig") + b"\xff", "不是 utf-8-bom 编码"),
        (b"\xff\xfe\x00", "不是 utf-16-le 编码"),
        (b"\xff\xfe\x00\x00", "空字符"),
        ("繁體".encode("big5") + b"\x80", "既不是 UTF-8 也不是 GB18030"),
    ],
)
def test_what_is_no_text_is_an_error_and_never_rubbish(content: bytes, words: str) -> None:
    with pytest.raises(UnreadableError, match=words):
        decode(content)


def test_the_error_names_the_line_of_the_wrong_byte() -> None:
    with pytest.raises(UnreadableError) as raised:
        decode("一\n二\n三".encode() + b"\xff\xff\n")
    assert raised.value.line == 3


@pytest.mark.parametrize(
    ("content", "asked", "text"),
    [
        ("繁體中文".encode("big5"), "big5", "繁體中文"),
        (TEXT.encode("utf-16-le"), "utf-16-le", TEXT),
        (TEXT.encode("utf-8-sig"), "utf-8", TEXT),
        (TEXT.encode("utf-8"), "UTF-8", TEXT),
    ],
)
def test_an_encoding_may_be_asked_for(content: bytes, asked: str, text: str) -> None:
    assert decode(content, asked).text == text


def test_a_wrong_encoding_that_was_asked_for_is_an_error() -> None:
    for asked in ("utf-8", "ascii", "no-such", "hex"):
        with pytest.raises(UnreadableError):
            decode(TEXT.encode("gb18030"), asked)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_the_same_draft_gives_the_same_findings_in_every_encoding_and_line_end(
    newsroom: Newsroom, encoding: str, end: str
) -> None:
    lines = ["山村通了路", "□本报记者 高远", PROSE, "代表入场,会议开始。", "散会"]
    newsroom.write("a.txt", end.join(lines).encode(encoding))
    ran = newsroom.zhlint("a.txt", "--select", "PUN001", "--format", "json")
    report = json.loads(ran.out)
    assert [(f["line"], f["column"], f["text"]) for f in report["findings"]] == [(4, 5, ",")]
    assert report["files"][0]["chars"] == sum(len(line.replace(" ", "")) for line in lines)


@pytest.mark.parametrize("mark", ["\u2028", "\u2029", "\x85", "\x0b", "\x0c", "\x1c", "\x1d", "\x1e"])
def test_only_lf_crlf_and_cr_end_a_line(mark: str) -> None:
    document = parse(f"一{mark}二\n三\r\n四\r五")
    assert document.position(document.source.index("二")) == Position(1, 3)
    assert document.position(document.source.index("三")) == Position(2, 1)
    assert document.position(document.source.index("四")) == Position(3, 1)
    assert document.position(document.source.index("五")) == Position(4, 1)


def test_columns_count_characters_not_bytes_nor_halves(newsroom: Newsroom) -> None:
    newsroom.write("a.txt", f"𠮷𠮷𠮷先生{PROSE}代表入场,会议开始。")
    ran = newsroom.zhlint("a.txt", "--select", "PUN001", "--format", "json")
    assert json.loads(ran.out)["findings"][0]["column"] == 5 + len(PROSE) + 5


def test_a_byte_order_mark_is_no_character(newsroom: Newsroom) -> None:
    newsroom.write("a.txt", "代表入场,会议开始。", encoding="utf-8-sig")
    report = json.loads(newsroom.zhlint("a.txt", "--select", "PUN001", "--format", "json").out)
    [file] = report["files"]
    assert (
        file.items() >= {"path": "a.txt", "encoding": "utf-8-bom", "chars": 10, "kind": "short", "errors": []}.items()
    )
    assert report["findings"][0]["column"] == 5


def test_an_encoding_of_the_configuration_is_used(newsroom: Newsroom) -> None:
    newsroom.write("zhlint.toml", 'encoding = "big5"\nselect = ["PUN001"]')
    newsroom.write("a.txt", "代表入場,會議開始。".encode("big5"))
    ran = newsroom.zhlint("a.txt", "--format", "json")
    assert json.loads(ran.out)["files"][0]["encoding"] == "big5"
    assert ran.code == 1
