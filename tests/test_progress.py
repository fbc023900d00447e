"""What whoever waits is told: on a terminal, after a while, and nothing in a pipe."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from conftest import PROSE

from zhlint.cli.progress import line

if TYPE_CHECKING:
    from conftest import Newsroom

#: A second and more for each draft.
LONG = "".join(f"第{number}位读者说，{PROSE}\n" for number in range(2_500))


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
    assert line(done, 2_000, read, 16_000_000, seconds) == said


def lay_down(newsroom: Newsroom) -> list[str]:
    for number in range(5):
        newsroom.write(f"drafts/{number}.txt", LONG)
    return [sys.executable, "-m", "zhlint", "check", "drafts", "--jobs", "1", "--no-cache", "--format", "json"]


@pytest.mark.skipif(os.name == "nt", reason="no pseudo-terminal there")
def test_a_terminal_is_told_and_wiped(newsroom: Newsroom) -> None:
    import pty  # noqa: PLC0415 - not on Windows

    command = lay_down(newsroom)
    own, terminal = pty.openpty()
    running = subprocess.Popen(command, cwd=newsroom.folder, stdout=subprocess.PIPE, stderr=terminal)
    os.close(terminal)
    out, _ = running.communicate(timeout=120)
    said = os.read(own, 100_000).decode()
    os.close(own)
    assert re.search(r"已查 \d/5 篇 · \d\.\d MB/s · 约剩 \d+ 秒", said)
    assert said.endswith("\r\033[K")
    assert out.startswith(b"{")
    assert b"\xe5\xb7\xb2\xe6\x9f\xa5" not in out


def test_a_pipe_is_told_nothing(newsroom: Newsroom) -> None:
    done = subprocess.run(lay_down(newsroom), cwd=newsroom.folder, capture_output=True, check=False)
    assert done.stderr == b""
