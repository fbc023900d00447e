"""The output of a check: text, JSON, colour, and reports in files."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from conftest import PROSE, found_places
from needs import posix

if TYPE_CHECKING:
    from conftest import Newsroom


FAULTY = f"{PROSE}代表入场,会议开始。"
ONLY = ("--select", "PUN001")


def test_json_is_the_object_of_the_contract(newsroom: Newsroom) -> None:
    newsroom.write("b.txt", f"{PROSE}\r\n\r\n代表入场,会议开始。\r\n")
    ran = newsroom.zhlint("b.txt", "missing.txt", *ONLY, "--format", "json")
    assert ran.code == 2
    place = {"line": 3, "column": 5, "end_line": 3, "end_column": 6}
    finding = {
        "path": "b.txt", "code": "PUN001", "name": "half-width-stop", "level": "error",
        "message": json.loads(ran.out)["findings"][0]["message"], "text": ",", **place, "place": "第3行",
        "fix": {"safety": "safe", "edits": [{**place, "replacement": "，"}]}, "related": [],
    }  # fmt: skip
    assert json.loads(ran.out) == {
        "zhlint": "0.1.0",
        "files": [
            {
                "path": "b.txt", "encoding": "utf-8", "chars": len(PROSE) + 10,
                "kind": "draft", "waiting": [], "suppressed": 0, "baseline": None, "errors": [],
            },
            {
                "path": "missing.txt", "encoding": None, "chars": 0, "kind": None, "waiting": [], "suppressed": 0, "baseline": None,
                "errors": [{"message": "没有这个文件，请核对路径", "code": None, "line": None}],
            },
        ],
        "findings": [finding],
        "summary": {
            "files": 2, "failed": 1, "partial": 0, "suppressed": 0,
            "findings": 1, "error": 1, "warning": 0, "hint": 0,
        },
    }  # fmt: skip


def test_json_is_the_same_bytes_whatever_the_order_of_the_words(newsroom: Newsroom) -> None:
    for name in ("c.txt", "a.txt", "b/d.txt"):
        newsroom.write(name, FAULTY)
    runs = {
        newsroom.zhlint(*words, *ONLY, "--format", "json").out
        for words in (("a.txt", "c.txt", "b"), ("b", "c.txt", "a.txt"), ("c.txt", "b", "a.txt", "b/d.txt"))
    }
    assert len(runs) == 1
    assert [file["path"] for file in json.loads(runs.pop())["files"]] == ["a.txt", "b/d.txt", "c.txt"]


def test_a_finding_in_text_is_a_line_a_window_and_a_caret(newsroom: Newsroom) -> None:
    newsroom.write("a.txt", "山" * 100 + "代表入场,会议开始" + "水" * 100 + "。")
    ran = newsroom.zhlint("a.txt", *ONLY)
    head, window, caret = ran.out.split("\n")[:3]
    assert head.startswith("a.txt:1:105: PUN001 half-width-stop error ")
    assert "，" in head
    assert window.startswith("    ..")
    assert window.endswith("..")
    cells = [2 if ord(char) > 0xFF else 1 for char in window]
    assert sum(cells) <= 4 + 72
    at = window.index(",")
    assert caret == " " * sum(cells[:at]) + "^"


def test_hints_are_counted_and_shown_when_asked_for(newsroom: Newsroom) -> None:
    newsroom.write("a.txt", FAULTY)
    newsroom.write("zhlint.toml", 'select = ["PUN001"]\n[level]\nPUN001 = "hint"')
    quiet, shown = newsroom.zhlint("a.txt"), newsroom.zhlint("a.txt", "--hints")
    assert found_places(quiet.out) == []
    assert "差错 0，存疑 0，提示 1（加 --hints 列出）" in quiet.out
    assert "没有发现问题" not in quiet.out
    assert found_places(shown.out) == [f"a.txt:1:{len(PROSE) + 5}"]
    assert len(json.loads(newsroom.zhlint("a.txt", "--format", "json").out)["findings"]) == 1


@pytest.mark.parametrize(
    ("draft", "listed"),
    [(PROSE + "入场,开会。" * 20, 1), (PROSE + "入场,开会。" * 19, 19), ((PROSE * 2 + "入场,开会。") * 20, 20)],
    ids=["throughout", "seldom", "far apart"],
)
def test_a_fault_throughout_a_draft_is_listed_once_with_its_number(newsroom: Newsroom, draft: str, listed: int) -> None:
    newsroom.write("a.txt", draft)
    out = newsroom.zhlint("a.txt", *ONLY).out
    assert len(found_places(out)) == listed
    assert ("（全文这类共20处，只列第一处" in out) == (listed == 1)
    assert f"差错 {draft.count(',')}" in out
    assert len(found_places(newsroom.zhlint("a.txt", *ONLY, "--all").out)) == draft.count(",")


def test_more_than_fifty_findings_are_counted_by_rule_and_file(newsroom: Newsroom) -> None:
    newsroom.write("a.txt", (PROSE * 2 + "入场,开会。") * 50)
    newsroom.write("b.txt", PROSE + "入场,开会。")
    assert len(found_places(newsroom.zhlint("a.txt", *ONLY).out)) == 50
    ran = newsroom.zhlint("a.txt", "b.txt", *ONLY)
    assert found_places(ran.out) == []
    assert "共 51 处" in ran.out
    assert "    51 PUN001 half-width-stop error" in ran.out
    assert "    50 a.txt" in ran.out
    assert "--all" in ran.out
    assert len(found_places(newsroom.zhlint("a.txt", "b.txt", *ONLY, "--all").out)) == 51


def test_a_format_may_go_to_a_file_which_carries_everything(newsroom: Newsroom) -> None:
    newsroom.write("a.txt", PROSE + "入场,开会。" * 51)
    newsroom.write("zhlint.toml", 'select = ["PUN001"]\n[level]\nPUN001 = "hint"')
    ran = newsroom.zhlint(
        "a.txt", "--format", "text", "--format", "json=a.json", "--format", "text=a.log", "--color", "always"
    )
    assert found_places(ran.out) == []
    log = (newsroom.folder / "a.log").read_text(encoding="utf-8")
    assert len(found_places(log)) == 51
    assert "\x1b" not in log
    assert json.loads((newsroom.folder / "a.json").read_bytes())["summary"]["hint"] == 51


def test_colour_is_for_terminals_unless_asked_for(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    newsroom.write("a.txt", FAULTY)
    assert "\x1b[" not in newsroom.zhlint("a.txt", *ONLY).out
    assert "\x1b[31m" in newsroom.zhlint("a.txt", *ONLY, "--color", "always").out
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[31m" in newsroom.zhlint("a.txt", *ONLY, "--color", "always").out
    assert "\x1b[" not in newsroom.zhlint("a.txt", *ONLY, "--color", "never").out


@posix
def test_no_color_holds_at_a_terminal() -> None:
    import pty

    for extra, colored in (({}, True), ({"NO_COLOR": "1"}, False)):
        leader, follower = pty.openpty()
        command = [sys.executable, "-m", "zhlint", "-", "--select", "PUN001"]
        subprocess.run(command, input=FAULTY.encode(), stdout=follower, env={**os.environ, **extra}, check=False)
        os.close(follower)
        assert (b"\x1b[31m" in os.read(leader, 65536)) is colored
        os.close(leader)


def test_a_report_is_not_written_over_a_draft(newsroom: Newsroom) -> None:
    newsroom.write("a.txt", FAULTY)
    newsroom.write("b.txt", FAULTY)
    ran = newsroom.zhlint("a.txt", "b.txt", "--format", "json=./b.txt")
    assert (ran.code, "./b.txt 是要查的文稿" in ran.err) == (2, True)
    assert (newsroom.folder / "b.txt").read_text(encoding="utf-8") == FAULTY


def test_the_report_of_an_earlier_run_is_no_draft(newsroom: Newsroom) -> None:
    newsroom.write("a.txt", FAULTY)
    words = (".", *ONLY, "--format", "text", "--format", "markdown=报告.md")
    first = newsroom.zhlint(*words)
    assert newsroom.zhlint(*words) == first
    (newsroom.folder / "a.txt").unlink()
    assert newsroom.zhlint(*words).code == 2


def test_a_check_that_fails_leaves_the_earlier_report(newsroom: Newsroom) -> None:
    newsroom.write("a.txt", FAULTY)
    newsroom.write("a.json", "{}")
    assert newsroom.zhlint("a.txt", "--format", "json=a.json", "--changed-from", "nowhere").code == 2
    assert (newsroom.folder / "a.json").read_text(encoding="utf-8") == "{}"
    assert newsroom.zhlint("a.txt", "--format", "json=a.json").code == 1
    assert "PUN001" in (newsroom.folder / "a.json").read_text(encoding="utf-8")
    assert sorted(file.name for file in newsroom.folder.iterdir()) == ["a.json", "a.txt"]


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="this system has no /dev/full")
def test_a_full_disk_is_named(newsroom: Newsroom) -> None:
    newsroom.write("a.txt", FAULTY)
    with open("/dev/full", "w", encoding="utf-8") as full:
        ran = newsroom.process("a.txt", stdout=full)
    assert (ran.code, ran.err) == (2, "zhlint: 磁盘满了，结果没有写出\n")


@posix
def test_no_name_of_a_file_speaks_to_the_terminal(newsroom: Newsroom) -> None:
    newsroom.write("a\x1b[2J.txt", FAULTY)
    newsroom.write("b\r\n.txt", b"\x89PNG\r\n\0\0")
    ran = newsroom.zhlint(".", *ONLY)
    assert r"a\x1b[2J.txt:1:" in ran.out
    assert r"没有查成的文件：./b\r\n.txt" in ran.out
    assert r"zhlint: ./b\r\n.txt: " in ran.err
    assert "\x1b" not in ran.out + ran.err


def test_a_report_may_go_to_a_device(newsroom: Newsroom) -> None:
    newsroom.write("a.txt", FAULTY)
    assert newsroom.zhlint("a.txt", "--format", f"json={os.devnull}").code == 1


def test_any_console_encoding_will_do(newsroom: Newsroom) -> None:
    newsroom.write("a.txt", "深圳𠮷先生说：代表入场,会议开始。")
    for encoding in ("ascii", "gbk", "cp1252", "utf-8"):
        environment = {**os.environ, "PYTHONIOENCODING": encoding}
        done = subprocess.run(
            [sys.executable, "-m", "zhlint", "a.txt"], capture_output=True, env=environment, check=False
        )
        assert (done.returncode, b"Traceback" in done.stderr) == (1, False)
        machine = subprocess.run(
            [sys.executable, "-m", "zhlint", "a.txt", "--format", "json"],
            capture_output=True, env=environment, check=False,
        )  # fmt: skip
        assert json.loads(machine.stdout.decode("utf-8"))["findings"][0]["text"] == ","


def test_a_habit_takes_no_more_lines_than_can_be_read(newsroom: Newsroom) -> None:
    newsroom.write("a.txt", f"{PROSE}\n\n{'“' * 500}\n")
    ran = newsroom.zhlint("a.txt", "--select", "PUN004")
    assert "这样的共500处" in ran.out
    assert "另有479处" in ran.out
    assert len(ran.out.splitlines()) < 40
