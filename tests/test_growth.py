"""The work on a hostile draft grows with its length; calls are counted, not seconds."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from zhlint import Linter
from zhlint.config.model import Config
from zhlint.fixing.fixer import Scan, fix_all

if TYPE_CHECKING:
    from types import FrameType

with pytest.MonkeyPatch.context() as _patch:
    _patch.syspath_prepend(Path(__file__).parent.parent / "benchmarks")
    hostile: Any = importlib.import_module("hostile")

SIZE = 2_000
#: Twice the text may take so many times the work; with the square of the length it takes four times.
MOST = 2.7


@pytest.fixture(scope="module")
def linter() -> Linter:
    linter = Linter(Config(preset="full"))
    for path in ("draft.md", "draft.txt"):
        linter.lint_text("清晨的菜场里,萬，浙江省苏州市按排周师傅 揭开蒸笼。" * 20, path=path)
    return linter


def work(linter: Linter, text: str, path: str) -> int:
    """The calls that a check makes, and the characters it copies into findings."""
    calls = 0

    def counted(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal calls
        calls += event in {"call", "c_call"}

    sys.setprofile(counted)
    try:
        report = linter.lint_text(text, path=path)
    finally:
        sys.setprofile(None)
    return calls + sum(len(finding.text) + len(finding.message) for finding in report.findings)


@pytest.mark.parametrize("family", hostile.FAMILIES)
def test_the_work_grows_with_the_length(linter: Linter, family: str) -> None:
    text, path = hostile.FAMILIES[family], hostile.path(family)
    work(linter, text(4 * SIZE), path)
    assert work(linter, text(4 * SIZE), path) <= MOST * work(linter, text(2 * SIZE), path)


@pytest.mark.parametrize(
    "family", ["two scripts", "names in another script", "quotations, short", "places in the wrong place"]
)
def test_the_whole_text_is_not_counted_for_each_place(linter: Linter, family: str) -> None:
    text = hostile.FAMILIES[family](4 * SIZE)
    counts = 0

    def counted(_frame: FrameType, event: str, argument: Any) -> None:
        nonlocal counts
        if event == "c_call" and argument.__name__ == "count" and isinstance(argument.__self__, str):
            counts += len(argument.__self__) == len(text)

    sys.setprofile(counted)
    try:
        linter.lint_text(text, path="draft.txt")
    finally:
        sys.setprofile(None)
    assert counts <= 50


def test_what_lies_deep_within_its_like_waits_until_the_outer_ones_are_mended(linter: Linter) -> None:
    report = linter.lint_text("(" * 40 + "中" + ")" * 40, path="draft.txt")
    found = [finding for finding in report.findings if finding.code == "PUN002"]
    assert [finding.place.start for finding in found] == list(range(16))


@pytest.mark.parametrize("path", ["draft.txt", "draft.md"])
def test_the_work_of_fixing_equal_lines_grows_with_their_number(linter: Linter, path: str) -> None:
    line = "晒谷场上来了两个人,都不说话,过了一阵才坐下。\n\n"

    def fixing(count: int) -> int:
        calls = 0

        def counted(_frame: FrameType, event: str, _argument: object) -> None:
            nonlocal calls
            calls += event in {"call", "c_call"}

        def find(text: str) -> Scan:
            return Scan(linter.lint_text(text, path=path).findings)

        sys.setprofile(counted)
        try:
            done = fix_all(line * count, find, shape=linter.shape(path))
        finally:
            sys.setprofile(None)
        assert len(done.applied) == 2 * count
        return calls

    fixing(20)
    assert fixing(120) <= MOST * fixing(60)
