"""Figures in single sentences: right ones that look wrong, and wrong ones.

`figures/right.txt` holds a right sentence in each line, `figures/wrong.txt` a code and a sentence with the fault in ⟦ ⟧.
"""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest

from zhlint.cards.packs import shipped_rules
from zhlint.config.model import Config
from zhlint.linter import Linter

FIGURES = Path(__file__).with_name("figures")
RIGHT = (FIGURES / "right.txt").read_text(encoding="utf-8").splitlines()
WRONG = (FIGURES / "wrong.txt").read_text(encoding="utf-8").splitlines()
LINTER = Linter(Config(select=("FCT", "FCT006"), date=dt.date(2023, 5, 10)))


def marked(sentence: str) -> list[str]:
    draft = f"镇里的新书房开门迎客\n\n{sentence}\n"
    return [f"{finding.code} {finding.text}" for finding in LINTER.lint_text(draft).findings]


@pytest.mark.parametrize("sentence", RIGHT)
def test_a_right_figure_passes(sentence: str) -> None:
    assert marked(sentence) == []


@pytest.mark.parametrize("line", WRONG)
def test_a_wrong_figure_is_found(line: str) -> None:
    code, sentence = line.split(" ", 1)
    faults = re.findall("⟦(.*?)⟧", sentence)
    assert marked(re.sub("[⟦⟧]", "", sentence)) == [f"{code} {fault}" for fault in faults]


def test_every_rule_of_figures_has_wrong_sentences() -> None:
    assert {line.split()[0] for line in WRONG} == {rule.code for rule in shipped_rules() if rule.code.startswith("FCT")}
