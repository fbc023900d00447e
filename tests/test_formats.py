"""A file that may be a draft is read, or named as unread."""

from __future__ import annotations

import csv
import io
import json
import re
import struct
import zlib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml
from conftest import PROSE
from wordfile import NAMESPACES, OFFICE, paragraph, run, unzipped, word_file, zipped

from zhlint.reading.formats import FORMATS, INCLUDED, MARKDOWN, TEXT, WORD, Format, recognise

if TYPE_CHECKING:
    from conftest import Newsroom

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
RTF = (
    b"{\\rtf1\\ansi{\\fonttbl\\f0 SimSun;}\\f0 "
    + b"".join(b"\\u%d?" % ord(char) for char in "清晨的菜场很热闹")
    + b"\\par}"
)
PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
HTML = f'<!DOCTYPE html>\n<html xmlns:v="urn:schemas-microsoft-com:vml"><body><p>{PROSE}</p></body></html>'.encode()
MHT = b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n--b\r\nContent-Type: text/html\r\n\r\n<html></html>"
FLAT = f'<?xml version="1.0"?>\n<?mso-application progid="Word.Document"?>\n<w:wordDocument {NAMESPACES}/>'.encode()
PAGES = zipped({"Index/Document.iwa": b"\0", "preview.jpg": b"\xff\xd8"})
#: The first member of an OpenDocument file is never compressed.
ODT = (
    struct.pack("<4sHHHHHIIIHH", b"PK\3\4", 20, 0, 0, 0, 33, zlib.crc32(b"x"), 39, 39, 8, 0)
    + b"mimetypeapplication/vnd.oasis.opendocument.text"
)
CLEAN = ("--select", "PUN001")


@pytest.mark.parametrize(
    ("name", "content", "title"),
    [
        ("a.txt", PROSE.encode(), "纯文本"),
        ("a", PROSE.encode(), "纯文本"),
        ("a.wire", PROSE.encode(), "纯文本"),
        ("a.docx", PROSE.encode(), "纯文本"),
        ("a.MD", PROSE.encode(), "Markdown"),
        ("a.docx", word_file(PROSE), "Word 文稿"),
        ("a.docm", word_file(PROSE), "Word 文稿"),
        ("a.doc", word_file(PROSE), "Word 文稿"),
        ("a.txt", word_file(PROSE), "Word 文稿"),
        *((name, OLE, "旧版 Word（.doc）、WPS（.wps）或加了密码的文件") for name in ("a.doc", "a.wps", "a.docx", "a.txt", "a.md", "a")),
        *((name, RTF, "RTF 文件") for name in ("a.rtf", "a.doc", "a.docx", "a.txt", "a.md", "a")),
        ("a.txt", b"\xef\xbb\xbf\r\n" + RTF, "RTF 文件"),
        *((name, PDF, "PDF 文件") for name in ("a.pdf", "a.docx", "a.txt", "a")),
        *((name, HTML, "网页（HTML）") for name in ("a.docx", "a.doc", "a.txt", "a.wps")),
        ("a.txt", "\ufeff<HTML><head>".encode("utf-16-le"), "网页（HTML）"),
        ("a.doc", b"<!-- a --><!-- b -->\n<html>", "网页（HTML）"),
        ("a.doc", b'<?xml version="1.0"?><html xmlns="a">', "网页（HTML）"),
        ("a.doc", MHT, "网页（HTML）"),
        ("a.doc", FLAT, "XML 形式的文档"),
        ("a.odt", ODT, "OpenDocument 文件"),
        ("a.docx", ODT, "OpenDocument 文件"),
        ("a.pages", PAGES, "Pages 文件"),
        ("a.docx", PAGES, "Pages 文件"),
        # Talk about such files is no such file; Markdown may begin with a tag, and what is named a page is read as asked.
        ("a.txt", "<本报讯>编者按".encode(), "纯文本"),
        ("a.txt", "MIME 是一种约定".encode(), "纯文本"),
        ("a.txt", "<htmlx> 标签".encode(), "纯文本"),
        ("a.md", b"<html>\n<body>\n", "Markdown"),
        ("a.html", HTML, "纯文本"),
    ],
)  # fmt: skip
def test_a_file_is_known_by_its_bytes(name: str, content: bytes, title: str) -> None:
    assert recognise(content, name).title == title


def test_the_head_of_a_page_with_many_comments_is_read_at_once() -> None:
    assert recognise(b"<!---->" * 580, "a.txt") is TEXT


def test_one_table_says_what_may_be_done_with_each_format() -> None:
    assert INCLUDED == ("*.txt", "*.md", "*.markdown", "*.docx", "*.docm")
    suffixes = [suffix for one in FORMATS for suffix in one.suffixes]
    assert len(suffixes) == len(set(suffixes))
    assert [one for one in FORMATS if one.fixable] == [TEXT, MARKDOWN]
    assert [one for one in FORMATS if one.annotatable] == [TEXT, MARKDOWN, WORD]
    assert not any(one.fixable or one.annotatable for one in FORMATS if not one.is_read)
    assert Format("x", (".x",)).line_name == "行"


UNREAD = {
    "旧稿.doc": OLE, "金山.wps": OLE, "富文本.rtf": RTF, "开放.odt": ODT, "苹果.pages": PAGES, "换名.docx": RTF, "网页.docx": HTML,
    "版样.docx": PDF, "旧版.docx": OLE, "空.docx": b"", "空.txt": b"", "标记.txt": b"\xef\xbb\xbf", "空白.md": "　\r\n \n".encode(), "改名.txt": RTF, "网页.txt": HTML, "文档.txt": PDF,
    "无字.docx": word_file("", ""),
}  # fmt: skip


@pytest.mark.parametrize("command", ["check", "rate", "repeats", "annotate"])
def test_what_looks_like_a_draft_and_is_not_read_is_named(newsroom: Newsroom, command: str) -> None:
    for name, content in {**UNREAD, "一条.txt": PROSE.encode()}.items():
        newsroom.write(f"稿件/要闻/{name}", content)
    more = ("--out", "批注") if command == "annotate" else ()
    ran = newsroom.zhlint(command, "稿件", *more, *CLEAN)
    assert ran.code == 2
    named = {line.split(":")[1].strip() for line in ran.err.splitlines()}
    assert named == {f"稿件/要闻/{name}" for name in UNREAD}
    assert "没有发现问题" not in ran.out
    assert "另存为" in ran.err


@pytest.mark.parametrize("name", UNREAD)
def test_each_is_named_when_it_is_named_itself(newsroom: Newsroom, name: str) -> None:
    newsroom.write(name, UNREAD[name])
    ran = newsroom.zhlint(name, *CLEAN)
    assert (ran.code, ran.err.startswith(f"zhlint: {name}: "), "没有发现问题" in ran.out) == (2, True, False), ran.err


def test_nothing_through_the_standard_input_is_not_clean_either(newsroom: Newsroom) -> None:
    for content in (b"", b"\xef\xbb\xbf", RTF):
        ran = newsroom.zhlint("-", stdin=content)
        assert (ran.code, "没有发现问题" in ran.out) == (2, False)


@pytest.mark.parametrize("command", ["check", "rate", "repeats"])
def test_a_draft_saved_anew_stands_for_the_old_one(newsroom: Newsroom, command: str) -> None:
    newsroom.write("稿件/头条.DOC", OLE)
    newsroom.write("稿件/头条.docx", word_file(PROSE))
    newsroom.write("稿件/二条.rtf", RTF)
    newsroom.write("稿件/二条.txt", PROSE)
    ran = newsroom.zhlint(command, "稿件", *CLEAN)
    assert (ran.code == 2, ran.err) == (False, "")
    newsroom.write("稿件/要闻/头条.doc", OLE)
    assert newsroom.zhlint(command, "稿件", *CLEAN).code == 2


def test_what_is_excluded_is_not_missed(newsroom: Newsroom) -> None:
    newsroom.write("稿件/一条.txt", PROSE)
    newsroom.write("稿件/旧稿/a.doc", OLE)
    newsroom.write("稿件/~$一条.doc", b"lock")
    newsroom.write("稿件/zhlint.toml", 'exclude = ["旧稿/**"]')
    ran = newsroom.zhlint("稿件", *CLEAN)
    assert (ran.code, ran.err) == (0, "")
    ran = newsroom.zhlint("稿件", "--no-config", *CLEAN)
    assert (ran.code, ran.err.count("\n")) == (2, 1)


@pytest.mark.parametrize("command", ["check", "rate", "repeats", "annotate"])
def test_a_page_proof_in_a_folder_is_named_and_no_more(newsroom: Newsroom, command: str) -> None:
    newsroom.write("稿件/一条.txt", PROSE)
    newsroom.write("稿件/A1版.pdf", PDF)
    newsroom.write("稿件/一条.pdf", PDF)
    more = ("--out", "批注") if command == "annotate" else ()
    ran = newsroom.zhlint(command, "稿件", *more, *CLEAN)
    assert (ran.code, ran.err) == (0, "")
    assert "没有查的 PDF：稿件/A1版.pdf（" in ran.out
    assert newsroom.zhlint(command, "稿件/A1版.pdf", *more[:0], *CLEAN).code == 2


def test_machine_formats_keep_the_output_clean_of_it(newsroom: Newsroom) -> None:
    newsroom.write("稿件/一条.txt", PROSE)
    newsroom.write("稿件/A1版.pdf", PDF)
    for command in ("check", "rate", "repeats"):
        ran = newsroom.zhlint(command, "稿件", "--format", "json", *CLEAN)
        assert (ran.code, "A1版.pdf" in ran.err, "A1版.pdf" in ran.out) == (0, True, False)
        json.loads(ran.out)


@pytest.mark.parametrize(
    "form", ["text", "json", "html", "sarif", "junit", "csv", "markdown", "github", "gitlab", "rdjsonl"]
)
def test_every_format_shows_what_was_not_read(newsroom: Newsroom, form: str) -> None:
    newsroom.write("稿件/一条.txt", PROSE)
    newsroom.write("稿件/头条.doc", OLE)
    ran = newsroom.zhlint("稿件", "--format", f"{form}=报告", *CLEAN)
    written = (newsroom.folder / "报告").read_text(encoding="utf-8-sig")
    assert ran.code == 2
    assert "头条.doc" in written.replace("\\", "") or "%E5%A4%B4%E6%9D%A1.doc" in written
    assert "没有发现问题" not in written
    if form == "json":
        whole = json.loads(written)
        assert [bool(file["errors"]) for file in whole["files"]] == [False, True]
        assert whole["summary"]["failed"] == 1
    if form == "csv":
        assert [row[2:5] for row in csv.reader(io.StringIO(written))][1][:2] == ["稿件/头条.doc", "没有查成"]
    if form == "gitlab":
        assert [one["severity"] for one in json.loads(written)] == ["critical"]


def test_fix_leaves_alone_what_it_is_not_for(newsroom: Newsroom) -> None:
    for name, content in {
        "a.doc": OLE,
        "b.docx": word_file(PROSE),
        "c.txt": b"",
        "d.pdf": PDF,
        "e.txt": PROSE.encode(),
    }.items():
        newsroom.write(f"稿件/{name}", content)
    ran = newsroom.zhlint("fix", "稿件")
    assert (ran.code, ran.err) == (0, "")
    newsroom.write("稿件/f.txt", RTF)
    assert newsroom.zhlint("fix", "稿件").code == 2


def test_a_draft_that_is_a_folder_is_named_too(newsroom: Newsroom) -> None:
    newsroom.write("稿件/头条.pages/Index/Document.iwa", b"\0")
    newsroom.write("稿件/头条.pages/QuickLook/说明.txt", PROSE)
    newsroom.write("稿件/二条.rtfd/TXT.rtf", RTF)
    newsroom.write("稿件/三条.txt", PROSE)
    ran = newsroom.zhlint("稿件", *CLEAN)
    assert (ran.code, "检查 1 个文稿" in ran.out) == (2, True)
    assert sorted(line.split(":")[1] for line in ran.err.splitlines()) == [" 稿件/二条.rtfd", " 稿件/头条.pages"]
    assert "Pages 里导出" in newsroom.zhlint("稿件/头条.pages").err


def test_the_hooks_take_the_formats_of_the_table() -> None:
    hooks = yaml.safe_load((Path(__file__).parent.parent / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    files = {hook["id"]: re.compile(hook["files"]) for hook in hooks}
    for one in FORMATS:
        for suffix in one.suffixes:
            assert bool(files["zhlint"].search(f"a{suffix}")) == (one.is_read and not one.binary), suffix
            assert bool(files["zhlint-fix"].search(f"a{suffix}")) == one.fixable, suffix
            assert bool(files["zhlint-docx"].search(f"a{suffix}")) == (one.is_read and one.binary), suffix


def with_chunk(*body: str) -> bytes:
    """A Word file whose text is, wholly or partly, another file."""
    files = unzipped(word_file(*body, '<w:altChunk r:id="rId9"/>', extra={"word/chunk.html": HTML}))
    relation = f'<Relationship Id="rId9" Type="{OFFICE}/aFChunk" Target="chunk.html"/></Relationships>'
    rels = "word/_rels/document.xml.rels"
    return zipped({**files, rels: files[rels].replace(b"</Relationships>", relation.encode())})


@pytest.mark.parametrize("body", [(), (PROSE,)])
@pytest.mark.parametrize("command", ["check", "annotate"])
def test_text_in_an_embedded_file_is_not_passed_in_silence(
    newsroom: Newsroom, body: tuple[str, ...], command: str
) -> None:
    newsroom.write("a.docx", with_chunk(*body))
    ran = newsroom.zhlint(command, "a.docx")
    assert (ran.code, "altChunk" in ran.err, "没有发现问题" in ran.out) == (2, True, False), ran.err


def test_what_a_form_asks_for_and_nobody_has_filled_in_is_found(newsroom: Newsroom) -> None:
    control = "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"
    newsroom.write("a.docx", word_file(PROSE, paragraph("记者：", control.format(run("单击或点击此处输入文字。")))))
    ran = newsroom.zhlint("a.docx", "--select", "STR004")
    assert ran.out.startswith("a.docx:2:4: STR004"), ran.out
    newsroom.write("a.docx", word_file(PROSE, paragraph(control.format(run("程序放进来的真文字,没有错。")))))
    assert "PUN001" in newsroom.zhlint("a.docx", *CLEAN).out


def test_a_file_with_macros_is_read_and_annotated_as_what_it_is(newsroom: Newsroom) -> None:
    newsroom.write("稿件/a.docm", word_file(f"{PROSE}代表入场,会议开始。"))
    ran = newsroom.zhlint("稿件", *CLEAN)
    assert (ran.code, "第1段" in ran.out) == (1, True), ran.err
    ran = newsroom.zhlint("annotate", "稿件/a.docm", *CLEAN)
    assert ran.code == 1, ran.err
    assert (newsroom.folder / "稿件/a.zhlint.docm").exists()
    assert "检查 1 个文稿" in newsroom.zhlint("稿件", *CLEAN).out


def test_a_copy_is_known_by_its_mark_whatever_its_name(newsroom: Newsroom) -> None:
    newsroom.write("稿件/头条.docx", word_file(f"{PROSE}代表入场,会议开始。"))
    assert newsroom.zhlint("annotate", "稿件/头条.docx", "-o", "稿件/二校.docx", *CLEAN).code == 1
    for command in ("check", "rate", "repeats"):
        ran = newsroom.zhlint(command, "稿件", *CLEAN)
        assert "跳过的批注副本：稿件/二校.docx（" in ran.out
        assert " 1 个文稿" in ran.out or command == "rate", ran.out
    named = newsroom.zhlint("稿件/二校.docx", *CLEAN)
    assert "检查 1 个文稿" in named.out
    # An editor who works on in a copy has made it a draft of his own.
    copy = newsroom.folder / "稿件/二校.docx"
    newsroom.write("稿件/二校.docx", zipped(unzipped(copy.read_bytes())))
    assert "检查 2 个文稿" in newsroom.zhlint("稿件", *CLEAN).out
