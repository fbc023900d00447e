"""Output on terminals, logs and closed pipes: no control codes, right exit codes."""

from __future__ import annotations

import csv
import io
import json
import os
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from conftest import CARD, PROSE
from needs import posix

from zhlint.reports import FORMATS

if TYPE_CHECKING:
    from conftest import Newsroom

#: Wipes a screen, names a window, rings, goes back, turns the direction round, and does so with one character.
HOSTILE = "\x1b[2J\x1b]0;x\x07\x08\u202e\x9b2J"
FAULTY = f"{PROSE}\n代表入场,会议{HOSTILE}开始了\n"
RAW = [char for char in HOSTILE if not char.isascii() or not char.isprintable()]


def raw(text: str) -> list[str]:
    """The control characters of a text, other than line breaks."""
    return [char for char in text if char in RAW or (char < " " and char != "\n")]


@pytest.mark.parametrize("form", [form for form in FORMATS if form != "html"])
def test_no_report_carries_the_controls_of_a_draft(newsroom: Newsroom, form: str) -> None:
    newsroom.write("e.txt", FAULTY)
    assert raw(newsroom.zhlint("e.txt", "--format", form, "--all", "--hints").out.replace("\r\n", "\n")) == []


@pytest.mark.parametrize(
    "words",
    [
        ("outline", "e.txt"),
        ("rate", "e.txt", "--by", "column"),
        ("repeats", "e.txt", "f.txt"),
        ("baseline", "show"),
        ("rules",),
        ("explain", "HSE001"),
        ("test", "house"),
        ("check", "g.txt"),
        ("e\x1b[2J.txt",),
        ("e.txt", "--preset", "a\x1b]0;x\x07"),
    ],
)
def test_no_command_writes_controls(newsroom: Newsroom, words: tuple[str, ...]) -> None:
    spelt = HOSTILE.encode("unicode_escape").decode().replace("\\x", "\\u00")
    newsroom.write("house/cards.toml", CARD.replace("“{found}”", f"{spelt}“{{found}}”") + f'why = "{spelt}"\n')
    newsroom.write("zhlint.toml", 'packs = ["./house"]\n')
    newsroom.write("e.txt", f"新闻{HOSTILE}\n\n{FAULTY}")
    newsroom.write("f.txt", FAULTY)
    newsroom.write("g.txt", FAULTY.replace("会议", "搞好会议"))
    newsroom.zhlint("baseline", "write", "e.txt", "--reason", f"看过{HOSTILE}\n::error::x")
    ran = newsroom.zhlint(*words)
    assert raw(ran.out + ran.err) == []


def test_a_key_of_a_configuration_is_spelt(newsroom: Newsroom) -> None:
    newsroom.write("a.txt")
    newsroom.write("zhlint.toml", '"pre\\u001b[2Jset" = 1\n')
    assert raw(newsroom.zhlint("a.txt").err) == []


def test_the_carets_stay_under_their_characters(newsroom: Newsroom) -> None:
    newsroom.write("e.txt", f"{PROSE}\n\x1b\x1b\x1b代表入场,会议开始\n")
    lines = newsroom.zhlint("e.txt", "--select", "PUN001").out.splitlines()
    # Four Chinese characters before it take eight cells.
    assert lines[1].index(",") + len("代表入场") == lines[2].index("^")


def test_a_diff_in_a_pipe_is_byte_for_byte(newsroom: Newsroom) -> None:
    newsroom.write("e.txt", FAULTY)
    assert HOSTILE in newsroom.zhlint("fix", "e.txt", "--diff").out


@pytest.mark.parametrize("line", ["::add-mask::会", "  ::stop-commands::x", "　##[error]会", "正文##[group]会"])
def test_no_line_of_a_log_is_a_command(newsroom: Newsroom, line: str) -> None:
    for name, form in (("a.txt", "text"), ("b.txt", "github")):
        newsroom.write(name, f"{PROSE}\n" + f"{line},议\n" * 20)
        environment = os.environ | {"CI": "true"}
        command = [sys.executable, "-m", "zhlint", name, "--all", "--format", form]
        out = subprocess.run(command, capture_output=True, check=False, env=environment).stdout.decode()
        commands = [shown for shown in out.splitlines() if shown.lstrip().startswith("::") or "##[" in shown]
        assert all(shown.startswith(("::error ", "::warning ", "::notice ")) for shown in commands)
        assert form == "github" or commands == []


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "＝", "＋", "－", "＠", "\u200b=", "\ufeff=", " =", "\u3000＝"])
def test_no_cell_of_the_register_is_a_formula(newsroom: Newsroom, start: str) -> None:
    newsroom.write("a.md", f"---\n版次: {start}1\n---\n\n{PROSE}\n\n代表入场,会议开始。\n")
    rows = list(csv.reader(io.StringIO(newsroom.zhlint("a.md", "--format", "csv").out.removeprefix("\ufeff"))))
    page = rows[1][1]
    assert page == "" or page.startswith("'") or page[0].isdigit()


@posix
@pytest.mark.parametrize("form", ["json", "gitlab", "rdjsonl", "sarif"])
def test_a_name_that_is_no_text_makes_no_lone_surrogates(newsroom: Newsroom, form: str) -> None:
    (newsroom.folder / os.fsdecode(b"bad\xff.txt")).write_text(f"{PROSE}\n代表入场,会议开始。\n", encoding="utf-8")
    for line in newsroom.zhlint(".", "--format", form).out.split("\n" if form == "rdjsonl" else "\0"):
        if line:
            json.dumps(json.loads(line), ensure_ascii=False).encode()


def shell(newsroom: Newsroom, command: str) -> subprocess.CompletedProcess[str]:
    program = f"'{sys.executable}' -m zhlint"
    whole = ["bash", "-c", command.replace("zhlint", program)]
    return subprocess.run(whole, cwd=newsroom.folder, capture_output=True, encoding="utf-8", check=False, timeout=60)


@posix
@pytest.mark.parametrize(
    ("command", "code"),
    [
        ("zhlint clean.txt | true; exit ${PIPESTATUS[0]}", 0),
        ("zhlint faulty.txt --all | true; exit ${PIPESTATUS[0]}", 1),
        ("zhlint rules | head -1; exit ${PIPESTATUS[0]}", 0),
        ("zhlint faulty.txt --format json | head -c1; exit ${PIPESTATUS[0]}", 1),
        ("zhlint fix --diff faulty.txt | true; exit ${PIPESTATUS[0]}", 1),
        ("zhlint clean.txt >&-", 2),
        ("zhlint faulty.txt --format json >&-", 2),
        ("zhlint faulty.txt 2>&-", 1),
        ("zhlint none.txt 2>&-", 2),
        ("zhlint - <&-", 2),
        ("zhlint faulty.txt <&-", 1),
    ],
)
def test_a_stream_that_is_closed_tells_no_lie(newsroom: Newsroom, command: str, code: int) -> None:
    newsroom.write("clean.txt")
    newsroom.write("faulty.txt", f"{PROSE}\n" + "代表入场,会议开始。\n" * 300)
    ran = shell(newsroom, command)
    assert ran.returncode == code
    assert "Traceback" not in ran.stderr
    assert "内部出错" not in ran.stderr


#: Where the tests run in the background, Ctrl-C is switched off, and so it would be here.
INTERRUPTIBLE = """
import signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)
sys.argv = ["zhlint", "a.txt"]
from zhlint.cli import start
start()
"""


@posix
def test_ctrl_c_ends_a_run_with_130(newsroom: Newsroom) -> None:
    os.mkfifo(newsroom.folder / "a.txt")
    command = [sys.executable, "-c", INTERRUPTIBLE]
    with subprocess.Popen(command, cwd=newsroom.folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        # Opened as soon as the run reads it, and never written to. Closed, it ends a read that began after the signal.
        with (newsroom.folder / "a.txt").open("wb"):
            running.send_signal(signal.SIGINT)
        _, err = running.communicate(timeout=60)
    assert (running.returncode, err.decode().lstrip()) == (130, "zhlint: 已中断\n")
