"""Reports for machines, held against schemas, parsers and the drafts themselves."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import fromstring

import jsonschema
import pytest
import xmlschema
from conftest import PROSE
from markdown_it import MarkdownIt

from zhlint.reports import FORMATS

if TYPE_CHECKING:
    from conftest import Newsroom

ROOT = Path(__file__).parents[1]
SCHEMAS = Path(__file__).parent / "schemas"
DEMO = Path(__file__).parent / "drafts" / "demo.txt"
ASTRAL = f"{PROSE}\n\n𠮷先生与𠮷女士入场,会议\u200b开始,散场。\n"
MACHINES = tuple(name for name in FORMATS if name not in {"text", "html"})

TALLY = """\
def write(reports, stream, style):
    stream.write(f"{sum(len(report.findings) for report in reports)} 处\\n")
"""


def written(newsroom: Newsroom, form: str, *words: str) -> str:
    """The standard output of a run with a format."""
    ran = newsroom.zhlint(*words, "--format", form, "--fail-on", "never")
    assert ran.code == 0, ran.err
    return ran.out


def found(newsroom: Newsroom, *words: str) -> list[dict[str, Any]]:
    """The findings in the JSON report."""
    findings: list[dict[str, Any]] = json.loads(written(newsroom, "json", *words))["findings"]
    return findings


@pytest.fixture
def drafts(newsroom: Newsroom) -> Newsroom:
    """The demo, a clean draft, one with rare characters, and one in another encoding."""
    newsroom.write("demo.txt", DEMO.read_bytes())
    newsroom.write("要闻/𠮷 1版.txt", ASTRAL)
    newsroom.write("clean.txt")
    newsroom.write("gbk.txt", f"{PROSE}\r\n入场,开会。\r\n", encoding="gb18030")
    return newsroom


def test_the_formats_stand_in_one_order() -> None:
    assert FORMATS == ("text", "json", "html", "sarif", "github", "gitlab", "rdjsonl", "junit", "markdown", "csv")


def test_a_new_format_is_a_new_file_and_no_more(newsroom: Newsroom) -> None:
    for name in ("zhlint", "rules"):
        shutil.copytree(ROOT / name, newsroom.folder / "copy" / name, ignore=shutil.ignore_patterns("__pycache__"))
    newsroom.write("copy/zhlint/reports/formats/tally.py", TALLY)
    newsroom.write("a.txt", "代表入场,会议开始。")
    done = subprocess.run(
        [sys.executable, "-m", "zhlint", "check", "a.txt", "--select", "PUN001", "--format", "tally"],
        cwd=newsroom.folder, env={**os.environ, "PYTHONPATH": "copy"}, capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert (done.returncode, done.stdout, done.stderr) == (1, "1 处\n", "")


@pytest.mark.parametrize("form", MACHINES)
def test_the_same_drafts_give_the_same_bytes_on_screen_and_in_a_file(drafts: Newsroom, form: str) -> None:
    first = written(drafts, form, ".")
    assert written(drafts, form, ".", "--format", "text=other.log") == first
    drafts.zhlint(".", "--format", f"{form}=report")
    assert (drafts.folder / "report").read_bytes().decode("utf-8") == first


def test_several_formats_are_written_in_one_run(drafts: Newsroom) -> None:
    words = [word for form in FORMATS if form != "text" for word in ("--format", f"{form}=out.{form}")]
    ran = drafts.zhlint(".", *words, "--format", "text")
    assert ran.code == 1
    assert "检查 4 个文稿" in ran.out
    assert all((drafts.folder / f"out.{form}").stat().st_size for form in FORMATS if form != "text")


def test_reports_that_go_to_files_alone_leave_the_summary_on_the_screen(drafts: Newsroom) -> None:
    ran = drafts.zhlint("demo.txt", "clean.txt", "--format", "csv=登记表.csv", "--format", "html=清样.html")
    first, *rest = ran.out.splitlines()
    assert first == "写好 登记表.csv、清样.html。"
    assert rest[0].startswith("检查 2 个文稿，")
    assert not any(line.startswith("demo.txt:") for line in rest)
    assert "写好" not in drafts.zhlint("demo.txt", "--format", "csv=登记表.csv", "--format", "text").out


def test_the_summary_names_the_draft_where_there_are_several(newsroom: Newsroom) -> None:
    newsroom.write("a.txt")
    newsroom.write("b.txt", f"{PROSE}代表入场,会议开始。")
    assert "先看：b.txt 第1行，" in newsroom.zhlint("a.txt", "b.txt", "--select", "PUN001").out
    assert "先看：第1行，" in newsroom.zhlint("b.txt", "--select", "PUN001").out


@pytest.mark.parametrize(
    ("path", "text", "day"),
    [
        ("2026-07-10/01版/a.txt", "大家到齐,散会。", "2026-07-10"),
        ("2026/07/10/a.txt", "大家到齐,散会。", "2026-07-10"),
        ("2026-07-10/a.md", "---\ndate: 2026-07-11\n---\n\n大家到齐,散会。", "2026-07-11"),
        ("稿件/a.txt", "大家到齐,散会。", ""),
    ],
)
def test_the_register_has_the_day_of_the_issue(newsroom: Newsroom, path: str, text: str, day: str) -> None:
    newsroom.write(path, PROSE + text if path.endswith("txt") else text + PROSE)
    rows = list(csv.reader(io.StringIO(written(newsroom, "csv", path, "--select", "PUN001").removeprefix("\ufeff"))))
    assert [row[0] for row in rows[1:]] == [day]


def test_the_outline_says_what_kind_of_text_was_seen(newsroom: Newsroom) -> None:
    newsroom.write("a.txt", "大家争取再上新台阶。")
    newsroom.write("b.md", f"{PROSE}\n\n代表入场,会议开始。<!-- zhlint: ignore PUN001 原样 -->\n")
    seen = json.loads(newsroom.zhlint("outline", "a.txt", "b.md", "--format", "json").out)
    assert [(one["kind"], bool(one["waiting"]), one["suppressed"]) for one in seen] == [
        ("short", True, 0),
        ("draft", False, 1),
    ]
    assert all({"blocks", "sections"} <= one.keys() for one in seen)
    assert "汉字不足 50 个" in newsroom.zhlint("outline", "a.txt").out
    assert "免报 1 处" in newsroom.zhlint("outline", "b.md").out


@pytest.mark.parametrize("form", MACHINES)
def test_a_clean_draft_is_a_whole_report_too(newsroom: Newsroom, form: str) -> None:
    newsroom.write("clean.txt")
    report = written(newsroom, form, "clean.txt", "--select", "PUN")
    readers: dict[str, Any] = {
        "json": json.loads, "sarif": json.loads, "gitlab": json.loads, "junit": fromstring,
        "rdjsonl": lambda text: [json.loads(line) for line in text.split("\n")[:-1]],
        "csv": lambda text: list(csv.reader(io.StringIO(text)))[1:], "markdown": str, "github": str,
    }  # fmt: skip
    content = readers[form](report)
    assert form not in {"gitlab", "rdjsonl", "csv", "github"} or not content


@pytest.mark.parametrize("form", MACHINES)
def test_a_file_that_was_not_read_makes_no_report_look_clean(newsroom: Newsroom, form: str) -> None:
    newsroom.write("clean.txt")
    ran = newsroom.zhlint("clean.txt", "missing.txt", "--select", "PUN", "--format", form)
    assert ran.code == 2
    assert "没有发现问题" not in ran.out
    if form in {"json", "sarif", "github", "junit", "markdown"}:
        assert "没有这个文件" in ran.out


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_says_where_rules_were_left_out(newsroom: Newsroom, form: str) -> None:
    newsroom.write("a.txt", "大家争取再上新台阶。")
    newsroom.write("b.txt", "Lorem ipsum dolor sit amet, 夜读。")
    newsroom.write("whole.txt")
    report = written(newsroom, form, "a.txt", "b.txt", "whole.txt")
    assert "没有发现问题" not in report
    if form == "json":
        data = json.loads(report)
        assert [(file["kind"], bool(file["waiting"])) for file in data["files"]] == [
            ("short", True), ("foreign", True), ("draft", False),
        ]  # fmt: skip
        assert data["summary"]["partial"] == 2
    else:
        assert "汉字不足 50 个" in report
        assert "西文字母比汉字多" in report


def test_sarif_holds_to_the_published_schema(drafts: Newsroom) -> None:
    drafts.write("short.txt", "大家争取再上新台阶。")
    schema = json.loads((SCHEMAS / "sarif-2.1.0.json").read_text(encoding="utf-8"))
    for words in ((".",), ("missing.txt",), ("clean.txt", "--select", "PUN"), ("short.txt",)):
        report = json.loads(drafts.zhlint(*words, "--format", "sarif").out)
        jsonschema.Draft4Validator(schema).validate(report)


def test_sarif_regions_are_code_points_of_the_source(drafts: Newsroom) -> None:
    run = json.loads(written(drafts, "sarif", "要闻", "--select", "PUN001,CHR"))["runs"][0]
    assert run["columnKind"] == "unicodeCodePoints"
    line = ASTRAL.split("\n")[2]
    regions = [result["locations"][0]["physicalLocation"]["region"] for result in run["results"]]
    assert [line[region["startColumn"] - 1 : region["endColumn"] - 1] for region in regions] == [",", "\u200b", ","]
    assert [region["startLine"] for region in regions] == [3, 3, 3]


def test_sarif_names_drafts_by_relative_uris(drafts: Newsroom) -> None:
    absolute = str(drafts.folder / "demo.txt")
    run = json.loads(written(drafts, "sarif", "./要闻", absolute))["runs"][0]
    uris = {artifact["location"]["uri"] for artifact in run["artifacts"]}
    assert uris == {"demo.txt", "%E8%A6%81%E9%97%BB/%F0%A0%AE%B7%201%E7%89%88.txt"}


def test_sarif_tells_what_every_rule_is_for(drafts: Newsroom) -> None:
    run = json.loads(written(drafts, "sarif", "demo.txt"))["runs"][0]
    rules = run["tool"]["driver"]["rules"]
    for result in run["results"]:
        rule = rules[result["ruleIndex"]]
        assert rule["id"] == result["ruleId"]
        assert len(rule["fullDescription"]["text"]) > len(rule["shortDescription"]["text"])
    assert {result["level"] for result in run["results"]} == {"error", "warning", "note"}


@pytest.mark.parametrize("form", ["sarif", "gitlab"])
def test_fingerprints_survive_new_lines_and_tell_equal_findings_apart(newsroom: Newsroom, form: str) -> None:
    def prints(text: str) -> list[str]:
        newsroom.write("a.txt", text)
        report = json.loads(written(newsroom, form, "a.txt", "--select", "PUN001"))
        if form == "gitlab":
            return [entry["fingerprint"] for entry in report]
        return [result["partialFingerprints"]["zhlint/v1"] for result in report["runs"][0]["results"]]

    before = prints(f"{PROSE}\n入场,开会。入场,开会。散场,回家。\n")
    assert len(set(before)) == 3
    assert prints(f"{PROSE}\n\n{PROSE}\n\n入场,开会。入场,开会。散场,回家。\n") == before
    edited = prints(f"{PROSE}\n入场,开会。入场,开会。散场,不回家。\n")
    assert edited[:2] == before[:2]
    assert edited[2] != before[2]


def test_gitlab_has_what_its_widget_needs(drafts: Newsroom) -> None:
    entries = json.loads(written(drafts, "gitlab", "."))
    assert len({entry["fingerprint"] for entry in entries}) == len(entries)
    for entry in entries:
        assert {"description", "check_name", "fingerprint", "severity", "location"} <= entry.keys()
        assert entry["severity"] in {"info", "minor", "major", "critical", "blocker"}
        assert entry["location"]["lines"]["begin"] >= 1
        assert (drafts.folder / entry["location"]["path"]).is_file()
        assert not entry["location"]["path"].startswith((".", "/"))


ANNOTATION = re.compile(r"::(error|warning|notice) ([^\n]*?)::([^\n]*)")


def test_github_annotations_can_be_read_back(newsroom: Newsroom) -> None:
    newsroom.write("a%,b：c.txt", f"{PROSE}\n\n入场,开会。")
    line = written(newsroom, "github", "a%,b：c.txt", "--select", "PUN001").rstrip("\n")
    parsed = ANNOTATION.fullmatch(line)
    assert parsed
    fields = dict(pair.split("=", 1) for pair in parsed[2].split(","))
    for code, char in (("%2C", ","), ("%3A", ":"), ("%0D", "\r"), ("%0A", "\n"), ("%25", "%")):
        fields = {key: value.replace(code, char) for key, value in fields.items()}
    assert (parsed[1], fields) == (
        "error",
        {
            "file": "a%,b：c.txt",
            "line": "3",
            "endLine": "3",
            "col": "3",
            "endColumn": "3",
            "title": "PUN001 half-width-stop",
        },
    )


def test_github_shows_ten_of_a_kind_and_says_how_many_were_cut(newsroom: Newsroom) -> None:
    newsroom.write("a.txt", f"{PROSE}\n\n" + "入场,开会。" * 13 + '他说"好"。' * 12)
    lines = written(newsroom, "github", "a.txt", "--select", "PUN001,PUN003").rstrip("\n").split("\n")
    kinds = [parsed[1] for line in lines if (parsed := ANNOTATION.fullmatch(line))]
    assert (kinds.count("error"), kinds.count("warning")) == (10, 10)
    assert "另有 5 条没有标注（差错 3，存疑 2）" in lines[20]
    assert [line.split(":")[0] for line in lines[21:]] == ["a.txt"] * 5


def test_rdjsonl_columns_are_bytes_and_its_suggestions_are_the_fixes(drafts: Newsroom) -> None:
    drafts.write("bom.txt", ("\ufeff" + ASTRAL.split("\n")[2] + PROSE).encode())
    for path in ("要闻/𠮷 1版.txt", "demo.txt", "bom.txt"):
        lines = (drafts.folder / path).read_bytes().split(b"\n")
        findings = found(drafts, path)
        diagnostics = [json.loads(line) for line in written(drafts, "rdjsonl", path).split("\n")[:-1]]
        for finding, diagnostic in zip(findings, diagnostics, strict=True):
            start, end = (diagnostic["location"]["range"][edge] for edge in ("start", "end"))
            assert start["line"] == end["line"]
            cut = lines[start["line"] - 1][start["column"] - 1 : end["column"] - 1]
            assert cut.decode("utf-8") == finding["text"]
            assert diagnostic["code"]["value"] == finding["code"]
            assert bool(diagnostic.get("suggestions")) == bool(finding["fix"])
            if diagnostic["severity"] == "ERROR" and finding["code"] == "PUN001":
                [suggestion] = diagnostic["suggestions"]
                assert (suggestion["range"], suggestion["text"]) == (
                    diagnostic["location"]["range"], {",": "，", "?": "？"}[finding["text"]],
                )  # fmt: skip


def test_rdjsonl_fix_of_several_edits_is_one_suggestion(newsroom: Newsroom) -> None:
    newsroom.write("a.txt", f'{PROSE}\n他喊"走吧"。')
    [line] = written(newsroom, "rdjsonl", "a.txt", "--select", "PUN003").split("\n")[:-1]
    [suggestion] = json.loads(line)["suggestions"]
    assert suggestion["text"] == "“走吧”"


def test_junit_holds_to_the_schema(drafts: Newsroom) -> None:
    drafts.write("control.txt", f"{PROSE}\x01\x0b\ufffe入场,开会。")
    schema = xmlschema.XMLSchema(str(SCHEMAS / "junit-10.xsd"))
    for words in ((".",), ("missing.txt", "clean.txt", "--select", "PUN"), ("control.txt",)):
        report = drafts.zhlint(*words, "--format", "junit").out
        schema.validate(report.split("\n", 1)[1])
        suites = fromstring(report.split("\n", 1)[1])
        for suite in suites:
            assert int(suite.get("tests", "")) == len(suite.findall("testcase"))
            assert int(suite.get("failures", "")) == len(suite.findall("testcase/failure"))
            assert int(suite.get("errors", "")) == len(suite.findall("testcase/error"))


def test_markdown_is_one_row_for_each_finding_whatever_the_text(newsroom: Newsroom) -> None:
    newsroom.write("a|b_*.txt", f'{PROSE}\n\n甲|乙`<b>*_[,他说"|`\\<img>"。入场,开会。\n')
    newsroom.write("demo.txt", DEMO.read_bytes())
    for path in ("a|b_*.txt", "demo.txt"):
        tokens = MarkdownIt("commonmark", {"html": True}).enable("table").parse(written(newsroom, "markdown", path))
        cells = [token for token in tokens if token.type == "td_open"]
        findings = found(newsroom, path)
        assert len(findings) > 0
        assert len(cells) == 5 * len(findings)
        inside = [child.type for token in tokens for child in token.children or ()]
        assert set(inside) <= {"text", "text_special"}
        shown = {"".join(child.content for child in token.children or ()) for token in tokens if token.type == "inline"}
        assert {" ".join(finding["message"].split()) for finding in findings} <= shown
        assert path in shown


def test_csv_is_a_register_that_a_spreadsheet_reads(drafts: Newsroom) -> None:
    text = written(drafts, "csv", ".", "--date", "2026-04-23")
    assert text.startswith("\ufeff日期,版次,稿件,位置,原文,应为,类别,级别,处理\r\n")
    rows = list(csv.DictReader(io.StringIO(text[1:], newline="")))
    assert len(rows) == len(found(drafts, "."))
    assert {row["日期"] for row in rows} == {"2026-04-23"}
    comma = next(row for row in rows if row["稿件"] == "gbk.txt")
    assert comma == {
        "日期": "2026-04-23", "版次": "", "稿件": "gbk.txt", "位置": "第2行第3字", "原文": ",", "应为": "，",
        "类别": "标点", "级别": "差错", "处理": "",
    }  # fmt: skip
    assert {row["版次"] for row in rows if "𠮷" in row["稿件"]} == {"1版"}


@pytest.mark.parametrize("first", ["=", "+", "-", "@", "\t"])
def test_csv_cells_are_no_formulas(newsroom: Newsroom, first: str) -> None:
    newsroom.write("house/cards.toml", (
        '[HSE001]\nname = "house-word"\ntitle = "本报用语"\nkind = "pattern"\nlevel = "error"\npresets = ["desk"]\nfix = "no"\n'
        'message = "“{found}”请核"\nfind = ".SUM"\n'
    ))  # fmt: skip
    newsroom.write("zhlint.toml", 'packs = ["./house"]\nselect = ["HSE001"]')
    newsroom.write("a.txt", f"{PROSE}本报{first}SUM讯。")
    [row] = csv.DictReader(io.StringIO(written(newsroom, "csv", "a.txt")[1:], newline=""))
    assert row["原文"] == ("SUM" if first == "\t" else f"'{first}SUM")
    assert not any(cell.startswith(("=", "+", "-", "@", "\t")) for cell in row.values())
