"""Findings as comments in a copy of a Word file: exact, harmless, and put once."""

from __future__ import annotations

import re
import subprocess
from html import unescape
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

import pytest
from conftest import PROSE
from needs import libreoffice
from wordcopy import DATE, LIMIT, annotated, refused, runs_of, text_of
from wordfile import (
    NAMESPACES,
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
from work import HANG, lines_run

from zhlint import Linter
from zhlint.annotation import annotate
from zhlint.config.model import Config
from zhlint.reading.conversion import soffice
from zhlint.word.markup import escape

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Newsroom

    from zhlint.annotation import Annotated


DRAFTS = Path(__file__).with_name("drafts")
NOTE = '<w:footnote w:id="1">{}</w:footnote>'


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ((f"{PROSE}来了,走了。",), [","]),
        ((paragraph("来", run(",", "<w:b/>"), "走"),), [","]),
        ((paragraph(run("甲&amp;乙,&lt;丙", "<w:b/>")),), [","]),
        ((paragraph("<w:r><w:t> 来,走 </w:t></w:r>"),), [","]),
        ((paragraph("<w:r><w:t>来,<![CDATA[走,到]]></w:t></w:r>"),), [",", ","]),
        ((paragraph("<w:r><w:t>来</w:t><w:tab/><w:t>走,到</w:t><w:br/><w:t>这</w:t></w:r>"),), [","]),
        ((paragraph("<w:r><w:t>来</w:t><w:br/><w:t>走到,</w:t></w:r>", "这"),), [","]),
        ((paragraph("来", changed("ins", run("走,到")), changed("del", run("看,")), "这"),), [","]),
        ((paragraph(f"<w:smartTag>{run('来,走')}</w:smartTag>", f'<w:hyperlink w:anchor="x">{run("到,这")}</w:hyperlink>'),), [",", ","]),
        ((paragraph(f"<w:sdt><w:sdtPr/><w:sdtContent>{run('来,走')}</w:sdtContent></w:sdt>"),), [","]),
        ((table(("来,走", "到"), ("这", table(("那,里",)) + paragraph("里"))),), [",", ","]),
        ((paragraph("外,面", text_box(paragraph("里,面")), "外"),), [",", ","]),
        ((paragraph("见", field('HYPERLINK "http://example.com/"', "来,走")),), [","]),
        ((paragraph("见", field("REF x", "来,走"), "后"),), ["来,走"]),
        ((paragraph("<w:r><w:ruby><w:rt/><w:rubyBase><w:r><w:t>来,走</w:t></w:r></w:rubyBase></w:ruby></w:r>"),), ["来,走"]),
    ],
)  # fmt: skip
def test_a_comment_stands_on_the_exact_characters(body: tuple[str, ...], expected: list[str]) -> None:
    content = word_file(*body, "完")
    done = annotated(content)
    assert list(commented(done.content).values()) == expected
    assert text_of(done.content) == text_of(content)
    assert runs_of(done.content) == runs_of(content)
    assert done.comments == len(expected) == len(remarks(done.content))


def in_pieces(line: str, chance: Random) -> str:
    """A paragraph whose words are cut into runs of every kind."""
    made = []
    while line:
        at = chance.randint(1, 12)
        one = run(escape(line[:at]), chance.choice(["", "<w:b/>", "<w:i/>"]))
        line = line[at:]
        kinds = (
            one, one, one, changed("ins", one), one + changed("del", run("删")), f"<w:smartTag>{one}</w:smartTag>",
            f"<w:sdt><w:sdtPr/><w:sdtContent>{one}</w:sdtContent></w:sdt>", one.replace("</w:r>", "<w:lastRenderedPageBreak/></w:r>"),
        )  # fmt: skip
        made.append(chance.choice(kinds))
    return paragraph(*made)


@pytest.mark.parametrize("name", ["demo", "wire-faulty", "verse-faulty"])
def test_every_finding_of_a_draft_is_where_it_belongs_however_its_runs_are_cut(name: str) -> None:
    chance = Random(name)
    lines = (DRAFTS / f"{name}.txt").read_text(encoding="utf-8").split("\n")
    content = word_file(*(in_pieces(line, chance) for line in lines))
    findings = Linter(Config(preset="full")).lint_bytes(content, path="draft.docx").findings
    done = annotate(content, findings, {}, date=DATE, limit=LIMIT)
    words = sorted(commented(done.content).items(), key=lambda item: int(item[0]))
    assert [unescape(one) for _, one in words] == [finding.text.replace("\n", "") for finding in findings]
    assert runs_of(done.content) == runs_of(content)
    tracked = annotate(content, findings, {}, date=DATE, limit=LIMIT, track_changes=True).content
    assert text_of(zipped({**unzipped(tracked), "word/document.xml": refused(tracked).encode()})) == text_of(content)


def test_what_a_comment_says(newsroom: Newsroom) -> None:
    newsroom.write("draft.docx", word_file(f"{PROSE}来了,走了。"))
    newsroom.zhlint("annotate", "draft.docx", "--select", "PUN001", "--comment-date", "2024-05-01T09:00:00")
    content = (newsroom.folder / "draft.zhlint.docx").read_bytes()
    said = "【差错·半角标点】半角标点“,”应为“，”。（PUN001）"
    assert remarks(content) == {"0": ("zhlint", said)}
    assert re.search(r'<w:p w14:paraId="[0-7][0-9A-F]{7}">', unzipped(content)["word/comments.xml"].decode())
    head = '<w:comment w:id="0" w:author="zhlint" w:date="2024-05-01T09:00:00Z" w:initials="zh">'
    assert head in unzipped(content)["word/comments.xml"].decode()


@pytest.mark.parametrize("name", sorted(file.stem for file in DRAFTS.glob("*-faulty.txt")))
def test_no_comment_gives_its_advice_twice(name: str) -> None:
    lines = escape((DRAFTS / f"{name}.txt").read_text(encoding="utf-8")).split("\n")
    content = word_file(*map(paragraph, lines))
    findings = Linter(Config(preset="full")).lint_bytes(content, path="draft.docx").findings
    for _, said in remarks(annotate(content, findings, {}, date=DATE, limit=LIMIT).content).values():
        for advice in re.findall("建议(?:改为|补)([“「『][^”」』]+[”」』])。（", said):
            assert said.count(advice) == 1, said
        assert said.count("删") <= 1, said


def test_comments_that_overlap_or_meet_are_all_kept() -> None:
    content = word_file(f"{PROSE}他说:“来,,走。", paragraph(run("甲"), run(",,", "<w:b/>"), run("乙")))
    done = annotated(content, select=("PUN",))
    xml = unzipped(done.content)["word/document.xml"].decode()
    starts, ends, marks = (
        re.findall(rf'<w:comment{kind} w:id="(\d+)"/>', xml) for kind in ("RangeStart", "RangeEnd", "Reference")
    )
    assert sorted(starts) == sorted(ends) == sorted(marks) == sorted(remarks(done.content))
    assert all(xml.index(f'RangeStart w:id="{one}"') < xml.index(f'RangeEnd w:id="{one}"') for one in starts)
    assert runs_of(done.content) == runs_of(content)


def test_a_finding_in_a_note_is_told_at_its_mark() -> None:
    content = word_file(
        paragraph("正文", note_reference(1), "后"), parts={"footnotes": NOTE.format(paragraph("来,走"))}
    )
    done = annotated(content)
    (said,) = remarks(done.content).values()
    assert said[1] == "【差错·半角标点】脚注中“,”：半角标点“,”应为“，”。（PUN001）"
    xml = unzipped(done.content)["word/document.xml"].decode()
    assert f'<w:commentRangeStart w:id="0"/>{note_reference(1)}<w:commentRangeEnd w:id="0"/>' in xml
    assert unzipped(done.content)["word/footnotes.xml"] == unzipped(content)["word/footnotes.xml"]


def test_a_finding_that_is_nowhere_in_particular_has_a_place_all_the_same() -> None:
    done = annotated(word_file("", "山村小学的新操场", PROSE, PROSE), select=("BYL001",))
    (words,) = commented(done.content).values()
    assert (done.comments, bool(words)) == (1, True)


WPS = f"""<w:document {NAMESPACES} xmlns:wpsCustomData="http://www.wps.cn/officeDocument/2013/wpsCustomData">
<!-- 由 WPS 写成 --><w:body><w:p wpsCustomData:kept='a > b'><w:pPr><w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr></w:pPr>
<w:r><w:rPr><w:rFonts w:hint="eastAsia"/><w:lang w:eastAsia="zh-CN"/></w:rPr><w:t>来,走</w:t></w:r><!--尾--><w:bookmarkStart w:id='7' w:name="x"/>
</w:p></w:body></w:document>"""  # fmt: skip


def test_all_but_the_marks_stays_byte_for_byte() -> None:
    plain = unzipped(word_file("甲"))
    content = zipped(
        {**plain, "word/document.xml": WPS.encode(), "word/media/a.png": bytes(range(256)), "docProps/odd.bin": b"\0"}
    )
    done = annotated(content)
    before, after = unzipped(content), unzipped(done.content)
    touched = {"word/document.xml", "word/comments.xml", "word/_rels/document.xml.rels", "[Content_Types].xml"}
    assert [name for name in before if before[name] != after[name] and name not in touched] == []
    assert list(after) == [*before, "word/comments.xml"]
    xml = after["word/document.xml"].decode()
    for mark in (
        r'<w:commentRange\w+ w:id="\d+"/>', r"<w:r>(<w:rPr><w:rStyle [^>]*/></w:rPr>)?<w:commentReference [^>]*/></w:r>",
        r'</w:t></w:r><w:r><w:rPr><w:rFonts w:hint="eastAsia"/><w:lang w:eastAsia="zh-CN"/></w:rPr><w:t xml:space="preserve">',
    ):  # fmt: skip
        xml = re.sub(mark, "", xml)
    assert xml.replace(' xml:space="preserve"', "") == WPS
    assert 'PartName="/word/comments.xml"' in after["[Content_Types].xml"].decode()
    assert 'Target="/word/comments.xml"' in after["word/_rels/document.xml.rels"].decode()


def long_draft(sections: int) -> bytes:
    """A draft with formatting, tables, comments and changes; eight sections fill a page."""
    body: list[str] = []
    notes: list[str] = []
    for number in range(1, sections + 1):
        body.append(paragraph(f"第{number}节", style="2"))
        body.append(paragraph(
            run(f"{PROSE}甲{number}号", "<w:b/><w:color w:val='FF0000'/>"), anchored(number, run("来了,走了")),
            changed("ins", run("又来了")), changed("del", run("不来")), run("。到这里;看那里。", "<w:i/>"), note_reference(number),
        ))  # fmt: skip
        notes.append(f'<w:footnote w:id="{number}">{paragraph("见注")}</w:footnote>')
        if number % 10 == 0:
            body.append(table(("甲", "来,走"), ("丙", "丁")))
    comments = "".join(comment(number, "好") for number in range(1, sections + 1))
    return word_file(*body, parts={"comments": comments, "footnotes": "".join(notes)})


def annotating(content: bytes) -> Callable[[], Annotated]:
    """The last step of annotating a draft that has been checked."""
    findings = Linter(Config(select=("PUN001",))).lint_bytes(content, path="a.docx").findings
    return lambda: annotate(content, findings, {}, date=DATE, limit=LIMIT)


def test_four_times_the_pages_take_about_four_times_the_work() -> None:
    quarter, whole = (annotating(long_draft(sections)) for sections in (40, 160))
    quarter()
    assert lines_run(whole) <= 5 * lines_run(quarter)


def test_thirty_pages_are_annotated_unharmed() -> None:
    content = long_draft(240)
    done = annotating(content)()
    assert done.comments == 240 * 2 + 24
    assert text_of(done.content) == text_of(content)
    assert runs_of(done.content) == runs_of(content)
    own = {number for number, (author, _) in remarks(done.content).items() if author == "编辑甲"}
    assert own == {str(number) for number in range(1, 241)}
    people = r'<w:(?:ins|del) w:id="900".*?</w:(?:ins|del)>'
    xml = [unzipped(one)["word/document.xml"].decode() for one in (content, done.content)]
    assert re.findall(people, xml[0]) == re.findall(people, xml[1])


ANNOTATION = re.compile(
    r'<office:annotation office:name="(?P<name>[^"]+)"[^>]*>\s*<dc:creator>(?P<who>[^<]*)</dc:creator>.*?</office:annotation>',
    re.DOTALL,
)


def seen_by_libreoffice(xml: str) -> list[tuple[str, str]]:
    """The author and the words of each comment in a flat OpenDocument file."""
    found = []
    for one in ANNOTATION.finditer(xml):
        words = xml[one.end() :].partition(f'<office:annotation-end office:name="{one["name"]}"/>')[0]
        words = re.sub(
            r"<office:annotation\b.*?</office:annotation>|<text:note\b.*?</text:note>", "", words, flags=re.DOTALL
        )
        found.append((one["who"], re.sub(r"<[^>]*>", "", words)))
    return found


@libreoffice
@pytest.mark.parametrize("track_changes", [False, True])
def test_libreoffice_opens_the_copy_and_sees_the_comments_where_they_belong(
    tmp_path: Path, track_changes: bool
) -> None:
    content = word_file(
        paragraph("山村小学的新操场", style="1"),
        paragraph(run("前面", "<w:b/>"), anchored(3, run("来了,走了", "<w:i/>")), changed("ins", run("又,来")), changed("del", run("不,来"))),
        paragraph("甲", note_reference(1), text_box(paragraph("框里,面"))),
        table(("来,走", "到"), ("这", "那")),
        paragraph("见", field('HYPERLINK "http://example.com/"', "来,走"), f"<w:sdt><w:sdtPr/><w:sdtContent>{run('看,那')}</w:sdtContent></w:sdt>"),
        parts={"comments": comment(3, "好句"), "footnotes": NOTE.format(paragraph("脚,注"))},
    )  # fmt: skip
    (tmp_path / "a.docx").write_bytes(annotated(content, track_changes=track_changes).content)
    for target in ("pdf", "fodt"):
        command = [
            str(soffice()), f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless", "--convert-to", target,
            "--outdir", str(tmp_path), str(tmp_path / "a.docx"),
        ]  # fmt: skip
        subprocess.run(command, check=True, capture_output=True, timeout=HANG)
    assert (tmp_path / "a.pdf").read_bytes().startswith(b"%PDF")
    seen = seen_by_libreoffice((tmp_path / "a.fodt").read_text(encoding="utf-8"))
    expected = [("zhlint", ",")] * (2 if track_changes else 7) + [("编辑甲", "来了,走了")]
    if not track_changes:
        expected[-2] = ("zhlint", "")
    assert sorted((who, words.replace("，", "")) for who, words in seen) == sorted(expected)
