"""Prints the shape of a copy of the source: parts, arrows, lines, functions, exceptions to the linter.

    python benchmarks/shape.py [FOLDER]

FOLDER is a checkout, this one by default; a part is what stands at the top of zhlint/, an arrow one part that imports another.
"""

from __future__ import annotations

import ast
import re
import sys
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

#: Private interfaces of Python, by the names they are asked for.
PRIVATE = re.compile(r"re\._parser|re\._compiler|\b_sre\b|_run_exitfuncs|\b_exit\(|co_varnames")


def main() -> None:
    root = Path(sys.argv[1] if len(sys.argv) > 1 else Path(__file__).parents[1])
    package = root / "zhlint"
    files = sorted(package.rglob("*.py"))
    texts = {file: file.read_text(encoding="utf-8") for file in files}
    parts = {part_of(file, package) for file in files} - {"__init__", "__main__"}
    arrows = {
        (part_of(file, package), other)
        for file, text in texts.items()
        for other in imported(text)
        if other in parts and other != part_of(file, package)
    }
    core = [
        text for file, text in texts.items() if part_of(file, package) not in {"checks", "analysis", "cli", "reports"}
    ]
    functions = sorted(lengths(texts.values()))
    print(f"parts at the top      {len(parts)}")
    print(f"arrows between parts  {len(arrows)}")
    print(f"files, lines          {len(files)}, {lines(texts.values())}")
    print(f"lines without checks, analysis, cli, reports  {lines(core)}")
    print(
        f"functions: median, 90th percentile, longest  {median(functions):g}, {functions[len(functions) * 9 // 10]}, {functions[-1]}"
    )
    code = [
        *texts.values(),
        *(
            file.read_text(encoding="utf-8")
            for folder in ("tests", "benchmarks", "windows")
            for file in (root / folder).rglob("*.py")
        ),
    ]
    print(f"noqa                  {sum(text.count('# noqa') for text in code)}")
    print(f"files with private interfaces of Python  {sum(bool(PRIVATE.search(text)) for text in texts.values())}")


def part_of(file: Path, package: Path) -> str:
    """The part at the top of the package that a file belongs to."""
    return file.relative_to(package).parts[0].removesuffix(".py")


def imported(text: str) -> set[str]:
    """The parts that a module imports, anywhere in it."""
    found = set()
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == "zhlint":
            found |= {node.module.split(".")[1]} if "." in node.module else {alias.name for alias in node.names}
    return found


def lengths(texts: Iterable[str]) -> list[int]:
    """The lines of every function."""
    return [
        node.end_lineno - node.lineno + 1
        for text in texts
        for node in ast.walk(ast.parse(text))
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)) and node.end_lineno
    ]


def lines(texts: Iterable[str]) -> int:
    """The lines of some texts."""
    return sum(text.count("\n") for text in texts)


if __name__ == "__main__":
    main()
