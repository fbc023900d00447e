"""Quotations, titles and reports held against sources, and the index of these."""

from __future__ import annotations

import json
import os
from random import Random
from typing import TYPE_CHECKING
from urllib.parse import unquote

import pytest
from wordfile import paragraph, run, word_file

from zhlint.annotation.remarks import remark_text
from zhlint.config.file import read_config
from zhlint.config.model import Config
from zhlint.desk import Desk
from zhlint.language_server.diagnostics import diagnostics_of
from zhlint.language_server.positions import PositionMap
from zhlint.linter import Linter
from zhlint.reading import parse
from zhlint.sources.alignment import align, reordering
from zhlint.sources.folding import fold
from zhlint.sources.selection import sources_in_memory
from zhlint.sources.verdicts import verdicts
from zhlint.storage.cache_folder import cache_files
from zhlint.storage.toml import ConfigError
from zhlint.word.text import WordLine

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Newsroom

SPEECH = (
    "同志们：\n\n　　修渠要听群众的，各村把账算清楚，修一条成一条。我们常说“水往低处流，人往高处走”，讲的是人心。（热烈鼓掌）"
    "让水流进每一块田，让种粮的人心里有底！\n\n　　今年要办3件事：一是清淤，二是换闸，三是种树——一件一件地办，办一件成一件。\n"
)


def outcomes(text: str, kind: str = "quotation", *sources: str) -> list[tuple[str, list[tuple[str, str, str]]]]:
    """The outcome of all words of a kind in a text, with their differences."""
    document = parse(text, desk=Desk(sources=sources_in_memory(sources or (SPEECH,))))
    return [
        (verdict.outcome, [(one.kind, one.here, one.there) for one in verdict.differences])
        for verdict in verdicts(document, kind, 12 if kind != "title" else 8)
    ]


@pytest.mark.parametrize(
    "quotation",
    [
        "“修渠要听群众的，各村把账算清楚，修一条成一条。”",
        "“修渠要听群众的，各村把账算清楚，修一条成一条”",
        "“，修渠要听群众的，各村把账算清楚！”",
        "「修渠要聽群眾的，各村把賬算清楚，修一條成一條。」",
        "“修渠要听群众的,各村把账算清楚,修一条成一条.”",
        "“我们常说‘水往低处流，人往高处走’，讲的是人心。”",
        "“我们常说水往低处流，人往高处走，讲的是人心。”",
        "「我們常說『水往低處流，人往高處走』，講的是人心。」",
        "“修渠要听群众的……让水流进每一块田，让种粮的人心里有底！”",
        "“修渠要听群众的...让水流进每一块田，让种粮的人心里有底！”",
        "“讲的是人心。让水流进每一块田，让种粮的人心里有底！”",
        "“让水流进每一块田，让种粮的人心里有底！今年要办３件事”",
        "“三是种树--一件一件地办，办一件成一件”",
        "“修渠要听群众的，各村把账算清楚，修一条成一条。\n\n　　“我们常说‘水往低处流，人往高处走’，讲的是人心。”",
        "“修渠要听群众的，各村把账算清楚，\n\n　　修一条成一条。我们常说‘水往低处流，人往高处走’”",
    ],
)
def test_what_does_not_count_makes_no_difference(quotation: str) -> None:
    assert outcomes(f"　　她在会上说：{quotation}大家都记下了。\n") == [("same", [])]


@pytest.mark.parametrize(
    ("quotation", "difference"),
    [
        ("修渠要听老乡的，各村把账算清楚", ("replaced", "老乡", "群众")),
        ("修渠要听群众，各村把账算清楚，修一条成一条", ("missing", "", "的")),
        ("修渠要听群众的，各村把账都算清楚，修一条成一条", ("added", "都", "")),
        ("修渠要听群众的、各村把账算清楚，修一条成一条", ("mark", "、", "，")),
        ("修渠要听群众的各村把账算清楚，修一条成一条", ("mark", "", "，")),
        ("修渠要群众听的，各村把账算清楚，修一条成一条", ("order", "群众听", "听群众")),
        ("修渠要听群众的，修一条成一条，各村把账算清楚", ("order", "修一条成一条，各村把账算清楚", "各村把账算清楚，修一条成一条")),
        ("今年要办3件事：一是清淤，三是换闸，二是种树", ("order", "三是换闸，二", "二是换闸，三")),
        ("修渠要听群众的……让水流进每一块地，让种粮的人心里有底", ("replaced", "地", "田")),
    ],
)  # fmt: skip
def test_a_character_counts_and_a_mark_inside_does(quotation: str, difference: tuple[str, str, str]) -> None:
    assert outcomes(f"她在会上说：“{quotation}。”") == [("differs", [difference])]


@pytest.mark.parametrize(
    "quotation",
    ["山那边的果子今年熟得早一些，客商来得也早", "修渠的事要多听听老百姓怎么讲，把各村的账目理一理"],
)
def test_a_paraphrase_and_other_words_are_not_found(quotation: str) -> None:
    assert outcomes(f"她在会上说：“{quotation}。”") == [("missing", [])]


def test_eleven_characters_are_left_alone_and_twelve_are_not() -> None:
    assert outcomes("“修渠要听群众们，各村把账”") == []
    assert [outcome for outcome, _ in outcomes("“修渠要听群众们，各村把账算”")] == ["differs"]


def test_a_quotation_within_one_that_is_not_found_is_looked_for_itself() -> None:
    text = "老人说：“那天的话我背得下来，他讲‘修渠要听群众的，各村把账算清楚’，一个字都没有多。”"
    assert outcomes(text) == [("missing", []), ("same", [])]


@pytest.mark.parametrize(
    ("title", "outcome"),
    [
        ("关于加强小型水利设施管护的意见", "same"),
        ("关于加强小型水利设备管护的意见", "differs"),
        ("东河镇小型水利设施管护办法", "missing"),
        ("2024年水利设施管护工作要点", "missing"),
        ("山那边的果子", None),
    ],
)
def test_titles_of_other_years_and_places_are_other_documents(title: str, outcome: str | None) -> None:
    source = (
        "去年印发了《关于加强小型水利设施管护的意见》《2023年水利设施管护工作要点》《西河镇小型水利设施管护办法》。"
    )
    assert [found for found, _ in outcomes(f"镇里印发《{title}》。", "title", source)] == [outcome] * bool(outcome)


@pytest.mark.parametrize(
    ("report", "found"),
    [
        ("修渠要听群众的，各村把账算清楚，修一条成一条", []),
        ("修渠要听群众的，各村把账理清楚，修一条成一条", [("replaced", "理", "算")]),
        ("修渠听群众的，各村算清账，修一条成一条", []),
        ("他们常说水往低处流，人往高处走，讲的是人心", []),
        ("修渠要听群众的、各村把账算清楚，修一条成一条", []),
        ("修渠要听群众的，“各村把账理清楚，修一条成一条”", []),
    ],
)
def test_a_report_may_be_condensed_but_not_change_a_character(report: str, found: list[tuple[str, str, str]]) -> None:
    assert [one for _, differences in outcomes(f"会议强调，{report}。", "report") for one in differences] == found


def test_a_report_with_words_of_another_source_is_silent() -> None:
    other = SPEECH.replace("算清楚", "理清楚")
    assert outcomes("会议强调，修渠要听群众的，各村把账理清楚，修一条成一条。", "report", SPEECH, other) == []


def test_distances_are_those_of_the_plain_table() -> None:
    random = Random(7)
    for _ in range(300):
        text = "".join(random.choice("甲乙丙") for _ in range(random.randint(0, 24)))
        pattern = "".join(random.choice("甲乙丙") for _ in range(random.randint(1, 9)))
        found = align(pattern, text)
        assert found.distance == _distance(pattern, text)
        at, first = 0, found.first
        for start, end, there, last in found.changes:
            assert pattern[at:start] == text[first:there]
            at, first = end, last
        assert pattern[at:] == text[first : found.last]


@pytest.mark.parametrize(
    ("pattern", "text", "change"),
    [
        ("有老师教有书读", "有老师教有书可读，有座位", ("", "可")),
        ("有老师教有书可读", "有老师教有书读，有座位", ("可", "")),
        ("有老师教有书读", "有老师教有书看，有座位", ("读", "")),
        ("有老师教有书读", "有老师教有书，大家有地方坐着读", ("读", "")),
    ],
)
def test_of_two_ends_the_one_with_the_same_last_character_is_taken(
    pattern: str, text: str, change: tuple[str, str]
) -> None:
    (one,) = align(pattern, text).changes
    assert (pattern[one.start : one.end], text[one.first : one.last]) == change


def _distance(pattern: str, text: str) -> int:
    row = [0] * (len(text) + 1)
    for number, char in enumerate(pattern, 1):
        before, row = row, [number]
        for column, other in enumerate(text, 1):
            row.append(min(before[column - 1] + (char != other), before[column] + 1, row[-1] + 1))
    return min(row)


def test_another_order_is_made_of_few_pieces() -> None:
    assert reordering("把实事办好，把好事办实", "把好事办实，把实事办好")
    assert not reordering("把实事办好，把好事办实", "好事要办，实事也要办，都得办好")


def test_folding_keeps_the_way_back() -> None:
    text = "“好　事”\n办……實,　把——它"
    folded = fold(text)
    assert folded.text == "好事办…实,把—它"
    assert [text[offset] for offset in folded.offsets] == list("好事办…實,把—它")


@pytest.mark.parametrize(("name", "line"), [("a.txt", 3), ("a.md", 3), ("a.docx", 3), ("a.jsonl", 2)])
def test_sources_are_read_in_every_format_and_places_are_theirs(tmp_path: Path, name: str, line: int) -> None:
    lines = ["同志们：", "先说一件旧事，大家都记得。", "修渠要听群众的，各村把账算清楚，修一条成一条。"]
    content = {
        "a.txt": "\n".join(lines).encode("gb18030"),
        "a.md": "\n".join([lines[0], "", lines[2].replace("各村", "**各村**")]).encode(),
        "a.docx": word_file("".join(paragraph(run(text)) for text in lines)),
        "a.jsonl": "\n".join(json.dumps({"text": text}) for text in lines[1:]).encode(),
    }[name]
    (tmp_path / "讲话").mkdir()
    (tmp_path / "讲话" / name).write_bytes(content)
    linter = Linter({"sources": ["讲话/**"], "root": str(tmp_path), "select": ["QUO"]})
    (finding,) = linter.lint_text("她说：“修渠要听群众的，各村把账理清楚，修一条成一条。”").findings
    (passage,) = finding.passages
    assert (finding.code, passage.path, passage.line, passage.column) == ("QUO001", f"讲话/{name}", line, 1)
    assert [piece for piece in passage.pieces if piece[2]] == [("理", "算", True)]
    assert finding.fix
    assert finding.fix.edits[0].text == "算"


def lint(root: Path, text: str) -> list[str]:
    linter = Linter({"sources": ["讲话/**"], "root": str(root), "select": ["QUO001", "QUO004"]})
    return [finding.code for finding in linter.lint_text(text).findings]


QUOTED = "她说：“修渠要听群众的，各村把账理清楚，修一条成一条。”"


def test_the_index_follows_its_files(tmp_path: Path) -> None:
    folder = tmp_path / "讲话"
    folder.mkdir()
    (folder / "一.txt").write_text("先说一件旧事，大家都记得，谁也没有忘记它。", encoding="utf-8")
    assert lint(tmp_path, QUOTED) == ["QUO004"]
    (folder / "二.txt").write_text(SPEECH, encoding="utf-8")
    assert lint(tmp_path, QUOTED) == ["QUO001"]
    (folder / "二.txt").write_text(SPEECH.replace("算清楚", "理清楚"), encoding="utf-8")
    assert lint(tmp_path, QUOTED) == []
    (folder / "二.txt").unlink()
    assert lint(tmp_path, QUOTED) == ["QUO004"]


def test_the_index_is_kept_and_a_damaged_one_is_built_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "讲话").mkdir()
    (tmp_path / "讲话" / "一.txt").write_text(SPEECH, encoding="utf-8")
    assert lint(tmp_path, QUOTED) == ["QUO001"]
    kept = [file.path for file in cache_files() if file.path.name.startswith("sources-")]
    assert kept
    monkeypatch.setattr("zhlint.sources.index._open", {})
    for file in kept:
        file.write_bytes(file.read_bytes()[:-9] + b"?")
    assert lint(tmp_path, QUOTED) == ["QUO001"]


def test_nothing_is_kept_where_the_cache_cannot_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "讲话").mkdir()
    (tmp_path / "讲话" / "一.txt").write_text(SPEECH, encoding="utf-8")
    monkeypatch.setattr("zhlint.storage.cache.cache_folder", _closed)
    assert lint(tmp_path, QUOTED) == ["QUO001"]


def _closed() -> Path:
    raise PermissionError("no cache")


def test_a_source_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    (tmp_path / "讲话").mkdir()
    (tmp_path / "讲话" / "一.txt").write_text(SPEECH, encoding="utf-8")
    (tmp_path / "讲话" / "二.docx").write_bytes(b"PK\x03\x04 no Word file")
    rules = Linter({"sources": ["讲话/**"], "root": str(tmp_path)}).rules
    assert [note.startswith("来源 讲话/二.docx 没有比对：") for note in rules.notes] == [True]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('sources = "讲话"', "sources 应为字符串列表"),
        ('sources = ["没有/**"]', "sources 的“没有/**”下没有可作来源的文件"),
        ('sources = ["./讲话"]', "sources 的“./讲话”碰不上任何文件"),
        ('source = ["讲话/**"]', "没有“source”这个键"),
    ],
)
def test_wrong_sources_are_errors_with_their_line(tmp_path: Path, text: str, reason: str) -> None:
    file = tmp_path / "zhlint.toml"
    file.write_text(f"{text}\n", encoding="utf-8")
    with pytest.raises(ConfigError, match=r"zhlint\.toml:1: ") as error:
        Linter(read_config(file))
    assert reason in str(error.value)


def test_without_sources_nothing_is_looked_for() -> None:
    assert Linter(Config(select=("QUO",))).lint_text(QUOTED).findings == ()


def test_the_doctor_says_what_the_sources_are(newsroom: Newsroom) -> None:
    newsroom.write("讲话/一.txt", SPEECH)
    newsroom.write("zhlint.toml", 'sources = ["讲话/**"]\n')
    ran = newsroom.zhlint("doctor")
    assert ran.code == 0
    assert "引文的来源：1 个文件，" in ran.out


def test_both_passages_stand_side_by_side_in_every_front(newsroom: Newsroom) -> None:
    newsroom.write("讲话/一.txt", SPEECH)
    newsroom.write("zhlint.toml", 'sources = ["讲话/**"]\nselect = ["QUO001"]\n')
    newsroom.write("稿.txt", f"渠通人和\n\n　　{QUOTED}\n")
    text = newsroom.zhlint("check", "稿.txt").out
    assert "参见 讲话/一.txt:3:3\n" in text
    assert "稿：修渠要听群众的，各村把账【理】清楚，修一条成一条\n" in text
    assert "源：修渠要听群众的，各村把账【算】清楚，修一条成一条\n" in text
    (finding,) = json.loads(newsroom.zhlint("check", "稿.txt", "--format", "json").out)["findings"]
    (related,) = finding["related"]
    assert (related["path"], related["line"], related["column"]) == ("讲话/一.txt", 3, 3)
    assert related["text"] == "修渠要听群众的，各村把账算清楚，修一条成一条"
    page = newsroom.zhlint("check", "稿.txt", "--format", "html").out
    assert "各村把账<del>理</del>清楚" in page
    assert "各村把账<ins>算</ins>清楚" in page
    both = "稿：修渠要听群众的，各村把账【理】清楚，修一条成一条\n源：修渠要听群众的，各村把账【算】清楚，修一条成一条"
    sarif = json.loads(newsroom.zhlint("check", "稿.txt", "--format", "sarif").out)
    (place,) = sarif["runs"][0]["results"][0]["relatedLocations"]
    assert place["message"]["text"] == both
    assert unquote(place["physicalLocation"]["artifactLocation"]["uri"]) == "讲话/一.txt"
    assert place["physicalLocation"]["region"]["startLine"] == 3
    (place,) = json.loads(newsroom.zhlint("check", "稿.txt", "--format", "rdjsonl").out)["relatedLocations"]
    assert place["message"] == both
    assert place["location"]["path"] == "讲话/一.txt"


@pytest.mark.parametrize(("folder", "shown"), [(".", "讲话/一.txt"), ("稿", None)])
def test_the_path_of_a_source_counts_from_where_the_command_runs(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch, folder: str, shown: str | None
) -> None:
    newsroom.write("讲话/一.txt", SPEECH)
    newsroom.write("zhlint.toml", 'sources = ["讲话/**"]\nselect = ["QUO001"]\n')
    newsroom.write("稿/稿.txt", f"渠通人和\n\n　　{QUOTED}\n")
    monkeypatch.chdir(newsroom.folder / folder)
    draft = os.path.relpath(newsroom.folder / "稿/稿.txt")
    wanted = shown or (newsroom.folder / "讲话/一.txt").as_posix()
    assert f"参见 {wanted}:3:3" in newsroom.zhlint("check", draft).out
    (finding,) = json.loads(newsroom.zhlint("check", draft, "--format", "json").out)["findings"]
    assert finding["related"][0]["path"] == wanted
    quotes = json.loads(newsroom.zhlint("quotes", draft, "--format", "json").out)["quotes"]
    assert {quote["source"]["path"] for quote in quotes} == {wanted}


def test_comments_and_diagnostics_have_both_passages(tmp_path: Path) -> None:
    (tmp_path / "讲话").mkdir()
    (tmp_path / "讲话" / "一.txt").write_text(SPEECH, encoding="utf-8")
    report = Linter({"sources": ["讲话/**"], "root": str(tmp_path), "select": ["QUO001"]}).lint_text(QUOTED)
    (diagnostic,) = diagnostics_of(report, PositionMap(QUOTED, "utf-16"), "file:///稿.txt", str)
    (related,) = diagnostic.related_information or ()
    assert related.location.uri == (tmp_path / "讲话" / "一.txt").as_uri()
    assert related.message.split("\n")[1].startswith("源：修渠要听群众的，各村把账【算】清楚")
    remark = remark_text(report.findings[0], QUOTED, {}, WordLine(0, len(QUOTED)))
    assert "来源：修渠要听群众的，各村把账【算】清楚，修一条成一条。" in remark


@pytest.mark.parametrize(("length", "outcome"), [(20, "differs"), (19, "missing")])
def test_exactly_a_fifth_of_other_characters_still_differs(length: int, outcome: str) -> None:
    source = "今年各村清淤换闸种树修路架桥通水存粮育苗"[:length]
    edited = "".join("好" if at % 5 == 2 and at // 5 < 4 else char for at, char in enumerate(source))
    assert [one for one, _ in outcomes(f"“{edited}”", "quotation", f"同志们，{source}。")] == [outcome]


@pytest.mark.parametrize(
    ("source", "title", "outcome"),
    [
        ("小型水利设施管护办法（试行）", "小型水利设备管护办法（试行）", "differs"),
        ("小型水利设施管护办法", "小型水利设施管护法办", "differs"),
        ("小型水利设施管护办法", "小型水利设施管护办学", "differs"),
        ("小型水利设施管护办法", "小型水利设施管护办法解读", ""),
        ("小型水利设施管护办法", "小型水利设施管护办法稿", ""),
        ("关于改进山区道路养护的意见", "关于改进区山道路养护的意见", "differs"),
        ("关于改进山区道路养护的意见", "关于改进山村道路养护的意见", "differs"),
        ("关于改进西河镇道路养护的意见", "关于改进东河镇道路养护的意见", "missing"),
        ("关于改进长沙市道路养护的意见", "关于改进长春市道路养护的意见", "missing"),
        ("关于改进道路养护的意见", "关于改进西河镇道路养护的意见", "missing"),
        ("关于2023年道路养护的意见", "关于2021年道路养护的意见", "missing"),
    ],
)
def test_a_title_differs_from_the_whole_title_of_the_same_document(source: str, title: str, outcome: str) -> None:
    found = [one for one, _ in outcomes(f"镇里印发《{title}》。", "title", f"要落实《{source}》。")]
    assert found == ([outcome] if outcome else [])


def test_a_source_of_parquet_is_read_row_by_row_and_a_broken_one_is_named(newsroom: Newsroom) -> None:
    from pyarrow import Table, parquet

    parquet.write_table(Table.from_pylist([{"text": None}, {"text": SPEECH}]), newsroom.folder / "讲话.parquet")
    newsroom.write("坏.parquet", b"PAR1")
    newsroom.write("稿.txt", f"渠通人和\n\n　　{QUOTED}\n")
    assert "有出入" in (ran := newsroom.zhlint("quotes", "稿.txt", "--against", "讲话.parquet")).out
    assert " 讲话.parquet:2:" in ran.out
    broken = newsroom.zhlint("quotes", "稿.txt", "--against", "坏.parquet")
    assert (broken.code, "坏.parquet 读不了：不是完好的 Parquet" in broken.err) == (2, True)
