"""The command line: drafts, output and exit codes."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from conftest import CARD, PROSE, without_rights
from needs import posix
from work import HANG

from zhlint.cli.commands import __file__ as folder_of_commands
from zhlint.cli.group import COMMANDS

if TYPE_CHECKING:
    from conftest import Newsroom

FAULTY = f"{PROSE}代表入场,会议开始。"
ONLY = ("--select", "PUN001")


def found(out: str) -> list[str]:
    """The places that a text report names, in order."""
    return [line.split(": ")[0] for line in out.split("\n") if ": PUN" in line]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("clean.txt",), 0),
        (("faulty.txt",), 1),
        (("clean.txt", "faulty.txt"), 1),
        (("missing.txt",), 2),
        (("faulty.txt", "missing.txt"), 2),
        (("faulty.txt", "--fail-on", "never"), 0),
        (("faulty.txt", "--fail-on", "hint"), 1),
        (("missing.txt", "--fail-on", "never"), 2),
    ],
)
def test_the_exit_code_is_0_clean_1_found_2_not_done(newsroom: Newsroom, words: tuple[str, ...], code: int) -> None:
    newsroom.write("clean.txt")
    newsroom.write("faulty.txt", FAULTY)
    assert newsroom.zhlint(*words, *ONLY).code == code


@pytest.mark.parametrize(
    ("level", "fail_on", "code"),
    [
        ("error", "error", 1), ("error", "warning", 1), ("error", "hint", 1), ("error", "never", 0),
        ("warning", "error", 0), ("warning", "warning", 1), ("warning", "hint", 1), ("warning", "never", 0),
        ("hint", "error", 0), ("hint", "warning", 0), ("hint", "hint", 1), ("hint", "never", 0),
    ],
)  # fmt: skip
def test_fail_on_is_a_threshold(newsroom: Newsroom, level: str, fail_on: str, code: int) -> None:
    newsroom.write("a.txt", FAULTY)
    newsroom.write("zhlint.toml", f'select = ["PUN001"]\nfail-on = "{fail_on}"\n[level]\nPUN001 = "{level}"')
    assert newsroom.zhlint("a.txt").code == code


@pytest.mark.parametrize(
    "words",
    [
        ("check", "a.txt", *ONLY),
        ("check", *ONLY, "a.txt"),
        ("a.txt", *ONLY),
        (*ONLY, "a.txt"),
        (*ONLY, "check", "a.txt"),
        ("--select=PUN001", "--hints", "check", "a.txt"),
        ("--hints", "a.txt", *ONLY, "--color", "never"),
        (*ONLY, "--", "a.txt"),
    ],
)
def test_options_stand_before_or_after_and_check_may_be_left_out(newsroom: Newsroom, words: tuple[str, ...]) -> None:
    newsroom.write("a.txt", FAULTY)
    ran = newsroom.zhlint(*words)
    assert (ran.code, found(ran.out)) == (1, [f"a.txt:1:{len(PROSE) + 5}"])


@pytest.mark.parametrize(
    "words", [("a.txt", "./a.txt"), (".", "a.txt"), ("sub/../a.txt", "a.txt", "./"), ("a.txt", "link.txt")]
)
def test_a_draft_named_twice_is_checked_once(newsroom: Newsroom, words: tuple[str, ...]) -> None:
    newsroom.write("a.txt", FAULTY)
    (newsroom.folder / "sub").mkdir()
    (newsroom.folder / "link.txt").symlink_to("a.txt")
    assert len(found(newsroom.zhlint(*words, *ONLY).out)) == 1


def test_a_file_whose_name_is_like_a_command_is_a_draft(newsroom: Newsroom) -> None:
    newsroom.write("ruls", FAULTY)
    assert newsroom.zhlint("ruls", *ONLY).code == 1


def test_without_words_the_page_of_help_is_shown_as_it_is_when_asked_for(newsroom: Newsroom) -> None:
    bare = newsroom.zhlint()
    assert bare.code == 2
    assert bare.err.split("\n")[1:-1] == newsroom.zhlint("--help").out.split("\n")[1:-1]


def test_a_first_word_that_is_a_command_is_the_command_and_a_path_is_the_file(newsroom: Newsroom) -> None:
    newsroom.write("rules", FAULTY)
    assert newsroom.zhlint("./rules", *ONLY).code == 1
    assert newsroom.zhlint("check", "rules", *ONLY).code == 1
    assert "half-width-stop" in newsroom.zhlint("rules").out


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("check",), "没有指定文稿"),
        (("check", "--select", "PUN001"), "没有指定文稿"),
        (("a.txt", "--selct", "PUN"), "没有“--selct”这个选项，是否想写“--select”"),
        (("a.txt", "--select"), "--select 后面要有一个值"),
        (("a.txt", "--fail-on", "eror"), "没有“eror”，是否想写“error”"),
        (("a.txt", "--format", "xml"), "没有“xml”这种格式；可用：text、json"),
        (("a.txt", "--format", "text", "--format", "json"), "只能有一种格式输出到屏幕"),
        (("a.txt", "--format", "json=no/such/folder.json"), "无法写入 no/such/folder.json"),
        (("a.txt", "--color", "yes"), "没有“yes”"),
        (("outline",), "文稿"),
        (("explain", "PUN01"), "PUN001"),
        (("explain", "A", "B"), "多出参数"),
        (("a.txt", "--select", ""), "--select: 后面要写出规则"),
        (("a.txt", "--ignore", " , "), "--ignore: 后面要写出规则"),
        (("a.txt", "--select", "PUN001", "--ignore", "PUN001"), "一条规则也没有开，什么也没有查"),
        (("a.txt", "--no-config", "--config", "zhlint.toml"), "--config 和 --no-config 不能一起写"),
        (("a.txt", "--no-baseline", "--baseline", "x"), "--baseline 和 --no-baseline 不能一起写"),
        (("doctor", "nope.txt"), "没有 nope.txt 这个文件"),
        (("rules", "a.txt", "nope.txt"), "没有 nope.txt 这个文件"),
        (("explian", "PUN001"), "没有“explian”这个命令，也没有这个文件，是否想写“explain”"),
        (("test", "a.txt"), "a.txt 是文件；test 要的是规则包"),
        (("test", "./nope"), "规则包不存在：nope"),
    ],
)
def test_a_usage_error_is_chinese_and_exits_2(newsroom: Newsroom, words: tuple[str, ...], message: str) -> None:
    newsroom.write("a.txt", FAULTY)
    ran = newsroom.zhlint(*words)
    assert ran.code == 2
    assert message in ran.err
    assert "没有发现问题" not in ran.out
    assert not any(word in ran.err for word in ("Error", "Usage", "Traceback", "option", "argument"))


@pytest.mark.parametrize("words", [("--help",), ("-h",), ("check", "--help"), ("rules", "-h"), ("outline", "--help")])
def test_help_is_chinese(newsroom: Newsroom, words: tuple[str, ...]) -> None:
    ran = newsroom.zhlint(*words)
    assert ran.code == 0
    assert ran.out.startswith("用法：")
    assert not any(word in ran.out for word in ("Options", "Usage", "Show this message", "[OPTIONS]", "Commands"))


def test_the_help_lists_every_command_that_has_a_module_in_the_words_of_the_command(newsroom: Newsroom) -> None:
    modules = {file.stem for file in Path(folder_of_commands).parent.glob("*.py")} - {"__init__"}
    listed = newsroom.zhlint("--help").out.partition("命令：\n")[2]
    assert sorted(COMMANDS) == sorted(modules)
    assert re.findall(r"^  ([a-z]+)  +\S", listed, re.MULTILINE) == list(COMMANDS)


def test_no_word_at_all_is_a_usage_error_that_shows_the_help(newsroom: Newsroom) -> None:
    ran = newsroom.zhlint()
    assert (ran.code, ran.out) == (2, "")
    assert "用法：" in ran.err


def test_stdin_is_read_like_a_file(newsroom: Newsroom) -> None:
    for encoding in ("utf-8", "utf-8-sig", "gb18030", "utf-16"):
        ran = newsroom.zhlint("-", *ONLY, stdin=FAULTY.encode(encoding))
        assert (ran.code, found(ran.out)) == (1, [f"-:1:{len(PROSE) + 5}"])
    ran = newsroom.zhlint("-", "--stdin-filename", "要闻/头条.txt", *ONLY, stdin=FAULTY.encode())
    assert found(ran.out) == [f"要闻/头条.txt:1:{len(PROSE) + 5}"]
    assert newsroom.zhlint("-", *ONLY, stdin=b"\xff\xff").code == 2


def test_stdin_is_checked_under_the_configuration_of_its_folder(newsroom: Newsroom) -> None:
    newsroom.write("desk/zhlint.toml", 'select = ["PUN001"]\nfail-on = "never"')
    assert newsroom.zhlint("-", *ONLY, stdin=FAULTY.encode()).code == 1
    assert newsroom.zhlint("-", "--stdin-filename", "desk/a.txt", stdin=FAULTY.encode()).code == 0


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
    assert found(quiet.out) == []
    assert "差错 0，存疑 0，提示 1（加 --hints 列出）" in quiet.out
    assert "没有发现问题" not in quiet.out
    assert found(shown.out) == [f"a.txt:1:{len(PROSE) + 5}"]
    assert len(json.loads(newsroom.zhlint("a.txt", "--format", "json").out)["findings"]) == 1


@pytest.mark.parametrize(
    ("draft", "listed"),
    [(PROSE + "入场,开会。" * 20, 1), (PROSE + "入场,开会。" * 19, 19), ((PROSE * 2 + "入场,开会。") * 20, 20)],
    ids=["throughout", "seldom", "far apart"],
)
def test_a_fault_throughout_a_draft_is_listed_once_with_its_number(newsroom: Newsroom, draft: str, listed: int) -> None:
    newsroom.write("a.txt", draft)
    out = newsroom.zhlint("a.txt", *ONLY).out
    assert len(found(out)) == listed
    assert ("（全文这类共20处，只列第一处" in out) == (listed == 1)
    assert f"差错 {draft.count(',')}" in out
    assert len(found(newsroom.zhlint("a.txt", *ONLY, "--all").out)) == draft.count(",")


def test_more_than_fifty_findings_are_counted_by_rule_and_file(newsroom: Newsroom) -> None:
    newsroom.write("a.txt", (PROSE * 2 + "入场,开会。") * 50)
    newsroom.write("b.txt", PROSE + "入场,开会。")
    assert len(found(newsroom.zhlint("a.txt", *ONLY).out)) == 50
    ran = newsroom.zhlint("a.txt", "b.txt", *ONLY)
    assert found(ran.out) == []
    assert "共 51 处" in ran.out
    assert "    51 PUN001 half-width-stop error" in ran.out
    assert "    50 a.txt" in ran.out
    assert "--all" in ran.out
    assert len(found(newsroom.zhlint("a.txt", "b.txt", *ONLY, "--all").out)) == 51


def test_a_format_may_go_to_a_file_which_carries_everything(newsroom: Newsroom) -> None:
    newsroom.write("a.txt", PROSE + "入场,开会。" * 51)
    newsroom.write("zhlint.toml", 'select = ["PUN001"]\n[level]\nPUN001 = "hint"')
    ran = newsroom.zhlint(
        "a.txt", "--format", "text", "--format", "json=a.json", "--format", "text=a.log", "--color", "always"
    )
    assert found(ran.out) == []
    log = (newsroom.folder / "a.log").read_text(encoding="utf-8")
    assert len(found(log)) == 51
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


def test_a_folder_is_walked_for_drafts(newsroom: Newsroom) -> None:
    for name in (
        "a.txt", "b.md", "c.markdown", "要闻/头条.TXT", "要闻/~$d.docx", "要闻/d.zhlint.docx", "e.html", "Makefile", ".hidden.txt", ".git/f.txt",
        "node_modules/g.txt", "old/h.txt", "old/deep/i.txt",
    ):  # fmt: skip
        newsroom.write(name, FAULTY)
    (newsroom.folder / "link.txt").symlink_to("a.txt")
    (newsroom.folder / "linked").symlink_to("old", target_is_directory=True)
    newsroom.write("zhlint.toml", 'select = ["PUN001"]\nexclude = ["old/**"]')
    paths = [place.split(":")[0] for place in found(newsroom.zhlint(".").out)]
    assert paths == ["./a.txt", "./b.md", "./c.markdown", "./要闻/头条.TXT"]


def test_exclude_holds_for_named_files_only_by_force(newsroom: Newsroom) -> None:
    newsroom.write("old/a.txt", FAULTY)
    newsroom.write("zhlint.toml", 'select = ["PUN001"]\nexclude = ["old/**"]')
    assert newsroom.zhlint("old/a.txt").code == 1
    assert newsroom.zhlint("--force-exclude", "old/a.txt").code == 0


def test_include_decides_what_a_folder_holds_not_what_may_be_named(newsroom: Newsroom) -> None:
    newsroom.write("a.wire", FAULTY)
    newsroom.write("zhlint.toml", 'select = ["PUN001"]\ninclude = ["*.wire"]')
    assert newsroom.zhlint(".").code == 1
    assert newsroom.zhlint("a.wire", "--no-config", *ONLY).code == 1


@pytest.mark.parametrize("path", [".", "../paper", "drafts/..", "../link"])
def test_exclude_holds_however_the_folder_is_called(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    newsroom.write("paper/drafts/a.txt", FAULTY)
    newsroom.write("paper/old/a.txt", FAULTY)
    newsroom.write("paper/zhlint.toml", 'select = ["PUN001"]\nexclude = ["old/**"]')
    (newsroom.folder / "link").symlink_to("paper")
    monkeypatch.chdir(newsroom.folder / "paper")
    assert len(found(newsroom.zhlint(path).out)) == 1


@posix
def test_a_pipe_in_a_folder_is_not_waited_for(newsroom: Newsroom) -> None:
    newsroom.write("a.txt", FAULTY)
    os.mkfifo(newsroom.folder / "b.txt")
    ran = newsroom.process(".", *ONLY)
    assert (ran.code, len(found(ran.out))) == (1, 1)


@posix
def test_what_never_ends_is_too_large(newsroom: Newsroom) -> None:
    little_memory = ("sh", "-c", 'ulimit -v 2000000; exec "$@"', "sh")
    ran = newsroom.process("/dev/zero", "--max-size", "1MB", before=little_memory)
    assert (ran.code, "超过上限" in ran.err) == (2, True)


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


def test_a_folder_without_drafts_is_said_to_be_one(newsroom: Newsroom) -> None:
    newsroom.write("empty/readme.html", FAULTY)
    ran = newsroom.zhlint("empty")
    assert ran.code == 2
    assert "empty: 文件夹里没有文稿" in ran.err


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("missing.txt", None, "没有这个文件，请核对路径"),
        ("binary.txt", b"\x89PNG\r\n\0\0", "这是二进制文件，不是文稿"),
        ("broken.txt", "清晨的菜场".encode() + b"\xff\xff", "编码无法识别：既不是 UTF-8 也不是 GB18030"),
        ("huge.txt", "山".encode() * 400, "超过上限"),
        ("draft.docx", b"PK\x03\x04", "Word 文件已损坏"),
        ("DRAFT.DOC", b"\xd0\xcf", "不能读旧版 Word（.doc）、WPS（.wps）或加了密码的文件，请用 Word"),
    ],
)
def test_a_file_that_cannot_be_checked_is_named_and_the_others_are_checked(
    newsroom: Newsroom, name: str, content: bytes | None, message: str
) -> None:
    newsroom.write("a.txt", FAULTY)
    if content is not None:
        newsroom.write(name, content)
    ran = newsroom.zhlint(name, "a.txt", *ONLY, "--max-size", "1KB")
    assert ran.code == 2
    assert ran.err.startswith(f"zhlint: {name}")
    assert message in ran.err
    assert found(ran.out) == [f"a.txt:1:{len(PROSE) + 5}"]
    assert f"没有查成的文件：{name}" in ran.out


def test_an_unreadable_file_is_named(newsroom: Newsroom) -> None:
    newsroom.write("a.txt", FAULTY).chmod(0)
    ran = newsroom.process("a.txt", before=without_rights())
    assert (ran.code, "没有读取权限" in ran.err) == (2, True)


def test_a_folder_that_cannot_be_opened_is_named(newsroom: Newsroom) -> None:
    newsroom.write("a.txt", FAULTY)
    newsroom.write("shut/b.txt", FAULTY).parent.chmod(0)
    ran = newsroom.process(".", *ONLY, before=without_rights())
    (newsroom.folder / "shut").chmod(0o700)
    assert ran.code == 2
    assert "shut: 无法打开这个文件夹（没有权限）" in ran.err
    assert found(ran.out) == [f"./a.txt:1:{len(PROSE) + 5}"]


@posix
def test_a_folder_too_deep_to_be_looked_into_is_named_unless_excluded(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    newsroom.write("a.txt", FAULTY)
    top = newsroom.write("deep/b.txt", FAULTY).parent
    monkeypatch.chdir(top)
    for _ in range(20):
        os.mkdir("深" * 80)
        os.chdir("深" * 80)
    monkeypatch.chdir(newsroom.folder)
    newsroom.write("zhlint.toml", 'exclude = ["deep/**"]\n')
    ran = newsroom.zhlint(".", *ONLY, "--no-config")
    assert ran.code == 2
    assert "文件名太长" in ran.err
    assert len(found(ran.out)) == 2
    assert newsroom.zhlint(".", *ONLY).code == 1


def test_a_link_that_leads_to_itself_is_named_and_the_others_are_checked(newsroom: Newsroom) -> None:
    newsroom.write("b.txt", FAULTY).with_name("a.txt").symlink_to("a.txt")
    ran = newsroom.zhlint("a.txt", "b.txt", *ONLY)
    assert ran.code == 2
    assert ran.err.startswith("zhlint: a.txt: 无法读取")
    assert found(ran.out) == [f"b.txt:1:{len(PROSE) + 5}"]


@pytest.mark.parametrize("text", ["。", "甲"])
def test_a_draft_of_one_character_is_no_error(newsroom: Newsroom, text: str) -> None:
    newsroom.write("a.txt", text)
    ran = newsroom.zhlint("a.txt", *ONLY)
    assert (ran.code, ran.err) == (0, "")


def test_a_mainly_latin_text_is_checked_for_characters_and_punctuation_only(newsroom: Newsroom) -> None:
    newsroom.write("house/cards.toml", CARD)
    newsroom.write("zhlint.toml", 'packs = ["./house"]\nselect = ["PUN001", "HSE001"]')
    newsroom.write("short.txt", "代表入场,大家搞好关系。")
    newsroom.write("latin.txt", "Lorem ipsum dolor sit amet " * 9 + PROSE + "代表入场,大家搞好关系。")
    newsroom.write("draft.txt", PROSE + "代表入场,大家搞好关系。")
    ran = newsroom.zhlint("short.txt", "latin.txt", "draft.txt", "--format", "json")
    assert [(finding["path"], finding["code"]) for finding in json.loads(ran.out)["findings"]] == [
        ("draft.txt", "PUN001"), ("draft.txt", "HSE001"), ("latin.txt", "PUN001"), ("short.txt", "PUN001"), ("short.txt", "HSE001"),
    ]  # fmt: skip
    ran = newsroom.zhlint("short.txt", "latin.txt", "draft.txt")
    assert "西文字母比汉字多，只查了字符和标点（查了 1 条规则，没有查 1 条）：latin.txt。" in ran.out


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("大家要再接再励，争取再上新台阶。", "WRD002"),
        ("石桥镇开展防汛演练\n　　本报讯（记者 周小棠）近日，石桥镇开展防汛演练，80余人参加，演练再接再励。", "WRD002"),
        ("图为2月30日的老街。周小棠 摄", "FCT001"),
        ("来源：石桥镇", None),
        ("代表们陆续入场，会议开始", None),
    ],
)
def test_a_sentence_a_brief_a_caption_is_checked_for_all_that_needs_no_more(
    newsroom: Newsroom, text: str, code: str | None
) -> None:
    newsroom.write("a.txt", text)
    ran = newsroom.zhlint("a.txt", "--format", "json")
    report = json.loads(ran.out)
    assert [finding["code"] for finding in report["findings"]] == ([code] if code else [])
    [file] = report["files"]
    assert file["kind"] == "short"
    assert {"BYL001", "STR001", "CON001"} < set(file["waiting"])
    assert not {"WRD001", "FCT001", "PUN001", "NUM001"} & set(file["waiting"])


def test_nothing_is_called_clean_where_rules_were_left_out(newsroom: Newsroom) -> None:
    newsroom.write("short.txt", "代表入场。")
    first, second = newsroom.zhlint("short.txt").out.splitlines()
    assert re.fullmatch(
        r"汉字不足 50 个，署名、结构等要看全篇的没有查（查了 \d+ 条规则，没有查 \d+ 条）：short.txt。", first
    )
    assert second == "检查 1 个文稿，5 字：差错 0，存疑 0，提示 0。"
    whole, *_ = newsroom.zhlint("short.txt", *ONLY).out.splitlines()
    assert whole.endswith("，没有发现问题。")


def test_a_line_of_a_megabyte_is_checked(newsroom: Newsroom) -> None:
    newsroom.write("a.txt", (PROSE * (350_000 // len(PROSE))) + "代表入场,会议开始。")
    command = [sys.executable, "-m", "zhlint", "a.txt", "--fail-on", "never"]
    done = subprocess.run(command, capture_output=True, check=False, timeout=HANG)
    assert done.returncode == 0, done.stderr.decode()
    assert b"PUN001" in done.stdout


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


def test_the_same_program_answers_to_python_m(newsroom: Newsroom) -> None:
    newsroom.write("a.txt", FAULTY)
    done = subprocess.run([sys.executable, "-m", "zhlint", "--version"], capture_output=True, check=True)
    assert done.stdout.decode().strip() == "zhlint 0.1.0"
    assert newsroom.zhlint("--version").out == "zhlint 0.1.0\n"


@pytest.mark.parametrize("name", ["-头条.txt", "-h条.txt", "--头条.txt", "-j.txt"])
@pytest.mark.parametrize("command", [(), ("check",), ("fix",)])
def test_a_draft_named_like_an_option_is_asked_for_by_another_name(
    newsroom: Newsroom, command: tuple[str, ...], name: str
) -> None:
    newsroom.write(name, FAULTY)
    ran = newsroom.zhlint(*command, name)
    assert (ran.code, ran.out) == (2, "")
    assert f"文稿“{name}”以连字符开头" in ran.err
    for words in (("--", name), (f"./{name}",)):
        assert newsroom.zhlint(*command, *ONLY, "--diff" if command == ("fix",) else "--all", *words).code == 1


def test_an_option_of_which_a_file_has_the_name_is_an_option(newsroom: Newsroom) -> None:
    newsroom.write("--all", FAULTY)
    newsroom.write("a.txt", FAULTY)
    assert newsroom.zhlint("--all", *ONLY, "a.txt").code == 1


@pytest.mark.parametrize("words", [("rules",), ("explain", "PUN001"), ("doctor",), ("rules", "drafts")])
def test_the_folders_are_not_searched_where_no_draft_is_read(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    newsroom.write("drafts/a.txt")

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("searched")

    monkeypatch.setattr(os, "walk", refuse)
    assert newsroom.zhlint(*words).code == 0
    assert newsroom.zhlint("check", "drafts").code == 2
