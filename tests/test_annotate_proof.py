"""A copy is read again before it is written: sound and whole, or refused."""

from __future__ import annotations

import re
from random import Random
from typing import TYPE_CHECKING, Any

import pytest
from conftest import PROSE
from wordcopy import DATE, LIMIT, annotated, assert_well_formed, text_of
from wordfile import (
    anchored,
    changed,
    comment,
    commented,
    field,
    note_reference,
    paragraph,
    remarks,
    run,
    table,
    text_box,
    unzipped,
    word_file,
    zipped,
)

from zhlint import Linter
from zhlint.annotation import annotate, proof
from zhlint.annotation import plain as drafts
from zhlint.config.model import Config
from zhlint.word import WordFileError

if TYPE_CHECKING:
    from conftest import Newsroom

    from zhlint.annotation import Annotated

NOTES = {"footnotes": f'<w:footnote w:id="1">{paragraph("脚注里的话,没有说完")}</w:footnote>'}
NESTED = paragraph("<w:r><w:t>来了<w:t>,走了</w:t>,到了</w:t></w:r>")
ALTERNATE = paragraph(
    '<w:r><mc:AlternateContent><mc:Choice Requires="w14"><w:t>来了,走了</w:t></mc:Choice></mc:AlternateContent></w:r>'
)
LOOSE = paragraph(
    run("框外"), "<w:r><w:pict><w:txbxContent><w:p><w:t>来了,走了</w:t></w:p></w:txbxContent></w:pict></w:r>"
)
RICH = word_file(
    paragraph("山村小学的新操场", style="1"),
    paragraph(run("前面", "<w:b/>"), anchored(3, run("来了,走了", "<w:i/>")), changed("ins", run("又,来")), changed("del", run("不,来"))),
    paragraph("甲", note_reference(1), text_box(paragraph("框里,面"))),
    table(("来,走", table(("到,这",)) + paragraph("那")), ("这", "那")),
    paragraph("见", field("REF x", "来,走"), f"<w:sdt><w:sdtPr/><w:sdtContent>{run('看,那')}</w:sdtContent></w:sdt>", "<w:r><w:t>一</w:t><w:br/><w:t>二,三</w:t></w:r>"),
    PROSE,
    parts={"comments": comment(3, "好句"), **NOTES},
)  # fmt: skip


@pytest.mark.parametrize(
    "blank",
    [("", "", ""), (paragraph("<w:r><w:t/></w:r>"), "", "", ""), (paragraph(changed("del", run("删去"))), "", "", "")],
)
def test_a_blank_page_with_its_text_in_a_note_gets_the_comment_at_the_mark(blank: tuple[str, ...]) -> None:
    content = word_file(*blank, paragraph(note_reference(1)), *blank, parts=NOTES)
    done = annotated(content, select=("CHR006", "PUN001"))
    assert text_of(done.content) == text_of(content)
    assert set(commented(done.content).values()) == {""}
    assert done.comments == len(remarks(done.content)) > 1


@pytest.mark.parametrize("body", [NESTED, ALTERNATE, LOOSE], ids=["text in text", "alternate", "text without a run"])
@pytest.mark.parametrize("track_changes", [False, True])
def test_words_that_lie_oddly_in_their_run_get_their_comment(body: str, track_changes: bool) -> None:
    content = word_file(body, PROSE)
    done = annotated(content, track_changes=track_changes)
    assert done.comments + done.changes == sum(text_of(content).count(mark) for mark in ",")


@pytest.mark.parametrize("broken", [b"", b"<Types", b"<?xml version='1.0'?><a><b></a>"])
@pytest.mark.parametrize("name", ["[Content_Types].xml", "word/_rels/document.xml.rels"])
def test_a_package_that_cannot_take_comments_is_refused(newsroom: Newsroom, broken: bytes, name: str) -> None:
    newsroom.write("a.docx", zipped({**unzipped(word_file(f"{PROSE}来了,走了。")), name: broken}))
    ran = newsroom.zhlint("annotate", "a.docx", "--select", "PUN001")
    assert (ran.code, "Word 文件已损坏" in ran.err, "程序内部出错" in ran.err) == (2, True, False), ran.err
    assert not (newsroom.folder / "a.zhlint.docx").exists()


TAG = re.compile(r"<[^?!>][^>]*>")
ELEMENT = re.compile(r"<(w:\w+)(?: [^>]*[^/>])?>(?:(?!<\1[ >]).)*?</\1>|<w:\w+[^>]*/>", re.DOTALL)


def mutated(content: bytes, chance: Random) -> bytes:
    """A package with tags moved, doubled, removed or nested at random."""
    files = unzipped(content)
    name = chance.choice(["word/document.xml", "word/document.xml", "word/comments.xml", "word/footnotes.xml"])
    xml = files[name].decode()
    for _ in range(chance.randint(1, 3)):
        tags = list(TAG.finditer(xml))[1:-1]
        elements = [found for tag in tags if (found := ELEMENT.match(xml, tag.start()))]
        if not (elements and tags):
            break
        one, other = chance.choice(elements), chance.choice(tags)
        match chance.randrange(4):
            case 0:
                xml = xml[: one.start()] + xml[one.end() :]
            case 1:
                xml = xml[: other.end()] + one[0] + xml[other.end() :]
            case 2:
                inner = re.sub(r"^<[^>]*>|</[^>]*>$", "", one[0])
                xml = xml[: one.start()] + inner + xml[one.end() :]
            case _:
                tag = chance.choice(["r", "t", "p", "ins", "del", "tc", "sdt", "hyperlink"])
                xml = f"{xml[: one.start()]}<w:{tag}>{one[0]}</w:{tag}>{xml[one.end() :]}"
    return zipped({**files, name: xml.encode()})


@pytest.mark.parametrize("seed", range(20))
def test_whatever_the_package_a_copy_is_sound_and_reads_the_same_or_there_is_none(seed: int) -> None:
    chance = Random(seed)
    linter = Linter(Config(select=("PUN001", "CHR006")))
    written = 0
    for _ in range(15):
        content = mutated(RICH, chance)
        report = linter.lint_bytes(content, path="a.docx")
        if report.errors:
            continue
        try:
            done = annotate(content, report.findings, {}, date=DATE, limit=LIMIT)
        except WordFileError as error:
            assert str(error)  # noqa: PT017 - a refusal says why
            continue
        written += 1
        assert_well_formed(done.content)
        assert text_of(done.content) == text_of(content)
        assert sum(author == "zhlint" for author, _ in remarks(done.content).values()) >= min(done.comments, 1)
    assert written >= 10


def test_findings_of_another_text_are_refused() -> None:
    linter = Linter(Config(select=("PUN001",)))
    findings = linter.lint_bytes(word_file(f"{PROSE}来了,走了。"), path="a.docx").findings
    with pytest.raises(WordFileError, match="检查之后改过"):
        annotate(word_file(f"新加的一段。{PROSE}来了,走了。"), findings, {}, date=DATE, limit=LIMIT)


def test_the_proof_sees_what_is_broken_lost_or_changed() -> None:
    content = word_file(f"{PROSE}来了,走了。")
    done = annotated(content).content
    said = [text for _, text in remarks(done).values()]
    proof.prove_copy(done, ["word/document.xml"], text_of(content), said, LIMIT)
    files = unzipped(done)
    xml = files["word/document.xml"]
    for name, part, expected in [
        ("word/document.xml", xml.replace(b"</w:document>", b""), "再读时出错"),
        ("word/document.xml", xml.replace("走了".encode(), "走".encode()), "文字与原稿不同"),
        ("word/document.xml", re.sub(rb"<w:commentRangeEnd[^>]*>", b"", xml), "少了批注"),
        ("word/comments.xml", re.sub(rb"<w:comment .*</w:comment>", b"", files["word/comments.xml"]), "少了批注"),
    ]:
        with pytest.raises(WordFileError, match=expected):
            proof.prove_copy(zipped({**files, name: part}), ["word/document.xml"], text_of(content), said, LIMIT)


def test_a_draft_saved_while_it_is_annotated_gets_no_copy(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    draft = newsroom.write("a.docx", word_file(f"{PROSE}来了,走了。"))

    def slow(*words: Any, **options: Any) -> Annotated:
        draft.write_bytes(word_file(f"新加的一段。{PROSE}来了,走了。"))
        return as_it_is(*words, **options)

    as_it_is = drafts.annotate_draft
    monkeypatch.setattr(drafts, "annotate_draft", slow)
    ran = newsroom.zhlint("annotate", "a.docx")
    assert (ran.code, "正在被别的程序改动" in ran.err) == (2, True), ran.err
    assert not (newsroom.folder / "a.zhlint.docx").exists()
