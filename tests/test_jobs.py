"""Several processes, one result: the same bytes whatever the jobs, and nothing lost where a process dies."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest
from conftest import CARD, PROSE
from work import HANG

from zhlint import Linter
from zhlint.config.file import read_config
from zhlint.config.model import Config
from zhlint.jobs.processes import started
from zhlint.jobs.workers import WORTH, Piece, checked, cores

if TYPE_CHECKING:
    from collections.abc import Iterator
    from multiprocessing.connection import Connection
    from pathlib import Path

    from conftest import Newsroom

    from zhlint.report import Report

FAULTY = f"{PROSE}代表入场,会议开始。搞好服务。\n"
#: Enough for a chunk of its own.
LONG = FAULTY * 700


def pieces(folder: Path) -> Iterator[Piece | Report]:
    """Drafts of three configurations, two of them without a file, and two encodings; some are broken, one is long, one known."""
    house = folder / "house"
    house.mkdir()
    (house / "cards.toml").write_text(CARD, encoding="utf-8")
    (folder / "zhlint.toml").write_text('packs = ["./house"]\n[lexicon]\nterms = ["入场,会议"]\n', encoding="utf-8")
    plain, own = Linter(Config()), Linter(read_config(folder / "zhlint.toml"))
    silent = Linter(Config(ignore=("PUN001",)))
    for number in range(6):
        yield Piece(plain, f"{number}a.txt", f"第{number}稿\n{FAULTY}".encode())
        yield Piece(own, f"{number}b.md", f"第{number}稿\n{FAULTY}".encode("gb18030"))
        yield Piece(plain, f"{number}c.txt", b"\xff\xff\x00")
        yield Piece(silent, f"{number}d.txt", f"第{number}稿\n{FAULTY}".encode())
    yield Piece(own, "long.txt", LONG.encode())
    yield plain.lint_bytes(FAULTY.encode(), path="known.txt")


def told(reports: Iterator[Report]) -> list[object]:
    return [(report, report.kind, report.line_names, report.document and report.document.source) for report in reports]


@pytest.mark.parametrize("jobs", [2, 3])
def test_reports_are_the_same_whatever_the_jobs(tmp_path: Path, jobs: int) -> None:
    drafts = list(pieces(tmp_path))
    assert told(checked(drafts, jobs, 0)) == told(checked(drafts, 1))


def test_the_command_says_the_same_whatever_the_jobs(newsroom: Newsroom) -> None:
    for number in range(int(WORTH / len(LONG.encode())) + 2):
        newsroom.write(f"drafts/{number:03}.txt", f"第{number}稿\n{LONG}")
    words = ("check", "drafts", "--format", "json", "--no-cache", "--select", "PUN,CHR")
    alone = newsroom.zhlint(*words, "--jobs", "1")
    assert '"PUN001"' in alone.out
    assert newsroom.process(*words, "--jobs", "2") == alone


def test_little_work_starts_no_process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "multiprocessing", None)
    drafts = [piece for piece in pieces(tmp_path) if isinstance(piece, Piece)]
    assert len(list(checked(drafts, 8))) == len(drafts)


def test_what_a_dying_process_leaves_is_checked_all_the_same(tmp_path: Path) -> None:
    drafts = [piece for piece in pieces(tmp_path) if isinstance(piece, Piece)] * 12
    reports = checked(drafts, 2, 0)
    made = [next(reports)]
    for child in children():
        os.kill(child, signal.SIGKILL if hasattr(signal, "SIGKILL") else signal.SIGTERM)
    made += reports
    assert told(iter(made)) == told(checked(drafts, 1))


def children() -> list[int]:
    import multiprocessing

    return [child.pid for child in multiprocessing.active_children() if child.pid]


@pytest.mark.skipif(os.name == "nt", reason="files are not so counted")
def test_where_no_process_can_be_started_all_is_checked_here(tmp_path: Path) -> None:
    import resource

    drafts = list(pieces(tmp_path))
    expected = told(checked(drafts, 2, 0))
    assert told(checked(drafts, 1)) == expected
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    free = os.dup(0)
    os.close(free)
    resource.setrlimit(resource.RLIMIT_NOFILE, (free, hard))
    try:
        reports = list(checked(drafts, 3, 0))
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    assert told(iter(reports)) == expected


def test_no_more_processes_are_started_than_there_are_chunks(tmp_path: Path) -> None:
    drafts = list(pieces(tmp_path))
    asked = checked(drafts, 20, 0)
    next(asked)
    assert 1 <= len(children()) <= 3
    list(asked)


def test_whoever_stops_asking_leaves_no_process_behind(tmp_path: Path) -> None:
    reports = checked(list(pieces(tmp_path)) * 12, 2, 0)
    next(reports)
    assert children()
    reports.close()  # type: ignore[attr-defined]
    end = time.monotonic() + HANG
    while children() and time.monotonic() < end:
        time.sleep(0.05)
    assert not children()


#: Runs the command with Ctrl-C heeded, and says when both processes have checked a chunk and been given another.
TELLING = """
import signal
signal.signal(signal.SIGINT, signal.default_int_handler)
from zhlint.jobs.workers import _Worker
take, answered = _Worker.taken, set()
def taken(worker):
    reports = take(worker)
    if worker not in answered:
        answered.add(worker)
        print(f"{len(answered)} at work", flush=True)
    return reports
_Worker.taken = taken
from zhlint.cli import start
start()
"""


@pytest.mark.skipif(os.name == "nt", reason="a console interrupts its processes otherwise")
def test_an_interrupt_ends_all_without_a_word_of_the_program(newsroom: Newsroom) -> None:
    for number in range(int(WORTH / len(LONG.encode())) * 3):
        newsroom.write(f"drafts/{number:03}.txt", f"第{number}稿\n{LONG}")
    running = subprocess.Popen(
        [sys.executable, "-c", TELLING, "check", "drafts", "--no-cache", "--jobs", "2"], cwd=newsroom.folder, start_new_session=True,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    assert running.stdout
    assert [running.stdout.readline() for _ in range(2)] == [b"1 at work\n", b"2 at work\n"]
    os.killpg(running.pid, signal.SIGINT)
    _, said = running.communicate(timeout=HANG)
    assert running.returncode not in {0, 1}
    assert b"Traceback" not in said


@pytest.mark.parametrize("jobs", ["0", "-1", "x", "1.5", "２"])
def test_jobs_are_counted_from_one(newsroom: Newsroom, jobs: str) -> None:
    newsroom.write("a.txt")
    ran = newsroom.zhlint("check", "a.txt", f"--jobs={jobs}")
    assert ran.code == 2
    assert "1 以上的整数" in ran.err


def test_auto_takes_the_processors_this_process_may_use() -> None:
    assert cores() >= 1


@pytest.mark.skipif(not hasattr(signal, "pthread_sigmask"), reason="signals cannot be held back there")
def test_an_interrupt_does_not_reach_a_process_from_its_first_step_on() -> None:
    connection, process = started(tell_whether_interrupts_are_held_back)
    assert connection.recv() is True
    connection.close()
    process.join()
    assert signal.SIGINT not in signal.pthread_sigmask(signal.SIG_BLOCK, [])


def tell_whether_interrupts_are_held_back(connection: Connection) -> None:
    connection.send(signal.SIGINT in signal.pthread_sigmask(signal.SIG_BLOCK, []))
