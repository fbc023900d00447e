"""Atomic writing: whole or not at all, and never over somebody else's work."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING, Any

import pytest
from conftest import PROSE
from needs import posix

from zhlint.fixing.fixer import fix_all
from zhlint.storage import atomic_write
from zhlint.storage.atomic_write import ChangedError, lock, save

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Newsroom

FAULTY = f"{PROSE}\n代表入场,会议开始。\n"


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_file_that_has_changed_meanwhile_stays(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(b"new")
    with pytest.raises(ChangedError):
        save(file, b"mended", expected=b"old")
    assert file.read_bytes() == b"new"
    assert names(tmp_path) == ["a.txt"]
    save(file, b"mended", expected=b"new")
    assert file.read_bytes() == b"mended"


def test_a_draft_saved_while_it_is_fixed_stays_as_it_was_saved(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = newsroom.write("a.txt", FAULTY)

    def slow(*given: Any, **more: Any) -> Any:
        path.write_text("另一个窗口存的。", encoding="utf-8")
        return fix_all(*given, **more)

    monkeypatch.setattr("zhlint.cli.fixed_draft.fix_all", slow)
    ran = newsroom.zhlint("fix", "a.txt")
    assert (ran.code, path.read_text(encoding="utf-8")) == (2, "另一个窗口存的。")
    assert "正在被别的程序改动" in ran.err


@posix
def test_all_names_of_a_file_are_written(newsroom: Newsroom) -> None:
    path = newsroom.write("a.txt", FAULTY)
    (newsroom.folder / "b.txt").hardlink_to(path)
    newsroom.zhlint("fix", "a.txt")
    assert (newsroom.folder / "b.txt").read_text(encoding="utf-8") == FAULTY.replace(",", "，")
    assert path.samefile(newsroom.folder / "b.txt")
    assert names(newsroom.folder) == ["a.txt", "b.txt"]


@posix
def test_a_pipe_stays_a_pipe(newsroom: Newsroom) -> None:
    os.mkfifo(newsroom.folder / "pipe.txt")
    with pytest.raises(OSError, match="普通文件"):
        save(newsroom.folder / "pipe.txt", b"x")
    writer = subprocess.Popen([sys.executable, "-c", f"open('pipe.txt', 'w').write({FAULTY!r})"], cwd=newsroom.folder)
    ran = newsroom.process("fix", "pipe.txt")
    writer.wait()
    assert ran.code == 2
    assert "不是普通文件" in ran.err
    assert (newsroom.folder / "pipe.txt").is_fifo()


HALFWAY = """
import os, signal, sys
from pathlib import Path
from zhlint.storage import atomic_write
# Under `nohup` SIGHUP is ignored, and a child inherits that.
signal.signal(signal.SIGHUP, signal.SIG_DFL)
os.fsync = lambda handle: os.kill(os.getpid(), int(sys.argv[1]))
atomic_write.save(Path("a.txt"), b"new")
"""


@posix
@pytest.mark.parametrize("ended", [signal.SIGTERM, signal.SIGHUP, signal.SIGKILL])
def test_a_run_that_is_ended_halfway_leaves_nothing_for_long(tmp_path: Path, ended: signal.Signals) -> None:
    (tmp_path / "a.txt").write_bytes(b"old")
    ran = subprocess.run([sys.executable, "-c", HALFWAY, str(int(ended))], cwd=tmp_path, check=False)
    assert ran.returncode == -ended
    assert (tmp_path / "a.txt").read_bytes() == b"old"
    left = [path for path in tmp_path.iterdir() if path.name != "a.txt"]
    assert len(left) == (1 if ended == signal.SIGKILL else 0)
    for path in left:
        os.utime(path, (0, 0))
    save(tmp_path / "a.txt", b"next")
    assert names(tmp_path) == ["a.txt"]


def test_what_another_run_is_writing_and_what_others_named_stays(tmp_path: Path) -> None:
    for name in (".a.txt.k2_x9w1m.zhlint-new", ".a.txt.old.new", ".b.txt.k2_x9w1m.zhlint-new"):
        (tmp_path / name).write_bytes(b"")
        if not name.startswith(".a.txt.k2"):
            os.utime(tmp_path / name, (0, 0))
    save(tmp_path / "a.txt", b"x")
    assert len(names(tmp_path)) == 4


@pytest.mark.parametrize("by_file", [False, True])
def test_a_lock_is_held_by_one_at_a_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, by_file: bool) -> None:
    if by_file:
        monkeypatch.setitem(sys.modules, "fcntl", None)
    monkeypatch.setattr(atomic_write, "_PATIENCE", 0.2)
    with lock(tmp_path / "a.json"), pytest.raises(OSError, match="另一个 zhlint"), lock(tmp_path / "a.json"):
        pass
    with lock(tmp_path / "a.json"):
        pass
    assert names(tmp_path) == []


def test_a_lock_file_that_a_killed_run_left_is_broken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "fcntl", None)
    left = tmp_path / ".a.json.zhlint-lock"
    left.write_bytes(b"")
    os.utime(left, (time.time() - 60, time.time() - 60))
    with lock(tmp_path / "a.json"):
        pass
    assert names(tmp_path) == []


@posix
def test_a_configuration_that_cannot_be_written_whole_is_not_there(newsroom: Newsroom) -> None:
    limited = "import resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100)); import zhlint.cli as c; sys.argv = ['zhlint', 'init']; c.main()"
    ran = subprocess.run(
        [sys.executable, "-c", limited], cwd=newsroom.folder, capture_output=True, encoding="utf-8", check=False
    )
    assert ran.returncode == 2
    assert "zhlint.toml" in ran.stderr
    assert names(newsroom.folder) == []
