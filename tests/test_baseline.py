"""The baseline: accepted findings, recognised by their words."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
from conftest import PROSE
from needs import linux

from zhlint.acceptance.keys import key_of
from zhlint.config.model import Config
from zhlint.linter import Linter

if TYPE_CHECKING:
    from conftest import Newsroom, Ran

FILE = ".zhlint-baseline.json"
ONLY = 'select = ["PUN001", "MET002"]\nbaseline = ".zhlint-baseline.json"\n'
DRAFT = f"{PROSE}\n\n渡口的船开了,雾还没散。卖菜的人先上岸。\n\n天亮了。\n"


def found(ran: Ran) -> list[str]:
    """The places and codes that a run reports."""
    return [
        " ".join(line.split(" ")[:2]).replace(": ", " ")
        for line in ran.out.split("\n")
        if " error " in line or " warning " in line
    ]


@pytest.fixture
def desk(newsroom: Newsroom) -> Newsroom:
    """A folder with one old finding, which has been accepted."""
    newsroom.write("zhlint.toml", ONLY)
    newsroom.write("稿/渡口.txt", DRAFT)
    assert newsroom.zhlint("baseline", "write", "稿/渡口.txt:3:7", "--reason", "船工的写法").code == 0
    return newsroom


def test_an_entry_says_where_what_and_why_and_no_line(desk: Newsroom) -> None:
    written = json.loads((desk.folder / FILE).read_text(encoding="utf-8"))
    assert written["entries"] == [
        {"path": "稿/渡口.txt", "code": "PUN001", "snippet": ",", "sentence": "渡口的船开了⟦⟧雾还没散。", "reason": "船工的写法"}
    ]  # fmt: skip


def test_what_was_accepted_is_not_reported_but_counted(desk: Newsroom) -> None:
    ran = desk.zhlint("稿")
    assert (ran.code, found(ran)) == (0, [])
    assert "看过免报 1 处" in ran.out
    assert found(desk.zhlint("稿", "--no-baseline")) == ["稿/渡口.txt:3:7 PUN001"]


@pytest.mark.parametrize(
    ("old", "new", "reported"),
    [
        (PROSE, f"新添一段。\n\n{PROSE}", []),
        (f"{PROSE}\n\n", "", []),
        ("卖菜的人先上岸。", "卖菜的人后上岸，挑着担子。", []),
        ("渡口的船", "　　渡口的 船", []),
        ("天亮了。", "天亮了,人来了。", ["稿/渡口.txt:5:4 PUN001"]),
        ("渡口的船开了,雾", "渡口的船开了;雾", ["稿/渡口.txt:1:1 MET002", "稿/渡口.txt:3:7 PUN001"]),
        ("雾还没散", "雾散了", ["稿/渡口.txt:1:1 MET002", "稿/渡口.txt:3:7 PUN001"]),
        ("船开了,雾", "船开了，雾", ["稿/渡口.txt:1:1 MET002"]),
        ("天亮了。", "渡口的船开了,雾还没散。", []),
    ],
)
def test_a_changed_neighbour_revives_nothing_and_a_changed_sentence_does(
    desk: Newsroom, old: str, new: str, reported: list[str]
) -> None:
    desk.write("稿/渡口.txt", DRAFT.replace(old, new))
    ran = desk.zhlint("稿", "--fail-on", "never")
    assert found(ran) == reported


@pytest.mark.parametrize(("encoding", "end"), [("gb18030", "\n"), ("utf-16", "\r\n"), ("utf-8-sig", "\r")])
def test_another_encoding_and_other_line_ends_revive_nothing(desk: Newsroom, encoding: str, end: str) -> None:
    desk.write("稿/渡口.txt", DRAFT.replace("\n", end), encoding=encoding)
    assert found(desk.zhlint("稿")) == []


def test_paths_are_relative_to_the_file_wherever_zhlint_runs(desk: Newsroom) -> None:
    desk.patch.chdir(desk.folder / "稿")
    assert found(desk.zhlint("渡口.txt")) == []
    assert found(desk.zhlint(str(desk.folder / "稿" / "渡口.txt"))) == []
    (desk.folder / "稿" / "抄件.txt").write_bytes((desk.folder / "稿" / "渡口.txt").read_bytes())
    assert found(desk.zhlint("抄件.txt")) == ["抄件.txt:3:7 PUN001"]


def test_all_that_is_there_can_be_accepted_at_once_and_is_kept_with_its_reasons(desk: Newsroom) -> None:
    desk.write("稿/码头.md", f"# 码头\n\n{PROSE}天亮了,人来了!\n")
    ran = desk.zhlint("baseline", "write")
    assert (ran.code, ran.out) == (0, f"记下 2 条，共 3 条，见 {desk.folder / FILE}。\n")
    assert found(desk.zhlint("稿")) == []
    assert "船工的写法" in desk.zhlint("baseline", "show").out
    assert "建立基线时已有" in desk.zhlint("baseline", "show").out
    before = (desk.folder / FILE).read_bytes()
    assert desk.zhlint("baseline", "write", "稿").out.startswith("记下 0 条，共 3 条")
    assert (desk.folder / FILE).read_bytes() == before


def test_the_same_words_twice_need_one_entry(newsroom: Newsroom) -> None:
    newsroom.write("zhlint.toml", ONLY)
    newsroom.write("a.txt", f"{DRAFT}\n{DRAFT}")
    newsroom.zhlint("baseline", "write", "a.txt:3:7", "--reason", "照录")
    ran = newsroom.zhlint("a.txt")
    assert (found(ran), "看过免报 2 处" in ran.out) == ([], True)


def test_what_is_dead_is_reported_and_pruned(desk: Newsroom) -> None:
    desk.write("稿/码头.txt", DRAFT)
    desk.zhlint("baseline", "write", "--reason", "旧稿")
    (desk.folder / "稿/码头.txt").unlink()
    assert desk.zhlint("baseline", "prune").out == "清掉 1 条，留下 1 条。\n"
    desk.write("稿/渡口.txt", DRAFT.replace(",", "，"))
    assert found(desk.zhlint("稿")) == ["稿/渡口.txt:1:1 MET002"]
    assert found(desk.zhlint("稿", "--select", "MET002")) == [], "nothing is said of a rule that did not run"
    assert desk.zhlint("baseline", "prune", "--select", "NUM").out == "清掉 0 条，留下 1 条。\n"
    assert desk.zhlint("baseline", "prune").out == "清掉 1 条，留下 0 条。\n"
    assert found(desk.zhlint("稿")) == []


def test_an_entry_for_a_rule_that_is_gone_is_dead(desk: Newsroom) -> None:
    file = desk.folder / FILE
    file.write_text(file.read_text(encoding="utf-8").replace("PUN001", "OLD001"), encoding="utf-8")
    assert found(desk.zhlint("稿")) == ["稿/渡口.txt:1:1 MET002", "稿/渡口.txt:3:7 PUN001"]
    assert desk.zhlint("baseline", "prune").out == "清掉 1 条，留下 0 条。\n"


def decisions(newsroom: Newsroom, *entries: dict[str, Any]) -> Ran:
    newsroom.write(
        "处理单.json", json.dumps({"zhlint": "0.1.0", "entries": list(entries)}, ensure_ascii=False, indent=1)
    )
    return newsroom.zhlint("baseline", "write", "--from", "处理单.json")


def test_what_an_editor_decided_in_the_report_is_taken_over(newsroom: Newsroom) -> None:
    newsroom.write("zhlint.toml", ONLY)
    newsroom.write("a.txt", DRAFT + "人来了,船走了。\n\n雾散了!\n")
    common = {"path": "a.txt", "code": "PUN001"}
    ran = decisions(
        newsroom,
        {
            **common,
            "snippet": ",",
            "sentence": "渡口的船开了⟦⟧雾还没散。",
            "decision": "不改",
            "reason": "照录",
        },
        {**common, "snippet": ",", "sentence": "人来了⟦⟧船走了。", "decision": "误报", "reason": ""},
        {**common, "snippet": "!", "sentence": "雾散了⟦⟧", "decision": "改", "reason": ""},
    )
    assert (ran.code, "记下 2 条" in ran.out) == (0, True), ran.err
    assert found(newsroom.zhlint("a.txt")) == ["a.txt:8:4 PUN001"]
    assert "误报" in newsroom.zhlint("baseline", "show").out


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("{\n\n]", ":3: JSON 语法有误"),
        ("[]", ":1: 应为一个 JSON 对象"),
        ('{"entries": {}}', ":1: 应为一个 JSON 对象"),
        ('{"entries": [\n"a"]}', ":2: 这一条应为 JSON 对象"),
        ('{"entries": [\n{"path": "a", "code": "PUN001", "snippet": ",", "sentence": "", "reason": ""},\n\n{"path": "b"}]}', ":4: 缺 code"),
        ('{"entries": [{"path": 1}]}', ":1: path 应为字符串"),
        (b"{\n\xff}", ":2: 不是 UTF-8 编码"),
    ],
)  # fmt: skip
def test_a_broken_file_is_an_error_that_names_file_and_line(desk: Newsroom, content: str | bytes, said: str) -> None:
    desk.write(FILE, content)
    for words in (("稿",), ("baseline", "prune"), ("baseline", "show"), ("baseline", "write")):
        ran = desk.zhlint(*words)
        assert (ran.code, f"{FILE}{said}" in ran.err) == (2, True), ran.err


def test_a_missing_file_is_an_error_that_names_the_key(desk: Newsroom) -> None:
    (desk.folder / FILE).unlink()
    ran = desk.zhlint("稿")
    assert (ran.code, ran.err) == (
        2,
        f"zhlint: zhlint.toml:2: 没有“{FILE}”这个基线文件，请用 zhlint baseline write 建立\n",
    )
    assert desk.zhlint("稿", "--no-baseline").code == 1
    assert desk.zhlint("稿", "--baseline", "nowhere.json").code == 2
    assert desk.zhlint("baseline", "write").code == 0
    assert desk.zhlint("稿").code == 0


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("write", "稿/渡口.txt:3:7"), "--reason"),
        (("write", "稿/渡口.txt:3:6", "--reason", "x"), "稿/渡口.txt:3:7 PUN001"),
        (("write", "稿/渡口.txt:1:1", "--reason", "x"), "第1行没有报"),
        (("write", "稿/没有.txt:1:1", "--reason", "x"), "没有这个文件"),
        (("prune", "稿"), "不用写文稿"),
        (("show", "--reason", "x"), "只用于 write"),
        (("rite",), "是否想写“write”"),
        (("write", "--from", "没有.json"), "没有这个文件"),
    ],
)
def test_what_cannot_be_done_is_said(desk: Newsroom, words: tuple[str, ...], said: str) -> None:
    ran = desk.zhlint("baseline", *words)
    assert (ran.code, said in ran.err) == (2, True), ran.err


def test_a_baseline_beside_or_above_the_drafts_is_in_force_without_a_configuration(newsroom: Newsroom) -> None:
    newsroom.write("0710/a.txt", DRAFT)
    ran = newsroom.zhlint("baseline", "write", "0710/a.txt")
    assert (ran.code, "baseline =" in ran.out) == (0, False)
    ran = newsroom.zhlint("0710", "--select", "PUN001")
    assert (ran.code, found(ran)) == (0, [])
    assert f"看过免报 1 处（记在基线 {FILE}）" in ran.out
    assert "没有发现问题" not in ran.out
    for without in ("--no-baseline", "--no-config"):
        assert found(newsroom.zhlint("0710", "--select", "PUN001", without)) == ["0710/a.txt:3:7 PUN001"]


def test_a_baseline_is_looked_for_no_higher_than_the_configuration(newsroom: Newsroom) -> None:
    newsroom.write("a.txt", DRAFT)
    assert newsroom.zhlint("baseline", "write", "a.txt").code == 0
    newsroom.write("desk/zhlint.toml", 'select = ["PUN001"]')
    newsroom.write("desk/a.txt", DRAFT)
    assert found(newsroom.zhlint("desk")) == ["desk/a.txt:3:7 PUN001"]
    assert found(newsroom.zhlint("a.txt", "--select", "PUN001")) == []


def test_a_configuration_may_do_without_the_baseline_beside_it(newsroom: Newsroom) -> None:
    newsroom.write("zhlint.toml", 'select = ["PUN001"]\nbaseline = ""')
    newsroom.write("a.txt", DRAFT)
    assert "baseline =" in newsroom.zhlint("baseline", "write", "a.txt").out
    assert found(newsroom.zhlint("a.txt")) == ["a.txt:3:7 PUN001"]


def test_the_nearest_baseline_counts_and_a_broken_one_is_an_error(newsroom: Newsroom) -> None:
    newsroom.write("a.txt", DRAFT)
    newsroom.write("b/a.txt", DRAFT)
    assert newsroom.zhlint("baseline", "write", "a.txt").code == 0
    newsroom.write(f"b/{FILE}", '{"entries": []}')
    assert found(newsroom.zhlint("a.txt", "b", "--select", "PUN001")) == ["b/a.txt:3:7 PUN001"]
    newsroom.write(f"b/{FILE}", "{")
    ran = newsroom.zhlint("b", "--select", "PUN001")
    assert (ran.code, f"b/{FILE}:1: " in ran.err) == (2, True), ran.err


@pytest.mark.parametrize("form", ["json", "html", "markdown", "junit", "csv", "github", "gitlab"])
def test_every_format_says_how_many_were_accepted_and_where_it_is_written_down(newsroom: Newsroom, form: str) -> None:
    newsroom.write("a.txt", DRAFT)
    assert newsroom.zhlint("baseline", "write", "a.txt").code == 0
    ran = newsroom.zhlint("a.txt", "--select", "PUN001", "--format", form)
    assert FILE in ran.out.replace("\\", "")
    assert "没有发现问题" not in ran.out
    if form == "json":
        (file,) = json.loads(ran.out)["files"]
        assert (file["suppressed"], file["baseline"]) == (1, FILE)
    else:
        assert "看过免报 1 处" in ran.out


def test_a_new_baseline_that_no_draft_lies_below_says_how_to_use_it(newsroom: Newsroom) -> None:
    newsroom.write("稿/a.txt", DRAFT)
    ran = newsroom.zhlint("baseline", "write", "稿/a.txt", "--baseline", "看过.json")
    assert 'baseline = "看过.json"' in ran.out
    assert found(newsroom.zhlint("稿/a.txt", "--select", "PUN001")) == ["稿/a.txt:3:7 PUN001"]
    assert found(newsroom.zhlint("稿/a.txt", "--select", "PUN001", "--baseline", "看过.json")) == []


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("人来了,船走了。雾散了,天亮了。", ["人来了⟦⟧船走了。", "雾散了⟦⟧天亮了。"]),
        ("他问:“走吗?”船开了。", ["他问⟦⟧“走吗?”", "他问:“走吗⟦⟧"]),
        ("没有句号的一行,就到段末", ["没有句号的一行⟦⟧就到段末"]),
        ("天亮了!", ["天亮了⟦⟧"]),
    ],
)
def test_the_key_is_the_snippet_and_the_rest_of_its_sentence(text: str, sentences: list[str]) -> None:
    report = Linter(Config(select=("PUN001",))).lint_text(text)
    assert report.document
    assert [key_of(report.document, finding).sentence for finding in report.findings] == sentences


def test_a_very_long_line_has_short_keys() -> None:
    text = "船来船往" * 50_000 + ",雾散" + "船来船往" * 50_000
    report = Linter(Config(select=("PUN001",))).lint_text(text)
    assert report.document
    assert [len(key_of(report.document, finding).sentence) for finding in report.findings] == [402]


@linux
def test_a_draft_whose_name_is_no_text_can_be_accepted(newsroom: Newsroom) -> None:
    faulty = f"{PROSE}\n代表入场,会议开始。\n"
    bad = os.fsdecode(b"bad\xff.txt")
    newsroom.write(bad, faulty)
    newsroom.write("a.txt", faulty)
    newsroom.zhlint("baseline", "write", bad, "--baseline", "b.json", "--reason", "看过")
    assert newsroom.zhlint(bad, "--baseline", "b.json").code == 0
    assert newsroom.zhlint("a.txt", "--baseline", "b.json").code == 1
    assert "bad\\xff.txt" in newsroom.zhlint("baseline", "show", "--baseline", "b.json").out
    json.loads((newsroom.folder / "b.json").read_bytes().decode())


def test_what_several_runs_accept_at_once_is_all_there(newsroom: Newsroom) -> None:
    drafts = [newsroom.write(f"{number}.txt", f"{PROSE}\n代表入场,会议开始。\n") for number in range(5)]
    command = [sys.executable, "-m", "zhlint", "baseline", "write", "--baseline", "b.json", "--reason", "看过"]
    running = [
        subprocess.Popen([*command, draft.name], cwd=newsroom.folder, stdout=subprocess.DEVNULL) for draft in drafts
    ]
    assert [one.wait() for one in running] == [0] * len(drafts)
    entries = json.loads((newsroom.folder / "b.json").read_text(encoding="utf-8"))["entries"]
    assert {entry["path"] for entry in entries} == {draft.name for draft in drafts}


def test_a_baseline_beside_the_drafts_is_said_to_hold_however_it_was_written(newsroom: Newsroom) -> None:
    newsroom.write("a.txt", f"{PROSE}\n人来了,很热闹。\n")
    newsroom.write("b.txt", f"{PROSE}\n人来了,很热闹。\n")
    assert "要让它生效" not in newsroom.zhlint("baseline", "write", ".", "--no-config", "--reason", "旧稿").out
    assert "看过免报各 1 处" in newsroom.zhlint("check", ".").out
    assert (
        "要让它生效"
        in newsroom.zhlint("baseline", "write", ".", "--no-config", "--baseline", "b.json", "--reason", "旧稿").out
    )
