"""Private parts of Python: without them the findings and the exit are the same."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import CARD

ROOT = Path(__file__).parents[1]
DEMO = ROOT / "tests" / "drafts" / "demo.txt"
#: Runs the command without the private parts that are named before it.
WITHOUT = """
import atexit, re, sys
import multiprocessing.resource_tracker
for name in sys.argv.pop(1).split():
    module, _, attribute = name.partition(":")
    if attribute:
        delattr(sys.modules[module], attribute)
    else:
        sys.modules[module] = None
from zhlint.cli import start
start()
"""
PARTS = ("re._parser", "re._compiler", "_sre", "atexit:_run_exitfuncs", "multiprocessing.resource_tracker:getfd")


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A configuration with a card, whose expression is looked at for whether it runs away."""
    (tmp_path / "house").mkdir()
    (tmp_path / "house/cards.toml").write_text(CARD.replace("搞好", "(?:搞|办)+好|的+是"), encoding="utf-8")
    (tmp_path / "zhlint.toml").write_text(
        'packs = ["./house"]\nselect = ["HSE", "PUN", "NUM", "FCT", "BYL"]\n', encoding="utf-8"
    )
    return tmp_path


def check(folder: Path, without: str) -> tuple[int, str, str]:
    """The exit code and the output of a check with an empty cache folder."""
    cache = folder / f"cache{len(list(folder.iterdir()))}"
    cache.mkdir()
    words = ["check", str(DEMO), "--format", "json", "--config", "zhlint.toml"]
    ran = subprocess.run(
        [sys.executable, "-c", WITHOUT, without, *words],
        env={**os.environ, "XDG_CACHE_HOME": str(cache), "LOCALAPPDATA": str(cache), "PYTHONPATH": str(ROOT)},
        cwd=folder,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    return ran.returncode, ran.stdout, ran.stderr


def test_without_private_parts_of_python_the_findings_are_the_same(house: Path) -> None:
    whole = check(house, "")
    assert whole[0] == 1
    assert '"PUN001"' in whole[1]
    assert check(house, " ".join(PARTS)) == whole
