"""The command line: drafts, output and exit codes."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from conftest import PROSE, found_places

from zhlint.cli.commands import __file__ as folder_of_commands
from zhlint.cli.group import COMMANDS

if TYPE_CHECKING:
    from conftest import Newsroom


FAULTY = f"{PROSE}代表入场,会议开始。"
ONLY = ("--select", "PUN001")


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
    assert (ran.code, found_places(ran.out)) == (1, [f"a.txt:1:{len(PROSE) + 5}"])


@pytest.mark.parametrize(
    "words", [("a.txt", "./a.txt"), (".", "a.txt"), ("sub/../a.txt", "a.txt", "./"), ("a.txt", "link.txt")]
)
def test_a_draft_named_twice_is_checked_once(newsroom: Newsroom, words: tuple[str, ...]) -> None:
    newsroom.write("a.txt", FAULTY)
    (newsroom.folder / "sub").mkdir()
    (newsroom.folder / "link.txt").symlink_to("a.txt")
    assert len(found_places(newsroom.zhlint(*words, *ONLY).out)) == 1


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


@pytest.mark.parametrize("words", [("PUN",), ("a.txt", "pun"), ("PUN001",), ("half-width-stop",), ("半角标点",)])
def test_rules_are_listed_by_family_or_by_a_name(newsroom: Newsroom, words: tuple[str, ...]) -> None:
    newsroom.write("a.txt", FAULTY)
    listed = newsroom.zhlint("rules", *words).out
    assert "PUN001" in listed
    assert "NUM001" not in listed
    assert newsroom.zhlint("rules", "PUN", "NUM001").out.count("NUM") == 1


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
        (("baseline",), "还要写出 write 或 prune 或 show"),
        (("explain",), "请写出要说明的规则，如 zhlint explain PUN001；全部规则见 zhlint rules"),
        (("explain", "A", "B"), "多出参数"),
        (("a.txt", "--select", ""), "--select: 后面要写出规则"),
        (("a.txt", "--ignore", " , "), "--ignore: 后面要写出规则"),
        (("a.txt", "--select", "PUN001", "--ignore", "PUN001"), "一条规则也没有开，什么也没有查"),
        (("a.txt", "--no-config", "--config", "zhlint.toml"), "--config 和 --no-config 不能一起写"),
        (("a.txt", "--no-baseline", "--baseline", "x"), "--baseline 和 --no-baseline 不能一起写"),
        (("doctor", "nope.txt"), "没有 nope.txt 这个文件"),
        (("rules", "a.txt", "nope.txt"), "没有 nope.txt 这个文件"),
        (("rules", "PNU"), "没有 PNU 这个文件，也没有这条规则、这一族，是否想写“PUN”；全部规则见 zhlint rules"),
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
        assert (ran.code, found_places(ran.out)) == (1, [f"-:1:{len(PROSE) + 5}"])
    ran = newsroom.zhlint("-", "--stdin-filename", "要闻/头条.txt", *ONLY, stdin=FAULTY.encode())
    assert found_places(ran.out) == [f"要闻/头条.txt:1:{len(PROSE) + 5}"]
    assert newsroom.zhlint("-", *ONLY, stdin=b"\xff\xff").code == 2


def test_stdin_is_checked_under_the_configuration_of_its_folder(newsroom: Newsroom) -> None:
    newsroom.write("desk/zhlint.toml", 'select = ["PUN001"]\nfail-on = "never"')
    assert newsroom.zhlint("-", *ONLY, stdin=FAULTY.encode()).code == 1
    assert newsroom.zhlint("-", "--stdin-filename", "desk/a.txt", stdin=FAULTY.encode()).code == 0


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
