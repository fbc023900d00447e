"""A hook starts once for every commit: starting must cost little more than the command line library alone."""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import Any

import pytest

from zhlint import Linter
from zhlint.analysis.tokens import segmentation
from zhlint.config import Config
from zhlint.engine import run

BENCHMARKS = Path(__file__).parent.parent / "benchmarks"
# With room for a busy machine; what it takes on a quiet one, the benchmark says.
LIMITS = {"--version": 1.4, "punctuation": 2.2}


@pytest.fixture(scope="module")
def startup() -> Any:
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(BENCHMARKS)
        return importlib.import_module("startup")


@pytest.fixture(scope="module")
def ratios(startup: Any) -> dict[str, float]:
    """What the benchmark measures: each command's time as a multiple of importing click."""
    found: dict[str, float] = startup.ratios(9)
    return found


@pytest.mark.parametrize("command", LIMITS)
def test_starting_costs_little_more_than_click(ratios: dict[str, float], command: str) -> None:
    assert ratios[command] <= LIMITS[command]


def test_the_draft_with_words_to_cut_makes_a_rule_ask_for_their_edges(startup: Any) -> None:
    linter = Linter(Config())
    asked = []
    for draft in (startup.DRAFT, startup.CUT):
        document = linter.parse(draft)
        run(document, linter.rules.selected)
        asked.append(segmentation in document.memo)
    assert asked == [False, True]
