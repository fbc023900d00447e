"""Sentences rich in names, terms and dialect: flawless ones are silent, slips found."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

from zhlint import Linter
from zhlint.config.model import Config

LINTERS = {preset: Linter(Config(preset=preset, ignore=("BYL", "STR", "MET"))) for preset in ("desk", "full")}


class Case(NamedTuple):
    """A flawless sentence and the same with a slip.

    `of` is what the sentence is rich in; `found` the first preset that finds the slip, `no` where none does yet.
    """

    of: str
    found: str
    flawless: str
    slip: str
    written: str
    meant: str


_, *LINES = (Path(__file__).parent / "sentences.tsv").read_text(encoding="utf-8").splitlines()
CASES = [Case(*line.split("\t")) for line in LINES]


def found(preset: str, text: str) -> set[str]:
    """The reports of a preset in a text, each with what it proposes."""
    findings = LINTERS[preset].lint_text(text).findings
    return {f"{one.text}>{''.join(edit.text for edit in one.fix.edits) if one.fix else ''}" for one in findings}


@pytest.mark.parametrize("case", CASES, ids=[case.written for case in CASES])
def test_a_flawless_sentence_is_silent_and_its_slip_is_found(case: Case) -> None:
    right = "".join(one for one, other in zip(case.meant, case.written, strict=True) if one != other)
    assert not found("desk", case.flawless)
    if case.found != "no":
        reported = found(case.found, case.slip)
        assert any(
            place in case.slip and fix.startswith(right) for place, fix in (one.split(">") for one in reported)
        ), reported


def test_the_sentences_are_as_many_as_the_page_of_measures_says() -> None:
    assert len(CASES) == 60
    assert [sum(case.found == preset for case in CASES) for preset in ("desk", "full", "no")] == [36, 13, 11]
