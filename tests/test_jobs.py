"""Several processes give the same bytes as one, and nothing is lost where one dies."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from conftest import CARD, PROSE
from needs import posix
from work import HANG

from zhlint import Linter
from zhlint.config.file import read_config
from zhlint.config.model import Config
from zhlint.jobs import WORTH, Job, cores, run_jobs
from zhlint.workers import Pool

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from multiprocessing.connection import Connection

    from conftest import Newsroom

    from zhlint.report import Report

FAULTY = f"{PROSE}代表入场,会议开始。搞好服务。\n"
#: Enough for a chunk of its own.
LONG = FAULTY * 700


def drafts_of_all_kinds(folder: Path) -> Iterator[Job | Report]:
    """Drafts of three configurations and two encodings.

    Two configurations have no file; some drafts are broken, one is long, and one is known already.
    """
    house = folder / "house"
    house.mkdir()
    (house / "cards.toml").write_text(CARD, encoding="utf-8")
    (folder / "zhlint.toml").write_text('packs = ["./house"]\n[lexicon]\nterms = ["入场,会议"]\n', encoding="utf-8")
    plain, own = Linter(Config()), Linter(read_config(folder / "zhlint.toml"))
    silent = Linter(Config(ignore=("PUN001",)))
    for number in range(6):
        yield Job(plain, f"{number}a.txt", f"第{number}稿\n{FAULTY}".encode())
        yield Job(own, f"{number}b.md", f"第{number}稿\n{FAULTY}".encode("gb18030"))
        yield Job(plain, f"{number}c.txt", b"\xff\xff\x00")
        yield Job(silent, f"{number}d.txt", f"第{number}稿\n{FAULTY}".encode())
    yield Job(own, "long.txt", LONG.encode())
    yield plain.lint_bytes(FAULTY.encode(), path="known.txt")


def facts(reports: Iterator[Report]) -> list[object]:
    return [(report, report.kind, report.line_names, report.document and report.document.source) for report in reports]


@pytest.mark.parametrize("jobs", [2, 3])
def test_reports_are_the_same_whatever_the_jobs(tmp_path: Path, jobs: int) -> None:
    drafts = list(drafts_of_all_kinds(tmp_path))
    assert facts(run_jobs(drafts, jobs, 0)) == facts(run_jobs(drafts, 1))


def test_the_command_says_the_same_whatever_the_jobs(newsroom: Newsroom) -> None:
    for number in range(int(WORTH / len(LONG.encode())) + 2):
        newsroom.write(f"drafts/{number:03}.txt", f"第{number}稿\n{LONG}")
    words = ("check", "drafts", "--format", "json", "--no-cache", "--select", "PUN,CHR")
    alone = newsroom.zhlint(*words, "--jobs", "1")
    assert '"PUN001"' in alone.out
    assert newsroom.process(*words, "--jobs", "2") == alone


def test_little_work_starts_no_process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("multiprocessing", "concurrent.futures"):
        monkeypatch.setitem(sys.modules, module, None)
    drafts = [job for job in drafts_of_all_kinds(tmp_path) if isinstance(job, Job)]
    assert len(list(run_jobs(drafts, 8))) == len(drafts)


def test_what_a_dying_process_leaves_is_checked_all_the_same(tmp_path: Path) -> None:
    drafts = [job for job in drafts_of_all_kinds(tmp_path) if isinstance(job, Job)] * 12
    reports = run_jobs(drafts, 2, 0)
    reports_made = [next(reports)]
    for child in children():
        os.kill(child, signal.SIGKILL if hasattr(signal, "SIGKILL") else signal.SIGTERM)
    reports_made += reports
    assert facts(iter(reports_made)) == facts(run_jobs(drafts, 1))


def children() -> list[int]:
    import multiprocessing

    return [child.pid for child in multiprocessing.active_children() if child.pid]


@posix
def test_where_no_process_can_be_started_all_is_checked_here(tmp_path: Path) -> None:
    import resource

    drafts = list(drafts_of_all_kinds(tmp_path))
    expected = facts(run_jobs(drafts, 2, 0))
    assert facts(run_jobs(drafts, 1)) == expected
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    free = os.dup(0)
    os.close(free)
    resource.setrlimit(resource.RLIMIT_NOFILE, (free, hard))
    try:
        reports = list(run_jobs(drafts, 3, 0))
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    assert facts(iter(reports)) == expected


def test_no_more_processes_are_started_than_there_are_chunks(tmp_path: Path) -> None:
    drafts = list(drafts_of_all_kinds(tmp_path))
    reports = run_jobs(drafts, 20, 0)
    next(reports)
    assert 1 <= len(children()) <= 3
    list(reports)


def test_whoever_stops_asking_leaves_no_process_behind(tmp_path: Path) -> None:
    reports = run_jobs(list(drafts_of_all_kinds(tmp_path)) * 12, 2, 0)
    next(reports)
    assert children()
    reports.close()  # type: ignore[attr-defined]
    end = time.monotonic() + HANG
    while children() and time.monotonic() < end:
        time.sleep(0.05)
    assert not children()


#: Runs the command with Ctrl-C heeded, and says when two processes are there and a chunk has been checked.
TELLING = """
import multiprocessing, signal
signal.signal(signal.SIGINT, signal.default_int_handler)
from zhlint import jobs
reports = jobs._reports
def telling(chunk, future):
    yield from reports(chunk, future)
    if len(multiprocessing.active_children()) == 2:
        print(*("at work:", *(child.pid for child in multiprocessing.active_children())), flush=True)
jobs._reports = telling
from zhlint.cli import start
start()
"""


@pytest.fixture
def at_work(newsroom: Newsroom) -> Iterator[tuple[subprocess.Popen[bytes], list[int]]]:
    """A check of many drafts by two processes, and the numbers of these."""
    for number in range(int(WORTH / len(LONG.encode())) * 3):
        newsroom.write(f"drafts/{number:03}.txt", f"第{number}稿\n{LONG}")
    with subprocess.Popen(
        [sys.executable, "-c", TELLING, "check", "drafts", "--no-cache", "--jobs", "2"], cwd=newsroom.folder, start_new_session=True,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    ) as running:  # fmt: skip
        assert running.stdout
        words = running.stdout.readline().split()
        assert words[:2] == [b"at", b"work:"]
        yield running, list(map(int, words[2:]))


@posix
def test_an_interrupt_ends_all_without_a_word_of_the_program(
    at_work: tuple[subprocess.Popen[bytes], list[int]],
) -> None:
    running, workers = at_work
    os.killpg(running.pid, signal.SIGINT)
    _, stderr = running.communicate(timeout=HANG)
    assert running.returncode == 130
    assert stderr.decode().split() == ["zhlint:", "已中断"]
    assert not any(map(is_alive, workers))


@posix
def test_no_process_outlives_a_command_that_was_killed(at_work: tuple[subprocess.Popen[bytes], list[int]]) -> None:
    running, workers = at_work
    running.kill()
    end = time.monotonic() + HANG
    while any(map(is_alive, workers)) and time.monotonic() < end:
        time.sleep(0.05)
    assert not any(map(is_alive, workers))


def is_alive(process: int) -> bool:
    """Whether a process runs; an ended one may wait for its parent."""
    try:
        os.kill(process, 0)
        state = Path(f"/proc/{process}/stat")
        return not state.exists() or state.read_text(encoding="utf-8").rpartition(")")[2].split()[0] != "Z"
    except (ProcessLookupError, FileNotFoundError):
        return False


@pytest.mark.parametrize("jobs", ["0", "-1", "x", "1.5", "２"])
def test_jobs_are_counted_from_one(newsroom: Newsroom, jobs: str) -> None:
    newsroom.write("a.txt")
    ran = newsroom.zhlint("check", "a.txt", f"--jobs={jobs}")
    assert ran.code == 2
    assert "1 以上的整数" in ran.err


def test_auto_takes_the_processors_this_process_may_use() -> None:
    assert cores() >= 1


@posix
def test_an_interrupt_does_not_reach_a_process_from_its_first_step_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("zhlint.workers._work", tell_whether_interrupts_are_blocked)
    pool = Pool(1)
    try:
        future = pool.submit([])
        assert future is not None
        assert future.result() == [(True,)]
    finally:
        pool.close()
    assert signal.SIGINT not in signal.pthread_sigmask(signal.SIG_BLOCK, [])


def tell_whether_interrupts_are_blocked(connection: Connection) -> None:
    connection.recv()
    connection.send([(signal.SIGINT in signal.pthread_sigmask(signal.SIG_BLOCK, []),)])


def die(connection: Connection) -> None:
    connection.recv()
    os._exit(1)


def die_amid_a_word(connection: Connection) -> None:
    connection.recv()
    os.write(connection.fileno(), b"\0\0\1\0cut")
    os._exit(1)


def speak_nonsense(connection: Connection) -> None:
    connection.recv()
    connection.send_bytes(b"nonsense")


@pytest.mark.parametrize("work", [die, die_amid_a_word, speak_nonsense], ids=lambda work: work.__name__)
def test_what_a_process_fails_over_is_checked_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, work: Callable[[Connection], None]
) -> None:
    if os.name == "nt" and work is die_amid_a_word:
        pytest.skip("a pipe is no file there")
    drafts = list(drafts_of_all_kinds(tmp_path))
    expected = facts(run_jobs(drafts, 1))
    monkeypatch.setattr("zhlint.workers._work", work)
    assert facts(run_jobs(drafts, 2, 0)) == expected


def test_without_the_means_for_a_process_all_is_checked_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    drafts = list(drafts_of_all_kinds(tmp_path))
    expected = facts(run_jobs(drafts, 1))
    monkeypatch.setattr("multiprocessing.get_context", no_means)
    assert facts(run_jobs(drafts, 2, 0)) == expected


def no_means(_: str) -> None:
    raise ImportError


def test_without_a_further_thread_all_is_checked_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    drafts = list(drafts_of_all_kinds(tmp_path))
    expected = facts(run_jobs(drafts, 1))
    monkeypatch.setattr("threading.Thread.start", no_thread)
    assert facts(run_jobs(drafts, 2, 0)) == expected


def no_thread(_: object) -> None:
    raise RuntimeError("can't start new thread")
