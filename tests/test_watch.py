"""Watching: a draft is checked at once, and whenever it is saved."""

from __future__ import annotations

import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from conftest import PROSE
from needs import posix
from work import HANG

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Newsroom

FAULTY = f"{PROSE}代表入场,会议开始。\n"
CLEAN = f"{PROSE}代表入场，会议开始。\n"


def heeds_interrupts() -> None:
    """Restore Ctrl-C in a child, since background jobs of a script ignore it."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def until(running: subprocess.Popen[str], wanted: str) -> str:
    """The output up to a line with this beginning."""
    printed = ""
    assert running.stdout
    for line in running.stdout:
        printed += line
        if line.startswith(wanted):
            return printed
    raise AssertionError(f"ended without “{wanted}”:\n{printed}")


@posix
@pytest.mark.parametrize(("first", "second", "code"), [(FAULTY, CLEAN, 0), (CLEAN, FAULTY, 1)])
def test_a_draft_is_checked_again_when_it_is_saved_and_the_last_result_counts(
    tmp_path: Path, first: str, second: str, code: int
) -> None:
    draft = tmp_path / "头条.txt"
    draft.write_text(first, encoding="utf-8")
    command = [
        sys.executable,
        "-m",
        "zhlint",
        "check",
        "--watch",
        "--select",
        "PUN001",
        "--format",
        "text",
        "--format",
        "markdown=out.md",
        "头条.txt",
    ]
    with subprocess.Popen(
        command,
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        preexec_fn=heeds_interrupts,  # noqa: PLW1509 - no thread runs beside it
    ) as running:
        try:
            assert ("PUN001" in until(running, "等待改动")) is (first == FAULTY)
            (tmp_path / "别的.txt").write_text(FAULTY, encoding="utf-8")
            saved = tmp_path / "头条.new"
            saved.write_text(second, encoding="utf-8")
            saved.replace(draft)
            printed = until(running, "等待改动")
            assert printed.startswith("────")
            assert "头条.txt 有改动" in printed
            assert ("PUN001" in printed) is (second == FAULTY)
            running.send_signal(signal.SIGINT)
            assert running.wait(timeout=HANG) == code
        finally:
            running.kill()


def test_without_the_library_it_says_what_to_install(newsroom: Newsroom) -> None:
    newsroom.write("a.txt")
    newsroom.patch.setitem(sys.modules, "watchfiles", None)
    ran = newsroom.zhlint("--watch", "a.txt")
    assert (ran.code, 'uv tool install --force "./zhlint[watch]"' in ran.err) == (2, True), ran.err
    assert "pip install zhlint" not in ran.err.replace('"', "")  # it is on no index


def test_the_standard_input_cannot_be_watched(newsroom: Newsroom) -> None:
    ran = newsroom.zhlint("--watch", "-")
    assert (ran.code, "标准输入" in ran.err) == (2, True)
