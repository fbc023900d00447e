"""Whole drafts of many kinds, with the findings that an editor would mark.

`NAME.txt` is a draft in good order, `NAME-faulty.txt` the same with faults, and `NAME-faulty.expected` holds the marks of
an editor, one a line. `NAME.toml` is the configuration of the house, where there is one. After reading the difference, `pytest tests/test_drafts.py --update` accepts it.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from zhlint.config.file import read_config
from zhlint.config.model import Config
from zhlint.linter import Linter

if TYPE_CHECKING:
    from zhlint.finding import Finding

DRAFTS = Path(__file__).with_name("drafts")
FAULTY = sorted(DRAFTS.glob("*-faulty.expected"))
CLEAN = sorted(
    path
    for path in DRAFTS.iterdir()
    if path.suffix in {".txt", ".md"} and path.with_name(f"{path.stem}-faulty.expected").exists()
)
FAMILIES = {"BYL", "CHR", "CON", "DUP", "FCT", "FRM", "GRM", "NAM", "NUM", "PUN", "STR", "TRM", "WRD"}
LINTER = Linter(Config())


def marked(finding: Finding) -> str:
    place = finding.place
    where = f"{place.line}:{place.column}-{place.end_line}:{place.end_column}"
    return f"{where} {finding.code} {finding.level} «{finding.text}»"


def findings(path: Path) -> list[str]:
    config = path.with_name(f"{path.stem.removesuffix('-faulty')}.toml")
    linter = Linter(read_config(config)) if config.exists() else LINTER
    report = linter.lint_path(path)
    assert report.errors == ()
    return [marked(finding) for finding in report.findings]


@pytest.mark.parametrize("path", CLEAN, ids=lambda path: path.name)
def test_a_draft_in_good_order_passes_without_a_word(path: Path) -> None:
    assert findings(path) == []


@pytest.mark.parametrize("expected", FAULTY, ids=lambda path: path.stem)
def test_an_editors_marks_are_found_and_no_others(expected: Path, request: pytest.FixtureRequest) -> None:
    draft = next(path for path in DRAFTS.glob(f"{expected.stem}.*") if path.suffix in {".txt", ".md"})
    found = findings(draft)
    if request.config.getoption("--update"):
        expected.write_text("\n".join(found) + "\n", encoding="utf-8")
    assert found == expected.read_text(encoding="utf-8").splitlines()


def test_the_drafts_between_them_hold_faults_of_every_family() -> None:
    lines = [line for path in FAULTY for line in path.read_text(encoding="utf-8").splitlines()]
    assert {line.split()[1][:3] for line in lines} == FAMILIES


def test_the_drafts_hold_a_fault_of_every_rule_on_figures_and_names() -> None:
    marks = [line.split()[1] for path in FAULTY for line in path.read_text(encoding="utf-8").splitlines()]
    figures = {f"FCT{number:03}" for number in range(1, 15)} | {"NUM015", "NUM016"}
    names = {f"NAM{number:03}" for number in range(1, 11)} - {"NAM005", "NAM007"}
    assert figures | names | {f"CON{number:03}" for number in range(5, 11)} <= set(marks)
