"""A hook starts once for every commit: starting must cost little more than the command line library alone."""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import Any

import pytest

BENCHMARKS = Path(__file__).parent.parent / "benchmarks"
# With room for a busy machine; what it takes on a quiet one, the benchmark says.
LIMITS = {"--version": 1.4, "punctuation": 2.2}


@pytest.fixture(scope="module")
def ratios() -> dict[str, float]:
    """What the benchmark measures: each command's time as a multiple of importing click."""
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(BENCHMARKS)
        module: Any = importlib.import_module("startup")
    found: dict[str, float] = module.ratios(9)
    return found


@pytest.mark.parametrize("command", LIMITS)
def test_starting_costs_little_more_than_click(ratios: dict[str, float], command: str) -> None:
    assert ratios[command] <= LIMITS[command]
