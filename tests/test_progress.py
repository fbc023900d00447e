"""Progress is shown on a terminal, after a while, and never in a pipe."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from itertools import count
from typing import TYPE_CHECKING

import pytest
from conftest import PROSE
from needs import posix
from work import HANG

from zhlint.cli.choices import Choices
from zhlint.cli.drafts import Drafts
from zhlint.cli.progress import progress_line, with_progress

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("done", "read", "seconds", "said"),
    [
        (412, 3_200_000, 1.0, "已查 412/2000 篇 · 3.2 MB/s · 约剩 4 秒"),
        (1, 100_000, 1.0, "已查 1/2000 篇 · 0.1 MB/s · 约剩 2 分 39 秒"),
        (1999, 15_999_999, 5.0, "已查 1999/2000 篇 · 3.2 MB/s · 约剩 1 秒"),
        (3, 0, 2.0, "已查 3/2000 篇 · 0.0 MB/s"),
    ],
)
def test_the_line_tells_how_many_how_fast_and_how_long(done: int, read: int, seconds: float, said: str) -> None:
    assert progress_line(done, 2_000, read, 16_000_000, seconds) == said


def drafts_in(folder: Path) -> Drafts:
    (folder / "drafts").mkdir()
    for number in range(5):
        (folder / "drafts" / f"{number}.txt").write_text(PROSE, encoding="utf-8")
    return Drafts([str(folder / "drafts")], Choices(no_config=True))


def test_whoever_waits_longer_than_two_seconds_is_told_and_the_line_is_wiped(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    seconds = count(step=1)
    assert len(list(with_progress(drafts_in(tmp_path), lambda: next(seconds)))) == 5
    told = capsys.readouterr().err
    assert re.findall(r"已查 (\d)/5 篇 · \d\.\d MB/s · 约剩 \d+ 秒", told) == ["2", "3", "4"]
    assert told.endswith("\r\033[K")


def test_whoever_waits_no_longer_than_two_seconds_is_told_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    seconds = count(step=0.3)
    assert len(list(with_progress(drafts_in(tmp_path), lambda: next(seconds)))) == 5
    assert capsys.readouterr().err == ""


#: Runs the command with a clock on which every look takes a second.
IMPATIENT = """
import sys, time
from itertools import count
seconds = count()
time.monotonic = lambda: float(next(seconds))
sys.argv = ["zhlint", "check", "drafts", "--jobs", "1", "--no-cache", "--format", "json"]
from zhlint.cli import main
main()
"""


@posix
def test_a_terminal_is_told_and_wiped(tmp_path: Path) -> None:
    import pty

    drafts_in(tmp_path)
    own, terminal = pty.openpty()
    running = subprocess.Popen([sys.executable, "-c", IMPATIENT], cwd=tmp_path, stdout=subprocess.PIPE, stderr=terminal)
    os.close(terminal)
    out, _ = running.communicate(timeout=HANG)
    told = os.read(own, 100_000).decode()
    os.close(own)
    assert re.search(r"已查 \d/5 篇 · \d\.\d MB/s · 约剩 \d+ 秒", told)
    assert told.endswith("\r\033[K")
    assert out.startswith(b"{")
    assert "已查".encode() not in out


def test_a_pipe_is_told_nothing(tmp_path: Path) -> None:
    drafts_in(tmp_path)
    done = subprocess.run([sys.executable, "-c", IMPATIENT], cwd=tmp_path, capture_output=True, check=False)
    assert done.stdout.startswith(b"{")
    assert done.stderr == b""
