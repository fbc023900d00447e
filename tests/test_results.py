"""Stored results are used where nothing has changed, and never otherwise."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from conftest import CARD, PROSE
from wordfile import paragraph, run, word_file

from zhlint import Linter
from zhlint.config.file import read_config
from zhlint.config.search import find_config
from zhlint.reports import FORMATS
from zhlint.results import StoredLinter
from zhlint.storage.cache_folder import cache_folder

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Newsroom

FAULTY = f"书会今日开张\n\n□本报记者 周明远\n\n{PROSE}代表入场,会议开始。搞好服务。各家 书店都来了。\n"
#: Enough drafts for results to be kept.
MANY = 18


@pytest.fixture(autouse=True)
def _no_results() -> None:
    """Removes the stored results of other tests."""
    for file in kept():
        file.unlink()


def kept() -> list[Path]:
    return sorted(cache_folder().glob("results-*"))


def lay_down(newsroom: Newsroom) -> None:
    for number in range(MANY):
        newsroom.write(f"drafts/{number:02}.txt", FAULTY * 20 + f"第{number}稿。\n")


@pytest.mark.parametrize("form", FORMATS)
def test_a_second_run_says_the_same_to_the_byte(newsroom: Newsroom, form: str) -> None:
    lay_down(newsroom)
    words = ("check", "drafts", "--format", form, "--hints", "--all")
    cold = newsroom.zhlint(*words)
    assert len(kept()) == 1
    warm = newsroom.zhlint(*words)
    assert warm == cold
    assert newsroom.zhlint(*words, "--no-cache") == cold


def test_few_drafts_are_checked_without_a_look_at_what_is_kept(newsroom: Newsroom) -> None:
    newsroom.write("a.txt", FAULTY)
    newsroom.zhlint("check", "a.txt")
    assert kept() == []


def test_no_cache_keeps_nothing(newsroom: Newsroom) -> None:
    lay_down(newsroom)
    newsroom.zhlint("check", "drafts", "--no-cache")
    assert kept() == []


def test_a_library_keeps_nothing_unless_it_is_asked_to(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(FAULTY, encoding="utf-8")
    Linter(find_config(tmp_path)).lint_path(tmp_path / "a.txt")
    assert kept() == []


def config(folder: Path, text: str) -> None:
    (folder / "zhlint.toml").write_text(text, encoding="utf-8")


def findings(folder: Path, name: str = "a.txt") -> list[str]:
    """The findings of a linter with a cache, set up as by a new run."""
    linter = StoredLinter(read_config(folder / "zhlint.toml"))
    report = linter.lint_path(folder / name)
    linter.save()
    return [f"{finding.code} {finding.level} {finding.message}" for finding in report.findings]


def house(folder: Path, card: str) -> None:
    (folder / "house").mkdir(exist_ok=True)
    (folder / "house" / "cards.toml").write_text(card, encoding="utf-8")


@pytest.mark.parametrize(
    ("first", "then", "gone", "new"),
    [
        pytest.param("", 'ignore = ["PUN001"]', "PUN001", None, id="ignore"),
        pytest.param('preset = "core"', 'preset = "desk"', None, "CHR004", id="preset"),
        pytest.param("", '[level]\nPUN001 = "hint"', "PUN001 error", "PUN001 hint", id="level"),
        pytest.param("", '[options.BYL001]\nrequired = ["editor"]', None, "BYL001", id="options"),
        pytest.param("", '[lexicon]\nterms = ["入场,会议"]', "PUN001", None, id="lexicon"),
        pytest.param("", '[per-file-ignores]\n"a.*" = ["PUN001"]', "PUN001", None, id="per-file-ignores"),
    ],
)  # fmt: skip
def test_another_configuration_is_another_result(
    tmp_path: Path, first: str, then: str, gone: str | None, new: str | None
) -> None:
    (tmp_path / "a.txt").write_text(FAULTY, encoding="utf-8")
    config(tmp_path, first)
    before = findings(tmp_path)
    assert findings(tmp_path) == before
    config(tmp_path, then)
    after = findings(tmp_path)
    assert after == [str(line) for line in findings_without_keeping(tmp_path)]
    assert gone is None or (any(gone in line for line in before) and not any(gone in line for line in after))
    assert new is None or (any(new in line for line in after) and not any(new in line for line in before))


def findings_without_keeping(folder: Path) -> list[str]:
    report = Linter(read_config(folder / "zhlint.toml")).lint_path(folder / "a.txt")
    return [f"{finding.code} {finding.level} {finding.message}" for finding in report.findings]


def test_the_hash_seed_of_a_run_makes_no_other_result(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    lay_down(newsroom)
    for seed in ("1", "2", "3"):
        monkeypatch.setenv("PYTHONHASHSEED", seed)
        newsroom.process("drafts", "--preset", "full")
    assert len(kept()) == 1


def test_another_draft_is_another_result(tmp_path: Path) -> None:
    config(tmp_path, "")
    (tmp_path / "a.txt").write_text(FAULTY, encoding="utf-8")
    assert any("PUN001" in line for line in findings(tmp_path))
    (tmp_path / "a.txt").write_text(FAULTY.replace(",", "，"), encoding="utf-8")
    assert not any("PUN001" in line for line in findings(tmp_path))


def test_the_same_words_as_markdown_are_another_draft(tmp_path: Path) -> None:
    config(tmp_path, "")
    text = f"{FAULTY}\n```\n代码,代码\n```\n"
    for name in ("a.txt", "a.md"):
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert findings(tmp_path, "a.txt") != findings(tmp_path, "a.md")


def test_another_card_or_table_of_a_pack_is_another_result(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(FAULTY, encoding="utf-8")
    house(tmp_path, CARD)
    config(tmp_path, 'packs = ["./house"]')
    assert any("HSE001" in line for line in findings(tmp_path))
    house(tmp_path, CARD.replace("搞好", "办好"))
    assert not any("HSE001" in line for line in findings(tmp_path))
    (tmp_path / "house" / "terms.csv").write_text("错,对,说明\n开张,开业,\n", encoding="utf-8")
    assert any("TRM006" in line for line in findings(tmp_path))


TABLED = CARD.replace("pattern", "substitution").partition("find =")[0].replace("”应为“{fix}", "")


@pytest.mark.parametrize("table", ["words.tsv", "more/words.tsv", "../../words.tsv"])
def test_another_table_is_another_result_wherever_it_lies(tmp_path: Path, table: str) -> None:
    (tmp_path / "a.txt").write_text(FAULTY, encoding="utf-8")
    house(tmp_path, f'{TABLED}table = "{table}"\n')
    config(tmp_path, 'packs = ["./house"]')
    file = tmp_path / "house/tables" / table
    (tmp_path / "house/tables").mkdir()
    file.parent.mkdir(exist_ok=True)
    for wrong, right, is_found in (("入场", "进场", True), ("下山", "上山", False), ("开始", "完毕", True)):
        file.write_text(f"wrong\tright\n{wrong}\t{right}\n", encoding="utf-8")
        os.utime(file, (1e9, 1e9))
        assert any("HSE001" in line for line in findings(tmp_path)) is is_found
        assert any("HSE001" in line for line in findings_without_keeping(tmp_path)) is is_found


def test_tables_behind_a_link_count_too(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(FAULTY, encoding="utf-8")
    house(tmp_path, f'{TABLED}table = "words.tsv"\n')
    config(tmp_path, 'packs = ["./house"]')
    (tmp_path / "shared").mkdir()
    (tmp_path / "house/tables").symlink_to("../shared", target_is_directory=True)
    for wrong, is_found in (("入场", True), ("下山", False)):
        (tmp_path / "shared/words.tsv").write_text(f"wrong\tright\n{wrong}\t进场\n", encoding="utf-8")
        assert any("HSE001" in line for line in findings(tmp_path)) is is_found


def test_what_a_card_said_before_it_was_changed_is_not_kept_for_the_new_one(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(FAULTY, encoding="utf-8")
    house(tmp_path, CARD.replace("搞好", "入场"))
    config(tmp_path, 'packs = ["./house"]')
    early = StoredLinter(read_config(tmp_path / "zhlint.toml"))
    house(tmp_path, CARD.replace("搞好", "入场").replace("应为", "改为"))
    early.lint_path(tmp_path / "a.txt")
    early.save()
    assert any("改为" in line for line in findings(tmp_path))


def test_a_word_file_that_has_become_too_large_is_said_to_be(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(word_file(*[paragraph(run("清晨的菜场里，卖豆腐的周师傅揭开蒸笼。"))] * 3_000))
    config(tmp_path, "")
    findings(tmp_path, "a.docx")
    config(tmp_path, 'max-size = "200KB"')
    report = StoredLinter(read_config(tmp_path / "zhlint.toml")).lint_path(tmp_path / "a.docx")
    assert "超过上限 195.3 KiB" in report.errors[0].message


def test_another_baseline_is_another_result(newsroom: Newsroom) -> None:
    newsroom.write("a.txt", FAULTY)
    config(newsroom.folder, 'baseline = ".zhlint-baseline.json"')
    newsroom.write(".zhlint-baseline.json", json.dumps({"version": 1, "entries": []}))
    empty = (newsroom.folder / ".zhlint-baseline.json").read_bytes()
    newsroom.zhlint("baseline", "write", "a.txt")
    accepted = findings(newsroom.folder)
    (newsroom.folder / ".zhlint-baseline.json").write_bytes(empty)
    assert findings(newsroom.folder) != accepted


def test_another_program_is_another_result(tmp_path: Path) -> None:
    """A copy of the program has one check changed between two runs."""
    import zhlint

    package = Path(zhlint.__file__).parent
    copy = tmp_path / "copy"
    shutil.copytree(package, copy / "zhlint", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(package.parent / "rules", copy / "rules")
    (tmp_path / "a.txt").write_text(FAULTY, encoding="utf-8")
    script = (
        "from zhlint.results import StoredLinter; from zhlint.config.model import Config\n"
        "linter = StoredLinter(Config()); report = linter.lint_path('a.txt'); linter.save()\n"
        "print(*(finding.message for finding in report.findings), sep='\\n')"
    )

    def run() -> str:
        command = [sys.executable, "-B", "-c", script]
        env = {**os.environ, "PYTHONPATH": str(copy), "PYTHONIOENCODING": "utf-8"}
        return subprocess.run(command, cwd=tmp_path, env=env, check=True, capture_output=True, encoding="utf-8").stdout

    assert "应为“，”" in run()
    # The same program elsewhere, with files of another time, takes the results over.
    results = len(kept())
    shutil.copytree(copy, tmp_path / "moved", copy_function=shutil.copyfile)
    copy = tmp_path / "moved"
    assert "应为“，”" in run()
    assert len(kept()) == results
    card = copy / "rules" / "punctuation.toml"
    card.write_text(
        card.read_text(encoding="utf-8").replace("半角标点“{found}”应为", "半角的“{found}”应为"), encoding="utf-8"
    )
    assert "半角的“,”应为“，”" in run()
    check = copy / "zhlint" / "engine" / "findings.py"
    check.write_text(
        check.read_text(encoding="utf-8").replace("document.source[place.start : place.end]", "'改过'", 1),
        encoding="utf-8",
    )
    assert "半角的“改过”应为" in run()


def test_rules_are_loaded_for_a_draft_without_a_result_alone(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(FAULTY, encoding="utf-8")
    (tmp_path / "b.txt").write_text(FAULTY.replace(",", "，"), encoding="utf-8")
    config(tmp_path, "")
    findings(tmp_path)
    linter = StoredLinter(read_config(tmp_path / "zhlint.toml"))
    assert any(finding.code == "PUN001" for finding in linter.lint_path(tmp_path / "a.txt").findings)
    assert "rules" not in vars(linter)
    assert (linter.has_rules, linter.notes) == (True, ())
    assert linter.lint_path(tmp_path / "b.txt").is_read
    assert "rules" in vars(linter)


@pytest.mark.parametrize("text", ['packs = ["./house"]', 'sources = ["a.txt"]', 'profile = "book"'])
def test_rules_are_loaded_at_once_where_other_files_decide(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.txt").write_text(FAULTY, encoding="utf-8")
    house(tmp_path, CARD)
    config(tmp_path, text)
    findings(tmp_path)
    assert "rules" in vars(StoredLinter(read_config(tmp_path / "zhlint.toml")))


def test_a_wrong_name_is_refused_with_results_at_hand(newsroom: Newsroom) -> None:
    lay_down(newsroom)
    newsroom.zhlint("check", "drafts")
    refused = newsroom.zhlint("check", "drafts", "--select", "PUN999")
    assert refused.code == 2
    assert "没有“PUN999”" in refused.err


def test_that_no_rule_is_on_is_said_again(newsroom: Newsroom) -> None:
    lay_down(newsroom)
    for _ in range(2):
        said = newsroom.zhlint("check", "drafts", "--select", "PUN", "--ignore", "PUN")
        assert (said.code, "一条规则也没有开" in said.err) == (2, True)


def test_a_draft_that_fails_is_not_kept(tmp_path: Path) -> None:
    config(tmp_path, "")
    (tmp_path / "a.txt").write_bytes(b"\xff\xff\x00")
    linter = StoredLinter(find_config(tmp_path))
    assert linter.lint_path(tmp_path / "a.txt").errors
    linter.save()
    assert kept() == []


@pytest.mark.parametrize("harm", [lambda content: content[:-9], lambda content: b"\0" + content[1:], lambda _: b""])
def test_a_damaged_file_is_as_good_as_none(newsroom: Newsroom, harm: Callable[[bytes], bytes]) -> None:
    lay_down(newsroom)
    cold = newsroom.zhlint("check", "drafts", "--format", "json")
    (file,) = kept()
    file.write_bytes(harm(file.read_bytes()))
    assert newsroom.zhlint("check", "drafts", "--format", "json") == cold


def test_runs_side_by_side_leave_one_whole_file(newsroom: Newsroom) -> None:
    lay_down(newsroom)
    command = [sys.executable, "-m", "zhlint", "check", "drafts", "--format", "json"]
    started = [subprocess.Popen(command, stdout=subprocess.PIPE, cwd=newsroom.folder) for _ in range(4)]
    said = {process.communicate()[0] for process in started}
    assert len(said) == 1
    assert len(kept()) == 1
    assert newsroom.zhlint("check", "drafts", "--format", "json").raw.split() == said.pop().split()


def test_a_folder_that_cannot_be_written_is_no_trouble(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    lay_down(newsroom)
    cold = newsroom.zhlint("check", "drafts", "--format", "json")
    blocked = newsroom.write("blocked", "no folder")
    monkeypatch.setenv("XDG_CACHE_HOME", str(blocked))
    monkeypatch.setenv("LOCALAPPDATA", str(blocked))
    assert newsroom.zhlint("check", "drafts", "--format", "json") == cold


def test_cache_shows_and_cleans(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    lay_down(newsroom)
    newsroom.zhlint("check", "drafts")
    shown = newsroom.zhlint("cache", "show")
    assert shown.code == 0
    assert str(cache_folder()) in shown.out
    assert "查过的文稿的结果" in shown.out
    own = newsroom.folder / "own-cache"
    shutil.copytree(cache_folder(), own / "zhlint")
    monkeypatch.setenv("XDG_CACHE_HOME", str(own))
    monkeypatch.setenv("LOCALAPPDATA", str(own))
    cleaned = newsroom.zhlint("cache", "clean")
    assert cleaned.code == 0
    assert cleaned.out.startswith("删去 ")
    assert list(cache_folder().iterdir()) == []
    blocked = newsroom.write("blocked", "no folder")
    monkeypatch.setenv("XDG_CACHE_HOME", str(blocked))
    monkeypatch.setenv("LOCALAPPDATA", str(blocked))
    refused = newsroom.zhlint("cache", "show")
    assert refused.code == 2
    assert "缓存文件夹不能用" in refused.err


def test_a_report_from_what_was_kept_reads_its_document_when_asked(tmp_path: Path) -> None:
    config(tmp_path, "")
    (tmp_path / "a.txt").write_text(FAULTY, encoding="utf-8")
    findings(tmp_path)
    linter = StoredLinter(read_config(tmp_path / "zhlint.toml"))
    report = linter.lint_path(tmp_path / "a.txt")
    assert report.document is not None
    assert report.document.source == FAULTY
    assert report.rules == linter.rules_for(str(tmp_path / "a.txt"))
