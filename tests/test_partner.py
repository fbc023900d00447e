"""A long draft checked with a partner: the report is what one process makes of it, whatever becomes of the partner."""

from __future__ import annotations

import multiprocessing
import os
import sys
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from conftest import CARD, PROSE
from work import HANG

from zhlint import Linter
from zhlint.config.file import read_config
from zhlint.engine.run import LONG, merged, run, shares
from zhlint.jobs import partner
from zhlint.jobs.workers import WORTH, Piece, checked
from zhlint.rule import RATE, UNUSED
from zhlint.word import ZIP_MAGIC

if TYPE_CHECKING:
    from collections.abc import Callable
    from multiprocessing.connection import Connection

    from conftest import Newsroom

    from zhlint.document import Document
    from zhlint.engine.run import Found
    from zhlint.report import Report
    from zhlint.rule import Rule

    End = Callable[[Connection], None]

PART = partner._take_part
NEXT = partner._Partner._next
#: What the processes tell each other by: the partner has come to its end, and the other one waits for it.
AT_ITS_END, AWAITED = Path("at its end"), Path("awaited")
DRAFTS = sorted(Path(__file__).with_name("drafts").glob("*-faulty.[tm][xd][td]"))
SAID = f"""
代表入场,会议开始。<!-- zhlint: ignore PUN001 照录 -->

{PROSE}<!-- zhlint: ignore PUN001 这里没有 -->

<!-- zhlint: ignore PUN999 没有这条规则 -->

大家搞好服务。{PROSE}

"""


@pytest.fixture
def linter(tmp_path: Path) -> Linter:
    """All rules and two of the house's, one of which fails; and a rate that every draft exceeds."""
    tables = tmp_path / "house/tables"
    tables.mkdir(parents=True)
    (tables / "words.tsv").write_bytes(b"wrong\tright\n\xff\xfe\xff\n")
    failing = CARD.replace("HSE001", "HSE002").replace("house-word", "failing").replace("pattern", "substitution")
    failing = failing.partition("find =")[0].replace("”应为“{fix}", "") + 'table = "words.tsv"\n'
    (tmp_path / "house/cards.toml").write_text(CARD + failing, encoding="utf-8")
    (tmp_path / "zhlint.toml").write_text('packs = ["./house"]\npreset = "full"\n', encoding="utf-8")
    return Linter(read_config(tmp_path / "zhlint.toml"))


def content() -> bytes:
    """Every fault of the drafts of the tests, and comments that accept some of them, one in vain and one wrongly."""
    faulty = "\n\n".join(file.read_text(encoding="utf-8") for file in DRAFTS)
    return (SAID + faulty + SAID + f"{PROSE}\n\n" * (LONG // len(PROSE))).encode()


def told(report: Report) -> tuple[object, ...]:
    assert report.document
    return report, report.kind, report.line_names, report.document.source, report.rules


def test_with_a_partner_the_report_is_the_same(linter: Linter) -> None:
    report = linter.lint_bytes(content(), path="long.md")
    assert len({finding.code[:3] for finding in report.findings}) > 8
    assert {UNUSED, RATE} <= {
        rule.kind for rule in report.rules if rule.code in {finding.code for finding in report.findings}
    }
    assert report.suppressed == 2
    assert {problem.code for problem in report.errors} == {"HSE002", None}
    (helped,) = checked([Piece(linter, "long.md", content())], 2, 0)
    assert told(helped) == told(report)


def test_shares_are_all_rules_in_the_order_of_the_engine(linter: Linter) -> None:
    rules = linter.rules.selected
    assert sorted(rule.code for share in shares(rules) for rule in share) == sorted(rule.code for rule in rules)
    document = linter.parse(content().decode(), path="long.md")
    assert merged([run(document, share) for share in shares(rules)]) == run(document, rules)


@pytest.mark.parametrize("path", ["short.txt", "broken.txt", "empty.txt"])
def test_a_draft_that_needs_no_help_is_reported_alike(linter: Linter, path: str) -> None:
    content = {"short.txt": PROSE.encode(), "broken.txt": b"\xff\xff\x00", "empty.txt": b""}[path]
    assert partner.lint_with_partner(linter, content, path) == linter.lint_bytes(content, path=path)


def wait_until(happens: Callable[[], bool]) -> None:
    end = time.monotonic() + HANG
    while not happens() and time.monotonic() < end:
        time.sleep(0.01)


def die(_: Connection) -> None:
    os._exit(1)


def die_awaited(_: Connection) -> None:
    """Die when the other process has done all else, and waits."""
    AT_ITS_END.touch()
    wait_until(AWAITED.exists)
    os._exit(1)


def die_amid_a_word(connection: Connection) -> None:
    os.write(connection.fileno(), b"\0\0\1\0cut")
    os._exit(1)


def speak_nonsense(connection: Connection) -> None:
    connection.send_bytes(b"nonsense")
    os._exit(1)


def fail(_: Connection) -> None:
    raise ZeroDivisionError


def help_until(end: End, after: int, connection: Connection) -> None:
    """Be a partner to whom this happens over the share after so many."""
    done: list[Found] = []

    def run_or_end(document: Document, rules: tuple[Rule, ...]) -> Found:
        if len(done) == after:
            end(connection)
        done.append(run(document, rules))
        return done[-1]

    vars(partner)["run"] = run_or_end
    PART(connection)


def run_then(document: Document, rules: tuple[Rule, ...]) -> Found:
    """Run rules when it has happened to the partner, or is about to."""
    wait_until(lambda: AT_ITS_END.exists() or not multiprocessing.active_children())
    return run(document, rules)


def tell_of_waiting(self: partner._Partner, *, wait: bool) -> Found | None:
    """Look for what the partner has found, and tell it where that is waited for."""
    if wait:
        AWAITED.touch()
    return NEXT(self, wait=wait)


@pytest.mark.parametrize("after", [0, 1, 4])
@pytest.mark.parametrize("end", [die, die_awaited, die_amid_a_word, speak_nonsense, fail], ids=lambda end: end.__name__)
def test_what_a_partner_leaves_is_done_all_the_same(
    linter: Linter, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, end: End, after: int
) -> None:
    if os.name == "nt" and end is die_amid_a_word:
        pytest.skip("a pipe is no file there")
    monkeypatch.setattr(partner, "_take_part", partial(help_until, end, after))
    monkeypatch.setattr(partner, "run", run_then)
    monkeypatch.setattr(partner._Partner, "_next", tell_of_waiting)
    monkeypatch.chdir(tmp_path)
    assert told(partner.lint_with_partner(linter, content(), "long.md")) == told(
        linter.lint_bytes(content(), path="long.md")
    )
    assert not multiprocessing.active_children()
    assert AT_ITS_END.exists() is (end is die_awaited)
    assert AWAITED.exists() or end is not die_awaited


def test_a_partner_that_never_reads_is_not_waited_for(linter: Linter, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(partner, "_take_part", sleep)
    begun = time.monotonic()
    assert told(partner.lint_with_partner(linter, content(), "long.md")) == told(
        linter.lint_bytes(content(), path="long.md")
    )
    assert time.monotonic() - begun < HANG


def sleep(_: Connection) -> None:
    time.sleep(HANG)


def test_the_command_says_the_same_with_help(newsroom: Newsroom) -> None:
    lines = [f"第{number}天，{PROSE}\n" for number in range(int(WORTH / len(PROSE.encode())))]
    newsroom.write("long.txt", "代表入场,会议开始。\n".join(["", *lines[:20], "".join(lines[20:])]))
    words = ("check", "long.txt", "--format", "json", "--no-cache", "--select", "PUN,CHR,MET")
    alone = newsroom.zhlint(*words, "--jobs", "1")
    assert '"PUN001"' in alone.out
    assert newsroom.process(*words, "--jobs", "2") == alone


def test_no_help_is_called_to_a_short_draft_or_to_a_word_file(linter: Linter, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "multiprocessing", None)
    short = Piece(linter, "short.md", content())
    assert next(checked([short], 8)).is_read
    assert not next(checked([Piece(linter, "swollen.docx", ZIP_MAGIC)], 8, 0)).is_read
    assert next(checked([short], 1, 0)).is_read
