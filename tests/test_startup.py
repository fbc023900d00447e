"""Starting costs little more than the command line library alone."""

from __future__ import annotations

import importlib
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from zhlint import Linter
from zhlint.analysis.words.tokens import segmentation
from zhlint.config.model import Config
from zhlint.engine.run import run

ROOT = Path(__file__).parent.parent
#: Runs a command and tells the lines of Python that were run and the bytes of the files they were loaded from.
COUNTED = """
import sys
from work import lines_run

def command():
    if sys.argv[1:] == ["click"]:
        import click
        return
    from zhlint.cli import main
    try:
        main()
    except SystemExit:
        pass

lines = lines_run(command)
files = {module.__file__ for module in list(sys.modules.values()) if (getattr(module, "__file__", None) or "").endswith(".py")}
sizes = []
for file in files:
    with open(file, "rb") as stream:
        sizes.append(len(stream.read()))
print(lines, sum(sizes), file=sys.stderr)
"""


@pytest.fixture(scope="module")
def startup() -> Any:
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(ROOT / "benchmarks")
        return importlib.import_module("startup")


def counted(folder: Path, *words: str) -> tuple[int, int]:
    """The work and the size of a command that has run before."""
    paths = f"import sys; sys.path.insert(0, {str(ROOT / 'tests')!r})"
    command = [sys.executable, "-c", f"{paths}\n{COUNTED}", *words]
    ran = [subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8", check=True) for _ in range(2)]
    lines, size = ran[1].stderr.split()
    return int(lines), int(size)


@pytest.mark.parametrize(
    ("words", "lines", "size"),
    [
        (("--version",), 1.5, 1.25),
        (("check", "draft.txt", "--select", "PUN"), 4.0, 1.7),
        (("check", "draft.txt"), 8.8, 1.9),
    ],
)
def test_starting_costs_little_more_than_click(
    startup: Any, tmp_path: Path, words: tuple[str, ...], lines: float, size: float
) -> None:
    (tmp_path / "draft.txt").write_text(startup.DRAFT, encoding="utf-8")
    least, own = counted(tmp_path, "click"), counted(tmp_path, *words)
    assert own[0] <= lines * least[0]
    assert own[1] <= size * least[1]


#: Runs a command and tells the modules that it has loaded.
LOADED = """
import sys
from zhlint.cli import main
try:
    main()
except SystemExit:
    pass
print(*(name for name in sys.modules if name.startswith("zhlint.")), file=sys.stderr)
"""


def test_a_run_whose_results_are_known_loads_neither_rules_nor_checks(startup: Any, tmp_path: Path) -> None:
    for number in range(8):
        (tmp_path / f"{number}.txt").write_text(f"{startup.DRAFT}第{number}稿。\n", encoding="utf-8")
    command = [sys.executable, "-c", LOADED, "check", ".", "--select", "PUN"]
    first, second = (
        subprocess.run(command, cwd=tmp_path, capture_output=True, encoding="utf-8", check=True) for _ in range(2)
    )
    assert first.stdout == second.stdout
    assert "PUN001" in second.stdout
    loaded = set(second.stderr.split())
    assert "zhlint.engine.run" in set(first.stderr.split())
    assert not {name for name in loaded if name.startswith(("zhlint.checks.", "zhlint.analysis", "zhlint.lexicon"))}
    assert not loaded & {"zhlint.engine.run", "zhlint.reading.plain", "zhlint.reading.roles", "zhlint.rate.profiles"}


def test_the_draft_with_words_to_cut_makes_a_rule_ask_for_their_edges(startup: Any) -> None:
    linter = Linter(Config())
    asked = []
    for draft in (startup.DRAFT, startup.CUT):
        document = linter.parse(draft)
        run(document, linter.rules.selected)
        asked.append(segmentation in document.memo)
    assert asked == [False, True]
