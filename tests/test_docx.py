"""Word files are read as the page shows them, whatever program made them."""

from __future__ import annotations

import io
import json
import subprocess
import zipfile
from typing import TYPE_CHECKING

import pytest
from conftest import PROSE
from wordcopy import text_of
from wordfile import (
    HEAD,
    NAMESPACES,
    changed,
    comment,
    field,
    note_reference,
    paragraph,
    run,
    table,
    text_box,
    unzipped,
    word_file,
    zipped,
)

from zhlint import Linter
from zhlint.config.model import Config
from zhlint.word import WordFileError
from zhlint.word.text import open_word, read_text

if TYPE_CHECKING:
    from conftest import Newsroom

LIMIT = 2**24
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
FAULTY = f"{PROSE}代表入场,会议开始。"
NOTES = '<w:footnote w:id="1">{}</w:footnote><w:footnote w:id="2">{}</w:footnote><w:footnote w:id="9">{}</w:footnote>'


@pytest.mark.parametrize(
    ("inner", "text"),
    [
        ((run("甲", "<w:b/>"), run("乙")), "甲乙"),
        (("<w:r><w:t>甲&amp;乙&lt;丙&#x4E01;</w:t></w:r>",), "甲&乙<丙丁"),
        (("<w:r><w:t>  甲  </w:t></w:r>", run(" 乙 ")), "甲 乙 "),
        (("<w:r><w:t>甲<!-- 注 --><![CDATA[乙]]></w:t></w:r>",), "甲乙"),
        (("<w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t><w:br/><w:t>丙</w:t></w:r>",), "甲\t乙\v丙"),
        (("甲", changed("ins", run("乙")), changed("del", run("丙")), "丁"), "甲乙丁"),
        (("甲", changed("moveTo", run("乙")), changed("moveFrom", run("丙")), "丁"), "甲乙丁"),
        (("甲", changed("ins", run("乙"), changed("del", run("丙"))), "丁"), "甲乙丁"),
        (("甲", f"<w:smartTag>{run('乙')}</w:smartTag>", f'<w:hyperlink w:anchor="x">{run("丙")}</w:hyperlink>'), "甲乙丙"),
        (("甲", f"<w:sdt><w:sdtPr><w:text/></w:sdtPr><w:sdtContent>{run('乙')}</w:sdtContent></w:sdt>"), "甲乙"),
        (("甲", f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{run('单击此处')}</w:sdtContent></w:sdt>", "乙"), "甲单击此处乙"),
        (("甲", field("PAGE", "7"), "乙"), "甲7乙"),
        (("甲", field(f"IF {field('NAME', '丙')} = 1", "丁"), "乙"), "甲丁乙"),
        (("甲", f'<w:fldSimple w:instr="DATE">{run("五月")}</w:fldSimple>'), "甲五月"),
        (("甲", run("藏", "<w:vanish/>"), run("乙", '<w:vanish w:val="0"/>')), "甲乙"),
        (("<w:r><w:ruby><w:rt><w:r><w:t>yīn</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>音</w:t></w:r></w:rubyBase></w:ruby></w:r>",), "音"),
        (("甲", "<m:oMath><m:r><w:rPr/><m:t>x</m:t></m:r></m:oMath>", "乙"), "甲乙"),
        (("<w:r><w:t>甲\n乙</w:t></w:r>",), "甲 乙"),
        (("甲", "<w:r><w:noBreakHyphen/></w:r>", "乙"), "甲-乙"),
    ],
)  # fmt: skip
def test_a_paragraph_is_what_stands_on_the_page(inner: tuple[str, ...], text: str) -> None:
    assert text_of(word_file(paragraph(*inner), "末")) == f"{text}\n末"


@pytest.mark.parametrize(
    ("body", "lines"),
    [
        (("甲", "", "乙"), ["甲", "", "乙"]),
        (("甲", table(("子", "丑"), ("寅", table(("内", "里")) + paragraph("卯"))), "乙"), ["甲", "子", "丑", "寅", "内", "里", "卯", "乙"]),
        ((paragraph("框外", text_box(paragraph("框一"), paragraph("框二")), "框后"), "乙"), ["框外框后", "框一", "框二", "乙"]),
        ((paragraph("甲", properties=f"<w:rPr>{changed('del')}</w:rPr>"), "乙"), ["甲乙"]),
        ((f"<w:tbl><w:tr><w:trPr>{changed('del')}</w:trPr><w:tc>{paragraph('删')}</w:tc></w:tr><w:tr><w:tc>{paragraph('留')}</w:tc></w:tr></w:tbl>", "乙"), ["留", "乙"]),
        ((f"<w:sdt><w:sdtPr/><w:sdtContent>{paragraph('甲')}{paragraph('乙')}</w:sdtContent></w:sdt>", "丙"), ["甲", "乙", "丙"]),
        ((paragraph("<w:r><w:fldChar w:fldCharType='begin'/></w:r>", "码"), "乙"), ["", "乙"]),
    ],
)  # fmt: skip
def test_paragraphs_come_in_reading_order(body: tuple[str, ...], lines: list[str]) -> None:
    assert text_of(word_file(*body)).split("\n") == lines


def test_notes_come_last_in_the_order_of_their_marks() -> None:
    parts = {
        "footnotes": NOTES.format(paragraph("先写"), paragraph("后写"), paragraph("没有标记")),
        "endnotes": f'<w:endnote w:id="1">{paragraph("尾注")}{paragraph("又一段")}</w:endnote>',
    }
    body = paragraph("甲", note_reference(1, "endnote"), note_reference(2)), paragraph("乙", note_reference(1))
    assert text_of(word_file(*body, parts=parts)).split("\n") == ["甲", "乙", "后写", "先写", "尾注", "又一段"]


def test_headers_and_comments_are_no_text() -> None:
    parts = {"comments": comment(1, "请核"), "header1": paragraph("页眉")}
    assert text_of(word_file("甲", parts=parts)) == "甲"


def test_any_prefix_and_encoding_of_the_xml_will_do() -> None:
    plain = unzipped(word_file("甲乙"))
    xml = plain["word/document.xml"].decode()
    other = xml.replace("<w:", "<ns0:").replace("</w:", "</ns0:").replace("xmlns:w=", "xmlns:ns0=")
    strict = xml.replace(
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    wide = xml.replace('encoding="UTF-8"', 'encoding="UTF-16"').encode("utf-16")
    for content in (other.encode(), strict.encode(), wide, b"\xef\xbb\xbf" + xml.encode()):
        assert text_of(zipped({**plain, "word/document.xml": content})) == "甲乙"


def roles(*body: str) -> list[str]:
    report = Linter(Config(select=())).lint_bytes(word_file(*body), path="a.docx")
    assert report.document
    return [block.role for block in report.document.blocks]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ((paragraph("山村小学的新操场", style="1"), "□本报记者 顾晓岚", PROSE), ["headline", "byline", "paragraph"]),
        (("山村小学的新操场", "□本报记者 顾晓岚", PROSE), ["headline", "byline", "paragraph"]),
        ((PROSE, PROSE, PROSE, paragraph("操场", style="1"), PROSE), ["paragraph"] * 3 + ["subhead", "paragraph"]),
        ((PROSE, paragraph("这里怎样", style="ours"), PROSE), ["paragraph", "subhead", "paragraph"]),
        ((paragraph(PROSE, style="1"), PROSE, PROSE), ["paragraph"] * 3),
        ((paragraph("本报记者 顾晓岚 报道", style="2"), PROSE), ["byline", "paragraph"]),
        ((table(("稿件", "要闻"), ("字数", "八百")), "山村小学的新操场", "□本报记者 顾晓岚", PROSE), ["table"] * 4 + ["headline", "byline", "paragraph"]),
        ((table((paragraph("山村小学的新操场") + paragraph("□本报记者 顾晓岚") + paragraph(PROSE),)),), ["headline", "byline", "paragraph"]),
        (("山村小学的新操场", paragraph(f"<w:r><w:t>{PROSE}</w:t><w:br/><w:t>{PROSE}</w:t></w:r>")), ["headline", "paragraph", "paragraph"]),
    ],
)  # fmt: skip
def test_styles_and_tables_help_and_form_decides(body: tuple[str, ...], expected: list[str]) -> None:
    assert roles(*body) == expected


def test_a_note_is_a_note() -> None:
    content = word_file(
        "山村小学的新操场",
        "□本报记者 顾晓岚",
        paragraph(PROSE, note_reference(1)),
        parts={"footnotes": NOTES.format(paragraph("见上年县志"), "", "")},
    )
    document = Linter(Config(select=())).lint_bytes(content, path="a.docx").document
    assert document
    assert [block.role for block in document.blocks] == ["headline", "byline", "paragraph", "note"]


def test_a_word_file_is_checked_like_a_text(newsroom: Newsroom) -> None:
    newsroom.write("稿件/draft.docx", word_file("山村小学的新操场", "", table(("甲", FAULTY))))
    newsroom.write("稿件/~$draft.docx", b"locked")
    for words in (("稿件/draft.docx",), ("稿件",)):
        ran = newsroom.zhlint(*words, "--select", "PUN001")
        column = len(PROSE) + 5
        assert ran.out.startswith(f"稿件/draft.docx:4:{column}: PUN001 half-width-stop error"), ran.out
        assert (ran.code, "先看：表1第1行第2列，" in ran.out) == (1, True), ran.out
    written = json.loads(newsroom.zhlint("稿件", "--select", "PUN001", "--format", "json").out)
    [file] = written["files"]
    assert (
        file.items()
        >= {
            "path": "稿件/draft.docx",
            "encoding": None,
            "chars": len(FAULTY) + 9,
            "kind": "draft",
            "errors": [],
        }.items()
    )
    assert (written["findings"][0]["line"], written["findings"][0]["column"]) == (4, column)


def test_a_word_file_is_known_by_its_bytes(newsroom: Newsroom) -> None:
    content = word_file(FAULTY)
    newsroom.write("draft.wps", content)
    newsroom.write("draft", content)
    for words, stdin in ((("draft.wps",), b""), (("draft",), b""), (("-",), content)):
        ran = newsroom.zhlint(*words, "--select", "PUN001", stdin=stdin)
        assert (ran.code, "PUN001" in ran.out) == (1, True), ran.err


def test_another_place_is_a_paragraph(newsroom: Newsroom) -> None:
    newsroom.write("draft.docx", word_file("山村小学的新操场", PROSE, "", PROSE))
    ran = newsroom.zhlint("draft.docx", "--select", "DUP")
    assert "与第2段相同" in ran.out
    assert "行" not in ran.out


def test_only_what_changed_since_a_revision(newsroom: Newsroom) -> None:
    def git(*words: str) -> None:
        subprocess.run(
            ["git", "-c", "user.name=a", "-c", "user.email=a@example.com", *words], check=True, capture_output=True
        )

    newsroom.write("draft.docx", word_file(FAULTY, PROSE))
    for words in (("init",), ("add", "draft.docx"), ("commit", "--message", "as it was")):
        git(*words)
    newsroom.write("draft.docx", word_file(FAULTY, f"{PROSE}来了,走了。"))
    ran = newsroom.zhlint("draft.docx", "--select", "PUN001", "--changed-from", "HEAD")
    assert ran.out.count("PUN001 half") == 1
    assert ran.out.startswith("draft.docx:2:")


def test_fix_passes_word_files_of_a_folder_by(newsroom: Newsroom) -> None:
    content = word_file(FAULTY)
    newsroom.write("稿件/a.docx", content)
    newsroom.write("稿件/b.txt", FAULTY)
    ran = newsroom.zhlint("fix", "稿件", "--select", "PUN001")
    assert (ran.code, "b.txt" in ran.out) == (1, True), ran.err
    ran = newsroom.zhlint("fix", "稿件/a.docx")
    assert (ran.code, "zhlint annotate --track-changes" in ran.err) == (2, True), ran.err
    assert (newsroom.folder / "稿件/a.docx").read_bytes() == content


def bomb(size: int) -> bytes:
    return zipped({**unzipped(word_file("甲")), "word/document.xml": b" " * size})


def protected() -> bytes:
    content = bytearray(word_file("甲"))
    for at in range(len(content) - 4):
        if content[at : at + 4] == b"PK\x01\x02":
            content[at + 8] |= 1
    return bytes(content)


def doubled() -> bytes:
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w") as target:
        for name, content in unzipped(word_file("甲")).items():
            target.writestr(name, content)
        with pytest.warns(UserWarning, match="Duplicate name"):
            target.writestr("word/document.xml", b"<a/>")
    return output.getvalue()


def with_document(xml: str) -> bytes:
    return zipped({**unzipped(word_file("甲")), "word/document.xml": xml.encode()})


def without(name: str) -> bytes:
    return zipped({key: value for key, value in unzipped(word_file("甲")).items() if key != name})


ENTITIES = '<!DOCTYPE a [<!ENTITY b "bbbbbbbb"><!ENTITY c "&b;&b;&b;&b;">]>'


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (OLE, "请用 Word 或 WPS 另存为不加密的 .docx"),
        (b"PK\3\4" + bytes(60), "压缩包打不开"),
        (word_file("甲")[:-30], "压缩包打不开"),
        (zipped({"a.txt": b"a"}), "这是压缩包，不是 Word 文档"),
        (without("_rels/.rels"), "这是压缩包，不是 Word 文档"),
        (protected(), "文件有密码"),
        (bomb(2**23), "压缩炸弹"),
        (zipped({f"{number}": b"" for number in range(10_001)}), "10001 个文件"),
        (doubled(), "同名文件"),
        (with_document("<a><b></a>"), "第 1 行不是合法的 XML"),
        (with_document(f"{HEAD}{ENTITIES}<w:document {NAMESPACES}><w:body>{paragraph('&c;')}</w:body></w:document>"), "带有 DTD"),
        (with_document(f"<w:document {NAMESPACES}>{'<w:tbl>' * 5000}{'</w:tbl>' * 5000}</w:document>"), "层次太深"),
    ],
    ids=["old", "cut", "short", "zip", "no relations", "password", "bomb", "members", "doubled", "broken", "entities", "deep"],
)  # fmt: skip
def test_a_file_that_cannot_be_read_says_why_and_ends_in_2(newsroom: Newsroom, content: bytes, said: str) -> None:
    newsroom.write("draft.docx", content)
    newsroom.write("other.docx", word_file(PROSE))
    ran = newsroom.zhlint("draft.docx", "other.docx")
    assert (ran.code, said in ran.err, ran.err.count("\n")) == (2, True, 1), ran.err
    assert "没有查成的文件：draft.docx" in ran.out


def test_a_part_larger_than_the_cap_is_not_unpacked() -> None:
    with pytest.raises(WordFileError, match="超过上限"):
        read_text(open_word(word_file(*["山" * 100] * 200), 2000))
