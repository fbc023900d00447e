"""Makes one-line mistakes and lists those that no test notices.

Run as `python benchmarks/mutants.py zhlint/analysis/dates.py …`.
Each mistake (a number off by one, < for <=, and for or, a `not` or a guard or an alternative of an expression left out) is made in a
copy of the tree, and the tests of that file are run there. Survivors are printed: each wants a test, or changes nothing.
"""

from __future__ import annotations

import argparse
import io
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import tokenize
from importlib.util import cache_from_source
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from zhlint.cards.packs import shipped_rules

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT: Final = Path(__file__).parents[1]
TREE: Final = (
    "zhlint",
    "rules",
    "tests",
    "docs",
    "benchmarks",
    "pyproject.toml",
    "README.md",
    "README.zh-CN.md",
    "CHANGELOG.md",
)
SWAPS: Final = {"<": "<=", "<=": "<", ">": ">=", ">=": ">", "and": "or", "or": "and", "not": ""}
#: An alternative without brackets, classes or escapes, with the bar behind it.
ALTERNATIVE: Final = re.compile(r"(?<=[|(:])[^|()\[\]{}\\'\"?*+]+\|")
PATIENCE: Final = 300


class Mutant(NamedTuple):
    """A change of `source[start:end]` on a line of a file."""

    line: int
    start: int
    end: int
    new: str


def mutants(source: str) -> Iterator[Mutant]:
    """The mistakes that can be made in a module, docstrings and type hints left alone."""
    starts = [0]
    for text in source.splitlines(keepends=True):
        starts.append(starts[-1] + len(text))
    for kind, text, (row, column), (last, _), line in tokenize.generate_tokens(io.StringIO(source).readline):
        at = starts[row - 1] + column
        if kind == tokenize.NUMBER and text.isdecimal():
            yield from (Mutant(row, at, at + len(text), str(int(text) + step)) for step in (-1, 1))
        elif kind in {tokenize.OP, tokenize.NAME} and text in SWAPS and "->" not in line:
            yield Mutant(row, at, at + len(text), SWAPS[text])
        elif text == "if" and line.lstrip().startswith("if ") and line.rstrip().endswith(":"):
            yield Mutant(row, at, at + len(line.strip()), "if False:")
        elif kind == tokenize.STRING and row == last and "|" in text:
            yield from (Mutant(row, at + one.start(), at + one.end(), "") for one in ALTERNATIVE.finditer(text))


def tests_of(module: Path) -> list[str]:
    """The tests that concern a module.

    They are the examples of the cards of a kind, or of all cards; the test files that name the module; the whole drafts.
    """
    cards = [
        f"tests/test_rules.py::test_examples_hold[{rule.code}]" for rule in shipped_rules() if rule.kind == module.stem
    ]
    named = re.compile(rf"\b{re.escape(module.with_suffix('').as_posix().replace('/', '.'))}\b|\btest_{module.stem}\b")
    files = sorted(
        path
        for path in (ROOT / "tests").glob("test_*.py")
        if named.search(path.name + path.read_text(encoding="utf-8"))
    )
    named_files = [f"tests/{path.name}" for path in files if path.name not in {"test_rules.py", "test_drafts.py"}]
    return [*(cards or ["tests/test_rules.py"]), *named_files, "tests/test_drafts.py"]


def survives(copy: Path, module: Path, content: str, tests: list[str]) -> bool:
    """Whether the tests pass in a copy of the tree whose module has this content."""
    path = copy / module
    before = path.read_bytes()
    # A module changed within a second, at the same length, would be taken from its old bytecode.
    Path(cache_from_source(str(path))).unlink(missing_ok=True)
    path.write_text(content, encoding="utf-8")
    surroundings = {**os.environ, "PYTHONPATH": str(copy), "XDG_CACHE_HOME": str(copy / "cache")}
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", *tests]
    try:
        ran = subprocess.run(command, cwd=copy, env=surroundings, capture_output=True, timeout=PATIENCE, check=False)
    except subprocess.TimeoutExpired:
        return False
    finally:
        path.write_bytes(before)
        Path(cache_from_source(str(path))).unlink(missing_ok=True)
    return ran.returncode == 0


def main() -> int:
    """Makes the mistakes and prints those that no test noticed; 1 where there are any."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("modules", nargs="+", type=Path, metavar="FILE")
    parser.add_argument("--most", type=int, default=10, help="so many mistakes in each file")
    parser.add_argument("--seed", type=int, default=0, help="which of them are drawn")
    parser.add_argument(
        "--tests", nargs="+", help="the tests to run; otherwise the cards, those that name the file, and the drafts"
    )
    given = parser.parse_args()
    left = 0
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder)
        for name in TREE:
            copied = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
            copied(ROOT / name, copy / name)
        for module in (path.resolve().relative_to(ROOT) for path in given.modules):
            source = (ROOT / module).read_text(encoding="utf-8")
            tests = given.tests or tests_of(module)
            if not survives(copy, module, source, tests):
                print(f"{module}: the tests fail as it is", flush=True)
                return 2
            some = [*mutants(source)]
            drawn = random.Random(given.seed).sample(some, min(given.most, len(some)))
            for line, start, end, new in sorted(drawn):
                alive = survives(copy, module, source[:start] + new + source[end:], tests)
                left += alive
                print(
                    f"{'SURVIVED' if alive else 'killed'} {module}:{line}: {source[start:end]!r} -> {new!r}", flush=True
                )
    print(f"{left} survived")
    return 1 if left else 0


if __name__ == "__main__":
    sys.exit(main())
