"""Places in a table of a Word file: table, row and column."""

from __future__ import annotations

import csv
import io
import json
import re
from typing import TYPE_CHECKING

import pytest
from conftest import PROSE
from wordfile import changed, note_reference, paragraph, remarks, run, table, text_box, word_file

from zhlint.reading import read

if TYPE_CHECKING:
    from conftest import Newsroom

WIDE = f"<w:tc><w:tcPr><w:gridSpan w:val='2'/></w:tcPr>{paragraph('宽')}</w:tc>"
DELETED = f"<w:tr><w:trPr>{changed('del')}</w:trPr><w:tc>{paragraph('删')}</w:tc></w:tr>"
FAULTY = f"{PROSE}代表入场,会议开始。"


def row(*cells: str, before: int = 0) -> str:
    about = f"<w:trPr><w:gridBefore w:val='{before}'/></w:trPr>" if before else ""
    return f"<w:tr>{about}{''.join(one if one.startswith('<w:tc') else f'<w:tc>{paragraph(one)}</w:tc>' for one in cells)}</w:tr>"


@pytest.mark.parametrize(
    ("body", "names"),
    [
        (("甲", table(("子", "丑"), ("寅", "卯")), "乙"), {"子": "表1第1行第1列", "丑": "表1第1行第2列", "寅": "表1第2行第1列", "卯": "表1第2行第2列"}),
        ((table(("子",)), "甲", table(("丑",))), {"子": "表1第1行第1列", "丑": "表2第1行第1列"}),
        (
            (table(("子", table(("内",), ("里",)) + paragraph("丑")), ("寅", table(("底",)) + paragraph(""))),),
            {"子": "表1第1行第1列", "内": "表1第1行第2列内表1第1行第1列", "里": "表1第1行第2列内表1第2行第1列", "丑": "表1第1行第2列", "寅": "表1第2行第1列", "底": "表1第2行第2列内表1第1行第1列"},
        ),
        ((table((paragraph("子") + paragraph("") + paragraph("丑"), "寅")),), {"子": "表1第1行第1列第1段", "丑": "表1第1行第1列第2段", "寅": "表1第1行第2列"}),
        ((f"<w:tbl>{row(WIDE, '子')}{row('丑', '寅', '卯')}{row('辰', before=1)}</w:tbl>",), {"宽": "表1第1行第1列", "子": "表1第1行第3列", "丑": "表1第2行第1列", "寅": "表1第2行第2列", "卯": "表1第2行第3列", "辰": "表1第3行第2列"}),
        ((f"<w:tbl>{row('子')}{DELETED}{row('丑')}</w:tbl>",), {"子": "表1第1行第1列", "丑": "表1第2行第1列"}),
        ((paragraph("框外", text_box(table(("框",)))), table(("子",))), {"框": "表1第1行第1列", "子": "表2第1行第1列"}),
        (("甲", "乙"), {}),
    ],
    ids=["cells", "tables", "nested", "paragraphs", "spans", "deleted row", "text box", "none"],
)  # fmt: skip
def test_a_cell_has_a_name(body: tuple[str, ...], names: dict[str, str]) -> None:
    document = read(word_file(*body), "a.docx", limit=2**24).document
    lines = document.source.split("\n")
    assert {lines[number - 1]: name for number, name in document.line_names.own.items()} == names


def test_tables_in_notes_are_not_counted_among_those_of_the_page() -> None:
    notes = {"footnotes": f'<w:footnote w:id="1">{table(("注",))}</w:footnote>'}
    content = word_file(paragraph("甲", note_reference(1)), table(("子",)), parts=notes)
    assert list(read(content, "a.docx", limit=2**24).document.line_names.own.values()) == ["表1第1行第1列", "第1条脚注"]


def test_every_report_says_which_cell(newsroom: Newsroom) -> None:
    newsroom.write("a.docx", word_file("山村小学的新操场", table(("甲", "乙"), ("丙", FAULTY))))
    ran = newsroom.zhlint("a.docx", "--select", "PUN001", "--format", "text")
    assert ran.out.startswith(f"a.docx:5:{len(PROSE) + 5}: PUN001")
    assert "\n    在表1第2行第2列\n" in ran.out
    assert "先看：表1第2行第2列，" in ran.out
    found = json.loads(newsroom.zhlint("a.docx", "--select", "PUN001", "--format", "json").out)["findings"]
    assert [(one["line"], one["place"]) for one in found] == [(5, "表1第2行第2列")]
    rows = list(csv.reader(io.StringIO(newsroom.zhlint("a.docx", "--select", "PUN001", "--format", "csv").out)))
    assert rows[1][3] == f"表1第2行第2列第{len(PROSE) + 5}字"
    assert (
        f"| 表1第2行第2列第{len(PROSE) + 5}字 |"
        in newsroom.zhlint("a.docx", "--select", "PUN001", "--format", "markdown").out
    )
    page = newsroom.zhlint("a.docx", "--select", "PUN001", "--format", "html").out
    assert "表1第2行第2列，半角标点" in page


def test_messages_and_comments_name_the_other_place_by_its_cell(newsroom: Newsroom) -> None:
    newsroom.write("a.docx", word_file("山村小学的新操场", table(("甲", PROSE)), "", PROSE))
    ran = newsroom.zhlint("a.docx", "--select", "DUP")
    assert re.search(r"表1第1行第2列(?:（[^）]*）)?", ran.out.split("\n")[0]), ran.out
    assert newsroom.zhlint("annotate", "a.docx", "--select", "DUP").code in {0, 1}
    said = remarks((newsroom.folder / "a.zhlint.docx").read_bytes())
    assert any("表1第1行第2列" in text for _, text in said.values()), said


def test_kept_results_and_other_processes_know_the_cells(newsroom: Newsroom) -> None:
    newsroom.write("a.docx", word_file("山村小学的新操场", table(("甲", FAULTY)), *[PROSE] * 1500))
    newsroom.write("b.txt", PROSE * 2000)
    said = {newsroom.zhlint("a.docx", "b.txt", "--select", "PUN001", "--format", "json").out for _ in range(2)}
    assert len(said) == 1
    assert json.loads(said.pop())["findings"][0]["place"] == "表1第1行第2列"


def test_a_run_beside_a_table_keeps_its_number(newsroom: Newsroom) -> None:
    newsroom.write("a.docx", word_file(table(("甲", "乙")), paragraph(run(FAULTY))))
    found = json.loads(newsroom.zhlint("a.docx", "--select", "PUN001", "--format", "json").out)["findings"]
    assert [(one["line"], one["place"]) for one in found] == [(3, "第3段")]
    newsroom.write("a.txt", FAULTY)
    assert (
        json.loads(newsroom.zhlint("a.txt", "--select", "PUN001", "--format", "json").out)["findings"][0]["place"]
        == "第1行"
    )
