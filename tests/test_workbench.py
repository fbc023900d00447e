"""The workbench: what the page asks of zhlint, and what an editor takes away."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

import pytest
from conftest import PROSE
from hypothesis import given
from hypothesis import strategies as st
from wordfile import paragraph, word_file

from zhlint import Linter
from zhlint.reading.encoding import UnreadableError
from zhlint.storage.toml import ConfigError
from zhlint.word.text import open_word, read_text
from zhlint.workbench import Workbench
from zhlint.workbench.utf16 import Utf16

DRAFTS = Path(__file__).parent / "drafts"
FAULTY = f"{PROSE}代表入场,会议开始。"
COMMA = FAULTY.index(",")


@pytest.fixture
def bench(tmp_path: Path) -> Workbench:
    """A workbench without any file of the house."""
    return Workbench(tmp_path / "desk")


def codes(result: dict[str, Any]) -> list[str]:
    """The codes of the findings in a result."""
    return [finding["code"] for finding in result["findings"]]


@given(st.text(st.sampled_from("甲a𠮷\n🀄")))
def test_every_offset_comes_back_from_its_units(text: str) -> None:
    units = Utf16(text)
    for offset in range(len(text) + 1):
        assert units.units(offset) == len(text[:offset].encode("utf-16-le")) // 2
        assert units.offset(units.units(offset)) == offset


def test_an_offset_between_the_halves_of_a_character_is_that_of_the_character() -> None:
    assert Utf16("甲𠮷").offset(2) == 1


@pytest.mark.parametrize("draft", sorted(DRAFTS.glob("*.txt")), ids=lambda draft: draft.stem)
def test_a_draft_has_the_findings_of_the_command(bench: Workbench, draft: Path) -> None:
    text = bench.open(draft.name, draft.read_bytes())["text"]
    expected = Linter().lint_path(draft).findings
    assert [(one["code"], one["message"]) for one in bench.check(draft.name, text)["findings"]] == [
        (one.code, one.message) for one in expected
    ]


def test_places_and_fixes_are_in_units_of_utf16(bench: Workbench) -> None:
    (finding,) = bench.check("a.txt", f"𠮷{FAULTY}")["findings"]
    assert (finding["start"], finding["end"]) == (COMMA + 2, COMMA + 3)
    assert finding["fix"] == {"safe": True, "edits": [[COMMA + 2, COMMA + 3, "，"]]}


def test_a_short_text_says_what_was_not_checked(bench: Workbench) -> None:
    assert "汉字不足 50 个" in bench.check("a.txt", "代表入场,会议开始。")["note"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_draft_is_given_back_in_its_own_encoding(bench: Workbench, encoding: str) -> None:
    content = FAULTY.replace("。", "。\r\n").encode(encoding)
    opened = bench.open("a.txt", content)
    assert opened["editable"]
    assert bench.saved("a.txt", opened["text"]) == content
    assert bench.saved("a.txt", opened["text"].replace(",", "，")) == content.decode(encoding).replace(
        ",", "，"
    ).encode(encoding)


def test_a_text_that_was_pasted_is_given_back_in_utf_8(bench: Workbench) -> None:
    assert bench.saved("文稿.txt", "甲") == "甲".encode()


def test_a_character_that_the_encoding_lacks_is_said(bench: Workbench) -> None:
    bench.open("a.txt", FAULTY.encode("gb18030"))
    with pytest.raises(UnreadableError, match="没有"):
        bench.saved("a.txt", f"{FAULTY}\ud800")


def test_a_file_that_is_no_draft_is_refused(bench: Workbench) -> None:
    with pytest.raises(UnreadableError):
        bench.open("a.txt", b"\x00\x01\x02")


def test_an_accepted_finding_is_not_shown_again_and_is_counted(bench: Workbench) -> None:
    text = f"𠮷{FAULTY}"
    bench.accept("a.txt", text, "PUN001", COMMA + 2, COMMA + 3, "原文如此")
    result = bench.check("a.txt", text)
    assert (codes(result), result["accepted"]) == ([], 1)
    assert "原文如此" in bench.house_files()[".zhlint-baseline.json"]
    assert codes(bench.check("a.txt", f"{text}天气好,风也好。")) == ["PUN001"]


def test_a_name_of_the_house_is_never_flagged_inside(bench: Workbench) -> None:
    text = f"{PROSE}工程布署已经完成。"
    assert codes(bench.check("a.txt", text))
    bench.add_name("布署")
    bench.add_name("布署")
    assert codes(bench.check("a.txt", text)) == []
    assert bench.house_files()["names.txt"] == "布署\n"


def test_the_files_of_the_house_are_in_force_and_can_be_taken_out(bench: Workbench) -> None:
    bench.put_house_file("zhlint.toml", 'ignore = ["PUN001"]\n')
    bench.put_house_file("terms.csv", "错,对\n轨交,轨道交通\n")
    text = f"{FAULTY}轨交提速。"
    assert [finding["text"] for finding in bench.check("a.txt", text)["findings"]] == ["轨交"]
    bench.put_house_file("zhlint.toml", "")
    bench.put_house_file("terms.csv", "")
    assert codes(bench.check("a.txt", text)) == ["PUN001"]
    assert bench.house_files() == {}


SPEECH = "同志们：\n\n　　修渠要听群众的，各村把账算清楚，修一条成一条。\n"
QUOTED = f"{PROSE}他说：“修渠要听群众的，各村把账理清楚，修一条成一条。”"


@pytest.mark.parametrize(("glob", "path"), [("讲话/**", "讲话/一.txt"), ("讲话/讲话稿.txt", "讲话稿.txt")])
def test_sources_that_are_dropped_are_in_force_with_both_passages(bench: Workbench, glob: str, path: str) -> None:
    bench.put_house_file("zhlint.toml", f'sources = ["{glob}"]\n')
    result = bench.check("a.txt", QUOTED)
    assert (codes(result), glob in result["note"]) == ([], True)
    assert bench.add_source(path, SPEECH.encode())
    result = bench.check("a.txt", QUOTED)
    assert (codes(result), result["note"]) == (["QUO001"], "")
    (passage,) = result["findings"][0]["passages"]
    assert passage["where"].endswith("第3行")
    assert ["理", "算", True] in passage["pieces"]


@pytest.mark.parametrize(
    ("glob", "path"),
    [
        ("*.txt", "稿.txt"),
        ("**", "稿.txt"),
        ("讲话/**", "别的/一.txt"),
        ("讲话/**", "讲话/../../一.txt"),
        ("讲话/**", "../一.txt"),
    ],
)
def test_a_file_that_the_configuration_does_not_name_is_no_source(bench: Workbench, glob: str, path: str) -> None:
    bench.put_house_file("zhlint.toml", f'sources = ["{glob}"]\n')
    assert not bench.add_source(path, SPEECH.encode())


@pytest.mark.parametrize(
    ("name", "text"), [("zhlint.toml", 'ignore = ["PUN01"]\n'), ("terms.csv", "错;对\n甲;乙\n"), ("zhlint.toml", "=")]
)
def test_a_wrong_file_of_the_house_is_refused_and_the_one_before_stays(bench: Workbench, name: str, text: str) -> None:
    right = {"zhlint.toml": 'ignore = ["PUN001"]\n', "terms.csv": "错,对\n轨交,轨道交通\n"}[name]
    bench.put_house_file(name, right)
    with pytest.raises(ConfigError):
        bench.put_house_file(name, text)
    assert bench.house_files() == {name: right}
    assert bench.check("a.txt", FAULTY)["errors"] == []


def test_a_word_file_is_annotated_with_what_was_decided(bench: Workbench) -> None:
    opened = bench.open("a.docx", word_file(paragraph(PROSE), paragraph("代表入场,会议开始,散会。")))
    assert not opened["editable"]
    first, second = bench.check("a.docx", opened["text"])["findings"]
    copy = bench.annotated("a.docx", opened["text"], [(first["code"], first["start"], first["end"])])
    whole = open_word(copy, 2**24)
    assert "代表入场，会议开始,散会。" in read_text(whole).source
    remarks = whole.read("word/comments.xml").decode()
    assert remarks.count("<w:comment ") == 1
    assert second["message"] in remarks


def test_a_text_is_annotated_in_a_word_file_of_its_own(bench: Workbench) -> None:
    copy = open_word(bench.annotated("a.txt", FAULTY, []), 2**24)
    assert FAULTY in read_text(copy).source
    assert copy.read("word/comments.xml").count(b"<w:comment ") == 1


def test_the_proof_page_and_the_register_hold_every_draft(bench: Workbench) -> None:
    drafts = {"甲.txt": FAULTY, "乙.txt": f"{PROSE}散会,回家。"}
    page = bench.proof_page(drafts)
    assert "甲.txt" in page
    assert "乙.txt" in page
    rows = list(csv.DictReader(io.StringIO(bench.register(drafts).removeprefix("\ufeff"))))
    assert [(row["原文"], row["应为"]) for row in rows] == [(",", "，"), (",", "，")]


def test_a_rule_has_a_page(bench: Workbench) -> None:
    assert bench.rule_page("PUN001").startswith("# PUN001")
    assert bench.rule_page("PUN999") == ""
