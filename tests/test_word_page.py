"""Pictures and notes of a Word file in messages, page and outline."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from conftest import PROSE
from wordfile import note_reference, paragraph, run, table, word_file

if TYPE_CHECKING:
    from conftest import Newsroom

PICTURE = '<w:r><w:drawing><wp:inline><a:graphic><a:graphicData><a:blip r:embed="rId7"/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>'
OLD_PICTURE = '<w:r><w:pict><v:shape><v:imagedata r:id="rId8"/></v:shape></w:pict></w:r>'
BOTH = (
    f'<w:r><mc:AlternateContent><mc:Choice Requires="wps">{PICTURE.removeprefix("<w:r>").removesuffix("</w:r>")}</mc:Choice>'
    '<mc:Fallback><w:pict><v:shape><v:imagedata r:id="rId8"/></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>'
)
NOTES = {
    "footnotes": f'<w:footnote w:id="1">{paragraph("先写的注")}</w:footnote><w:footnote w:id="2">{paragraph(f"{PROSE}来了,走了。")}{paragraph("又一段")}</w:footnote>',
    "endnotes": f'<w:endnote w:id="1">{paragraph("文末的注,没有完")}</w:endnote>',
}


def rows(page: str) -> list[str]:
    """The words of each row of a page, a picture as ［图片］."""
    return [re.sub(r"<[^>]*>", "", row) for row in re.findall(r'<p class="text">(.*?)</p>', page)]


def test_pictures_leave_a_sign_on_the_page_where_they_stand(newsroom: Newsroom) -> None:
    body = (
        paragraph("山村小学的新操场"),
        paragraph(PICTURE),
        PROSE,
        paragraph("前半句", OLD_PICTURE, "后半句。"),
        PROSE.replace("清晨", "傍晚"),
        paragraph(BOTH),
    )
    newsroom.write("a.docx", word_file(*body))
    page = newsroom.zhlint("a.docx", "--select", "PUN001", "--format", "html").out
    shown = rows(page)
    assert [row.count("［图片］") for row in shown] == [0, 1, 1, 1]
    assert shown[1].startswith("［图片］")
    assert shown[-1].endswith("［图片］")
    assert "3 张，图里的字没有查" in page


def test_the_page_of_a_word_file_says_nothing_that_editors_cannot_use(newsroom: Newsroom) -> None:
    newsroom.write("a.docx", word_file("山村小学的新操场", PROSE))
    newsroom.write("a.txt", f"山村小学的新操场\n{PROSE}")
    page, other = (newsroom.zhlint(name, "--format", "html").out for name in ("a.docx", "a.txt"))
    assert ("<dt>编码</dt>" in page, "<dt>编码</dt>" in other) == (False, True)
    assert "图片" not in re.sub(r"<style>.*?</style>", "", page, flags=re.DOTALL)
    assert re.search(r'<dt>规则</dt><dd><span title="指纹 [0-9a-f]{12}">\d+ 条</span></dd>', page)


def test_a_note_is_called_one(newsroom: Newsroom) -> None:
    body = (
        paragraph(PROSE, note_reference(2)),
        paragraph(run("丙"), note_reference(1), note_reference(1, "endnote")),
        table(("子",)),
    )
    newsroom.write("a.docx", word_file("山村小学的新操场", *body, parts=NOTES))
    found = json.loads(newsroom.zhlint("a.docx", "--select", "PUN001", "--format", "json").out)["findings"]
    assert [one["place"] for one in found] == ["第1条脚注第1段", "第1条尾注"]
    outline = newsroom.zhlint("outline", "a.docx").out
    titles = [line.split()[1] for line in outline.splitlines() if line[:5].strip().isdigit()]
    assert titles.count("脚注") == 3
    assert titles.count("尾注") == 1
    assert "编者按" not in titles


def test_a_note_by_the_editor_keeps_its_name(newsroom: Newsroom) -> None:
    newsroom.write("a.docx", word_file("山村小学的新操场", f"编者按：{PROSE}", PROSE))
    assert "编者按" in newsroom.zhlint("outline", "a.docx").out
